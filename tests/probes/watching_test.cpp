// The watchdog on a ledger in memory: a broken channel opens one failure on record, holds its campaigns and is
// reported.
#include "probes/watching.hpp"
#include "decision/packs.hpp"
#include "probes/failure_records.hpp"
#include "probes/program.hpp"
#include "service/setting.hpp"
#include "store/memory_ledger.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace assent::watching_test {
namespace {

using namespace probes;
using std::chrono::seconds;

class ScriptedProbe final : public Probe {
 public:
  explicit ScriptedProbe(std::function<Result<void>(const Occasion&)> send) : send_(std::move(send)) {}
  Result<void> send(const Occasion& occasion) override { return send_(occasion); }

 private:
  std::function<Result<void>(const Occasion&)> send_;
};

class KeepingAlarm final : public Alarm {
 public:
  std::vector<Error> raise(const watchdog::Failure& failure) override {
    raised.push_back(failure);
    return {};
  }
  std::vector<watchdog::Failure> raised;
};

class Watched : public ::testing::Test {
 protected:
  Watched() {
    std::vector<app::PackText> packs{{"tra.toml", test::text_of("regimes/tra.toml")}};
    auto rules = std::make_shared<const app::Rules>(app::Rules{app::RulePacks::of(std::move(packs)), {}, {}});
    engine.emplace(app::EnginePorts{ledger, zones, telephones, clock, nullptr, service_test::drawn_key},
                   std::move(rules), "tra");
    calendar.name = "every day but Sunday";
    calendar.weekend[0] = true;
    calendar.known_until = service_test::on("2026-12-31");
    settings.probes.resize(1);
    settings.probes[0].channel = "web";
    settings.probes[0].account = "WATCH-WEB";
    settings.probes[0].campaigns = {"Internet in spring"};
    probes.push_back(std::make_unique<ScriptedProbe>([this](const Occasion&) { return refuse(); }));
    watching.emplace(settings, WatchPorts{*engine, probes, alarm, calendar, *zones.find("Asia/Beirut")}, "watchdog",
                     std::vector<watchdog::NamedState>());
  }

  Result<void> refuse() {
    ++tries;
    if (broken) return fail(ErrorCode::unavailable, "the server cannot be reached");
    if (silent) return {};
    const ledger::Draft draft{{"WATCH-WEB", clock.now(), {}, "customer", "web", "", evidence::OptOutRecorded{}}, true};
    TRY(ledger::append_one(ledger, draft, clock.now()));
    return {};
  }

  void pass(seconds time) {
    for (const Instant end = clock.now() + time; clock.now() < end; clock.set(clock.now() + seconds(5))) {
      for (const Error& each : watching->round().errors) ADD_FAILURE() << each.message;
    }
  }
  std::vector<watchdog::Failure> failures() { return FailureRecords(*engine).all().value(); }

  store::MemoryLedger ledger;
  service_test::TableZones zones;
  service_test::PlainTelephones telephones;
  service_test::HandClock clock{service_test::at("2026-06-01T08:00:00Z")};
  std::optional<app::Engine> engine;
  watchdog::Settings settings;
  watchdog::BusinessCalendar calendar;
  KeepingAlarm alarm;
  std::vector<std::unique_ptr<Probe>> probes;
  std::optional<Watching> watching;
  bool broken = false;
  bool silent = false;
  int tries = 0;
};

TEST_F(Watched, AHealthyDayLeavesNoRecord) {
  pass(std::chrono::hours(24));
  EXPECT_EQ(tries, 24 * 6);
  EXPECT_TRUE(failures().empty());
  EXPECT_TRUE(alarm.raised.empty());
  EXPECT_EQ(watching->health()[0].health, watchdog::Health::healthy);
}

TEST_F(Watched, ARefusalThatIsTakenAndNotRecordedIsAFailure) {
  pass(std::chrono::hours(1));
  silent = true;
  pass(seconds(900));
  ASSERT_EQ(alarm.raised.size(), 1U);
  ASSERT_EQ(failures().size(), 1U);
  const watchdog::Failure failure = failures().front();
  EXPECT_EQ(failure, alarm.raised.front());
  EXPECT_EQ(failure.what, "the ledger does not show the refusal");
  EXPECT_EQ(to_string(failure.due), "2026-06-06") << "five days without the Sunday";
  const auto held = watchdog::check_not_held(ledger, "Internet in spring");
  ASSERT_FALSE(held);
  EXPECT_NE(held.error().mend.find("assent watchdog close " + failure.id), std::string::npos);
  EXPECT_TRUE(watchdog::check_not_held(ledger, "Internet in summer"));
}

TEST_F(Watched, OneFailureIsOneAlarmAndEndsOnRecord) {
  broken = true;
  pass(std::chrono::hours(2));
  ASSERT_EQ(alarm.raised.size(), 1U);
  EXPECT_EQ(alarm.raised.front().what, "the server cannot be reached");
  broken = false;
  pass(seconds(900));
  FailureRecords records(*engine);
  const std::string id = failures().front().id;
  EXPECT_TRUE(failures().front().recovered);
  EXPECT_FALSE(watchdog::check_not_held(ledger, "Internet in spring")) << "until a person has looked at it";
  EXPECT_FALSE(records.close(id, {}, "op")) << "without a remedy";
  EXPECT_FALSE(records.close("web-1", {"restarted", {}, {}}, "op"));
  const auto closed = records.close(id, {"restarted", service_test::on("2026-06-01"), {}}, "op");
  ASSERT_TRUE(closed);
  EXPECT_EQ(closed->closed_by, "op");
  EXPECT_TRUE(watchdog::check_not_held(ledger, "Internet in spring"));
  EXPECT_FALSE(records.close(id, {"again", {}, {}}, "op"));
  broken = true;
  pass(seconds(900));
  EXPECT_EQ(failures().size(), 2U) << "another break is another failure";
}

TEST_F(Watched, SomebodyCanDecideThatCampaignsRun) {
  broken = true;
  pass(seconds(300));
  FailureRecords records(*engine);
  const std::string id = failures().front().id;
  EXPECT_FALSE(records.release(id, "", "op"));
  ASSERT_TRUE(records.release(id, "refusals go by telephone", "op"));
  EXPECT_TRUE(watchdog::check_not_held(ledger, "Internet in spring"));
  EXPECT_EQ(failures().front().released_by, "op");
}

TEST_F(Watched, ARestartKeepsTheOpenFailureAndRaisesNoSecondAlarm) {
  broken = true;
  pass(seconds(300));
  const auto states = watching->states();
  watching.emplace(settings, WatchPorts{*engine, probes, alarm, calendar, *zones.find("Asia/Beirut")}, "watchdog",
                   states);
  pass(std::chrono::hours(1));
  EXPECT_EQ(alarm.raised.size(), 1U);
  EXPECT_EQ(watching->health()[0].health, watchdog::Health::failed);
}

TEST(Program, EndsOrIsKilled) {
  EXPECT_TRUE(run_program({"true"}, seconds(10)));
  EXPECT_EQ(run_program({"false"}, seconds(10)).error().message, "the program ended with status 1");
  EXPECT_FALSE(run_program({"/no/such/program"}, seconds(10)));
  EXPECT_EQ(run_program({"sleep", "60"}, std::chrono::milliseconds(0)).error().message,
            "the program ran for too long and was killed");
}

}  // namespace
}  // namespace assent::watching_test
