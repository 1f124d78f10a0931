// Every fault that a notice can have is found, at its place.

#include "ready_made.hpp"

#include "service/notice_file.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <sstream>

namespace assent::check_test {

using namespace notice_check;
using namespace notice_check_test;
namespace {

using testing::HasSubstr;

constexpr const char* kRegimes[] = {"tra", "fcc-2007"};
constexpr const char* kNotices[] = {"opt-out", "opt-in", "partner-opt-in", "one-time-script"};
constexpr const char* kLanguagesOfNotices[] = {"en", "ar", "fr"};

std::string ready(const std::string& regime, const std::string& notice) {
  return text_of_file("notices/" + regime + "/" + notice + ".toml");
}

std::string replaced(std::string text, std::string_view what, std::string_view with_what) {
  const auto found = text.find(what);
  EXPECT_NE(found, std::string::npos) << what;
  return text.replace(found, what.size(), with_what);
}

// The part of a file that has one language's text: from where to where.
std::pair<std::size_t, std::size_t> part_of(const std::string& text, const std::string& language) {
  const std::size_t begin = text.find("[[text]]\nlanguage = \"" + language + "\"");
  EXPECT_NE(begin, std::string::npos);
  return {begin, std::min(text.find("[[text]]\n", begin + 1), text.size())};
}

// Without the block of that disclosure in that language.
std::string without(std::string text, const std::string& language, const std::string& disclosure) {
  const auto [begin, end] = part_of(text, language);
  const std::size_t block = text.find("[[text.block]]\ndisclosure = \"" + disclosure + "\"", begin);
  EXPECT_LT(block, end) << language << " " << disclosure;
  const std::size_t next = text.find("\n\n", block);
  return text.erase(block, next == std::string::npos ? std::string::npos : next + 2 - block);
}

bool has(const Findings& findings, FindingCode code, const std::string& language, std::string_view key = {},
         const std::string& value = {}) {
  return std::any_of(findings.begin(), findings.end(), [&](const Finding& each) {
    if (each.code != code || each.language != language) return false;
    return key.empty() ||
           std::find(each.arguments.begin(), each.arguments.end(), std::pair(key, value)) != each.arguments.end();
  });
}

bool any(const Findings& findings, FindingCode code) {
  return std::any_of(findings.begin(), findings.end(), [&](const Finding& each) { return each.code == code; });
}

// What a notice makes on the channels that it names.
Names demanded(const std::string& regime, const std::string& notice) {
  Names names;
  for (const auto& each : pack(regime).notice.disclosures) {
    if (each.channels.empty() || notice != "one-time-script") names.push_back(each.disclosure);
  }
  return names;
}

TEST(NoticeCheck, EveryBlockThatIsLeftOutInEveryLanguageIsFound) {
  int cases = 0;
  for (const std::string regime : kRegimes) {
    for (const std::string notice : kNotices) {
      for (const std::string& disclosure : demanded(regime, notice)) {
        std::string text = ready(regime, notice);
        for (const std::string language : kLanguagesOfNotices) text = without(text, language, disclosure);
        const Checked found = checked(text, with(regime));
        for (const std::string language : kLanguagesOfNotices) {
          EXPECT_TRUE(has(found.findings, FindingCode::disclosure_missing, language, "disclosure", disclosure))
              << regime << " " << notice << " " << language << " " << disclosure << "\n"
              << shown(found.findings);
          ++cases;
        }
        for (const Finding& each : found.findings) {
          EXPECT_TRUE(each.code != FindingCode::disclosure_missing || !each.clause.empty());
        }
      }
    }
  }
  EXPECT_GE(cases, 2 * 4 * 10 * 3);
}

TEST(NoticeCheck, EveryBlockThatOneLanguageLacksIsFoundThere) {
  for (const std::string regime : kRegimes) {
    for (const std::string notice : kNotices) {
      for (const std::string& disclosure : demanded(regime, notice)) {
        for (const std::string language : kLanguagesOfNotices) {
          const std::string text = without(ready(regime, notice), language, disclosure);
          const Checked found = checked(text, with(regime));
          const auto whole = std::to_string(
              std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(part_of(text, language).first),
                         '\n') +
              1);
          EXPECT_TRUE(has(found.findings, FindingCode::translation_partial, language, "disclosure", disclosure))
              << regime << " " << notice << " " << language << " " << disclosure << "\n"
              << shown(found.findings);
          EXPECT_EQ(std::to_string(found.findings.front().place.line), whole) << "the language that lacks it";
          EXPECT_FALSE(found.notice) << "it cannot be published";
          EXPECT_EQ(found.findings.size(), 1U) << "said once\n" << shown(found.findings);
        }
      }
    }
  }
}

TEST(NoticeCheck, EveryMisspeltDisclosureIsFound) {
  for (const std::string regime : kRegimes) {
    for (const std::string& disclosure : demanded(regime, "opt-out")) {
      std::string text = ready(regime, "opt-out");
      const std::string misspelt = disclosure + "x";
      for (int i = 0; i < 3; ++i) text = replaced(text, "\"" + disclosure + "\"", "\"" + misspelt + "\"");
      const Checked found = checked(text, with(regime));
      EXPECT_TRUE(has(found.findings, FindingCode::disclosure_unknown, "fr", "nearest", disclosure));
      EXPECT_TRUE(has(found.findings, FindingCode::disclosure_missing, "ar", "disclosure", disclosure));
    }
  }
}

// Each forbidden word, in each block and in the subject, is found at its line and column.
TEST(NoticeCheck, EveryForbiddenWordIsFoundAtItsPlace) {
  int cases = 0;
  for (const Forbidden& forbidden : usual_word_list().forbidden) {
    for (const std::string language : kLanguagesOfNotices) {
      for (std::string word : of_language(forbidden.words, language)) {
        word.erase(std::remove(word.begin(), word.end(), '*'), word.end());
        std::string text = ready("fcc-2007", "opt-out");
        const auto [begin, end] = part_of(text, language);
        const std::string key = forbidden.subject_only ? "subject = \"" : "disclosure = \"purposes\"\ntext = \"";
        const std::size_t at = text.find(key, begin) + key.size();
        ASSERT_LT(at, end);
        text.insert(at, word + "; ");
        const int line =
            static_cast<int>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n')) + 1;
        const Checked found = checked(text, with("fcc-2007"));
        const int column = forbidden.subject_only ? 12 : 9;
        const bool there = std::any_of(found.findings.begin(), found.findings.end(), [&](const Finding& each) {
          return each.code == forbidden.code && each.place.line == line && each.place.column == column &&
                 each.language == language;
        });
        EXPECT_TRUE(there) << to_string(forbidden.code) << " " << language << " " << word << "\n"
                           << shown(found.findings);
        ++cases;
      }
    }
  }
  EXPECT_GT(cases, 240);
}

struct Change {
  const char* notice;
  const char* what;
  const char* with_what;
  FindingCode code;
  const char* language;
};

TEST(NoticeCheck, EachFaultIsFoundByItsCode) {
  const Change changes[] = {
      {"opt-out", "regime = \"tra\"", "regime = \"fcc-2002\"", FindingCode::regime_differs, ""},
      {"opt-out", "recipients = [\"carrier\"]", "recipients = [\"carier\"]", FindingCode::recipient_unknown, ""},
      {"opt-out", "recipients = [\"carrier\"]", "recipients = [\"joint_venture_partner\"]",
       FindingCode::level_not_given, ""},
      {"one-time-script", "recipients = [\"carrier\"]", "recipients = [\"agent\"]", FindingCode::level_not_given, ""},
      {"opt-in", "recipients = [\"carrier\"]", "recipients = [\"third_party\"]", FindingCode::relation_refused, ""},
      {"opt-out", "\"usage\"", "\"location\"", FindingCode::information_not_given, ""},
      {"opt-out", "waiting_days = 30", "waiting_days = 29", FindingCode::waiting_days_short, ""},
      {"opt-out", "at least {waiting_days} days", "at least 31 days", FindingCode::waiting_period_differs, "en"},
      {"opt-out", "{waiting_days} يومًا", "٣١ يومًا", FindingCode::waiting_period_differs, "ar"},
      {"opt-out", "{waiting_days} jours", "31 jours", FindingCode::waiting_period_differs, "fr"},
      {"opt-out", "at least {waiting_days} days", "some time", FindingCode::waiting_period_unsaid, "en"},
      {"opt-out", "How {carrier} may use your information", "News for you", FindingCode::subject_hides, "en"},
      {"partner-opt-in", "{partners}", "these partners", FindingCode::parties_open, "en"},
      {"opt-out", "{way:call}, or send", "{way:cal}, or send", FindingCode::way_unknown, "en"},
      {"opt-out", "{carrier} itself", "{carier} itself", FindingCode::variable_unknown, "en"},
      {"opt-out", "{carrier} itself", "{partners} itself", FindingCode::variable_without_value, "en"},
      {"opt-out", "{carrier} itself", "{carrier itself", FindingCode::brace, "en"},
      {"opt-out", "\"mail\", \"email\"", "\"mail\", \"e-mail\"", FindingCode::channel_unknown, ""},
      {"opt-out", "لن تستخدم هذه التفاصيل سوى {carrier} نفسها. ولن يحصل عليها أحد غيرها.",
       "Only {carrier} itself would use these details.", FindingCode::script_differs, "ar"},
      {"opt-out", "Dire non ne change aucun des services que vous avez.",
       "Saying no does not change any service that you have.", FindingCode::translation_same, "fr"},
  };
  for (const Change& each : changes) {
    const Checked found = checked(replaced(ready("tra", each.notice), each.what, each.with_what), with("tra"));
    EXPECT_TRUE(has(found.findings, each.code, each.language)) << each.what << "\n" << shown(found.findings);
    for (const Finding& finding : found.findings) EXPECT_GT(finding.place.line, 0) << each.what;
  }
}

TEST(NoticeCheck, APartnerThatIsCoveredAndNotNamedIsFound) {
  std::string text = ready("tra", "partner-opt-in");
  text = replaced(text, "waiting_days = 30", "parties = [\"alpha\", \"beta\"]\nwaiting_days = 30");
  text = replaced(text, "{partners}", "Alpha Maps");
  const Checked found = checked(text, with("tra"));
  EXPECT_TRUE(has(found.findings, FindingCode::partner_unnamed, "en", "partner", "beta"));
  EXPECT_FALSE(has(found.findings, FindingCode::partner_unnamed, "en", "partner", "alpha"));
}

TEST(NoticeCheck, AWayThatIsDownIsFoundWhereTheTextNamesIt) {
  CarrierFile down = carrier();
  down.ways[0].live = false;
  CheckWith by = with("tra");
  by.carrier = &down;
  const Checked found = checked(ready("tra", "opt-out"), by);
  EXPECT_EQ(found.findings.size(), 3U) << shown(found.findings);
  for (const Finding& each : found.findings) {
    EXPECT_EQ(each.code, FindingCode::way_not_live);
    EXPECT_GT(each.place.column, 9);
  }
  for (Way& way : down.ways) way.always = false;
  down.ways[0].live = true;
  EXPECT_TRUE(any(checked(ready("tra", "opt-out"), by).findings, FindingCode::way_not_free));
  EXPECT_TRUE(
      any(checked(replaced(replaced(ready("tra", "opt-out"), "{way:call}", "us"), "{way:sms}", "STOP"), by).findings,
          FindingCode::way_unnamed));
}

TEST(NoticeCheck, AHardTextIsFoundInEachLanguage) {
  const std::string texts[][2] = {
      {"en",
       "Notwithstanding the aforementioned provisions, the utilisation of individually identifiable proprietary "
       "network information for the commercialisation of communications-related services necessitates the acquisition "
       "of appropriate authorisation from subscribers in accordance with applicable regulatory requirements, "
       "notwithstanding any contractual stipulations to the contrary previously communicated."},
      {"fr",
       "Nonobstant les dispositions susmentionnées, l'utilisation d'informations individuellement identifiables "
       "relatives aux abonnés à des fins de commercialisation de prestations de télécommunications nécessite "
       "l'obtention préalable d'une autorisation appropriée conformément aux prescriptions réglementaires applicables, "
       "indépendamment de toute stipulation contractuelle contraire antérieurement communiquée."},
      {"ar",
       "بصرف النظر عن الأحكام المذكورة أعلاه والالتزامات التعاقدية المترتبة على المشتركين المستفيدين من الاتصالات "
       "اللاسلكية والسلكية فإن استعمالاتنا للمعلومات الشخصية المتعلقة بالمستخدمين والمستهلكين لأغراضنا التسويقية "
       "والإعلانية تستوجب استحصالنا على الموافقات المسبقة المنصوص عليها في التنظيمات والتشريعات المرعية الإجراء "
       "واستيفاء المستلزمات القانونية والإجرائية المفروضة على المؤسسات المعنية"}};
  for (const auto& [language, hard] : texts) {
    std::string text = ready("tra", "opt-out");
    const auto [begin, end] = part_of(text, language);
    for (std::size_t at = text.find("\ntext = \"", begin); at < part_of(text, language).second;
         at = text.find("\ntext = \"", at + 1)) {
      const std::size_t from = at + 9;
      text.replace(from, text.find('"', from) - from, hard);
    }
    EXPECT_LT(begin, end);
    const Checked found = checked(text, with("tra"));
    EXPECT_TRUE(has(found.findings, FindingCode::hard_to_read, language)) << shown(found.findings);
    EXPECT_EQ(severity_of(FindingCode::hard_to_read), Severity::advice);
  }
}

TEST(NoticeCheck, AnSmsOverItsPartsIsFound) {
  CheckWith by_sms = with("tra");
  by_sms.channel = "sms";
  const Checked found = checked(ready("tra", "opt-out"), by_sms);
  EXPECT_TRUE(has(found.findings, FindingCode::sms_parts, "ar", "encoding", "ucs-2")) << shown(found.findings);
  EXPECT_FALSE(checked(ready("tra", "confirmation-of-refusal"), by_sms).any(Severity::advice));
}

// The carrier's own file is `notices/carrier.toml`; each customer's address adds a part.
TEST(NoticeCheck, TheNoticeByTextMessagePassesInAtMostEightParts) {
  const Checked found = checked(ready("tra", "opt-out-sms"), with("tra"));
  EXPECT_TRUE(found.findings.empty()) << shown(found.findings);
  ASSERT_TRUE(found.notice);
  ASSERT_EQ(found.measured.size(), 3U);
  for (const Measured& each : found.measured) EXPECT_LE(each.sms.parts, 8U) << each.language;
  const std::string text = ready("tra", "opt-out-sms");
  for (const auto& each : pack("tra").notice.disclosures) {
    if (!each.channels.empty()) continue;  // such as the one that tells of replies to e-mail
    EXPECT_TRUE(has(checked(without(text, "fr", each.disclosure), with("tra")).findings,
                    FindingCode::translation_partial, "fr", "disclosure", each.disclosure))
        << each.disclosure;
  }
}

// What service refuses to publish is a fault here, for every change above.
TEST(NoticeCheck, WhateverPublishingRefusesIsFound) {
  for (const std::string regime : kRegimes) {
    for (const std::string& disclosure : demanded(regime, "opt-out")) {
      std::string text = ready(regime, "opt-out");
      for (const std::string language : kLanguagesOfNotices) text = without(text, language, disclosure);
      const auto file = service::read_notice(text, "notice.toml").value();
      const Issues issues = service::check_notice(file, pack(regime));
      const Checked found = checked(text, with(regime));
      for (const Issue& issue : issues) {
        const bool same = std::any_of(found.findings.begin(), found.findings.end(), [&](const Finding& each) {
          const FindingText words = text_of(each, explanation::Language::en);
          return each.place.line == issue.line && words.problem == issue.problem && words.mend == issue.mend;
        });
        EXPECT_TRUE(same) << to_string(issue) << "\n" << shown(found.findings);
      }
    }
  }
}

TEST(NoticeCheck, ATextThatIsNoTomlIsOneFinding) {
  const Checked found = checked("id = \"x", with("tra"));
  ASSERT_EQ(found.findings.size(), 1U);
  EXPECT_EQ(found.findings[0].code, FindingCode::unreadable);
  EXPECT_FALSE(found.notice);
}

}  // namespace
}  // namespace assent::check_test
