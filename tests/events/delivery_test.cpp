// Who subscribed is sent each event: at least once, each customer's in order, and nothing is lost because a receiver
// was down, refused something, or the server stopped.

#include "events/setting.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace assent::events_test::delivery_test {
namespace {

using events::DeadLetter;
using events::Outcome;
using testing::AllOf;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using namespace std::chrono_literals;

struct Sending : Setting {
  // Refuses the events at these positions.
  void refuse(std::vector<Position> these) {
    outlet.answer = [these](const events::Event& event) {
      return std::ranges::find(these, event.position) != these.end() ? refused() : events_test::taken();
    };
  }
  void accept() { outlet.answer = {}; }
  // Until a refused event was tried as often as it is.
  void exhaust() {
    for (int i = 0; i < 10; ++i) {
      deliver();
      later(60s);
    }
  }
  std::vector<DeadLetter> letters(const std::string& id) { return subscriptions->dead_letters(id).value(); }
};

TEST(EventDelivery, EachEventIsSentInTheOrderOfTheLedger) {
  Sending sending;
  sending.add_customer("A-1");
  sending.opt_out("A-1");
  sending.subscribe();
  sending.opt_out("A-2");
  sending.deliver();
  // Who subscribed is no event: entry 2.
  EXPECT_THAT(sending.taken(), ElementsAre("A-1 0-0", "A-1 0-1", "A-2 0-3"));
  sending.deliver();
  EXPECT_THAT(sending.taken(), SizeIs(3));
  EXPECT_EQ(sending.delivery->standings().begin()->second.sent, 3U);
}

TEST(EventDelivery, AReceiverThatIsDownIsWaitedForForEver) {
  Sending sending;
  sending.opt_out("A-1");
  sending.opt_out("A-2");
  const std::string id = sending.subscribe();
  sending.outlet.answer = [](const events::Event&) { return not_now(); };
  std::vector<Instant> tries;
  for (int second = 0; second < 40'000; ++second) {
    const std::size_t before = sending.outlet.calls.size();
    sending.deliver();
    if (sending.outlet.calls.size() > before) tries.push_back(sending.clock.now());
    sending.later(1s);
  }
  ASSERT_GE(tries.size(), 14U);
  for (std::size_t i = 1; i < tries.size(); ++i) {
    EXPECT_EQ(tries[i] - tries[i - 1], std::min<std::chrono::seconds>(1s * (1 << (i - 1)), 3600s)) << i;
  }
  const auto standing = sending.delivery->standing(id).value();
  EXPECT_EQ(standing.failing_since, tries.front());
  EXPECT_EQ(standing.failures_in_a_row, tries.size());
  EXPECT_EQ(standing.why, "status 503");
  EXPECT_THAT(sending.letters(id), IsEmpty());
  sending.accept();
  sending.later(1h);
  sending.deliver();
  EXPECT_THAT(sending.taken(), ElementsAre("A-1 0-0", "A-2 0-1"));
  EXPECT_EQ(sending.delivery->standing(id)->failing_since, std::nullopt);
  EXPECT_THAT(sending.log.lines, Each(AllOf(HasSubstr("not_delivered"), Not(HasSubstr("crm")), Not(HasSubstr("A-1")))));
}

TEST(EventDelivery, ItComesBackNoSoonerThanTheReceiverAsks) {
  Sending sending;
  sending.opt_out("A-1");
  sending.subscribe();
  sending.outlet.answer = [](const events::Event&) { return events::Sent{Outcome::wait, 429, "status 429", 120s}; };
  sending.deliver();
  sending.accept();
  sending.later(119s);
  sending.deliver();
  EXPECT_THAT(sending.taken(), IsEmpty());
  sending.later(1s);
  sending.deliver();
  EXPECT_THAT(sending.taken(), SizeIs(1));
}

TEST(EventDelivery, ARefusedEventHoldsUpItsCustomerOnlyAndNotForEver) {
  Sending sending;
  const Position bad = sending.opt_out("A-1");
  sending.opt_out("A-1");
  sending.opt_out("A-2");
  const std::string id = sending.subscribe();
  sending.refuse({bad});
  sending.deliver();
  EXPECT_THAT(sending.taken(), ElementsAre("A-2 0-2"));
  sending.exhaust();
  EXPECT_THAT(sending.taken(), ElementsAre("A-2 0-2", "A-1 0-1"));
  EXPECT_THAT(sending.outlet.calls, SizeIs(events::Delivery::kTries + 2));
  const auto letters = sending.letters(id);
  ASSERT_THAT(letters, SizeIs(1));
  EXPECT_EQ(letters.front().position, bad);
  EXPECT_EQ(letters.front().state, DeadLetter::State::open);
  EXPECT_EQ(letters.front().status, 422U);
  EXPECT_EQ(letters.front().tries, events::Delivery::kTries);
  EXPECT_EQ(sending.delivery->standing(id)->dead_letters, 1U);
}

// The receiver has A-1's opt-in already, when the opt-out that it had refused comes: the opt-in must not be
// overwritten.
TEST(EventDelivery, ADeadLetterThatIsSentAgainTakesTheLaterEventsWithIt) {
  Sending sending;
  const Position bad = sending.opt_out("A-1");
  sending.opt_out("A-2");
  const Position last = sending.add("A-1", service_test::opt_in_for({"carrier"}));
  const std::string id = sending.subscribe();
  sending.refuse({bad});
  sending.exhaust();
  ASSERT_TRUE(sending.subscriptions->retry(id, "0-0", "service-1"));
  sending.accept();
  sending.outlet.calls.clear();
  sending.deliver();
  EXPECT_THAT(sending.taken(), ElementsAre("A-1 0-0", "A-1 0-2"));
  EXPECT_EQ(sending.outlet.calls.back().position, last);
  EXPECT_EQ(sending.letters(id).front().state, DeadLetter::State::delivered);
  EXPECT_EQ(sending.delivery->standing(id)->dead_letters, 0U);
  EXPECT_EQ(sending.subscriptions->retry(id, "0-0", "service-1").error().code, ErrorCode::conflict);
  EXPECT_EQ(sending.subscriptions->retry(id, "0-1", "service-1").error().code, ErrorCode::not_found);
}

TEST(EventDelivery, AStopBetweenADeadLetterAndTheLaterEventsLosesNothing) {
  Sending sending;
  const Position bad = sending.opt_out("A-1");
  sending.opt_out("A-1");
  const std::string id = sending.subscribe();
  sending.refuse({bad});
  sending.exhaust();
  sending.restart(true);
  ASSERT_TRUE(sending.subscriptions->retry(id, "0-0", "service-1"));
  // The first is taken, and then the receiver goes down.
  bool first = true;
  sending.outlet.calls.clear();
  sending.outlet.answer = [&](const events::Event&) {
    return std::exchange(first, false) ? events_test::taken() : not_now();
  };
  sending.deliver();
  EXPECT_EQ(sending.letters(id).front().state, DeadLetter::State::retrying);
  sending.restart(false);
  sending.accept();
  sending.deliver();
  EXPECT_THAT(sending.taken(), ElementsAre("A-1 0-0", "A-1 0-0", "A-1 0-1"));
  EXPECT_EQ(sending.letters(id).front().state, DeadLetter::State::delivered);
}

TEST(EventDelivery, AReceiverThatIsGoneIsSentNothingMoreAndThatCanBeSeen) {
  Sending sending;
  sending.opt_out("A-1");
  const std::string id = sending.subscribe();
  sending.outlet.answer = [](const events::Event&) { return events::Sent{Outcome::gone, 410, "status 410", {}}; };
  sending.deliver();
  sending.later(2h);
  sending.deliver();
  EXPECT_THAT(sending.outlet.calls, SizeIs(1));
  const auto ended = sending.subscriptions->find(id).value();
  EXPECT_TRUE(ended.ended_at);
  EXPECT_EQ(ended.ended, "status 410");
  // A new one may be made for the address.
  EXPECT_NE(sending.subscribe(), id);
}

TEST(EventDelivery, AfterAStopItGoesOnFromWhatWasNoted) {
  Sending sending;
  sending.opt_out("A-1");
  sending.subscribe();
  sending.deliver();
  sending.restart(true);
  sending.opt_out("A-2");
  sending.deliver();
  EXPECT_THAT(sending.taken(), ElementsAre("A-1 0-0", "A-2 0-3"));
  // Without a note the same comes again, letter for letter.
  sending.restart(false);
  sending.deliver();
  EXPECT_THAT(sending.taken(), ElementsAre("A-1 0-0", "A-2 0-3", "A-2 0-3"));
  EXPECT_EQ(sending.outlet.calls[1].json, sending.outlet.calls[2].json);
}

TEST(EventDelivery, WhereNothingHappensNothingIsRecorded) {
  Sending sending;
  sending.opt_out("A-1");
  sending.subscribe();
  sending.deliver();
  sending.later(2min);
  sending.deliver();
  const auto size = sending.ledger.heads().value().front().size;
  for (int i = 0; i < 10; ++i) {
    sending.later(2min);
    sending.deliver();
  }
  EXPECT_EQ(sending.ledger.heads().value().front().size, size);
}

TEST(EventDelivery, ASubscriptionIsSentItsTypesFromItsBeginningAndWaitsForItself) {
  Sending sending;
  sending.add_customer("A-1");
  sending.opt_out("A-1");
  sending.subscribe({{0, 1}}, {evidence::EntryKind::customer, evidence::EntryKind::opt_out}, "a");
  const std::string down = sending.subscribe({}, {evidence::EntryKind::customer}, "b");
  sending.outlet.answer = [&](const events::Event& event) {
    return event.position.index == 0 ? not_now() : events_test::taken();
  };
  sending.deliver();
  EXPECT_THAT(sending.taken(), ElementsAre("A-1 0-1"));
  EXPECT_TRUE(sending.delivery->standing(down)->next_try);
  ASSERT_TRUE(sending.subscriptions->remove(down, "service-1"));
  sending.later(1h);
  sending.deliver();
  EXPECT_THAT(sending.outlet.calls, SizeIs(2));
  EXPECT_EQ(sending.delivery->standing(down), std::nullopt);
}

TEST(EventDelivery, ASubscriptionThatIsSetBackIsSentEverythingFromThere) {
  Sending sending;
  for (const char* account : {"A-1", "A-2", "A-1"}) sending.opt_out(account);
  const std::string id = sending.subscribe();
  sending.deliver();
  ASSERT_TRUE(sending.subscriptions->set_back(id, {{0, 1}}, "service-1"));
  sending.deliver();
  EXPECT_THAT(sending.taken(), ElementsAre("A-1 0-0", "A-2 0-1", "A-1 0-2", "A-2 0-1", "A-1 0-2"));
  sending.restart(true);
  sending.deliver();
  EXPECT_THAT(sending.taken(), SizeIs(5));
}

TEST(EventDelivery, ManyEventsGoPastOneThatIsHeldAsFarAsTheWindow) {
  Sending sending;
  const Position bad = sending.opt_out("A-1");
  for (int i = 0; i < 400; ++i) sending.opt_out("B-" + std::to_string(i));
  sending.subscribe();
  sending.refuse({bad});
  sending.deliver();
  EXPECT_THAT(sending.taken(), SizeIs(events::Line::kWindow - 1));
  sending.exhaust();
  EXPECT_THAT(sending.taken(), SizeIs(400));
}

// What is refused for good again and again says more about the receiver than about the events.
TEST(EventDelivery, TooManyDeadLettersStopTheSubscription) {
  Sending sending;
  const std::string id = sending.subscribe();
  for (std::uint64_t i = 0; i < events::Subscriptions::kMostDeadLetters; ++i) {
    DeadLetter letter;
    letter.position = {0, 1'000'000 + i};
    letter.kind = evidence::EntryKind::opt_out;
    ASSERT_TRUE(sending.subscriptions->note_dead(id, letter, "events"));
  }
  sending.refuse({sending.opt_out("A-1")});
  sending.exhaust();
  EXPECT_THAT(sending.letters(id), SizeIs(events::Subscriptions::kMostDeadLetters));
  EXPECT_THAT(sending.delivery->standing(id)->why, HasSubstr("1000 dead letters"));
  sending.accept();
  sending.later(1h);
  sending.deliver();
  EXPECT_THAT(sending.taken(), SizeIs(1));
}

}  // namespace
}  // namespace assent::events_test::delivery_test
