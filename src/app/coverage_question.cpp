#include "app/coverage_question.hpp"

#include <fmt/format.h>

#include <utility>

namespace assent::app {
namespace {

constexpr std::uint64_t kDaysMost = 366;

Result<void> check_days(const CoverageAsked& asked) {
  if (asked.grace_days <= kDaysMost && asked.trend_days <= kDaysMost) return {};
  return fail(ErrorCode::invalid, "the grace or the trend is longer than a year",
              fmt::format("ask for 0 to {} days", kDaysMost));
}

// The notices that are asked about, or all that are published for the regime.
Result<Names> notices_meant(const std::vector<ledger::Recorded>& carrier_wide, const CoverageAsked& asked,
                            const regime::Regime& regime) {
  if (!asked.notices.empty()) return asked.notices;
  Names names;
  for (const ledger::Recorded& each : carrier_wide) {
    const auto* notice = std::get_if<evidence::NoticePublished>(&each.entry.body);
    if (notice == nullptr || notice->regime != regime.id || contains(names, notice->notice)) continue;
    names.push_back(notice->notice);
  }
  if (!names.empty()) return names;
  return fail(ErrorCode::not_found, fmt::format("no notice is published for `{}`", regime.id),
              "publish one, or name another regime");
}

Result<const TimeZone*> zone_called(const Engine& engine, const std::string& name, const char* whose) {
  const TimeZone* zone = engine.ports().zones.find(name);
  if (zone != nullptr) return zone;
  return fail(ErrorCode::invalid, fmt::format("{} is `{}`, which is no time zone", whose, name),
              "name an IANA time zone, such as `Asia/Beirut`");
}

}  // namespace

Result<std::unique_ptr<const CoverageQuestion>> coverage_question(const Engine& engine, const CoverageAsked& asked) {
  TRY(check_days(asked));
  const Instant at = asked.at.value_or(engine.now());
  auto plan = std::make_unique<CoverageQuestion>();
  plan->grace = std::chrono::days{static_cast<int>(asked.grace_days)};
  plan->regime = TRY(engine.regime(asked.regime, at));
  plan->carrier_wide = TRY(engine.ports().ledger.entries_of(""));
  plan->carrier = ledger::fold_carrier(plan->carrier_wide, kNever);
  coverage::Question& question = plan->question;
  question.notices = TRY(notices_meant(plan->carrier_wide, asked, *plan->regime));
  question.regime = &*plan->regime;
  question.footprint =
      TRY(zone_called(engine, plan->regime->footprint_last_zone, "the zone of the rule pack's footprint"));
  const TimeZone* reporting = question.footprint;
  if (!asked.reporting_zone.empty()) reporting = TRY(zone_called(engine, asked.reporting_zone, "`reporting_zone`"));
  question.at = at;
  question.today = reporting->date_at(at);
  return std::unique_ptr<const CoverageQuestion>(std::move(plan));
}

}  // namespace assent::app
