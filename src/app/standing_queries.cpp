#include "app/standing_queries.hpp"

#include <mutex>
#include <utility>

namespace assent::app {
namespace {

// Two queries have one name if they are one.
std::string name_of(const Query& query) {
  std::string name;
  const auto add = [&](std::string_view part) {
    name += std::to_string(part.size());
    name += ':';
    name += part;
  };
  const UseAsked& use = query.use;
  for (const std::string* part :
       {&query.regime, &use.purpose, &use.offer, &use.recipient, &use.party, &use.contact_channel}) {
    add(*part);
  }
  for (const std::string& each : use.information) add(each);
  name += use.supervisor_approved ? '1' : '0';
  name += use.soft_opt_in ? '1' : '0';
  return name;
}

}  // namespace

std::optional<StandingQueries::Standing> StandingQueries::standing(const std::string& name,
                                                                   const std::shared_ptr<const Rules>& rules) const {
  const std::shared_lock lock(mutex_);
  const auto at = standing_.find(name);
  if (at == standing_.end() || at->second.rules != rules) return std::nullopt;
  return at->second;
}

Result<std::shared_ptr<ManyDecisions>> StandingQueries::prepared(const Query& query) {
  thread_local Last last;
  const auto rules = engine_.rules();
  const Instant now = engine_.now();
  // A clock that went back prepares it anew.
  const auto stands = [&](Instant since) { return now >= since && now - since <= kStands; };
  if (last.of == this && last.rules == rules && stands(last.since) && last.query == query) {
    if (auto decisions = last.decisions.lock()) return decisions;
  }
  const std::string name = name_of(query);
  auto there = standing(name, rules);
  if (!there || !stands(there->since)) {
    const bool goes_on = there && now >= there->since;
    // Two threads may prepare it at the same time; the later one stays.
    std::shared_ptr<ManyDecisions> made = TRY(goes_on ? ManyDecisions::prepare_again(engine_, query, *there->decisions)
                                                      : ManyDecisions::prepare(engine_, query));
    there = Standing{std::move(made), rules, now};
    const std::unique_lock lock(mutex_);
    if (standing_.size() >= kMost) standing_.clear();
    standing_[name] = *there;
  }
  last = {this, query, there->decisions, rules, there->since};
  return there->decisions;
}

}  // namespace assent::app
