#include "app/notice_coverage.hpp"

#include "consent/kept_account.hpp"
#include "csv/writer.hpp"
#include "service/entries_by_account.hpp"

#include <fmt/format.h>

#include <array>
#include <functional>
#include <utility>

namespace assent::app {
namespace {

constexpr std::uint64_t kDaysMost = 366;

Date day_of(Instant at) { return Date{std::chrono::floor<std::chrono::days>(at).time_since_epoch()}; }

Result<void> check_days(const CoverageAsked& asked) {
  if (asked.grace_days <= kDaysMost && asked.trend_days <= kDaysMost) return {};
  return fail(ErrorCode::invalid, "the grace or the trend is longer than a year",
              fmt::format("ask for 0 to {} days", kDaysMost));
}

int grace_of(const CoverageAsked& asked) { return static_cast<int>(asked.grace_days); }

// The notices that are asked about, or all that are published for the regime.
Result<Names> notices_meant(const Engine& engine, const CoverageAsked& asked, const regime::Regime& regime) {
  if (!asked.notices.empty()) return asked.notices;
  Names names;
  for (const ledger::Recorded& each : TRY(engine.ports().ledger.entries_of(""))) {
    const auto* notice = std::get_if<evidence::NoticePublished>(&each.entry.body);
    if (notice == nullptr || notice->regime != regime.id || contains(names, notice->notice)) continue;
    names.push_back(notice->notice);
  }
  if (!names.empty()) return names;
  return fail(ErrorCode::not_found, fmt::format("no notice is published for `{}`", regime.id),
              "publish one, or name another regime");
}

// The standing of each customer, in the order of the accounts' hashes.
Result<void> each_standing(const Engine& engine, const coverage::Proof& proof, Instant at, const OnEntries& progress,
                           const std::function<Result<void>(const std::string&, const coverage::Standing&)>& visit) {
  const ledger::Ledger& ledger = engine.ports().ledger;
  const auto heads = TRY(ledger.heads());
  service::AccountReading reading;
  reading.opened = true;
  reading.progress = progress;
  return service::each_account(ledger, heads, reading, [&](const service::SomeAccounts& accounts) -> Result<void> {
    Result<void> done;
    TRY(accounts.each(0, accounts.size(), [&](const std::string& account, std::span<const ledger::Recorded> entries) {
      if (done && is_customers_account(account)) done = visit(account, standing_of(entries, proof, at));
    }));
    return done;
  });
}

}  // namespace

Result<CoverageFound> notice_coverage(const Engine& engine, const CoverageAsked& asked, const OnEntries& progress) {
  TRY(check_days(asked));
  const Instant at = asked.at.value_or(engine.now());
  const auto regime = TRY(engine.regime(asked.regime, at));
  CoverageFound found;
  found.day = day_of(at);
  found.notices = TRY(notices_meant(engine, asked, *regime));
  coverage::CoveredBase base;
  TRY(each_standing(engine, {found.notices, &*regime}, at, progress,
                    [&](const std::string&, const coverage::Standing& standing) -> Result<void> {
                      base.add(standing);
                      return {};
                    }));
  found.report = base.report(found.day, grace_of(asked), asked.rules);
  for (int before = static_cast<int>(asked.trend_days); before >= 0; --before) {
    const Date day = found.day - std::chrono::days{before};
    found.trend.push_back({day, before == 0 ? found.report.all : base.count(day, grace_of(asked))});
  }
  return found;
}

Result<DueFound> notices_due(const Engine& engine, const CoverageAsked& asked, ByteSink& list,
                             const OnEntries& progress) {
  TRY(check_days(asked));
  const Instant at = asked.at.value_or(engine.now());
  const auto regime = TRY(engine.regime(asked.regime, at));
  const coverage::Proof proof{TRY(notices_meant(engine, asked, *regime)), &*regime};
  const Date today = day_of(at);
  DueFound found;
  csv::CsvWriter writer(list);
  TRY(writer.row(std::to_array<std::string_view>({"account", "reason", "due", "channel", "language"})));
  TRY(each_standing(
      engine, proof, at, progress, [&](const std::string& account, const coverage::Standing& standing) -> Result<void> {
        const auto due = due_of(standing, today);
        if (!due) return {};
        if (*due == coverage::Due::never && standing.activated &&
            *standing.activated + std::chrono::days{grace_of(asked)} >= today) {
          return {};
        }
        const std::string day = to_string(standing.covered_until.value_or(today));
        ++found.customers;
        ++found.by_reason[std::string(to_string(*due))];
        ++found.by_channel[standing.best_channel.empty() ? "-" : standing.best_channel];
        return writer.row(
            std::to_array<std::string_view>({account, to_string(*due), day, standing.best_channel, standing.language}));
      }));
  TRY(writer.flush());
  for (const auto& [channel, customers] : found.by_channel) {
    if (channel == "-") continue;
    const int mail = contains(regime->notice.mail_channels, channel) ? regime->notice.mail_days : 0;
    found.first_day.emplace(channel, today + std::chrono::days{regime->notice.waiting_days + mail + 1});
  }
  return found;
}

}  // namespace assent::app
