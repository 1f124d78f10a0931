// ReachAgreesWithLedger: counting a whole base gives what deciding every customer from the ledger gives, one after the
// other, and what a scrub of a list of them all gives.

#include "index/agreement.hpp"
#include "service/reach.hpp"
#include "service/scrub.hpp"
#include "store/scratch.hpp"
#include "store/sqlite_ledger.hpp"
#include "wire/reach.hpp"
#include "world/telephones.hpp"

#include <gtest/gtest.h>
#include <boost/json.hpp>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <tuple>

namespace assent::index_test::reach_law_test {

using namespace index;
namespace {

enum class Kept { memory, sqlite };

service::IndexScope scope_of_packs() {
  service::IndexScope scope;
  for (const regime::Regime& each : test::packs()) service::add_pack(scope, each, each.id);
  return scope;
}

// A random ledger in one of the stores, and an index of it.
class Base {
 public:
  Base(Kept kept, std::uint64_t seed, std::size_t accounts) : draw_(seed) {
    if (kept == Kept::memory) ledger_ = std::make_unique<store::MemoryLedger>();
    else ledger_ = store::SqliteLedger::create(scratch_.file()).value();
    accounts_ = fill(draw_, *ledger_, accounts);
    live_.emplace(service::LiveIndex::build(*ledger_, zones_, memory_, scope_of_packs()).value());
    customers_.emplace(*ledger_, zones_);
    for (RowNumber row = 0; row < live_->index().size(); ++row) {
      rows_.push_back(live_->index().account(row));
      files_.push_back(customers_->entries(rows_.back()).value());
    }
  }

  service::WholeBase whole(unsigned threads) const { return {&*live_, &*customers_, threads, {}}; }
  const service::CustomerFile& customers() const { return *customers_; }
  const std::vector<std::string>& accounts() const { return accounts_; }
  const std::vector<std::string>& rows() const { return rows_; }
  twin::Draw& draw() { return draw_; }

  Instant instant() {
    const Instant at = random_instant(draw_) + std::chrono::days{draw_.percent(30) ? draw_.between(-900, 900) : 0};
    return draw_.percent(60) ? std::chrono::floor<std::chrono::seconds>(at) : at;
  }

  decision::Verdict verdict(std::size_t row, const regime::Regime& regime, const Use& use, Instant at) const {
    const service::OnFile file = customers_->of(rows_[row], files_[row], regime, {at, {}});
    const decision::Decision decision = service::decide_on_file(regime, file, use, at);
    return {decision.outcome, decision.reason};
  }

