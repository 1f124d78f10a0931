#include "service/result_givings.hpp"

#include "setting.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace assent::result_givings_test {

using namespace service;
namespace {

using service_test::at;
using service_test::on;
using testing::ElementsAre;
using testing::IsEmpty;

// A notice of 30 days, given by an e-mail, a letter ten days after, and another letter in the summer.
class ResultGivingsTest : public testing::Test {
 protected:
  ResultGivingsTest() {
    notice.notice = "approvals";
    notice.version = "1";
    notice.waiting_days = 30;
    add("email", at("2026-01-05T10:00:00Z"));
    add("mail", on("2026-01-15"));
    add("mail", on("2026-06-01"));
    result.result = evidence::NoticeDelivery::Result::bounced;
  }

  void add(std::string channel, std::variant<Instant, Date> sent, std::string version = "1") {
    ledger::Recorded& each = entries.emplace_back();
    each.position = {0, entries.size() - 1};
    each.entry.account = "A1";
    each.entry.body = evidence::NoticeGivenRecorded{"approvals", std::move(version), "en", std::move(channel), sent};
  }

  // The indices of the notices to which a result that became known then may belong.
  std::vector<std::uint64_t> about(std::string_view known) {
    result.known = at(known);
    std::vector<std::uint64_t> places;
    for (const ResultGiving& each : givings_of(entries, notice, service_test::small_regime().notice, result)) {
      places.push_back(each.given.index);
    }
    return places;
  }

  evidence::NoticePublished notice;
  std::vector<ledger::Recorded> entries;
  DeliveryResult result;
};

TEST_F(ResultGivingsTest, AFailureIsAboutAllThatMayStillTurnIntoAnApproval) {
  EXPECT_THAT(about("2026-01-05T10:00:00Z"), ElementsAre(0));
  EXPECT_THAT(about("2026-01-20T00:00:00Z"), ElementsAre(0, 1)) << "nobody can tell which did not arrive";
  EXPECT_THAT(about("2026-02-01T00:00:00Z"), ElementsAre(0, 1));
  EXPECT_THAT(about("2026-02-08T00:00:00Z"), ElementsAre(1)) << "the e-mail's wait is over";
  EXPECT_THAT(about("2026-05-01T00:00:00Z"), ElementsAre(1)) << "the latest, however old";
  EXPECT_THAT(about("2026-06-20T00:00:00Z"), ElementsAre(2));
}

// On earth the last day of the wait ends up to twelve hours later than in UTC, and a letter's wait is three days
// longer.
TEST_F(ResultGivingsTest, TheWaitIsOverWhenItsLastDayHasEndedEverywhere) {
  add("sms", at("2026-02-20T12:00:00Z"));
  EXPECT_THAT(about("2026-02-18T11:59:59Z"), ElementsAre(1));
  EXPECT_THAT(about("2026-02-20T12:00:00Z"), ElementsAre(3)) << "18 February was the last day";
  entries[1].entry.body = evidence::NoticeGivenRecorded{"approvals", "1", "en", "mail", on("2026-01-18")};
  EXPECT_THAT(about("2026-02-20T12:00:00Z"), ElementsAre(1, 3));
  result.known = at("2026-02-21T12:00:00Z");
  EXPECT_THAT(about("2026-02-21T11:59:59Z"), ElementsAre(1, 3)) << "20 February, in the far west";
  EXPECT_THAT(about("2026-02-21T12:00:00Z"), ElementsAre(3));
}

TEST_F(ResultGivingsTest, AFailureOlderThanEveryGivingIsAboutEachFromItsSendingOn) {
  EXPECT_THAT(about("2025-06-20T00:00:00Z"), ElementsAre(0, 1, 2));
  const auto all = givings_of(entries, notice, service_test::small_regime().notice, result);
  EXPECT_EQ(all[0].known, at("2026-01-05T10:00:00Z"));
  EXPECT_EQ(all[1].known, at("2026-01-14T10:00:00Z")) << "where the day begins first";
}

TEST_F(ResultGivingsTest, ThatItArrivedIsAboutTheLatest) {
  result.result = evidence::NoticeDelivery::Result::delivered;
  EXPECT_THAT(about("2026-01-20T00:00:00Z"), ElementsAre(1));
  EXPECT_THAT(about("2026-01-01T00:00:00Z"), IsEmpty());
}

TEST_F(ResultGivingsTest, AMailStatusIsAboutTheEMail) {
  result.status = "5.1.1";
  EXPECT_THAT(about("2026-01-20T00:00:00Z"), ElementsAre(0));
  EXPECT_THAT(about("2026-06-20T00:00:00Z"), ElementsAre(0)) << "a late one, too";
  for (const auto* other : {"moved", "5", "5.1", "5.1.x", "5..1", "4.2.2", "15.1.1", "5.1.1111"}) {
    result.status = other;
    EXPECT_THAT(about("2026-01-20T00:00:00Z"), ElementsAre(0, 1)) << other;
  }
}

TEST_F(ResultGivingsTest, ANamedSendingIsMeant) {
  result.sent = on("2026-01-05");
  EXPECT_THAT(about("2026-01-20T00:00:00Z"), ElementsAre(0));
  result.sent = at("2026-01-05T12:00:00+02:00");
  EXPECT_THAT(about("2026-06-20T00:00:00Z"), ElementsAre(0));
  result.sent = on("2026-01-15");
  EXPECT_THAT(about("2026-06-20T00:00:00Z"), ElementsAre(1));
  result.sent = at("2026-01-15T08:00:00Z");
  EXPECT_THAT(about("2026-06-20T00:00:00Z"), ElementsAre(1)) << "the letter's day holds that instant";
  result.sent = on("2026-01-09");
  EXPECT_THAT(about("2026-06-20T00:00:00Z"), IsEmpty());
}

TEST_F(ResultGivingsTest, OtherNoticesAndChannelsAreNotMeant) {
  add("mail", on("2026-01-16"), "2");
  result.channel = "mail";
  EXPECT_THAT(about("2026-01-20T00:00:00Z"), ElementsAre(1));
  result.channel = "sms";
  EXPECT_THAT(about("2026-01-20T00:00:00Z"), IsEmpty());
}

}  // namespace
}  // namespace assent::result_givings_test
