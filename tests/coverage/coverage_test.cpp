// Who was told, and the billing system that dropped an insert.

#include "coverage/count.hpp"
#include "coverage/standing.hpp"
#include "decision/zones.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace assent::coverage_test {

using namespace coverage;
namespace {

using std::chrono::days;

Date day(const char* text) { return parse_date(text).value(); }
Instant at(const char* text) { return parse_instant(text).value(); }

regime::Regime rules() {
  regime::Regime regime;
  regime.notice.channels = {"mail", "email", "sms"};
  regime.notice.permission_channels = {"email"};
  regime.notice.renewal_years = 2;
  return regime;
}

class Beirut : public TimeZones {
 public:
  const TimeZone* find(std::string_view name) const override {
    return name == "Asia/Beirut" ? &test::beirut() : nullptr;
  }
};

ledger::CarrierFile carrier() {
  std::vector<ledger::Recorded> entries;
  for (const char* name : {"n", "another"}) {
    evidence::NoticePublished notice;
    notice.notice = name;
    notice.version = "1";
    for (const char* language : {"ar", "en"}) notice.texts.push_back({language, "s", {}});
    ledger::Recorded recorded;
    recorded.position = {0, 1000 + entries.size()};
    recorded.entry.body = notice;
    entries.push_back(recorded);
  }
  return ledger::fold_carrier(entries, kNever);
}

// One customer's entries.
class Account {
 public:
  explicit Account(const char* zone = "") {
    evidence::CustomerRecorded profile;
    profile.time_zone = zone;
    profile.source_system = "billing-a";
    profile.activated = day("2026-01-05");
    profile.language = "ar";
    profile.telephones = {"+9611234567"};
    profile.email_addresses = {"a@example.com"};
    profile.address.lines = {"1 Example Street"};
    add(profile, at("2020-01-05T00:00:00Z"));
  }

  Position add(evidence::Body body, Instant effective) {
    ledger::Recorded recorded;
    recorded.position = {0, entries_.size()};
    recorded.entry.account = "A-1";
    recorded.entry.effective = effective;
    recorded.entry.recorded = kLate;
    recorded.entry.body = std::move(body);
    entries_.push_back(recorded);
    return recorded.position;
  }
  Position give(const char* sent, const std::string& channel, const std::string& notice = "n") {
    return add(evidence::NoticeGivenRecorded{notice, "1", "ar", channel, day(sent)}, at("2020-01-01T00:00:00Z"));
  }
  Position give_in(const char* language, std::variant<Instant, Date> sent) {
    return add(evidence::NoticeGivenRecorded{"n", "1", language, "sms", sent}, at("2020-01-01T00:00:00Z"));
  }
  void correct(Position corrected, const std::string& confirmed_by = "") {
    add(evidence::CorrectionRecorded{corrected, std::nullopt, confirmed_by, {"letter", std::nullopt}}, kLate);
  }
  void fail(Position given, const char* known) {
    add(evidence::NoticeDelivery{given, evidence::NoticeDelivery::Result::returned, ""}, at(known));
  }
  Standing standing(const char* instant, const regime::Regime& regime = usual()) const {
    const Date today = test::beirut().date_at(at(instant));
    return standing_of("A-1", entries_, carrier(), Beirut(), {{"n"}, &regime, &test::beirut(), at(instant), today})
        .value()
        .value();
  }
  static const regime::Regime& usual() {
    static const regime::Regime regime = rules();
    return regime;
  }

