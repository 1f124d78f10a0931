#include "app/reach.hpp"

#include "app/use_asked.hpp"
#include "regime/effect.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <utility>

namespace assent::app {
namespace {

Result<void> check_manner(const ReachManner& manner) {
  const std::string_view before = manner.before_names;
  const auto together = [&](std::string_view name, std::string_view with) {
    return fail(ErrorCode::invalid, fmt::format("`{0}{1}` says nothing without `{0}{2}`", before, name, with),
                fmt::format("write `{0}{2}` too, or leave `{0}{1}` out", before, name, with));
  };
  const auto apart = [&](std::string_view name, std::string_view other) {
    return fail(ErrorCode::invalid, fmt::format("`{0}{1}` and `{0}{2}` cannot both be asked", before, name, other),
                "run one after the other");
  };
  if (manner.examples && !manner.compared) return together("examples", "against");
  if (manner.from && !manner.to) return together("from", "to");
  if (manner.to && !manner.from) return together("to", "from");
  if (manner.every && !manner.from) return together("every", "from");
  if (manner.from && manner.at) return apart("at", "from");
  if (manner.from && manner.compared) return apart("against", "from");
  return {};
}

}  // namespace

Result<ReachRequest> reach_request(service::Campaign campaign, const ReachManner& manner) {
  constexpr std::uint64_t kDaysMost = 4'000'000;  // beyond the calendar
  TRY(check_manner(manner));
  ReachRequest request;
  request.at = manner.at.value_or(campaign.instant.value_or(manner.otherwise));
  if (manner.from) {
    request.days = ReachDays{*manner.from, *manner.to, static_cast<int>(std::min(manner.every.value_or(1), kDaysMost))};
  }
  if (manner.examples) request.examples = *manner.examples;
  request.campaign = std::move(campaign);
  return request;
}

// In every zone, this instant is on the first day or on the next one.
Instant pack_chosen_at(const ReachRequest& request) {
  if (!request.days) return request.at;
  return Instant{std::chrono::sys_days{request.days->from.time_since_epoch()}} + std::chrono::hours{24};
}

Result<std::unique_ptr<ReachCount>> ReachCount::plan(ReachRequest request, const Rules& rules, const TimeZones& zones) {
  std::unique_ptr<ReachCount> planned(new ReachCount(std::move(request), rules, zones));
  TRY(planned->settle());
  return planned;
}

Result<const regime::Regime*> ReachCount::regime_of(const PackAsked& asked, Instant at) const {
  if (asked.given) return asked.given.get();
  const auto pack = TRY(rules_.packs.find_sound(asked.id, at, zones_));
  return &*pack->regime;
}

Result<void> ReachCount::settle() {
  if (!request_.pack.given && request_.pack.id.empty()) request_.pack.id = request_.campaign.regime;
  regime_ = TRY(regime_of(request_.pack, pack_chosen_at(request_)));
  TRY(check_names(request_.campaign.use, *regime_));
  use_ = TRY(service::use_of(request_.campaign, rules_.catalogue));
  zone_ = zones_.find(regime_->footprint_last_zone);
  return request_.days ? settle_days() : settle_comparison();
}

Result<void> ReachCount::settle_comparison() {
  if (request_.against) other_ = TRY(regime_of(*request_.against, request_.at));
  look_whether_in_effect(*regime_, request_.at);
  if (other_ == nullptr) return {};
  look_whether_in_effect(*other_, request_.at);
  // One regime may know what another does not know. Its decision is counted as it is.
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
  const auto beginnings =
      TRY(service::day_beginnings(*zone_, request_.days->from, request_.days->to, request_.days->every));
  for (const Instant begins : beginnings) {
    const auto regime = TRY(regime_of(of_day, begins));
    days_.push_back({begins, regime});
  }
  look_whether_in_effect(*days_.front().regime, days_.front().begins);
  if (days_.size() > 1) look_whether_in_effect(*days_.back().regime, days_.back().begins);
  for (const service::CurveDay& day : days_) {
    TRY(check_names(use_, *day.regime));
  }
  return {};
}

void ReachCount::look_whether_in_effect(const regime::Regime& regime, Instant at) {
  if (regime::in_effect(regime, zones_.find(regime.footprint_last_zone), at)) return;
  notices_.push_back({ReachNotice::Kind::rules_not_in_effect, &regime, at});
}

service::IndexScope ReachCount::scope() const {
  service::IndexScope scope = index_scope(rules_.packs);
  const auto add = [&](const PackAsked& asked) {
    if (!asked.given) return;
    const auto& served = scope.footprints;
    if (std::find(served.begin(), served.end(), asked.given->footprint_last_zone) != served.end()) return;
    service::add_pack(scope, *asked.given, asked.given_text);
  };
  add(request_.pack);
  if (request_.against) add(*request_.against);
  return scope;
}

Result<service::ReachCounted> ReachCount::count(const service::WholeBase& base) const {
  if (!days_.empty()) return service::reach_curve(base, use_, days_);
  if (other_ != nullptr)
    return service::what_if(base, {regime_, &use_}, {other_, &use_}, request_.at, request_.examples);
  return service::reach(base, *regime_, use_, request_.at);
}

Result<ReachOutcome> ReachCount::run(const BaseToCount& base, unsigned threads,
                                     const std::function<void(std::uint64_t, std::uint64_t)>& progress,
                                     const std::stop_token& stop) const {
  std::optional<service::CustomerFile> customers;
  if (base.ledger != nullptr) customers.emplace(*base.ledger, zones_);
  auto counted = TRY(count({&base.index, customers ? &*customers : nullptr, threads, progress, stop}));
  return ReachOutcome{std::move(counted), customers ? customers->trouble() : std::nullopt};
}

}  // namespace assent::app
