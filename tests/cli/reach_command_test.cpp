// What a transcript cannot show about `assent reach`: rule packs named by their files, so that a draft can be compared
// with the pack in effect; and pictures of its output.

#include "cli/transcript.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace assent::test::reach_command_test {
namespace {

using testing::HasSubstr;

constexpr const char* kCampaign =
    "name = \"Internet\"\nregime = \"tra\"\npurpose = \"marketing\"\noffer = \"internet\"\nrecipient = \"carrier\"\n"
    "information = [\"services\"]\n";

// The pack in force, with one text changed.
std::string draft_of(std::string_view from, std::string_view to) {
  std::string pack = read_text(std::string(ASSENT_SOURCE_DIR) + "/regimes/tra.toml");
  const std::size_t place = pack.find(from);
  EXPECT_NE(place, std::string::npos) << from;
  return pack.replace(place, from.size(), to);
}

TEST(ReachAgainstAFile, ADraftOfTheSamePack) {
  Bench bench;
  write_text("campaign.toml", kCampaign);
  write_text("draft.toml", draft_of("waiting_days = { value = 30", "waiting_days = { value = 60"));
  const Outcome outcome = bench.run(
      {"assent-lab", "reach", "campaign.toml", "--customers", "30000", "--against", "draft.toml", "--examples", "2"});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  // Notices that announced 30 days no longer fulfil the rule: no customer is gained.
  EXPECT_THAT(outcome.out, HasSubstr("lost          opt_out_deemed"));
  EXPECT_THAT(outcome.out, HasSubstr("gained: refused before, permitted after"));
  EXPECT_EQ(outcome.out.find("\ngained "), std::string::npos) << outcome.out;
  EXPECT_EQ(outcome.err, "");
}

TEST(ReachAgainstAFile, OfAnotherFootprint) {
  Bench bench;
  write_text("campaign.toml", kCampaign);
  write_text("draft.toml", draft_of("\"Asia/Beirut\"", "\"Pacific/Kiritimati\""));
  const Outcome outcome =
      bench.run({"assent-lab", "reach", "campaign.toml", "--customers", "30000", "--against", "draft.toml"});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("after:  under tra version"));
}

TEST(ReachAgainstAFile, ThatIsFaulty) {
  Bench bench;
  write_text("campaign.toml", kCampaign);
  write_text("draft.toml", draft_of("waiting_days = { value = 30", "waiting_days = { value = -1"));
  const Outcome outcome =
      bench.run({"assent-lab", "reach", "campaign.toml", "--customers", "100", "--against", "draft.toml"});
  EXPECT_EQ(outcome.status, 3);
  EXPECT_THAT(outcome.err, HasSubstr("draft.toml:"));
  EXPECT_EQ(outcome.out, "");
}

TEST(ChartOfAReach, DashPrintsThePictureAlone) {
  Bench bench;
  write_text("campaign.toml", kCampaign);
  const Outcome reach = bench.run(
      words_of("assent-lab reach campaign.toml --customers 2000 --from 2026-05-01 --to 2026-06-01 --every 10 --json"));
  EXPECT_EQ(reach.status, 0) << reach.err;
  write_text("reach.json", reach.out);
  const Outcome outcome = bench.run(words_of("assent-lab chart reach.json --picture - --language ar"));
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_TRUE(outcome.out.starts_with("<svg")) << outcome.out;
  EXPECT_THAT(outcome.out, HasSubstr("قاعدة مصطنعة"));

  EXPECT_EQ(bench.run(words_of("assent-lab chart reach.json --picture days.svg --language ar")).status, 0);
  EXPECT_EQ(read_text("days.svg"), outcome.out);
}

}  // namespace
}  // namespace assent::test::reach_command_test
