#include "ready_made.hpp"

#include "notice_check/variables.hpp"

#include <gmock/gmock.h>

namespace assent::ready_made_test {

using namespace notice_check;
using namespace notice_check_test;
namespace {

namespace fs = std::filesystem;

struct ReadyMade {
  std::string regime;
  std::string file;
};

std::vector<ReadyMade> all() {
  std::vector<ReadyMade> found;
  for (const char* regime : {"tra", "fcc-2007"}) {
    for (const auto& each : fs::directory_iterator(fs::path(ASSENT_SOURCE_DIR) / "notices" / regime)) {
      found.push_back({regime, std::string("notices/") + regime + "/" + each.path().filename().string()});
    }
  }
  return found;
}

TEST(ReadyMade, EachPassesTheCheckInThreeLanguages) {
  EXPECT_EQ(all().size(), 14U);
  for (const ReadyMade& each : all()) {
    const Checked found = checked(text_of_file(each.file), with(each.regime));
    EXPECT_TRUE(found.findings.empty()) << each.file << "\n" << shown(found.findings);
    ASSERT_TRUE(found.notice) << each.file;
    ASSERT_EQ(found.measured.size(), 3U) << each.file;
    for (const Measured& measured : found.measured) {
      if (!measured.readability) continue;
      EXPECT_GE(measured.readability->score, measured.least) << each.file << " " << measured.language;
    }
  }
}

TEST(ReadyMade, EachHasEveryLanguageOfTheProduct) {
  for (const ReadyMade& each : all()) {
    const Checked found = checked(text_of_file(each.file), with(each.regime));
    ASSERT_TRUE(found.notice) << each.file;
    Names languages;
    for (const auto& text : found.notice->notice.texts) languages.push_back(text.language);
    EXPECT_EQ(languages, (Names{"ar", "en", "fr"})) << each.file;
  }
}

TEST(ReadyMade, NothingIsLeftInBracesButWhatIsEachCustomers) {
  for (const ReadyMade& each : all()) {
    const Checked found = checked(text_of_file(each.file), with(each.regime));
    ASSERT_TRUE(found.notice) << each.file;
    const evidence::NoticePublished& notice = found.notice->notice;
    const ValuesForAll values{&carrier(), partners_meant(notice, two_partners()), notice.waiting_days};
    for (const auto& text : filled_for_all(notice, values).texts) {
      const std::string whole = whole_text(text);
      for (const Variable& variable : variables_in(whole).variables) {
        EXPECT_TRUE(is_for_each_customer(variable.name)) << each.file << " " << variable.name;
      }
      EXPECT_TRUE(variables_in(whole).stray.empty()) << each.file;
    }
  }
}

TEST(ReadyMade, ThePartnersAreNamedAndNobodyElseIsCovered) {
  const Checked found = checked(text_of_file("notices/tra/partner-opt-in.toml"), with("tra"));
  ASSERT_TRUE(found.notice);
  const evidence::NoticePublished& notice = found.notice->notice;
  const auto published =
      filled_for_all(notice, {&carrier(), partners_meant(notice, two_partners()), notice.waiting_days});
  EXPECT_EQ(published.parties, Coverage::only({"alpha", "beta"}));
  EXPECT_THAT(whole_text(published.texts[1]), testing::HasSubstr("They would go to: Alpha Maps and بيتا."));
  EXPECT_THAT(whole_text(published.texts[0]), testing::HasSubstr("\u2068Alpha Maps\u2069 و\u2068بيتا\u2069"));
  EXPECT_THAT(whole_text(published.texts[2]), testing::HasSubstr("Alpha Maps et بيتا"));
}

TEST(ReadyMade, WithoutPartnersThePartnersNoticeCannotBePublished) {
  CheckWith without = with("tra");
  without.partners.clear();
  const Checked found = checked(text_of_file("notices/tra/partner-opt-in.toml"), without);
  EXPECT_TRUE(found.any(Severity::fault));
}

TEST(ReadyMade, AnEndedPartnerIsNotNamed) {
  Partners partners = two_partners();
  partners[0].ended = true;
  const Checked found = checked(text_of_file("notices/tra/partner-opt-in.toml"), with("tra"));
  const Partners meant = partners_meant(found.notice->notice, partners);
  ASSERT_EQ(meant.size(), 1U);
  EXPECT_EQ(meant[0].party, "beta");
}

}  // namespace
}  // namespace assent::ready_made_test
