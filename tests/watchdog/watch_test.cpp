// Each break is noticed in its time, and a healthy week raises nothing: in simulated time, with restarts in between.
#include "watchdog/watch.hpp"
#include "watchdog/settings.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <random>

namespace assent::watch_test {
namespace {

using namespace watchdog;
using std::chrono::seconds;

const Instant kStart = *parse_instant("2026-06-01T00:00:00Z");
constexpr seconds kWeek{7 * 24 * 3600};

// A channel whose refusals reach the ledger after a while, and from some moment on no more.
class Channel {
 public:
  Instant breaks = kNever;
  Instant mended = kNever;
  bool says_so = false;  // while broken, sending fails

  bool is_broken(Instant now) const { return now >= breaks && now < mended; }
  std::string send(Instant now, seconds delay) {
    if (is_broken(now)) return says_so ? "the server cannot be reached" : "";
    arrives_ = now + delay;
    return "";
  }
  Sight look(Instant now) {
    if (arrives_ && now >= *arrives_) {
      ++entries_;
      arrives_.reset();
    }
    return {true, entries_ == 0 ? std::nullopt : std::optional(Position{0, entries_})};
  }

 private:
  std::optional<Instant> arrives_;
  std::uint64_t entries_ = 0;
};

struct Course {
  std::vector<Instant> alarms;
  std::vector<Instant> recoveries;
};

// Looks every few seconds. Restarts the watchdog at random: what it knows goes through its state file.
Course run(Channel& channel, const Timing& timing, std::mt19937& random, seconds length, int restarts_in_thousand) {
  Course course;
  ChannelState state;
  bool failing = false;  // as the ledger has it
  std::uniform_int_distribution<int> thousand(0, 999);
  std::uniform_int_distribution<int> looks(1, 5);
  std::uniform_int_distribution<int> delays(0, static_cast<int>(timing.within.count()) - 10);
  for (Instant now = kStart; now < kStart + length; now += seconds(looks(random))) {
    if (thousand(random) < restarts_in_thousand) state = states_in(text_of({{"web", state}})).front().second;
    const Sight sight = channel.look(now);
    const NextStep next = next_step(state, timing, now, sight, failing);
    switch (next.step) {
      case Step::nothing: break;
      case Step::send: sent(state, now, sight.newest, channel.send(now, seconds(delays(random)))); break;
      case Step::fail:
        course.alarms.push_back(now);
        failing = true;
        break;
      case Step::recover:
        course.recoveries.push_back(now);
        failing = false;
        break;
    }
  }
  return course;
}

TEST(Watch, AHealthyWeekRaisesNoAlarm) {
  std::mt19937 random(20260601);
  for (const Timing timing : {Timing{}, Timing{seconds(300), seconds(60)}, Timing{seconds(600), seconds(240)}}) {
    Channel channel;
    EXPECT_TRUE(run(channel, timing, random, kWeek, 20).alarms.empty());
  }
}

TEST(Watch, EveryBreakIsNoticedWithinItsTimeAndOnce) {
  std::mt19937 random(7);
  const Timing timing{seconds(600), seconds(240)};
  std::uniform_int_distribution<int> moments(0, 6 * 3600);
  for (int i = 0; i < 300; ++i) {
    Channel channel;
    channel.breaks = kStart + seconds(moments(random));
    channel.says_so = i % 2 == 0;
    channel.mended = i % 3 == 0 ? channel.breaks + seconds(3600) : kNever;
    const Course course = run(channel, timing, random, seconds(9 * 3600), 50);
    ASSERT_EQ(course.alarms.size(), 1U) << "one alarm for one failure: " << i;
    EXPECT_GE(course.alarms.front(), channel.breaks);
    EXPECT_LE(course.alarms.front() - channel.breaks, kNoticedWithin - kLeftForAlarm + seconds(5));
    EXPECT_EQ(course.recoveries.size(), channel.mended == kNever ? 0U : 1U);
  }
}

TEST(Watch, AWatchdogThatIsRestartedAllTheTimeStillReachesAVerdict) {
  std::mt19937 random(3);
  Channel channel;
  channel.breaks = kStart;
  EXPECT_EQ(run(channel, {}, random, seconds(3600), 1000).alarms.size(), 1U);
}

TEST(Watch, ALedgerThatCannotBeReadShowsNothing) {
  const Timing timing;
  ChannelState state;
  EXPECT_EQ(next_step(state, timing, kStart, {false, {}}, false).step, Step::send);
  sent(state, kStart, {}, "the ledger cannot be read");
  const NextStep next = next_step(state, timing, kStart + timing.within, {true, Position{0, 4}}, false);
  EXPECT_EQ(next.step, Step::fail) << "an older refusal is none of this probe";
  EXPECT_EQ(next.why, "the ledger cannot be read");
}

TEST(Watch, TheHealthOfAChannelIsSaid) {
  const Timing timing;
  ChannelState state;
  EXPECT_EQ(health_of(state, timing, kStart, false), Health::unknown);
  sent(state, kStart, {}, "");
  EXPECT_EQ(health_of(state, timing, kStart + timing.within / 2, false), Health::late);
  next_step(state, timing, kStart + timing.within / 2, {true, Position{0, 1}}, false);
  EXPECT_EQ(health_of(state, timing, kStart + timing.within, false), Health::healthy);
  EXPECT_EQ(health_of(state, timing, kStart + timing.within, true), Health::failed);
}

TEST(Watch, AStateFileThatCannotBeReadMeansAProbeAtOnce) {
  for (const char* text : {"", "{", "{\"channels\":7}", "[]"}) EXPECT_TRUE(states_in(text).empty()) << text;
  ChannelState state;
  sent(state, kStart, Position{0, 12}, "the server cannot be reached");
  state.worked = kStart - seconds(600);
  EXPECT_EQ(states_in(text_of({{"web", state}})), (std::vector<NamedState>{{"web", state}}));
}

TEST(Watch, AClockThatIsSetBackDoesNotStopIt) {
  ChannelState state;
  state.last_probe = kStart;
  EXPECT_EQ(next_step(state, {}, kStart - seconds(3600), {}, false).step, Step::send);
}

}  // namespace
}  // namespace assent::watch_test
