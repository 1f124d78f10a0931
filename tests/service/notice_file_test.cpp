#include "setting.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace assent::notice_file_test {

using namespace service;
namespace {

using service_test::notice_of;
using service_test::notice_text;
using service_test::small_regime;
using testing::HasSubstr;

std::string replaced(std::string text, std::string_view what, std::string_view with) {
  const auto found = text.find(what);
  EXPECT_NE(found, std::string::npos) << what;
  return text.replace(found, what.size(), with);
}

TEST(NoticeFile, IsReadWhole) {
  const evidence::NoticePublished notice = notice_of(notice_text()).notice;
  EXPECT_EQ(notice.notice, "approvals");
  EXPECT_EQ(notice.version, "1");
  EXPECT_EQ(notice.recipients, Coverage::only({"carrier"}));
  EXPECT_EQ(notice.parties, Coverage::everything());
  EXPECT_EQ(notice.waiting_days, 30);
  EXPECT_EQ(notice.translation, Translation::complete);
  ASSERT_EQ(notice.texts.size(), 2U);
  EXPECT_EQ(notice.texts[0].language, "ar") << "sorted by language";
  EXPECT_EQ(notice.texts[1].blocks[1].disclosure, "refusal");
  EXPECT_TRUE(check_notice(notice_of(notice_text()), small_regime()).empty());
}

struct Fault {
  std::string_view what;
  std::string_view with;
  std::string_view told;
};

TEST(NoticeFile, EveryFaultIsToldWithItsPlace) {
  const Fault faults[] = {
      {"id = \"approvals\"", "", "id"},
      {"waiting_days = 30", "waiting_days = \"30\"", "waiting_days"},
      {"recipients = [\"carrier\"]", "recipients = []", "recipients"},
      {"recipients = [\"carrier\"]", "recipients = [\"*\", \"carrier\"]", "`*`"},
      {"language = \"ar\"", "language = \"en\"", "two texts in `en`"},
      {"disclosure = \"refusal\"", "disclosure = \"other\"", "translate"},
      {"text = \"What we use and for what.\"", "txt = \"x\"", "txt"},
      {"version = \"1\"", "version = \"1", ""},
  };
  for (const Fault& fault : faults) {
    const auto read = read_notice(replaced(notice_text(), fault.what, fault.with), "notice.toml");
    ASSERT_FALSE(read) << fault.what;
    std::string told;
    for (const Issue& issue : read.error()) {
      told += to_string(issue) + "\n";
      EXPECT_GT(issue.line, 0) << fault.what;
    }
    EXPECT_THAT(told, HasSubstr(std::string(fault.told))) << fault.what;
  }
}

TEST(NoticeFile, IsHeldAgainstTheRegime) {
  const Fault faults[] = {
      {"waiting_days = 30", "waiting_days = 29", "notice.toml:5:"},
      {"recipients = [\"carrier\"]", "recipients = [\"neighbour\"]", "`neighbour`"},
      {"regime = \"small\"", "regime = \"large\"", "`large`"},
  };
  for (const Fault& fault : faults) {
    const Issues issues = check_notice(notice_of(replaced(notice_text(), fault.what, fault.with)), small_regime());
    ASSERT_EQ(issues.size(), 1U) << fault.what;
    EXPECT_THAT(to_string(issues[0]), HasSubstr(std::string(fault.told)));
  }
}

TEST(NoticeFile, LacksADisclosureInEveryLanguage) {
  std::string text = notice_text();
  for (int language = 0; language < 2; ++language)
    text = replaced(text, "disclosure = \"refusal\"", "disclosure = \"other\"");
  const Issues issues = check_notice(notice_of(text), small_regime());
  ASSERT_EQ(issues.size(), 2U);
  EXPECT_THAT(issues[0].problem, HasSubstr("`refusal`"));
}

TEST(NoticeFile, DisclosuresOfOneChannelAreAskedForOnIt) {
  const evidence::NoticePublished notice = notice_of(notice_text()).notice;
  EXPECT_TRUE(missing_disclosures(notice, small_regime(), "mail").empty());
  EXPECT_EQ(missing_disclosures(notice, small_regime(), "email"), Names{"unsubscribe_link"});
}

}  // namespace
}  // namespace assent::notice_file_test
