// Whatever a receiver answers, whenever the server stops, and whatever is sent again: each event arrives, each
// customer's in order, and the last word stays the last.

#include "events/setting.hpp"
#include "wire/event.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>
#include <random>
#include <set>

namespace assent::events_test::order_test {
namespace {

using events::DeadLetter;
using events::Outcome;
using namespace std::chrono_literals;

class Run {
 public:
  explicit Run(std::uint32_t seed) : random_(seed) {
    id_ = setting_.subscribe();
    setting_.outlet.answer = [this](const events::Event& event) { return answer(event); };
  }

  void step() {
    switch (below(9)) {
      case 0:
      case 1:
      case 2: return add();
      case 3: return setting_.restart(below(2) == 0);
      case 4: return retry();
      case 5: return set_back();
      default: break;
    }
    setting_.later(std::chrono::seconds(below(3) == 0 ? 70 : below(8)));
    setting_.deliver();
  }

  // Everything is well from now on, and a person sends the dead letters again.
  void end() {
    well_ = true;
    for (int i = 0; i < 8; ++i) {
      setting_.later(2h);
      setting_.deliver();
      for (const DeadLetter& each : letters()) {
        if (each.state == DeadLetter::State::open) {
          const auto retried = setting_.subscriptions->retry(id_, wire::event_id(each.position), "p");
          if (!retried) RC_FAIL(retried.error().message);
        }
      }
    }
  }

  void check() const {
    std::map<std::string, std::map<Position, std::size_t>> last;  // of an account: when each event was last taken
    std::map<std::string, std::set<Position>> known;              // taken, or given up
    std::set<Position> given_up;
    for (const DeadLetter& each : letters()) {
      given_up.insert(each.position);
      RC_ASSERT(each.state == DeadLetter::State::delivered);
    }
    for (std::size_t i = 0; i < setting_.outlet.calls.size(); ++i) {
      const auto& call = setting_.outlet.calls[i];
      if (call.outcome != Outcome::taken) continue;
      for (const Position& earlier : added_.at(call.account)) {
        if (earlier < call.position) RC_ASSERT(known[call.account].contains(earlier) || given_up.contains(earlier));
      }
      known[call.account].insert(call.position);
      last[call.account][call.position] = i;
    }
    for (const auto& [account, positions] : added_) {
      RC_ASSERT(last[account].size() == positions.size());
      std::size_t before = 0;
      for (const Position& each : positions) {
        RC_ASSERT(before <= last[account].at(each));
        before = last[account].at(each);
      }
    }
    const auto standing = setting_.delivery->standing(id_);
    RC_ASSERT(standing.has_value());
    RC_ASSERT(standing->dead_letters == 0U);
    RC_ASSERT(events::entries_from(standing->acknowledged, setting_.ledger.heads().value()) == 0U);
  }

 private:
  std::vector<DeadLetter> letters() const { return setting_.subscriptions->dead_letters(id_).value(); }

  std::uint32_t below(std::uint32_t end) { return std::uniform_int_distribution<std::uint32_t>(0, end - 1)(random_); }

  void add() {
    const std::string account = "A-" + std::to_string(below(4));
    added_[account].push_back(setting_.opt_out(account));
  }

  void retry() {
    for (const DeadLetter& each : letters()) {
      if (each.state == DeadLetter::State::open && below(2) == 0) {
        RC_ASSERT(setting_.subscriptions->retry(id_, wire::event_id(each.position), "p").has_value());
      }
    }
  }

  void set_back() {
    const auto standing = setting_.delivery->standing(id_);
    if (!standing || below(3) != 0) return;
    const auto at = standing->acknowledged.find(0);
    const std::uint64_t most = at == standing->acknowledged.end() ? 0 : at->second;
    RC_ASSERT(setting_.subscriptions->set_back(id_, {{0, most == 0 ? 0 : below(static_cast<std::uint32_t>(most))}}, "p")
                  .has_value());
  }

  // Some events are refused until all is well; the receiver is down now and then.
  events::Sent answer(const events::Event& event) {
    if (well_) return taken();
    if (below(8) == 0) return not_now();
    if (event.position.index % 5 == 0 && below(8) != 0) return refused();
    return taken();
  }

  std::mt19937 random_;
  Setting setting_;
  std::string id_;
  std::map<std::string, std::vector<Position>> added_;
  bool well_ = false;
};

RC_GTEST_PROP(EventOrder, EachCustomersEventsArriveInOrderWhateverHappens, (std::uint32_t seed, std::uint8_t steps)) {
  Run run(seed);
  for (int i = 0; i < steps; ++i) run.step();
  run.end();
  run.check();
}

}  // namespace
}  // namespace assent::events_test::order_test