 private:
  static constexpr Instant kLate = kNever - std::chrono::days{1};
  std::vector<ledger::Recorded> entries_;
};

TEST(Standing, IsNeverUntilANoticeIsGivenByAChannelThatCounts) {
  Account account;
  account.give("2026-02-01", "oral");
  account.give("2026-02-01", "mail", "another");
  EXPECT_EQ(due_of(account.standing("2026-03-01T00:00:00Z"), day("2026-03-01")), Due::never);
  account.give("2026-02-10", "sms");
  const Standing told = account.standing("2026-03-01T00:00:00Z");
  EXPECT_EQ(told.told.covered_from, day("2026-02-10"));
  EXPECT_EQ(told.told.covered_until, day("2028-02-10"));
  EXPECT_EQ(told.channel, "sms");
  EXPECT_EQ(due_of(told, day("2026-03-01")), std::nullopt);
  EXPECT_EQ(due_of(account.standing("2026-02-09T21:59:59Z"), day("2026-02-09")), Due::never) << "not before it is sent";
}

TEST(Standing, AFailureUnmakesTheNoticeFromWhenItIsKnown) {
  Account account;
  account.fail(account.give("2026-02-10", "sms"), "2026-02-20T00:00:00Z");
  EXPECT_TRUE(account.standing("2026-02-19T00:00:00Z").told.covered_from);
  const Standing failed = account.standing("2026-02-20T00:00:00Z");
  EXPECT_FALSE(failed.told.covered_from);
  EXPECT_EQ(due_of(failed, day("2026-02-20")), Due::failed);
  EXPECT_EQ(failed.best_channel, "mail") << "not by SMS again, and no e-mail without permission";
  account.give("2026-03-01", "mail");
  EXPECT_EQ(account.standing("2026-03-02T00:00:00Z").told.covered_from, day("2026-03-01"));
}

TEST(Standing, RenewalsAreDueByTheirDays) {
  Account account;
  account.give("2024-03-10", "mail");
  const struct {
    const char* today;
    std::optional<Due> due;
  } cases[] = {{"2025-12-09", std::nullopt},    {"2025-12-10", Due::renewal_90}, {"2026-02-07", Due::renewal_90},
               {"2026-02-08", Due::renewal_30}, {"2026-03-09", Due::renewal_30}, {"2026-03-10", Due::renewal_0},
               {"2026-03-11", Due::lapsed}};
  for (const auto& each : cases) {
    EXPECT_EQ(due_of(account.standing("2026-03-12T00:00:00Z"), day(each.today)), each.due) << each.today;
  }
  account.give("2026-03-10", "mail");
  const Standing renewed = account.standing("2026-04-01T00:00:00Z");
  EXPECT_EQ(renewed.told.covered_from, day("2024-03-10")) << "in time: without a gap";
  EXPECT_EQ(renewed.told.covered_until, day("2028-03-10"));
  Account late;
  late.give("2024-03-10", "mail");
  late.give("2026-03-11", "mail");
  EXPECT_EQ(late.standing("2026-04-01T00:00:00Z").told.covered_from, day("2026-03-11"));
}

TEST(Standing, AnEMailNeedsThePermission) {
  Account account;
  EXPECT_EQ(account.standing("2026-03-01T00:00:00Z").best_channel, "sms");
  account.add(evidence::EmailPermissionRecorded{true, {}, false}, at("2026-02-01T00:00:00Z"));
  EXPECT_EQ(account.standing("2026-03-01T00:00:00Z").best_channel, "email");
}

TEST(Standing, AnEMailWithoutThePermissionProvesNothing) {
  Account account;
  account.give("2026-02-10", "email");
  EXPECT_FALSE(account.standing("2026-03-01T00:00:00Z").told.covered_from);
  account.add(evidence::EmailPermissionRecorded{true, {}, false}, at("2026-01-01T00:00:00Z"));
  EXPECT_TRUE(account.standing("2026-03-01T00:00:00Z").told.covered_from);
}

// 23:30 on 9 February in UTC is 10 February in Beirut.
TEST(Standing, DaysAreTheCustomersOwn) {
  for (const char* zone : {"Asia/Beirut", ""}) {
    Account account(zone);
    account.give_in("ar", at("2026-02-09T23:30:00Z"));
    EXPECT_EQ(account.standing("2026-03-01T00:00:00Z").told.covered_from, day("2026-02-10")) << zone;
  }
}

TEST(Standing, ANoticeInAnotherLanguageIsSaidToBe) {
  Account account;
  EXPECT_EQ(account.standing("2026-02-01T00:00:00Z").told.language, NoticeLanguage::none);
  account.give_in("en", day("2026-02-10"));
  EXPECT_EQ(account.standing("2026-03-01T00:00:00Z").told.language, NoticeLanguage::another);
  EXPECT_TRUE(account.standing("2026-03-01T00:00:00Z").told.covered_from) << "the regime does not mind";
  regime::Regime strict = rules();
  strict.notice.language_must_match = true;
  EXPECT_FALSE(account.standing("2026-03-01T00:00:00Z", strict).told.covered_from);
  EXPECT_EQ(account.standing("2026-03-01T00:00:00Z", strict).told.language, NoticeLanguage::another);
  account.give_in("ar", day("2026-03-10"));
  EXPECT_EQ(account.standing("2026-04-01T00:00:00Z", strict).told.language, NoticeLanguage::theirs);
}

TEST(Standing, AGivingThatIsTakenBackNeverHappened) {
  Account account;
  account.correct(account.give("2026-02-10", "sms"));
  EXPECT_FALSE(account.standing("2026-03-01T00:00:00Z").told.covered_from);
  EXPECT_EQ(due_of(account.standing("2026-03-01T00:00:00Z"), day("2026-03-01")), Due::never);
}

Standing customer(const std::string& source, Date activated, std::optional<Date> told) {
  Standing standing;
  standing.active = true;
  standing.source_system = source;
  standing.activated = activated;
  standing.language = "en";
  if (told) {
    standing.told.covered_from = told;
    standing.told.covered_until = *told + days{730};
    standing.told.language = NoticeLanguage::theirs;
    standing.channel = "mail";
  }
  return standing;
}

// Three billing systems put the notice into each customer's bill, ten days after activation; each month, 420 customers
// come to each, 15 a day. In its June cycle one of them drops the insert.
std::vector<Standing> base_with_lost_insert() {
  std::vector<Standing> base;
  for (const std::string source : {"billing-a", "billing-b", "billing-c"}) {
    for (unsigned month = 1; month <= 6; ++month) {
      for (int i = 0; i < 420; ++i) {
        const std::chrono::local_days first{std::chrono::year{2026} / std::chrono::month{month} / 1};
        const Date activated = Date{first} + days{i % 28};
        const bool lost = source == "billing-b" && month == 6;
        const bool returned = i % 60 == 0;  // as everywhere
        const auto told = lost || returned ? std::nullopt : std::optional<Date>(activated + days{10});
        base.push_back(customer(source, activated, told));
      }
    }
  }
  return base;
}

CoverageCount counted(const std::vector<Standing>& base, const char* on, int grace, int trend = 0) {
  CoverageCount count(day(on), grace, trend, {});
  for (const Standing& each : base) count.add(each);
  return count;
}

TEST(Coverage, TheLostInsertIsNamedTheNextDayWithItsCount) {
  const std::vector<Standing> base = base_with_lost_insert();
  EXPECT_TRUE(counted(base, "2026-06-11", 10).report().alarms.empty()) << "nobody of June is due";
  // On 12 June the customers of 1 June are due, and those of billing-b did not get the notice.
  const Report next_day = counted(base, "2026-06-12", 10).report();
  ASSERT_EQ(next_day.alarms.size(), 1U);
  EXPECT_EQ(next_day.alarms[0].slice.by, By::source_and_month);
  EXPECT_EQ(next_day.alarms[0].slice.name, "billing-b 2026-06");
  EXPECT_EQ(next_day.alarms[0].missing, 15U);
  EXPECT_EQ(next_day.alarms[0].slice.count.covered, 0U);

  const Report later = counted(base, "2026-07-31", 10).report();
  ASSERT_EQ(later.alarms.size(), 1U);
  EXPECT_EQ(later.alarms[0].slice.name, "billing-b 2026-06");
  EXPECT_EQ(later.alarms[0].missing, 420U);
  EXPECT_EQ(later.all.active, 7560U);
  EXPECT_EQ(later.all.covered, 7560U - 420U - 17U * 7U);
}

TEST(Coverage, AHealthyBaseRaisesNoAlarmOnAnyDay) {
  std::vector<Standing> base;
  for (int i = 0; i < 6000; ++i) {
    const Date activated = day("2026-01-01") + days{i % 180};
    const auto told = i % 37 == 0 ? std::nullopt : std::optional<Date>(activated + days{10});
    base.push_back(customer(i % 2 == 0 ? "a" : "b", activated, told));
  }
  for (Date each = day("2026-02-01"); each < day("2026-08-01"); each += days{1}) {
    EXPECT_TRUE(counted(base, to_string(each).c_str(), 10).report().alarms.empty()) << to_string(each);
  }
}

// Notices that lapse together: the whole source is named.
TEST(Coverage, ASourceWhoseNoticesLapseIsNamed) {
  std::vector<Standing> base(1000, customer("old", day("2020-01-01"), day("2024-06-01")));
  base.insert(base.end(), 1000, customer("new", day("2020-01-01"), day("2025-06-01")));
  EXPECT_TRUE(counted(base, "2026-05-31", 0).report().alarms.empty());
  const Report report = counted(base, "2026-06-02", 0).report();
  bool named = false;
  for (const Alarm& each : report.alarms) named = named || (each.slice.name == "old" && each.missing == 1000);
  EXPECT_TRUE(named);
}

TEST(Coverage, TheSlicesOfEachKindAddUpToAll) {
  const Report report = counted(base_with_lost_insert(), "2026-07-31", 10).report();
  for (const By by : kBys) {
    Count sum;
    for (const Slice& each : report.slices) {
      if (each.by != by) continue;
      sum.active += each.count.active;
      sum.covered += each.count.covered;
    }
    EXPECT_EQ(sum, report.all) << to_string(by);
  }
}

// Each day of a trend is what a count of that day says, customer by customer.
TEST(Coverage, ATrendSaysOfEachDayWhatACountOfThatDaySays) {
  const std::vector<Standing> base = base_with_lost_insert();
  const CoverageCount trend = counted(base, "2026-06-20", 10, 60);
  for (Date each = day("2026-04-21"); each <= day("2026-06-20"); each += days{1}) {
    Count slow;
    for (const Standing& customer : base) {
      if (*customer.activated + days{10} >= each) continue;
      ++slow.active;
      const auto& told = customer.told;
      if (told.covered_from && *told.covered_from <= each && each < *told.covered_until) ++slow.covered;
    }
    EXPECT_EQ(trend.count(each), slow) << to_string(each);
    EXPECT_EQ(counted(base, to_string(each).c_str(), 10).report().all, slow) << to_string(each);
  }
}

TEST(Coverage, ManySourcesKeepTheirNumbers) {
  std::vector<Standing> base;
  for (int i = 0; i < 100; ++i) {
    for (int each = 0; each <= i; ++each)
      base.push_back(customer(std::to_string(i), day("2026-01-01"), day("2026-01-02")));
  }
  const Report report = counted(base, "2026-02-01", 0).report();
  for (const Slice& each : report.slices) {
    if (each.by != By::source_system) continue;
    EXPECT_EQ(each.count.active, std::stoul(each.name) + 1) << each.name;
  }
}

TEST(Coverage, CustomersWithoutADayOfActivationCount) {
  std::vector<Standing> base;
  Standing unknown = customer("", day("2026-01-01"), std::nullopt);
  unknown.activated.reset();
  base.push_back(unknown);
  unknown.active = false;
  base.push_back(unknown);
  const Report report = counted(base, "2026-02-01", 30).report();
  EXPECT_EQ(report.all, (Count{1, 0}));
  EXPECT_EQ(report.slices.back().name, "- -");
}

}  // namespace
}  // namespace assent::coverage_test
