#include "app/status.hpp"

#include "service/ledger_clock.hpp"
#include "service/life.hpp"
#include "service/two_times.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace assent::app {
namespace {

struct Moments {
  Instant then;
  Instant now;
};

// By default everything on record is known, as for a decision, even if the ledger is ahead of the clock.
Result<Moments> moments_of(const Engine& engine, const StatusQuery& asked, Instant at) {
  const Instant all_known = std::max(engine.now(), service::last_recorded(engine.ports().ledger).value_or(kEarliest));
  const Instant now = asked.and_known_at.value_or(all_known);
  const Instant then = asked.query.known_at.value_or(std::min(at, now));  // nothing is known yet about the future
  if (then <= now) return Moments{then, now};
  return fail(ErrorCode::invalid,
              fmt::format("what was known at {} would be compared with what was known earlier, at {}", to_string(then),
                          to_string(now)),
              fmt::format("write {} and {} in order of time", asked.known_at_called, asked.and_known_at_called));
}

std::optional<Instant> erasure_in(const service::CustomerFile& customers, const service::TwoTimes& times) {
  if (times.account.empty()) return std::nullopt;
  auto entries = customers.entries(times.account);
  if (!entries) return std::nullopt;  // the result has said so
  std::erase_if(entries->own,
                [&](const ledger::Recorded& each) { return each.entry.recorded > times.second_known_at; });
  return service::erased_at(entries->own);
}

}  // namespace

Result<StatusTold> status_at_two_times(const Engine& engine, const service::CustomerName& who,
                                       const StatusQuery& asked) {
  const service::CustomerFile& customers = engine.customers();
  const Instant at = asked.query.at.value_or(engine.now());
  StatusTold told;
  told.regime = TRY(engine.regime(asked.query.regime, at));
  const auto use = TRY(use_of(asked.query.use, *told.regime, told.regime.rules->catalogue));
  const auto known = TRY(moments_of(engine, asked, at));
  told.times = TRY(service::at_two_times(customers, who, *told.regime, use, at, known.then, known.now));
  told.zone = customers.find({told.times.account, {}}, *told.regime, {at, known.now}).facts.zone;
  told.erased = erasure_in(customers, told.times);
  return told;
}

}  // namespace assent::app
