#include "app/notice_coverage.hpp"

#include "consent/kept_account.hpp"
#include "coverage/indexed_base.hpp"
#include "csv/writer.hpp"
#include "service/entries_by_account.hpp"

#include <fmt/format.h>

#include <array>
#include <functional>
#include <memory>
#include <utility>

namespace assent::app {
namespace {

bool can_say(const service::LiveIndex& live, const CoverageQuestion& plan) {
  return live.serves(*plan.regime) && index::kIndexFrom <= plan.question.at && plan.question.at < index::kIndexUntil;
}

using VisitStanding = std::function<Result<void>(const std::string& account, const coverage::Standing&)>;

// Visits the account's standing, if it is a customer's; else counts it as unclear.
Result<void> visit_standing(const CoverageSource& source, const CoverageQuestion& plan, const std::string& account,
                            std::span<const ledger::Recorded> entries, const VisitStanding& visit,
                            std::uint64_t& unclear) {
  const auto standing =
      coverage::standing_of(account, entries, plan.carrier, source.engine.ports().zones, plan.question);
  if (!standing) {
    ++unclear;
    return {};
  }
  return *standing ? visit(account, **standing) : Result<void>();
}

// The standing of each customer in the ledger, in the order of the accounts' hashes.
Result<void> each_standing(const CoverageSource& source, const CoverageQuestion& plan, const VisitStanding& visit,
                           std::uint64_t& unclear) {
  const ledger::Ledger& ledger = source.engine.ports().ledger;
  const auto heads = TRY(ledger.heads());
  service::AccountReading reading;
  reading.opened = true;
  reading.progress = source.progress;
  return service::each_account(ledger, heads, reading, [&](const service::SomeAccounts& accounts) -> Result<void> {
    Result<void> done;
    TRY(accounts.each(0, accounts.size(), [&](const std::string& account, std::span<const ledger::Recorded> entries) {
      if (done && is_customers_account(account)) done = visit_standing(source, plan, account, entries, visit, unclear);
    }));
    return done;
  });
}

// The same for a customer about whom an index leaves the answer to the ledger.
Result<void> ask_ledger(const CoverageSource& source, const CoverageQuestion& plan, const std::string& account,
                        const VisitStanding& visit, std::uint64_t& unclear) {
  if (!is_customers_account(account)) return {};
  const auto entries = TRY(source.engine.ports().ledger.entries_of(account));
  return visit_standing(source, plan, account, entries, visit, unclear);
}

Result<void> count_indexed(const CoverageSource& source, const CoverageQuestion& plan, const index::Index& index,
                           const VisitStanding& visit, coverage::CoverageCount& count, std::uint64_t& unclear) {
  const coverage::IndexedBase base(index, plan.question);
  std::vector<std::uint32_t> told;
  for (std::uint32_t each = 0; each < base.histories(); ++each) {
    told.push_back(count.told(base.told(each), base.language(each)));
  }
  std::vector<std::uint32_t> sources;
  for (const std::string& each : index.shared().sources()) sources.push_back(count.source(each));
  std::vector<index::RowNumber> asked;
  base.each_active(
      [&](index::RowNumber, std::uint32_t history, const index::Particulars& customer) {
        count.add(sources[customer.source()], customer.activated, told[history]);
      },
      [&](index::RowNumber row) { asked.push_back(row); });
  for (const index::RowNumber row : asked) TRY(ask_ledger(source, plan, index.account(row), visit, unclear));
  return {};
}

// Who is due, one after the other, into the list.
class DueList {
 public:
  DueList(const CoverageQuestion& plan, ByteSink& list) : plan_(plan), writer_(list) {}

  Result<void> begin() {
    return writer_.row(std::to_array<std::string_view>({"account", "reason", "due", "channel", "language"}));
  }

  Result<void> add(const std::string& account, const coverage::Standing& standing) {
    const auto due = coverage::due_of(standing, plan_.question.today);
    if (!due || plan_.is_in_grace(*due, standing.activated)) return {};
    return write(account, *due, standing.told.covered_until, standing.best_channel, standing.language);
  }

  Result<void> write(std::string_view account, coverage::Due due, const std::optional<Date>& until,
                     std::string_view channel, std::string_view language) {
    ++counts_[static_cast<std::size_t>(due)][std::string(channel)];
    const std::string day = to_string(until.value_or(plan_.question.today));
    return writer_.row(std::to_array<std::string_view>({account, to_string(due), day, channel, language}));
  }

  Result<DueFound> finish(std::uint64_t unclear) {
    TRY(writer_.flush());
    DueFound found;
    found.unclear = unclear;
    const regime::NoticeRules& rules = plan_.regime->notice;
    for (std::size_t due = 0; due < counts_.size(); ++due) {
      for (const auto& [channel, customers] : counts_[due]) {
        found.customers += customers;
        found.by_reason[std::string(to_string(static_cast<coverage::Due>(due)))] += customers;
        found.by_channel[channel.empty() ? "-" : std::string(channel)] += customers;
        if (channel.empty()) continue;
        const int mail = contains(rules.mail_channels, channel) ? rules.mail_days : 0;
        found.first_day.emplace(channel, plan_.question.today + std::chrono::days{rules.waiting_days + mail + 1});
      }
    }
    return found;
  }

