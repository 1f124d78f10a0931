#include "service/reach.hpp"

#include "regime/effect.hpp"
#include "service/side_by_side.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <tuple>
#include <utility>

namespace assent::service {

using index::RowNumber;
namespace {

// A verdict as a byte: its reason, and the highest bit for a permit. No reason is 0, which stands for a customer left
// to the ledger.
using Code = std::uint8_t;
constexpr Code kPermit = 0x80;
constexpr Code kAskedOfLedger = 0;
constexpr std::size_t kCodes = 256;

Code code_of(const decision::Verdict& verdict) {
  static_assert(static_cast<unsigned>(Reason::opt_out_unverified) < kPermit);
  const auto reason = static_cast<Code>(verdict.reason);
  return verdict.outcome == Outcome::permit ? static_cast<Code>(reason | kPermit) : reason;
}

// Precondition: code_of() gave it.
decision::Verdict verdict_of(Code code) {
  return {(code & kPermit) != 0 ? Outcome::permit : Outcome::deny,
          static_cast<Reason>(static_cast<Code>(code & ~kPermit))};
}

constexpr decision::Verdict kNotCustomer{Outcome::deny, Reason::unknown_customer};

// In order of precedence.
std::vector<Code> all_codes() {
  std::vector<Code> codes;
  for (const Reason reason : all_reasons()) {
    for (const Outcome outcome : {Outcome::permit, Outcome::deny}) codes.push_back(code_of({outcome, reason}));
  }
  return codes;
}

std::vector<Code> codes_of(const index::CampaignTable& table) {
  std::vector<Code> codes;
  for (std::size_t each = 0; each < table.answers(); ++each) {
    const auto answer = static_cast<index::AnswerCode>(each);
    codes.push_back(answer == table.ask_ledger() ? kAskedOfLedger : code_of(table.verdict(answer)));
  }
  return codes;
}

Result<void> check_question(const LiveIndex& index, const regime::Regime& regime, Instant at) {
  if (at < index::kIndexFrom || at >= index::kIndexUntil) {
    return fail(ErrorCode::invalid, fmt::format("a whole base cannot be counted at {}", assent::to_string(at)),
                fmt::format("name an instant from {} on and before {}", assent::to_string(index::kIndexFrom),
                            assent::to_string(index::kIndexUntil)));
  }
  if (!index.serves(regime)) {
    return fail(ErrorCode::invalid, fmt::format("the index was not built for customers of regime `{}`", regime.id),
                fmt::format("build it with a rule pack whose footprint also ends in {}", regime.footprint_last_zone));
  }
  return {};
}

Error no_ledger(std::uint64_t customers) {
  return {ErrorCode::invalid,
          fmt::format("the index leaves {} of its customers to the ledger, but there is no ledger", customers),
          "count them with the ledger that the index was built from"};
}

Result<void> check_not_stopped(const WholeBase& base) {
  if (!base.stop.stop_requested()) return {};
  return fail(ErrorCode::unavailable, "the count was stopped before its end", "count again");
}

// Which worker counts which rows: a free worker takes the next block.
class Rows {
 public:
  explicit Rows(const WholeBase& base) : base_(base), all_(base.index->index().size()) {
    constexpr std::uint64_t kBlockMost = 1 << 18;
    const std::uint64_t wanted = std::max(1U, base.threads);
    block_ = std::clamp<std::uint64_t>(all_ / (8 * wanted), 1, kBlockMost);
    workers_ = static_cast<unsigned>(std::clamp<std::uint64_t>(all_ / block_, 1, wanted));
  }

  unsigned workers() const { return workers_; }

  // `work(worker, from, until)`; a worker's blocks come one after the other, in order.
  template <class Work>
  void count(Work work) const {
    std::atomic<std::uint64_t> next = 0;
    std::atomic<std::uint64_t> done = 0;
    const auto run = [&](std::size_t worker) {
      for (;;) {
        const std::uint64_t from = next.fetch_add(block_);
        if (from >= all_ || base_.stop.stop_requested()) return;
        const std::uint64_t until = std::min(from + block_, all_);
        work(worker, static_cast<RowNumber>(from), static_cast<RowNumber>(until));
        const std::uint64_t so_far = done.fetch_add(until - from) + until - from;
        if (worker == 0 && base_.progress) base_.progress(so_far, all_);
      }
    };
    side_by_side(workers_).run(run);
  }

