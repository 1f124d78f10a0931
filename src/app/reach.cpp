#include "app/reach.hpp"

#include "app/use_asked.hpp"
#include "regime/effect.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <utility>

namespace assent {

// Wherever its days are counted, it is an instant of the first one, or of the next.
Instant pack_chosen_at(const ReachRequest& request) {
  if (!request.days) return request.at;
  return Instant{std::chrono::sys_days{request.days->from.time_since_epoch()}} + std::chrono::hours{24};
}

Result<std::unique_ptr<ReachCount>> ReachCount::plan(ReachRequest request, const Rules& rules, const TimeZones& zones) {
  std::unique_ptr<ReachCount> planned(new ReachCount(std::move(request), rules, zones));
  TRY(planned->settle());
  return planned;
}

Result<const Regime*> ReachCount::regime_of(const PackAsked& asked, Instant at) const {
  if (asked.given) return asked.given.get();
  const auto pack = TRY(rules_.packs.find_sound(asked.id, at, zones_));
  return &*pack->regime;
}

Result<void> ReachCount::settle() {
  if (!request_.pack.given && request_.pack.id.empty()) request_.pack.id = request_.campaign.regime;
  regime_ = TRY(regime_of(request_.pack, pack_chosen_at(request_)));
  TRY(check_names(request_.campaign.use, *regime_));
  use_ = TRY(use_of(request_.campaign, rules_.catalogue));
  zone_ = zones_.find(regime_->footprint_last_zone);
  return request_.days ? settle_days() : settle_comparison();
}

Result<void> ReachCount::settle_comparison() {
  if (request_.against) other_ = TRY(regime_of(*request_.against, request_.at));
  look_whether_in_effect(*regime_, request_.at);
  if (other_ == nullptr) return {};
  look_whether_in_effect(*other_, request_.at);
  // What one regime does not know, another may: its answer is counted as it is.
  if (const auto known = check_names(use_, *other_); !known) {
    notices_.push_back({ReachNotice::Kind::names_not_known, other_, request_.at, known.error().message});
  }
  return {};
}

// Each day has the rules of that day.
Result<void> ReachCount::settle_days() {
  if (zone_ == nullptr) {
    return fail(ErrorCode::invalid, fmt::format("the footprint of regime `{}` ends in no known time zone", regime_->id),
                "name an IANA time zone in the pack");
  }
  const PackAsked of_day{regime_->id, request_.pack.given, {}};
  const auto beginnings = TRY(day_beginnings(*zone_, request_.days->from, request_.days->to, request_.days->every));
  for (const Instant begins : beginnings) {
    const auto regime = TRY(regime_of(of_day, begins));
    days_.push_back({begins, regime});
  }
  look_whether_in_effect(*days_.front().regime, days_.front().begins);
  if (days_.size() > 1) look_whether_in_effect(*days_.back().regime, days_.back().begins);
  for (const CurveDay& day : days_) {
    TRY(check_names(use_, *day.regime));
  }
  return {};
}

void ReachCount::look_whether_in_effect(const Regime& regime, Instant at) {
  if (in_effect(regime, zones_.find(regime.footprint_last_zone), at)) return;
  notices_.push_back({ReachNotice::Kind::rules_not_in_effect, &regime, at});
}

IndexScope ReachCount::scope() const {
  IndexScope scope = index_scope(rules_.packs);
  const auto add = [&](const PackAsked& asked) {
    if (!asked.given) return;
    const auto& served = scope.footprints;
    if (std::find(served.begin(), served.end(), asked.given->footprint_last_zone) != served.end()) return;
    add_pack(scope, *asked.given, asked.given_text);
  };
  add(request_.pack);
  if (request_.against) add(*request_.against);
  return scope;
}

Result<ReachCounted> ReachCount::run(const WholeBase& base, const std::stop_token& stop) const {
  WholeBase whole = base;
  whole.stop = stop;
  if (!days_.empty()) return reach_curve(whole, use_, days_);
  if (other_ != nullptr) {
    return what_if(whole, {regime_, &use_}, {other_, &use_}, request_.at, request_.examples);
  }
  return reach(whole, *regime_, use_, request_.at);
}

}  // namespace assent
