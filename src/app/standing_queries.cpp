#include "app/standing_queries.hpp"

#include <mutex>
#include <utility>

namespace assent {
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

std::shared_ptr<ManyDecisions> StandingQueries::standing(const std::string& name,
                                                         const std::shared_ptr<const Rules>& rules) const {
  const Instant now = engine_.now();
  const std::shared_lock lock(mutex_);
  const auto at = standing_.find(name);
  if (at == standing_.end() || at->second.rules != rules) return nullptr;
  // A clock that went back prepares it again, too.
  if (now < at->second.since || now - at->second.since > kStands) return nullptr;
  return at->second.decisions;
}

Result<std::shared_ptr<ManyDecisions>> StandingQueries::prepared(const Query& query) {
  const std::string name = name_of(query);
  const auto rules = engine_.rules();
  if (auto there = standing(name, rules)) return there;
  // Two threads may prepare it at the same time; the later one stays.
  const Instant since = engine_.now();
  std::shared_ptr<ManyDecisions> made = TRY(ManyDecisions::prepare(engine_, query));
  const std::unique_lock lock(mutex_);
  if (standing_.size() >= kMost) standing_.clear();
  standing_[name] = {made, rules, since};
  return made;
}

}  // namespace assent
