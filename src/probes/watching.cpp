#include "probes/watching.hpp"

#include "probes/failure_records.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace assent::probes {
namespace {

using watchdog::Failure;
using watchdog::Sight;
using watchdog::Step;

constexpr int kDaysForLetter = 5;  // 47 CFR 64.2009(f)

}  // namespace

Watching::Watching(const watchdog::Settings& settings, const WatchPorts& ports, const std::string& actor,
                   const std::vector<watchdog::NamedState>& states)
    : settings_(settings),
      ports_(ports),
      actor_(actor),
      timing_{settings.every, settings.within},
      failing_(settings.probes.size()) {
  for (const watchdog::ProbeSettings& each : settings.probes) {
    const auto at = std::ranges::find(states, each.channel, &watchdog::NamedState::first);
    states_.emplace_back(each.channel, at == states.end() ? watchdog::ChannelState() : at->second);
  }
}

Sight Watching::look(std::size_t channel) const {
  const std::array<std::string_view, 1> account = {settings_.probes[channel].account};
  const auto latest = ports_.engine.ports().ledger.latest(account, evidence::EntryKind::opt_out);
  if (!latest) return {false, {}};
  if (!latest->front()) return {true, {}};
  return {true, latest->front()->position};
}

void Watching::send(std::size_t channel, const Sight& sight) {
  watchdog::ChannelState& state = states_[channel].second;
  const Instant now = ports_.engine.now();
  // Without what was there before, the refusal could not be told from an earlier one.
  if (!sight.is_readable) return watchdog::sent(state, now, {}, "the ledger cannot be read");
  const Occasion occasion{std::to_string(microseconds_of(now)) + "-" + std::to_string(++sent_), now};
  const auto done = ports_.probes[channel]->send(occasion);
  watchdog::sent(state, now, sight.newest, done ? std::string() : done.error().message);
}

void Watching::open_failure(std::size_t channel, const std::string& why, Round& into) {
  const watchdog::ProbeSettings& probe = settings_.probes[channel];
  Failure failure;
  failure.channel = probe.channel;
  failure.mechanism = probe.mechanism;
  failure.what = why;
  failure.worked = states_[channel].second.worked;
  failure.opened = ports_.engine.now();
  const auto due = watchdog::deadline_after(ports_.calendar, ports_.zone.date_at(failure.opened), kDaysForLetter);
  failure.due = due.day;
  failure.due_is_certain = due.is_certain;
  failure.calendar = ports_.calendar.name;
  failure.campaigns = probe.campaigns;
  auto recorded = FailureRecords(ports_.engine).open(failure, actor_);
  if (recorded) {
    failure = *std::move(recorded);
    failing_[channel] = failure.id;
  } else {
    // The alarm does not wait for the ledger; the failure is opened again with the next probe.
    into.errors.push_back(recorded.error());
  }
  std::ranges::move(ports_.alarm.raise(failure), std::back_inserter(into.errors));
  into.opened.push_back(std::move(failure));
}

void Watching::step(std::size_t channel, const std::vector<Failure>* failures, Round& into) {
  if (failures != nullptr) {
    const auto at = std::ranges::find_if(*failures, [&](const Failure& each) {
      return each.channel == settings_.probes[channel].channel && each.is_failing();
    });
    failing_[channel] = at == failures->end() ? std::string() : at->id;
  }
  const Sight sight = look(channel);
  const bool is_failing = !failing_[channel].empty();
  const auto next = watchdog::next_step(states_[channel].second, timing_, ports_.engine.now(), sight, is_failing);
  switch (next.step) {
    case Step::nothing: return;
    case Step::send: return send(channel, sight);
    case Step::fail: return open_failure(channel, next.why, into);
    case Step::recover:
      auto recovered = FailureRecords(ports_.engine).recover(failing_[channel], actor_);
      if (!recovered) return into.errors.push_back(recovered.error());
      failing_[channel].clear();
      into.recovered.push_back(*std::move(recovered));
  }
}

Round Watching::round() {
  Round done;
  const auto failures = FailureRecords(ports_.engine).all();
  if (!failures) done.errors.push_back(failures.error());
  for (std::size_t i = 0; i < states_.size(); ++i) step(i, failures ? &*failures : nullptr, done);
  return done;
}

void Watching::probe_all_now() {
  for (watchdog::NamedState& each : states_) {
    if (!each.second.waiting) each.second.last_probe.reset();
  }
}

bool Watching::is_waiting() const {
  return std::ranges::any_of(states_, [](const watchdog::NamedState& each) {
    return each.second.waiting.has_value() || !each.second.last_probe;
  });
}

std::vector<ChannelHealth> Watching::health() const {
  std::vector<ChannelHealth> all;
  for (std::size_t i = 0; i < states_.size(); ++i) {
    all.push_back(
        {states_[i].first, watchdog::health_of(states_[i].second, timing_, ports_.engine.now(), !failing_[i].empty())});
  }
  return all;
}

}  // namespace assent::probes
