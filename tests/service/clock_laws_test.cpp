// Laws about clocks that go wrong: nothing recorded before an undated refusal ever outranks it, and every way of asking
// gives the same decision.
#include "index/agreement.hpp"
#include "service/answers.hpp"
#include "service/ledger_clock.hpp"
#include "service/two_times.hpp"
#include "setting.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace assent::clock_laws_test {

using namespace service;
namespace {

using service_test::at;
using service_test::internet_offer;
using service_test::on;
using service_test::opt_in_for;
using service_test::Setting;
using service_test::Store;

enum class Way { choice, by_number, list };

// One undated choice of A1, by one of the ways in.
void say(Setting& s, bool refusal, Way way, int number) {
  if (way == Way::list) {
    const std::string text = refusal ? "account,choice,key\nA1,opt_out,k" + std::to_string(number) + "\n"
                                     : "account,choice,evidence,key\nA1,opt_in,e,k" + std::to_string(number) + "\n";
    TextSource list(text);
    std::string rejected;
    TextSink rejects(rejected);
    const auto counts =
        record_answers(list, s.regime, s.telephones, *s.ledger, s.circumstances, rejects, s.clock, AnswerOptions{});
    RC_ASSERT(counts.has_value());
    RC_ASSERT(counts->opt_outs + counts->opt_ins == 1U);
  } else if (way == Way::by_number && refusal) {
    Recorder recorder(*s.ledger, s.customers);
    RC_ASSERT(
        recorder
            .record_of_number("+9613123456", evidence::WithdrawalRecorded{}, s.circumstances, s.regime, s.clock.now())
            .has_value());
  } else {
    const Choice choice = refusal ? Choice(evidence::OptOutRecorded{}) : Choice(opt_in_for({"carrier"}));
    s.choose("A1", choice);
  }
}

RC_GTEST_PROP(ClockLaws, UndatedCountsFromRecording, ()) {
  Setting s(*rc::gen::inRange(0, 8) == 0 ? Store::sqlite : Store::memory);
  const Instant start = at("2026-03-01T00:00:00Z");
  s.customer("A1", "+9613123456");
  s.notice("A1", on("2026-01-02"));
  Instant ledger = s.clock.now();
  bool refused = false;
  const int steps = *rc::gen::inRange(1, 9);
  for (int i = 0; i < steps; ++i) {
    s.clock.set(start + std::chrono::minutes{*rc::gen::inRange(-300, 300)});
    refused = *rc::gen::inRange(0, 2) == 0;
    say(s, refused, *rc::gen::element(Way::choice, Way::by_number, Way::list), i);
    ledger = std::max(ledger, s.clock.now());
    RC_ASSERT(last_recorded(*s.ledger).value() == ledger);
    const ledger::Recorded latest = s.ledger->entries_of("A1").value().back();
    RC_ASSERT(latest.entry.recorded == ledger);
    RC_ASSERT(latest.entry.effective == ledger);
    if (!refused) continue;
    // The customer is not permitted again before they approve: neither by the ledger's clock nor by the real one.
    for (const Instant later : {ledger, ledger + std::chrono::minutes{1}, ledger + std::chrono::days{30}}) {
      RC_ASSERT(s.customers.decide_for({"A1", ""}, s.regime, internet_offer(), {later, {}}).outcome == Outcome::deny);
    }
    const CustomerFile today(*s.ledger, s.zones, s.clock.now());
    for (const Instant asked : {s.clock.now(), s.clock.now() + std::chrono::minutes{1}, ledger}) {
      RC_ASSERT(today.decide_for({"A1", ""}, s.regime, internet_offer(), {asked, {}}).outcome == Outcome::deny);
    }
  }
  // An approval that comes later by every clock still counts.
  s.clock.set(ledger + std::chrono::minutes{1});
  say(s, false, Way::choice, steps);
  RC_ASSERT(s.customers.decide_for({"A1", ""}, s.regime, internet_offer(), {s.clock.now(), {}}).outcome ==
            Outcome::permit);
}

RC_GTEST_PROP(ClockLaws, DecideAndStatusAgree, (std::uint64_t seed)) {
  twin::Draw draw(seed);
  store::MemoryLedger ledger;
  const index_test::AwkwardZones zones;
  const auto accounts = index_test::fill(draw, ledger, 8);
  const Instant all_known = last_recorded(ledger).value();
  const Instant present = draw.percent(50) ? kNever : index_test::random_instant(draw);
  const CustomerFile customers(ledger, zones, present);
  for (int i = 0; i < 12; ++i) {
    const regime::Regime& regime = draw.of(test::packs());
    const Use use = index_test::random_use(draw, index_test::catalogue());
    const CustomerName who =
        draw.percent(70) ? CustomerName{draw.of(accounts), {}} : CustomerName{{}, index_test::random_telephone(draw)};
    const Instant asked = index_test::random_instant(draw);
    Instant first = index_test::random_instant(draw);
    Instant second = draw.percent(50) ? std::max(all_known, asked) : index_test::random_instant(draw);
    if (second < first) std::swap(first, second);
    const auto times = at_two_times(customers, who, regime, use, asked, first, second);
    RC_ASSERT(times.has_value());
    RC_ASSERT(times->first == customers.decide_for(who, regime, use, {asked, first}));
    RC_ASSERT(times->second == customers.decide_for(who, regime, use, {asked, second}));
    if (second >= all_known) {
      RC_ASSERT(times->second == customers.decide_for(who, regime, use, {asked, std::nullopt}));
    }
  }
}

TEST(LedgerClock, TellsHowFarItHasComeAndWhatItIsFor) {
  Setting s(Store::memory);
  EXPECT_EQ(last_recorded(*s.ledger).value(), kEarliest);
  EXPECT_EQ(recording_instant(*s.ledger, s.clock.now()).value(), s.clock.now());
  EXPECT_FALSE(is_simulation(*s.ledger).value());
  ledger::Draft mark;
  mark.entry.actor = "clerk-7";
  mark.entry.channel = "cli";
  mark.entry.body = evidence::SimulationRecorded{};
  mark.effective_is_now = true;
  ASSERT_TRUE(ledger::append_one(*s.ledger, mark, at("2030-01-01T00:00:00Z")));
  EXPECT_TRUE(is_simulation(*s.ledger).value());
  EXPECT_EQ(recording_instant(*s.ledger, s.clock.now()).value(), at("2030-01-01T00:00:00Z"));

  Setting later(Store::memory);
  later.customer("A1");
  ASSERT_TRUE(ledger::append_one(*later.ledger, mark, later.clock.now()));
  EXPECT_FALSE(is_simulation(*later.ledger).value()) << "only the first entry can say so";
}

// The ledger gave an account a number while the clock was ahead. It is still the account's number after the clock has
// been set back.
TEST(SlowClock, ARefusalByNumberFindsWhomTheLedgerHas) {
  Setting s(Store::memory);
  s.clock.set(at("2026-03-01T10:00:00Z"));
  s.customer("A1", "+9613123456");
  s.clock.set(at("2026-03-01T09:30:00Z"));
  const auto done =
      Recorder(*s.ledger, s.customers)
          .record_of_number("+9613123456", evidence::OptOutRecorded{}, s.circumstances, s.regime, s.clock.now());
  ASSERT_TRUE(done) << to_string(done.error());
  EXPECT_EQ(done->all.front().entry.account, "A1");
  EXPECT_EQ(done->all.front().entry.effective, at("2026-03-01T10:00:00Z"));
}

// An approval may not lie ahead of the clock, however far the ledger has come.
TEST(SlowClock, NoApprovalLiesAheadOfTheClock) {
  Setting s(Store::memory);
  s.clock.set(at("2062-03-01T10:00:00Z"));
  s.customer("A1");
  s.clock.set(at("2026-03-01T09:30:00Z"));
  Circumstances ahead = s.circumstances;
  ahead.effective = at("2030-01-01T00:00:00Z");
  EXPECT_FALSE(Recorder(*s.ledger, s.customers).record("A1", opt_in_for({"carrier"}), ahead, s.regime, s.clock.now()));
  TextSource list("account,choice,evidence,at\nA1,opt_in,e,2030-01-01T00:00:00Z\n");
  std::string rejected;
  TextSink rejects(rejected);
  const auto counts = record_answers(list, s.regime, s.telephones, *s.ledger, s.circumstances, rejects, s.clock);
  ASSERT_TRUE(counts);
  EXPECT_EQ(counts->rejected, 1U);
}

}  // namespace
}  // namespace assent::clock_laws_test
