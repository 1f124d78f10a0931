// A notice from its text to what became of it, by an engine: held against the rules in use, published, given, and
// returned, with every answer following.

#include "app/notice.hpp"
#include "app/query.hpp"
#include "decision/packs.hpp"
#include "index/agreement.hpp"
#include "service/setting.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <stop_token>
#include <string>

namespace assent::notice_use_case_test {
namespace {

using service_test::at;
using service_test::on;
using testing::HasSubstr;

NoticeFile example() { return read_notice(test::text_of("examples/notice.toml"), "notice.toml").value(); }

class Noticed : public testing::Test {
 protected:
  Noticed() {
    std::vector<PackText> packs;
    for (const char* id : {"tra", "strict-opt-in"}) {
      packs.push_back({std::string(id) + ".toml", test::text_of("regimes/" + std::string(id) + ".toml")});
    }
    rules = std::make_shared<const Rules>(Rules{RulePacks::of(std::move(packs)), index_test::catalogue(), {}});
    CustomerRecorded customer;
    customer.kind = CustomerKind::residential;
    customer.services = {"local"};
    customer.language = "en";
    customer.time_zone = "Asia/Beirut";
    EXPECT_TRUE(append_one(ledger, {{"A-1", at("2026-01-01T08:00:00Z"), {}, "billing", "import", "", customer}, true},
                           at("2026-01-01T08:00:00Z")));
    index.emplace(LiveIndex::build(ledger, zones, memory, index_scope(rules->packs)).value());
    engine.emplace(EnginePorts{ledger, zones, telephones, clock, &*index, {}}, rules, "tra");
    giving.notice = which.notice = example().notice.notice;
    giving.version = which.version = example().notice.version;
    giving.channel = "mail";
    giving.sent = on("2026-01-10");
  }

  Result<NoticeRun> give(std::string_view text, const std::stop_token& stop = {}) {
    TextSource list(text);
    return give_notice(*engine, giving, by, {list, rejected}, {}, stop);
  }
  Result<NoticeRun> returned(std::string_view text) {
    TextSource list(text);
    return record_deliveries(*engine, which, by, {list, rejected});
  }

  Reason answer() {
    Query query;
    query.use.information = {"services"};
    query.use.offer = "internet";
    const auto many = ManyDecisions::prepare(*engine, query).value();
    EXPECT_TRUE(many->by_index());
    const std::string_view name = "A-1";
    Judgements judged;
    many->decide({&name, 1}, judged);
    return judged.each.at(0).reason;
  }

  MemoryLedger ledger;
  index_test::AwkwardZones zones;
  HeapMemory memory;
  service_test::PlainTelephones telephones;
  service_test::HandClock clock{at("2026-01-05T08:00:00Z")};
  std::shared_ptr<const Rules> rules;
  std::optional<LeasedIndex> index;
  std::optional<Engine> engine;
  NoticeGiving giving;
  NoticeDeliveries which;
  Circumstances by{{}, "clerk-7", "cli", ""};
  std::string rejects;
  TextSink rejected{rejects};
};

TEST_F(Noticed, FromItsTextToWhatBecameOfIt) {
  EXPECT_EQ(answer(), Reason::no_notice);
  ASSERT_TRUE(publish_notice(*engine, example(), "", by));
  clock.set(at("2026-01-12T08:00:00Z"));
  const auto given = give("account\nA-1\nA-9\n");
  ASSERT_TRUE(given) << to_string(given.error());
  EXPECT_EQ(given->counts.recorded, 1U);
  EXPECT_EQ(given->counts.rejected, 1U);
  EXPECT_EQ(given->regime->id, "tra");
  EXPECT_TRUE(counts_for_silence(*given, giving));
  EXPECT_EQ(answer(), Reason::waiting_period);

  clock.set(at("2026-01-20T08:00:00Z"));
  const auto back = returned("account,result\nA-1,returned\n");
  ASSERT_TRUE(back) << to_string(back.error());
  EXPECT_EQ(back->counts.recorded, 1U);
  EXPECT_EQ(answer(), Reason::notice_undelivered);
}

TEST_F(Noticed, IsHeldAgainstTheRulesInUse) {
  const Instant now = clock.now();
  EXPECT_TRUE(check_notice_under(rules->packs, zones, now, example(), "").value().issues.empty());
  EXPECT_EQ(check_notice_under(rules->packs, zones, now, example(), "nowhere").error().code, ErrorCode::not_found);
  NoticeFile hasty = example();
  hasty.notice.waiting_days = 3;
  EXPECT_FALSE(check_notice_under(rules->packs, zones, now, hasty, "").value().issues.empty());
  EXPECT_EQ(publish_notice(*engine, hasty, "", by).error().code, ErrorCode::invalid);
  EXPECT_EQ(give("account\nA-1\n").error().code, ErrorCode::not_found) << "it was never published";
}

TEST_F(Noticed, AWayThatIsNoneSaysWhichMayBeMeant) {
  EXPECT_TRUE(check_notice_channel(rules->packs, "sms", "the channel"));
  const auto refused = check_notice_channel(rules->packs, "emial", "the channel");
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message, HasSubstr("the channel is `emial`"));
  EXPECT_THAT(refused.error().mend, HasSubstr("write one of `email`"));
}

TEST_F(Noticed, ARunThatIsStoppedCanBeRepeated) {
  ASSERT_TRUE(publish_notice(*engine, example(), "", by));
  clock.set(at("2026-01-12T08:00:00Z"));
  std::stop_source stop;
  stop.request_stop();
  EXPECT_EQ(give("account\nA-1\n", stop.get_token()).error().code, ErrorCode::unavailable);
  EXPECT_EQ(answer(), Reason::no_notice);
  EXPECT_EQ(give("account\nA-1\n").value().counts.recorded, 1U);
}

}  // namespace
}  // namespace assent::notice_use_case_test
