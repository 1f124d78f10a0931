// Law LanguagesSayTheSame: the same keys, with the same placeholders, in every language; and each language keeps
// to its own letters and punctuation.
#include <gtest/gtest.h>

#include <regex>
#include <set>
#include <string>
#include <vector>

#include "explanation/certificate_phrases.hpp"
#include "explanation/life_phrases.hpp"
#include "scene.hpp"

namespace assent::say_the_same_test {

using namespace explanation;
namespace {

std::multiset<std::string> placeholders(std::string_view text) {
  static const std::regex kPlaceholder(R"(\{[a-z_]*\})");
  const std::string copy(text);
  std::multiset<std::string> found;
  for (std::sregex_iterator i(copy.begin(), copy.end(), kPlaceholder), end; i != end; ++i) found.insert(i->str());
  return found;
}

std::string without_placeholders(std::string_view text) {
  return std::regex_replace(std::string(text), std::regex(R"(\{[a-z_]*\})"), "");
}

// As French is written: before `:`, `;`, `?`, `!` and within guillemets, and nowhere else.
void expect_spaces_that_do_not_break(std::string text) {
  for (const char* each : {"\u00A0:", "\u00A0;", "\u00A0?", "\u00A0!", "\u00A0»", "«\u00A0"}) {
    const std::string proper = each;
    for (auto at = text.find(proper); at != std::string::npos; at = text.find(proper))
      text.replace(at, proper.size(), "-");
  }
  EXPECT_FALSE(std::regex_search(text, std::regex("[:;?!]|»|«|\u00A0"))) << text;
}

void expect_language(std::string_view text, Language language) {
  const std::string plain = without_placeholders(text);
  switch (language) {
    case Language::en: EXPECT_FALSE(std::regex_search(plain, std::regex("\xD8|\xD9"))) << text; return;
    case Language::ar: EXPECT_FALSE(std::regex_search(plain, std::regex("[A-Za-z,;?]"))) << text; return;
    case Language::fr:
      EXPECT_FALSE(std::regex_search(plain, std::regex("\xD8|\xD9"))) << text;
      expect_spaces_that_do_not_break(plain);
      return;
  }
}

std::vector<std::string_view> said(Reason reason, Language language) {
  const ReasonWords words = reason_words(reason, language);
  return {words.label, words.sentence, words.meaning, words.bare, words.finding};
}

TEST(LanguagesSayTheSame, Reasons) {
  for (const Language language : kLanguages) {
    for (const Reason reason : all_reasons()) {
      const auto english = said(reason, Language::en);
      const auto other = said(reason, language);
      for (std::size_t i = 0; i < english.size(); ++i) {
        EXPECT_EQ(english[i].empty(), other[i].empty()) << to_string(reason);
        EXPECT_EQ(placeholders(english[i]), placeholders(other[i])) << to_string(reason) << ' ' << to_string(language);
      }
    }
  }
}

TEST(LanguagesSayTheSame, Messages) {
  for (int i = 0; i < kMessages; ++i) {
    const auto key = static_cast<Message>(i);
    for (const Language language : kLanguages) {
      EXPECT_EQ(placeholders(message(key, Language::en)), placeholders(message(key, language)))
          << i << ' ' << to_string(language);
      EXPECT_FALSE(message(key, language).empty()) << i << ' ' << to_string(language);
    }
  }
}

// Phrases about entries and certificates: the same placeholders, none empty, each in its language's letters.
template <class Phrase>
void expect_the_same(int count) {
  for (int i = 0; i < count; ++i) {
    const auto key = static_cast<Phrase>(i);
    for (const Language language : kLanguages) {
      EXPECT_FALSE(phrase(key, language).empty()) << i << ' ' << to_string(language);
      EXPECT_EQ(placeholders(phrase(key, Language::en)), placeholders(phrase(key, language)))
          << i << ' ' << to_string(language);
      expect_language(phrase(key, language), language);
    }
  }
}

TEST(LanguagesSayTheSame, Phrases) {
  expect_the_same<LifePhrase>(kLifePhrases);
  expect_the_same<CertificatePhrase>(kCertificatePhrases);
}

TEST(LanguagesSayTheSame, Terms) {
  const auto english = terms(Language::en);
  for (const Language language : kLanguages) {
    const auto other = terms(language);
    ASSERT_EQ(english.size(), other.size()) << to_string(language);
    std::set<std::pair<Term, std::string_view>> seen;
    for (std::size_t i = 0; i < english.size(); ++i) {
      EXPECT_EQ(english[i].kind, other[i].kind) << english[i].name;
      EXPECT_EQ(english[i].name, other[i].name);
      EXPECT_FALSE(other[i].words.empty()) << english[i].name << ' ' << to_string(language);
      EXPECT_TRUE(seen.emplace(english[i].kind, english[i].name).second) << english[i].name;
    }
  }
}

TEST(Words, KeepToTheLettersAndPunctuationOfTheirLanguage) {
  for (const Language language : kLanguages) {
    for (const Reason reason : all_reasons()) {
      for (const std::string_view text : said(reason, language)) expect_language(text, language);
    }
    for (int i = 0; i < kMessages; ++i) expect_language(message(static_cast<Message>(i), language), language);
    for (const TermWords& each : terms(language)) expect_language(each.words, language);
    for (const Outcome outcome : {Outcome::permit, Outcome::deny}) expect_language(label(outcome, language), language);
    for (const regime::Level level : {regime::Level::opt_out, regime::Level::opt_in, regime::Level::refused})
      expect_language(label(level, language), language);
    for (const regime::Standing standing :
         {regime::Standing::law, regime::Standing::secondary, regime::Standing::house}) {
      expect_language(label(standing, language), language);
    }
  }
}

TEST(Words, EveryReasonHasALabelASentenceAndAMeaning) {
  for (const Language language : kLanguages) {
    std::set<std::string_view> labels;
    for (const Reason reason : all_reasons()) {
      const ReasonWords words = reason_words(reason, language);
      EXPECT_TRUE(labels.insert(words.label).second) << words.label;
      EXPECT_FALSE(words.label.empty() || words.label.ends_with('.')) << to_string(reason);
      for (const std::string_view sentence : {words.sentence, words.meaning}) {
        EXPECT_TRUE(sentence.ends_with('.')) << sentence;
      }
      EXPECT_TRUE(placeholders(words.label).empty() && placeholders(words.meaning).empty()) << to_string(reason);
      EXPECT_EQ(label(reason, language), words.label);
      EXPECT_EQ(meaning(reason, language), words.meaning);
    }
    EXPECT_NE(label(Outcome::permit, language), label(Outcome::deny, language));
    EXPECT_NE(label(regime::Level::opt_in, language), label(regime::Level::opt_out, language));
    EXPECT_NE(label(regime::Level::opt_in, language), label(regime::Level::refused, language));
    EXPECT_NE(label(regime::Standing::law, language), label(regime::Standing::secondary, language));
    EXPECT_NE(label(regime::Standing::law, language), label(regime::Standing::house, language));
  }
}

TEST(Words, NoMessageIsUnused) {
  const std::string folder = ASSENT_SOURCE_DIR "/src/explanation/";
  const std::string header = text_of(folder + "words.hpp");
  const std::string list = header.substr(header.find("enum class Message"));
  std::string users;
  for (const char* file : {"explain.cpp", "event.cpp", "faults.cpp", "speech.cpp", "text.cpp"})
    users += text_of(folder + file);
  const std::regex name(R"(\n  ([a-z_]+),)");
  int count = 0;
  const std::string body = list.substr(0, list.find("};"));
  for (std::sregex_iterator i(body.begin(), body.end(), name), end; i != end; ++i, ++count) {
    EXPECT_TRUE(std::regex_search(users, std::regex("Message::" + (*i)[1].str() + "\\b"))) << (*i)[1];
  }
  EXPECT_EQ(count, kMessages);
}

TEST(Words, NamesOfTheShippedPacksHaveWords) {
  for (const char* id : {"tra", "fcc-2002", "fcc-2007", "arizona-2006", "strict-opt-in"}) {
    const regime::Regime regime = pack(id);
    const auto expect = [&](Term kind, std::string_view name) {
      for (const Language language : kLanguages)
        EXPECT_TRUE(term(kind, name, language).has_value()) << id << ' ' << name;
    };
    for (const auto& relation : regime.relations) expect(Term::relation, relation.relation);
    for (const auto& purpose : regime.purposes) expect(Term::purpose, purpose.purpose);
    for (const auto* names :
         {&regime.outside_information, &regime.opt_in_information, &regime.soft_opt_in_information}) {
      for (const auto& name : *names) expect(Term::information, name);
    }
    for (const auto& channel : regime.notice.channels) expect(Term::channel, channel);
    for (const auto& channel : regime.one_time_channels) expect(Term::channel, channel);
    for (const auto& giver : regime.opt_in_givers) expect(Term::giver, giver);
    for (const auto& defect : regime.void_defects) expect(Term::defect, defect);
    for (const auto& clause : regime.agreement_clauses) expect(Term::clause, clause);
    for (const auto& required : regime.notice.disclosures) expect(Term::disclosure, required.disclosure);
  }
}

TEST(Words, WhatDataDefinesHasNone) {
  for (const Language language : kLanguages) {
    EXPECT_FALSE(term(Term::relation, "franchise", language).has_value());
    EXPECT_FALSE(term(Term::relation, "marketing", language).has_value());
  }
}

TEST(Languages, AreNamedByTheirTags) {
  EXPECT_EQ(language_named("en"), Language::en);
  EXPECT_EQ(language_named("ar-LB"), Language::ar);
  EXPECT_EQ(language_named("AR"), Language::ar);
  EXPECT_EQ(language_named("fr-LB"), Language::fr);
  for (const char* tag : {"", "e", "de", "eng", "arz", "français"})
    EXPECT_FALSE(language_named(tag).has_value()) << tag;
  for (const Language language : kLanguages) EXPECT_EQ(language_named(to_string(language)), language);
}

}  // namespace
}  // namespace assent::say_the_same_test