 private:
  const WholeBase& base_;
  std::uint64_t all_;
  std::uint64_t block_ = 1;
  unsigned workers_ = 1;
};

Code decided_by_ledger(const WholeBase& base, RowNumber row, const Plan& plan, Instant at) {
  // As if the rules were in effect, as the index does: whether they are is the same for all customers.
  OnFile on_file = base.customers->find({base.index->index().account(row), {}}, *plan.regime, {at, {}});
  on_file.rules_in_effect = true;
  const decision::Decision decision = decide_on_file(*plan.regime, on_file, *plan.use, at);
  return code_of({decision.outcome, decision.reason});
}

using ReachTally = std::array<std::uint64_t, kCodes>;

// The customers left to the ledger, decided by it. Only if there are any: their rows have not been counted.
ReachTally asked_of_ledger(const WholeBase& base, const index::CampaignTable& table, const Plan& plan) {
  const index::Index& index = base.index->index();
  WholeBase quiet = base;
  quiet.progress = {};  // all rows were reported when they were counted
  const Rows rows(quiet);
  std::vector<ReachTally> tallies(rows.workers());
  rows.count([&](std::size_t worker, RowNumber from, RowNumber until) {
    for (RowNumber row = from; row < until; ++row) {
      if (table.answer(index.rows()[row], index) != table.ask_ledger()) continue;
      ++tallies[worker][decided_by_ledger(base, row, plan, table.asked().at)];
    }
  });
  ReachTally sum{};
  for (const ReachTally& each : tallies) {
    for (std::size_t code = 0; code < kCodes; ++code) sum[code] += each[code];
  }
  return sum;
}

// Under rules that are not in effect.
void permit_nobody(ReachTally& tally) {
  const Code instead = code_of(decision::Verdict{});
  for (std::size_t code = kPermit; code < kCodes; ++code) tally[instead] += std::exchange(tally[code], 0);
}

}  // namespace

Result<Reach> reach(const WholeBase& base, const regime::Regime& regime, const Use& use, Instant at) {
  TRY(check_question(*base.index, regime, at));
  const index::CampaignTable table = base.index->table(regime, use, at, base.threads);
  const Rows rows(base);
  std::vector<std::vector<std::uint64_t>> counts(rows.workers(), std::vector<std::uint64_t>(table.answers()));
  rows.count([&](std::size_t worker, RowNumber from, RowNumber until) {
    table.count(base.index->index(), from, until, counts[worker]);
  });
  TRY(check_not_stopped(base));

  ReachTally tally{};
  const std::vector<Code> codes = codes_of(table);
  for (const auto& each : counts) {
    for (std::size_t answer = 0; answer < each.size(); ++answer) tally[codes[answer]] += each[answer];
  }
  Reach result{regime.id, regime.version, at, 0, 0, 0, std::exchange(tally[kAskedOfLedger], 0), {}};
  if (result.asked_ledger > 0) {
    if (base.customers == nullptr) return tl::unexpected(no_ledger(result.asked_ledger));
    const ReachTally asked = asked_of_ledger(base, table, {&regime, &use});
    TRY(check_not_stopped(base));
    for (std::size_t code = 0; code < kCodes; ++code) tally[code] += asked[code];
  }
  result.not_customers = std::exchange(tally[code_of(kNotCustomer)], 0);
  if (!regime::in_effect(regime, table.asked().footprint, at)) permit_nobody(tally);
  for (const Code code : all_codes()) {
    if (tally[code] == 0) continue;
    const decision::Verdict verdict = verdict_of(code);
    result.by_reason.push_back({verdict, tally[code]});
    (verdict.outcome == Outcome::permit ? result.permitted : result.refused) += tally[code];
  }
  return result;
}

namespace {

// What one worker saw of two plans.
struct Joint {
  struct Example {
    Code before;
    Code after;
    RowNumber row;