 private:
  twin::Draw draw_;
  AwkwardZones zones_;
  HeapMemory memory_;
  Scratch scratch_;
  std::unique_ptr<ledger::Ledger> ledger_;
  std::vector<std::string> accounts_;
  std::optional<service::LiveIndex> live_;
  std::optional<service::CustomerFile> customers_;
  std::vector<std::string> rows_;
  std::vector<service::CustomerFile::Entries> files_;
};

using Key = std::pair<Outcome, Reason>;
Key key_of(const decision::Verdict& verdict) { return {verdict.outcome, verdict.reason}; }

// Every customer decided from the ledger.
struct Slow {
  std::map<Key, std::uint64_t> counts;
  std::uint64_t not_customers = 0;
};
Slow decide_all(const Base& base, const regime::Regime& regime, const Use& use, Instant at) {
  Slow slow;
  for (std::size_t row = 0; row < base.rows().size(); ++row) {
    const decision::Verdict verdict = base.verdict(row, regime, use, at);
    if (verdict.reason == Reason::unknown_customer) ++slow.not_customers;
    else ++slow.counts[key_of(verdict)];
  }
  return slow;
}

void expect_same(const service::Reach& reach, const Slow& slow) {
  std::map<Key, std::uint64_t> counts;
  std::uint64_t permitted = 0;
  std::uint64_t refused = 0;
  for (const service::VerdictCount& each : reach.by_reason) {
    counts[key_of(each.verdict)] = each.customers;
    (each.verdict.outcome == Outcome::permit ? permitted : refused) += each.customers;
  }
  EXPECT_EQ(counts, slow.counts) << reach.regime << " at " << to_string(reach.at);
  EXPECT_EQ(reach.not_customers, slow.not_customers) << reach.regime << " at " << to_string(reach.at);
  EXPECT_EQ(reach.permitted, permitted);
  EXPECT_EQ(reach.refused, refused);
}

TEST(ReachAgreesWithLedger, OfEveryVerdict) {
  std::uint64_t asked = 0;
  std::uint64_t counted = 0;
  std::uint64_t nobody = 0;
  for (std::uint64_t seed = 1; seed < 7; ++seed) {
    Base base(Kept::memory, seed, 60);
    for (int i = 0; i < 60; ++i) {
      const regime::Regime& regime = base.draw().of(test::packs());  // also where it is not in effect
      const Use use = random_use(base.draw(), catalogue());
      const Instant at = base.instant();
      const auto one = service::reach(base.whole(1), regime, use, at);
      ASSERT_TRUE(one) << one.error().message;
      expect_same(*one, decide_all(base, regime, use, at));
      EXPECT_EQ(service::reach(base.whole(3), regime, use, at), one);
      EXPECT_EQ(one->customers() + one->not_customers, base.rows().size());
      asked += one->asked_ledger;
      counted += base.rows().size();
      nobody += one->not_customers;
    }
  }
  EXPECT_GT(asked, 0U);
  EXPECT_LT(asked, counted / 4);
  EXPECT_GT(nobody, 0U);
}

// The pairs of verdicts, with the first accounts whose verdicts differ, decided one by one.
std::vector<service::WhatIf::Pair> decide_twice(const Base& base, const service::Plan& before,
                                                const service::Plan& after, Instant at, std::size_t examples_max) {
  std::map<std::pair<Key, Key>, service::WhatIf::Pair> pairs;
  for (std::size_t row = 0; row < base.rows().size(); ++row) {
    const decision::Verdict one = base.verdict(row, *before.regime, *before.use, at);
    const decision::Verdict other = base.verdict(row, *after.regime, *after.use, at);
    if (one.reason == Reason::unknown_customer && one == other) continue;
    service::WhatIf::Pair& pair = pairs[{key_of(one), key_of(other)}];
    pair.before = one;
    pair.after = other;
    ++pair.customers;
    if (one != other && pair.examples.size() < examples_max) pair.examples.push_back(base.rows()[row]);
  }
  std::vector<service::WhatIf::Pair> result;
  for (const auto& [key, pair] : pairs) result.push_back(pair);
  std::sort(result.begin(), result.end(), [](const service::WhatIf::Pair& a, const service::WhatIf::Pair& b) {
    return std::tuple(a.before.reason, a.before.outcome, a.after.reason, a.after.outcome) <
           std::tuple(b.before.reason, b.before.outcome, b.after.reason, b.after.outcome);
  });
  return result;
}

TEST(ReachAgreesWithLedger, OfEveryChangeBetweenTwoRegimes) {
  std::uint64_t changed = 0;
  std::uint64_t gained = 0;
  std::uint64_t lost = 0;
  for (std::uint64_t seed = 20; seed < 26; ++seed) {
    Base base(Kept::memory, seed, 60);
    for (int i = 0; i < 30; ++i) {
      const Use first = random_use(base.draw(), catalogue());
      const Use second = base.draw().percent(70) ? first : random_use(base.draw(), catalogue());
      const service::Plan before{&base.draw().of(test::open_packs()), &first};
      const service::Plan after{&base.draw().of(test::open_packs()), &second};
      const Instant at = base.instant();
      const std::size_t examples = base.draw().below(4);
      const auto what = service::what_if(base.whole(1), before, after, at, examples);
      ASSERT_TRUE(what) << what.error().message;
      EXPECT_EQ(what->pairs, decide_twice(base, before, after, at, examples))
          << before.regime->id << " and " << after.regime->id << " at " << to_string(at);
      EXPECT_EQ(service::what_if(base.whole(4), before, after, at, examples), what);

      // Each side is the reach of its plan; the difference is what was gained and lost.
      const auto one = service::reach(base.whole(1), *before.regime, first, at);
      const auto other = service::reach(base.whole(1), *after.regime, second, at);
      EXPECT_EQ(what->before.permitted, one->permitted);
      EXPECT_EQ(what->after.permitted, other->permitted);
      EXPECT_EQ(what->customers, one->customers());
      EXPECT_EQ(what->not_customers, one->not_customers);
      EXPECT_EQ(what->before.permitted + what->gained, what->after.permitted + what->lost);
      EXPECT_GE(what->changed, what->gained + what->lost);
      changed += what->changed;
      gained += what->gained;
      lost += what->lost;
    }
  }
  EXPECT_GT(gained, 0U);
  EXPECT_GT(lost, 0U);
  EXPECT_GT(changed, gained + lost);
}

class ReachAgreesWithScrub : public testing::TestWithParam<Kept> {};
INSTANTIATE_TEST_SUITE_P(Stores, ReachAgreesWithScrub, testing::Values(Kept::memory, Kept::sqlite));

TEST_P(ReachAgreesWithScrub, OfAListOfAllAccounts) {
  Base base(GetParam(), 40, 80);
  const world::WorldTelephones telephones;
  std::string list = "account\n";
  for (const std::string& each : base.accounts()) list += each + "\n";
  // Some accounts have no profile at any time. The index has nothing about them, but a list may name them.
  const std::uint64_t only_listed = base.accounts().size() - base.rows().size();
  EXPECT_GT(only_listed, 0U);
  for (int i = 0; i < 12; ++i) {
    const regime::Regime& regime = base.draw().of(test::open_packs());
    const Use use = random_use(base.draw(), catalogue());
    service::ScrubQuestion question;
    question.regime = &regime;
    question.use = &use;
    question.as_of = {base.instant(), std::nullopt};
    service::LedgerJudge judge(base.customers(), telephones, question);
    TextSource source(list);
    std::string permitted;
    std::string refused;
    TextSink permitted_text(permitted);
    TextSink refused_text(refused);
    service::HashingSink permitted_sink(permitted_text);
    service::HashingSink refused_sink(refused_text);
    const auto scrub = service::Scrub::begin(source, {});
    ASSERT_TRUE(scrub) << scrub.error().message;
    const auto scrubbed = (*scrub)->run(judge, explanation::Language::en, permitted_sink, refused_sink);
    ASSERT_TRUE(scrubbed) << scrubbed.error().message;
    const auto counted = service::reach(base.whole(2), regime, use, question.as_of.at);
    ASSERT_TRUE(counted) << counted.error().message;

    std::map<Reason, std::uint64_t> by_reason;
    for (const service::VerdictCount& each : counted->by_reason) by_reason[each.verdict.reason] += each.customers;
    if (const auto nobody = counted->not_customers + only_listed; nobody > 0) {
      by_reason[Reason::unknown_customer] = nobody;
    }
    EXPECT_EQ(by_reason, scrubbed->by_reason) << regime.id << " at " << to_string(question.as_of.at);
    EXPECT_EQ(counted->permitted, scrubbed->permitted);
    EXPECT_EQ(counted->refused + counted->not_customers + only_listed, scrubbed->refused);
  }
}

TEST(Reach, OverDaysIsTheReachOfEach) {
  Base base(Kept::memory, 50, 40);
  const regime::Regime& regime = test::pack("tra");
  const Use use = random_use(base.draw(), catalogue());
  const auto days = service::day_beginnings(*base.whole(1).index->zones().find(regime.footprint_last_zone),
                                            parse_date("2026-01-15").value(), parse_date("2026-03-31").value(), 7);
  ASSERT_TRUE(days);
  ASSERT_EQ(days->size(), 11U);
  EXPECT_EQ(to_string(days->front()), "2026-01-14T22:00:00Z");
  EXPECT_EQ(to_string(days->back()), "2026-03-25T22:00:00Z");
  service::WholeBase whole = base.whole(2);
  std::vector<std::uint64_t> told;
  whole.progress = [&](std::uint64_t done, std::uint64_t all) {
    EXPECT_EQ(all, 11 * base.rows().size());
    told.push_back(done);
  };
  std::vector<service::CurveDay> asked;
  for (const Instant begins : *days) asked.push_back({begins, &regime});
  const auto points = service::reach_curve(whole, use, asked);
  ASSERT_TRUE(points);
  ASSERT_EQ(points->size(), days->size());
  for (std::size_t i = 0; i < days->size(); ++i) {
    EXPECT_EQ((*points)[i], service::reach(base.whole(1), regime, use, (*days)[i]));
  }
  EXPECT_TRUE(std::is_sorted(told.begin(), told.end()));
}

TEST(Reach, DaysBeginWhereTheyBeginAndOnce) {
  const auto skipped = service::day_beginnings(test::skipped_day(), parse_date("2026-05-30").value(),
                                               parse_date("2026-06-03").value(), 1);
  ASSERT_TRUE(skipped);
  EXPECT_EQ(skipped->size(), 4U);
  EXPECT_TRUE(std::is_sorted(skipped->begin(), skipped->end()));
  EXPECT_EQ(std::adjacent_find(skipped->begin(), skipped->end()), skipped->end());

  const Date day = parse_date("2026-01-01").value();
  EXPECT_EQ(service::day_beginnings(test::beirut(), day, day, 3)->size(), 1U);
  EXPECT_EQ(service::day_beginnings(test::beirut(), day, day - std::chrono::days{1}, 3).error().code,
            ErrorCode::invalid);
  EXPECT_EQ(service::day_beginnings(test::beirut(), day, day, 0).error().code, ErrorCode::invalid);
  EXPECT_EQ(service::day_beginnings(test::beirut(), day, day + std::chrono::days{999}, 1)->size(), 1000U);
  const auto many = service::day_beginnings(test::beirut(), day, day + std::chrono::days{1000}, 1);
  ASSERT_FALSE(many);
  EXPECT_EQ(to_string(many.error()), "these are 1001 days; at most 1000 can be counted; use every 2 days");
  EXPECT_TRUE(service::day_beginnings(test::beirut(), day, day + std::chrono::days{1000}, 2));
}

TEST(Reach, RefusesWhatTheIndexCannotBeAsked) {
  Base base(Kept::memory, 60, 10);
  const Use use = random_use(base.draw(), catalogue());
  const regime::Regime& regime = test::pack("tra");
  for (const Instant at : {kIndexFrom - std::chrono::microseconds{1}, kIndexUntil, kNever}) {
    const auto counted = service::reach(base.whole(1), regime, use, at);
    ASSERT_FALSE(counted);
    EXPECT_EQ(counted.error().code, ErrorCode::invalid);
    EXPECT_FALSE(service::what_if(base.whole(1), {&regime, &use}, {&regime, &use}, at));
  }
  EXPECT_TRUE(service::reach(base.whole(1), regime, use, kIndexFrom));
  EXPECT_TRUE(service::reach(base.whole(1), regime, use, kIndexUntil - std::chrono::microseconds{1}));

  regime::Regime elsewhere = regime;
  elsewhere.id = "elsewhere";
  elsewhere.footprint_last_zone = "Pacific/Kiritimati";
  const auto counted = service::reach(base.whole(1), elsewhere, use, kIndexFrom);
  ASSERT_FALSE(counted);
  EXPECT_EQ(to_string(counted.error()),
            "the index was not built for customers of regime `elsewhere`; build it with a rule pack whose footprint "
            "also ends in Pacific/Kiritimati");
  EXPECT_FALSE(service::what_if(base.whole(1), {&regime, &use}, {&elsewhere, &use}, kIndexFrom));
}

TEST(Reach, NeedsTheLedgerWhereTheIndexDoes) {
  bool asked = false;
  for (std::uint64_t seed = 70; seed < 80; ++seed) {
    Base base(Kept::memory, seed, 60);
    const Use use = random_use(base.draw(), catalogue());
    const regime::Regime& regime = test::pack("fcc-2007");
    const Instant at = base.instant();
    service::WholeBase without = base.whole(2);
    without.customers = nullptr;
    const auto counted = service::reach(base.whole(2), regime, use, at);
    const auto alone = service::reach(without, regime, use, at);
    const auto both = service::what_if(without, {&regime, &use}, {&test::pack("tra"), &use}, at);
    if (counted->asked_ledger == 0) {
      EXPECT_EQ(alone, counted);
      EXPECT_TRUE(both);
      continue;
    }
    asked = true;
    ASSERT_FALSE(alone);
    EXPECT_EQ(alone.error().code, ErrorCode::invalid);
    ASSERT_FALSE(both);
    EXPECT_EQ(both.error().code, ErrorCode::invalid);
  }
  EXPECT_TRUE(asked);
}

TEST(Reach, AsJsonAddsUp) {
  Base base(Kept::memory, 90, 60);
  const Use use = random_use(base.draw(), catalogue());
  const Instant at = base.instant();
  const auto what =
      service::what_if(base.whole(1), {&test::pack("tra"), &use}, {&test::pack("strict-opt-in"), &use}, at, 2);
  const boost::json::object object = wire::json_of(*what, "Spring");
  std::uint64_t customers = 0;
  for (const auto& each : object.at("pairs").as_array()) customers += each.at("customers").to_number<std::uint64_t>();
  EXPECT_EQ(customers, object.at("customers").to_number<std::uint64_t>());

  const auto counted = service::reach(base.whole(1), test::pack("tra"), use, at);
  const boost::json::object told = wire::json_of(*counted, "Spring");
  customers = 0;
  for (const auto& [reason, each] : told.at("by_reason").as_object()) {
    EXPECT_TRUE(reason_named(reason)) << reason;
    customers += each.to_number<std::uint64_t>();
  }
  EXPECT_EQ(customers, counted->customers());
  EXPECT_EQ(told.at("campaign").as_string(), "Spring");
}

}  // namespace
}  // namespace assent::index_test::reach_law_test
