// A notice from its text to its result, by an engine: checked against the rules in use, published, given and returned.
// Every decision follows.

#include "app/notice.hpp"
#include "app/working_engine.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stop_token>
#include <string>

namespace assent::notice_use_case_test {

using namespace app;
namespace {

using service_test::at;
using service_test::on;
using testing::HasSubstr;

service::NoticeFile example() {
  return service::read_notice(test::text_of("examples/notice.toml"), "notice.toml").value();
}

class Noticed : public app_test::WorkingEngine {
 protected:
  Noticed() : WorkingEngine({"tra", "strict-opt-in"}) {
    customer("A-1");
    clock.set(at("2026-01-05T08:00:00Z"));
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

  service::NoticeGiving giving;
  service::NoticeDeliveries which;
  service::Circumstances by{{}, "clerk-7", "cli", ""};
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

TEST_F(Noticed, WhatIsPublishedIsOnRecordWithItsRegime) {
  EXPECT_TRUE(notices_on_record(*engine)->empty());
  EXPECT_EQ(regime_of_notice(*engine, which.notice, which.version).error().code, ErrorCode::not_found);
  ASSERT_TRUE(publish_notice(*engine, example(), "", by));
  const auto published = notices_on_record(*engine);
  ASSERT_TRUE(published);
  ASSERT_EQ(published->size(), 1U) << "and nothing else of the carrier's";
  EXPECT_EQ(std::get<evidence::NoticePublished>(published->front().entry.body).notice, which.notice);
  EXPECT_EQ(regime_of_notice(*engine, which.notice, which.version).value(), "tra");
}

TEST_F(Noticed, IsHeldAgainstTheRulesInUse) {
  const Instant now = clock.now();
  EXPECT_TRUE(check_notice_under(rules->packs, zones, now, example(), "").value().issues.empty());
  EXPECT_EQ(check_notice_under(rules->packs, zones, now, example(), "nowhere").error().code, ErrorCode::not_found);
  service::NoticeFile hasty = example();
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