 private:
  const CoverageQuestion& plan_;
  csv::CsvWriter writer_;
  std::array<std::map<std::string, std::uint64_t, std::less<>>, 6> counts_;  // by Due, by channel
};

// What the index says of each history, and of the ways to reach a customer.
class IndexedDue {
 public:
  IndexedDue(const coverage::IndexedBase& base, const CoverageQuestion& plan) : base_(base) {
    for (std::uint32_t each = 0; each < base.histories(); ++each) {
      const coverage::Told& told = base.told(each);
      due_.push_back(coverage::due_of(told.covered_until, told.failed, plan.question.today));
    }
    for (unsigned ways = 0; ways <= index::Particulars::kWays; ++ways) {
      for (unsigned failed = 0; failed < kFailed; ++failed) {
        channels_[ways * kFailed + failed] = coverage::best_channel(plan.regime->notice, ways, failed);
      }
    }
  }

  const std::optional<coverage::Due>& due(std::uint32_t history) const { return due_[history]; }
  std::string_view channel(std::uint32_t history, const index::Particulars& customer) const {
    return channels_[customer.ways() * kFailed + base_.told(history).failed_ways];
  }

 private:
  static constexpr unsigned kFailed = 8;  // ways that may have failed, together
  const coverage::IndexedBase& base_;
  std::vector<std::optional<coverage::Due>> due_;
  std::array<std::string_view, (index::Particulars::kWays + 1) * kFailed> channels_;
};

Result<void> list_indexed(const CoverageSource& source, const CoverageQuestion& plan, const index::Index& index,
                          DueList& list, std::uint64_t& unclear) {
  const coverage::IndexedBase base(index, plan.question);
  const IndexedDue indexed(base, plan);
  // First who it is, then their names, each in the order of memory.
  constexpr std::uint32_t kNot = 0xFFFF'FFFF;
  constexpr std::uint32_t kAsk = kNot - 1;
  std::vector<std::uint32_t> histories(index.size(), kNot);  // of those who are due
  base.each_active(
      [&](index::RowNumber row, std::uint32_t history, const index::Particulars& customer) {
        const auto& due = indexed.due(history);
        if (due && !plan.is_in_grace(*due, index::unpacked_day(customer.activated))) histories[row] = history;
      },
      [&](index::RowNumber row) { histories[row] = kAsk; });
  Result<void> done;
  index.each_account([&](index::RowNumber row) { return histories[row] != kNot && done; },
                     [&](index::RowNumber row, const std::string& account) {
                       const std::uint32_t history = histories[row];
                       if (history == kAsk) {
                         done = ask_ledger(
                             source, plan, account,
                             [&](const std::string&, const auto& standing) { return list.add(account, standing); },
                             unclear);
                       } else {
                         done = list.write(account, *indexed.due(history), base.told(history).covered_until,
                                           indexed.channel(history, index.particulars()[row]), base.language(history));
                       }
                     });
  return done;
}

// From the index, if it can say; else from the ledger.
template <class FromIndex, class FromLedger>
Result<void> from_either(const CoverageSource& source, const CoverageQuestion& plan, const FromIndex& from_index,
                         const FromLedger& from_ledger) {
  if (source.index != nullptr && !source.index->broken()) {
    const auto lease = source.index->read();
    if (can_say(*lease, plan)) return from_index(lease->index());
  }
  return from_ledger();
}

}  // namespace

Result<CoverageFound> notice_coverage(const CoverageSource& source, const CoverageAsked& asked) {
  const auto plan = TRY(coverage_question(source.engine, asked));
  const int trend = static_cast<int>(asked.trend_days);
  coverage::CoverageCount count(plan->question.today, static_cast<int>(asked.grace_days), trend, asked.rules);
  CoverageFound found;
  const VisitStanding visit = [&](const std::string&, const coverage::Standing& standing) -> Result<void> {
    count.add(standing);
    return {};
  };
  TRY(from_either(
      source, *plan,
      [&](const index::Index& index) { return count_indexed(source, *plan, index, visit, count, found.unclear); },
      [&] { return each_standing(source, *plan, visit, found.unclear); }));
  found.day = plan->question.today;
  found.notices = plan->question.notices;
  found.report = count.report();
  for (int before = trend; before >= 0; --before) {
    const Date day = found.day - std::chrono::days{before};
    found.trend.push_back({day, before == 0 ? found.report.all : count.count(day)});
  }
  return found;
}

Result<DueFound> notices_due(const CoverageSource& source, const CoverageAsked& asked, ByteSink& list) {
  const auto plan = TRY(coverage_question(source.engine, asked));
  DueList due(*plan, list);
  TRY(due.begin());
  std::uint64_t unclear = 0;
  TRY(from_either(
      source, *plan, [&](const index::Index& index) { return list_indexed(source, *plan, index, due, unclear); },
      [&] {
        return each_standing(
            source, *plan, [&](const std::string& account, const auto& standing) { return due.add(account, standing); },
            unclear);
      }));
  return due.finish(unclear);
}

}  // namespace assent::app