    friend auto operator<=>(const Example&, const Example&) = default;
  };
  std::vector<std::uint64_t> counts = std::vector<std::uint64_t>(kCodes * kCodes);
  std::vector<Example> examples;  // the first rows of each pair that differs
  std::uint64_t asked_ledger = 0;
};

// The first accounts of a pair. `examples` are in order.
std::vector<std::string> examples_of(const index::Index& index, std::span<const Joint::Example> examples, Code before,
                                     Code after, std::size_t max) {
  const auto [first, last] = std::equal_range(examples.begin(), examples.end(), Joint::Example{before, after, 0},
                                              [](const Joint::Example& a, const Joint::Example& b) {
                                                return std::tie(a.before, a.after) < std::tie(b.before, b.after);
                                              });
  std::vector<std::string> accounts;
  for (auto each = first; each != last && accounts.size() < max; ++each) accounts.push_back(index.account(each->row));
  return accounts;
}

}  // namespace

Result<WhatIf> what_if(const WholeBase& base, const Plan& before, const Plan& after, Instant at,
                       std::size_t examples_max) {
  for (const Plan* plan : {&before, &after}) {
    TRY(check_question(*base.index, *plan->regime, at));
  }
  const index::Index& index = base.index->index();
  const index::CampaignTable first = base.index->table(*before.regime, *before.use, at, base.threads);
  const index::CampaignTable second = base.index->table(*after.regime, *after.use, at, base.threads);
  const std::vector<Code> first_codes = codes_of(first);
  const std::vector<Code> second_codes = codes_of(second);
  const Rows rows(base);
  std::vector<Joint> joints(rows.workers());
  rows.count([&](std::size_t worker, RowNumber from, RowNumber until) {
    Joint& joint = joints[worker];
    for (RowNumber row = from; row < until; ++row) {
      Code one = first_codes[first.answer(index.rows()[row], index)];
      Code other = second_codes[second.answer(index.rows()[row], index)];
      if (one == kAskedOfLedger || other == kAskedOfLedger) [[unlikely]] {
        ++joint.asked_ledger;
        if (base.customers == nullptr) continue;
        one = decided_by_ledger(base, row, before, at);
        other = decided_by_ledger(base, row, after, at);
      }
      std::uint64_t& count = joint.counts[one * kCodes + other];
      if (one != other && count < examples_max) joint.examples.push_back({one, other, row});
      ++count;
    }
  });

  TRY(check_not_stopped(base));
  Joint& all = joints.front();
  for (std::size_t i = 1; i < joints.size(); ++i) {
    for (std::size_t each = 0; each < all.counts.size(); ++each) all.counts[each] += joints[i].counts[each];
    all.examples.insert(all.examples.end(), joints[i].examples.begin(), joints[i].examples.end());
    all.asked_ledger += joints[i].asked_ledger;
  }
  if (all.asked_ledger > 0 && base.customers == nullptr) return tl::unexpected(no_ledger(all.asked_ledger));
  std::sort(all.examples.begin(), all.examples.end());

  WhatIf result;
  result.before = {before.regime->id, before.regime->version, 0};
  result.after = {after.regime->id, after.regime->version, 0};
  result.at = at;
  result.asked_ledger = all.asked_ledger;
  // Whether an account has a customer depends on no rule, so it is the same on both sides.
  const std::size_t nobody = code_of(kNotCustomer);
  result.not_customers = std::exchange(all.counts[nobody * kCodes + nobody], 0);
  const std::vector<Code> codes = all_codes();
  for (const Code one : codes) {
    for (const Code other : codes) {
      const std::uint64_t customers = all.counts[one * kCodes + other];
      if (customers == 0) continue;
      const WhatIf::Pair& pair = result.pairs.emplace_back(WhatIf::Pair{
          verdict_of(one), verdict_of(other), customers, examples_of(index, all.examples, one, other, examples_max)});
      result.customers += customers;
      if (pair.before.outcome == Outcome::permit) result.before.permitted += customers;
      if (pair.after.outcome == Outcome::permit) result.after.permitted += customers;
      if (pair.changed()) result.changed += customers;
      if (pair.gained()) result.gained += customers;
      if (pair.lost()) result.lost += customers;
    }
  }
  return result;
}

Result<std::vector<Reach>> reach_curve(const WholeBase& base, const Use& use, std::span<const CurveDay> days) {
  std::vector<Reach> points;
  for (const CurveDay& day : days) {
    WholeBase each = base;
    if (base.progress) {
      each.progress = [&](std::uint64_t done, std::uint64_t all) {
        base.progress(points.size() * all + done, days.size() * all);
      };
    }
    auto point = TRY(reach(each, *day.regime, use, day.begins));
    points.push_back(std::move(point));
  }
  return points;
}

Result<std::vector<Instant>> day_beginnings(const TimeZone& zone, Date from, Date to, int every) {
  if (to < from) {
    return fail(
        ErrorCode::invalid,
        fmt::format("the days end on {}, before they begin on {}", assent::to_string(to), assent::to_string(from)),
        "name the earlier day first");
  }
  if (every < 1) {
    return fail(ErrorCode::invalid, fmt::format("{} is not a number of days from one to the next", every),
                "write 1 or more");
  }
  const auto points = static_cast<std::size_t>((to - from).count() / every) + 1;
  if (points > kCurvePointsMax) {
    return fail(ErrorCode::invalid,
                fmt::format("these are {} days; at most {} can be counted", points, kCurvePointsMax),
                fmt::format("use every {} days", (to - from).count() / static_cast<int>(kCurvePointsMax - 1) + 1));
  }
  std::vector<Instant> instants;
  for (Date day = from; day <= to; day += std::chrono::days{every}) {
    const Instant begins = zone.start_of(day);
    // A day that a zone skipped begins with the next one.
    if (instants.empty() || begins > instants.back()) instants.push_back(begins);
  }
  return instants;
}

}  // namespace assent::service
