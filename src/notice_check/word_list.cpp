#include "notice_check/word_list.hpp"

#include "base/require.hpp"
#include "explanation/language.hpp"
#include "notice_words.hpp"
#include "written/section.hpp"
#include "written/written.hpp"

#include <array>
#include <utility>

namespace assent::notice_check {
namespace {

constexpr int kScoreMost = 200;
constexpr int kCountMost = 1000;

constexpr auto kStandings = std::to_array<std::pair<std::string_view, regime::Standing>>(
    {{"law", regime::Standing::law}, {"secondary", regime::Standing::secondary}, {"house", regime::Standing::house}});

constexpr auto kForbiddenCodes =
    std::to_array<std::pair<std::string_view, FindingCode>>({{"subject_promotes", FindingCode::subject_promotes},
                                                             {"recipients_unnamed", FindingCode::recipients_unnamed},
                                                             {"words_urge", FindingCode::words_urge},
                                                             {"words_frighten", FindingCode::words_frighten},
                                                             {"words_freeze", FindingCode::words_freeze},
                                                             {"words_reward", FindingCode::words_reward}});

Rule rule_in(written::Section& section) {
  Rule rule;
  rule.source = section.text("source");
  if (const auto standing = section.choice<regime::Standing>("standing", kStandings)) rule.standing = *standing;
  return rule;
}

WordsOfLanguages words_in(written::Section& section) {
  WordsOfLanguages words;
  for (const explanation::Language language : explanation::kLanguages) {
    const std::string key(to_string(language));
    const written::Written* list = section.optional(key, written::Written::Kind::list);
    if (list == nullptr) continue;
    for (const written::Written& item : list->items) {
      if (item.kind == written::Written::Kind::text && !item.text.empty()) words[key].push_back(item.text);
      else section.add(item.place, "a word is no text", "write it in quotation marks");
    }
  }
  return words;
}

const written::Written& table_in(written::Section& whole, std::string_view key) {
  static const written::Written empty{written::Written::Kind::table, {}, {}, {}, {}, {}, {}, {}};
  const written::Written* table = whole.needed(key, written::Written::Kind::table);
  return table == nullptr ? empty : *table;
}

}  // namespace

tl::expected<WordList, Issues> read_word_list(std::string_view text, std::string_view file) {
  const auto written = written::read_toml(text, file);
  if (!written) return tl::unexpected(Issues{written.error()});
  written::Findings findings(file);
  written::Section whole(findings, *written, "", {"easy_to_read", "sms", "prefixes", "days", "topic", "forbidden"});
  WordList list;

  written::Section easy(findings, table_in(whole, "easy_to_read"), "easy_to_read",
                        {"source", "standing", "words_least", "en", "fr", "ar"});
  list.easy_to_read_rule = rule_in(easy);
  list.words_least = easy.number("words_least", 1, kCountMost);
  for (const explanation::Language language : explanation::kLanguages) {
    const std::string key(to_string(language));
    list.least_score[key] = easy.number(key, -kScoreMost, kScoreMost);
  }

  written::Section sms(findings, table_in(whole, "sms"), "sms", {"source", "standing", "parts_most"});
  list.sms_rule = rule_in(sms);
  list.sms_parts_most = sms.number("parts_most", 1, kCountMost);

  written::Section prefixes(findings, table_in(whole, "prefixes"), "prefixes", {"en", "fr", "ar"});
  list.prefixes = words_in(prefixes);

  written::Section days(findings, table_in(whole, "days"), "days", {"en", "fr", "ar"});
  list.days = words_in(days);

  written::Section topic(findings, table_in(whole, "topic"), "topic", {"source", "standing", "en", "fr", "ar"});
  list.topic_rule = rule_in(topic);
  list.topic = words_in(topic);

  for (written::Section& each :
       written::tables_of(findings, whole, "forbidden", {"code", "where", "source", "standing", "en", "fr", "ar"})) {
    Forbidden forbidden;
    if (const auto code = each.choice<FindingCode>("code", kForbiddenCodes)) forbidden.code = *code;
    if (each.find("where") != nullptr) {
      constexpr auto kPlaces = std::to_array<std::pair<std::string_view, bool>>({{"subject", true}, {"text", false}});
      if (const auto subject = each.choice<bool>("where", kPlaces)) forbidden.subject_only = *subject;
    }
    forbidden.rule = rule_in(each);
    forbidden.words = words_in(each);
    list.forbidden.push_back(std::move(forbidden));
  }
  if (!findings.empty()) return tl::unexpected(std::move(findings).in_order());
  return list;
}

const WordList& usual_word_list() {
  static const WordList list = [] {
    auto read = read_word_list(kUsualWords, "words.toml");
    require(read.has_value(), "words.toml is in order");
    return *std::move(read);
  }();
  return list;
}

const std::vector<std::string>& of_language(const WordsOfLanguages& words, std::string_view language) {
  static const std::vector<std::string> none;
  const auto found = words.find(language.substr(0, language.find('-')));
  return found == words.end() ? none : found->second;
}

}  // namespace assent::notice_check
