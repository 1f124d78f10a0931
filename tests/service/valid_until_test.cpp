// Law ValidUntilEndsWithThePack: no decision is valid longer than the rules under which it was made, nor longer than
// local dates are known. And nothing is permitted under rules that are not in effect.

#include "decision/packs.hpp"
#include "index/agreement.hpp"
#include "regime/effect.hpp"
#include "service/reach.hpp"
#include "service/scrub.hpp"

#include "setting.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace assent::valid_until_test {

using namespace service;
namespace {

using index_test::AwkwardZones;
using std::chrono::days;
using twin::Draw;

Date day_of(Instant instant) { return Date{std::chrono::floor<days>(instant).time_since_epoch()}; }

class Base {
 public:
  explicit Base(std::uint64_t seed) : draw(seed) {
    accounts = index_test::fill(draw, ledger, 20);
    IndexScope scope;
    for (const regime::Regime& each : test::packs()) add_pack(scope, each, each.id);
    live = std::make_unique<LeasedIndex>(LiveIndex::build(ledger, zones, memory, scope).value());
    regime = draw.of(test::open_packs());
    const Date last = day_of(index_test::random_instant(draw)) + days{draw.between(-2, 60)};
    if (draw.percent(50)) regime.in_effect_until = last;
    else regime.followed_from = last + days{1};
    if (draw.percent(30)) regime.in_effect_until = last - days{draw.between(0, 9)};
    use = index_test::random_use(draw, index_test::catalogue());
    at = index_test::random_instant(draw);
    footprint = zones.find(regime.footprint_last_zone);
  }

  Instant pack_ends() const { return footprint->start_of(*regime::last_day(regime) + days{1}); }
  bool in_effect() const { return assent::regime::in_effect(regime, footprint, at); }

  // By the index or by the ledger.
  ScrubSummary scrub(bool by_index) {
    const ScrubQuestion question{&regime, &use, {at, {}}, false, "LB", explanation::Language::en, false};
    LedgerJudge ledger_judge(customers, telephones, question);
    IndexJudge index_judge(*live, customers, telephones, question);
    ScrubJudge& judge = by_index ? static_cast<ScrubJudge&>(index_judge) : ledger_judge;
    std::string list = "account\n";
    for (const std::string& each : accounts) list += each + "\n";
    std::string permitted;
    std::string refused;
    TextSource source(list);
    TextSink permitted_text(permitted);
    TextSink refused_text(refused);
    HashingSink permitted_sink(permitted_text);
    HashingSink refused_sink(refused_text);
    return Scrub::begin(source, {})
        .value()
        ->run(judge, explanation::Language::en, permitted_sink, refused_sink)
        .value();
  }

  Draw draw;
  AwkwardZones zones;
  store::MemoryLedger ledger;
  HeapMemory memory;
  service_test::PlainTelephones telephones;
  std::vector<std::string> accounts;
  std::unique_ptr<LeasedIndex> live;
  CustomerFile customers{ledger, zones};
  regime::Regime regime;
  Use use;
  Instant at;
  const TimeZone* footprint = nullptr;
};

RC_GTEST_PROP(ValidUntilEndsWithThePack, OfEveryDecision, ()) {
  Base base(*rc::gen::arbitrary<std::uint64_t>());
  std::vector<CustomerName> everybody;
  for (const std::string& each : base.accounts) everybody.push_back({each, ""});
  for (int i = 0; i < 5; ++i) everybody.push_back({"", index_test::random_telephone(base.draw)});
  for (const CustomerName& who : everybody) {
    const decision::Decision decision = base.customers.decide_for(who, base.regime, base.use, {base.at, {}});
    if (base.at < base.pack_ends()) {
      RC_ASSERT(decision.valid_until.has_value());
      RC_ASSERT(*decision.valid_until > base.at);
      RC_ASSERT(*decision.valid_until <= base.pack_ends());
      const OnFile on_file = base.customers.find(who, base.regime, {base.at, {}});
      if (on_file.facts.zone != nullptr) {
        const Instant ends_there = on_file.facts.zone->start_of(*regime::last_day(base.regime) + days{1});
        RC_ASSERT(ends_there <= base.at || *decision.valid_until <= ends_there);
      }
    }
    if (!base.in_effect()) RC_ASSERT(decision.outcome == Outcome::deny);
    // It is unknown what the next rules will permit.
    for (const decision::Remedy& remedy : decision.remedies) {
      if (remedy.instant && base.at < base.pack_ends()) RC_ASSERT(*remedy.instant < base.pack_ends());
    }
  }
}

RC_GTEST_PROP(ValidUntilEndsWithThePack, OfEveryScrub, ()) {
  Base base(*rc::gen::arbitrary<std::uint64_t>());
  const ScrubSummary by_ledger = base.scrub(false);
  RC_ASSERT(base.scrub(true) == by_ledger);
  if (!base.in_effect()) RC_ASSERT(by_ledger.permitted == 0U);
  if (by_ledger.permitted > 0 && base.at < base.pack_ends()) {
    RC_ASSERT(by_ledger.valid_until.has_value());
    RC_ASSERT(*by_ledger.valid_until <= base.pack_ends());
    RC_ASSERT(*by_ledger.valid_until > base.at);
  }
}

// A permit's row names a later change. The rules may end before it in the customer's zone. Once, a scrub by the index
// named the end in the pack's own zone, hours too late.
TEST(RulesThatEndWhereTheCustomerIs, EndThePermitInAScrubByIndexToo) {
  for (const std::uint64_t seed : {113'773ULL, 5'771'125'824'029ULL, 1'709'702ULL, 68'070'719'402ULL, 880ULL}) {
    Base base(seed);
    const ScrubSummary by_ledger = base.scrub(false);
    EXPECT_EQ(base.scrub(true).valid_until, by_ledger.valid_until) << seed;
  }
}

RC_GTEST_PROP(ValidUntilEndsWithThePack, AndSoDoesReach, ()) {
  Base base(*rc::gen::arbitrary<std::uint64_t>());
  const auto lease = base.live->read();
  const auto counted = reach({&*lease, &base.customers, 1, {}}, base.regime, base.use, base.at);
  RC_ASSERT(counted.has_value());
  if (!base.in_effect()) RC_ASSERT(counted->permitted == 0U);
}

// Zones whose data end while some decisions are still valid.
class ZonesKnownUntil : public TimeZones {
 public:
  explicit ZonesKnownUntil(Instant until)
      : beirut_("Asia/Beirut", test::beirut().periods(), until),
        twice_("Test/Twice_Midnight", test::twice_midnight().periods(), until),
        skipped_("Test/Skipped_Day", test::skipped_day().periods(), until) {}
  const TimeZone* find(std::string_view name) const override {
    if (name == "Asia/Beirut") return &beirut_;
    if (name == "Test/Skipped_Day") return &skipped_;
    return name == "Nowhere/None" ? nullptr : &twice_;
  }

 private:
  TimeZone beirut_;
  TimeZone twice_;
  TimeZone skipped_;
};

RC_GTEST_PROP(ValidUntilEndsWithThePack, AndNoLaterThanLocalDatesAreKnown, ()) {
  Base base(*rc::gen::arbitrary<std::uint64_t>());
  base.regime = base.draw.of(test::open_packs());
  const Instant until = std::chrono::floor<std::chrono::seconds>(base.at) + days{base.draw.between(-20, 400)};
  const ZonesKnownUntil zones(until);
  const CustomerFile customers(base.ledger, zones);
  IndexScope scope;
  for (const regime::Regime& each : test::packs()) add_pack(scope, each, each.id);
  const LiveIndex live = LiveIndex::build(base.ledger, zones, base.memory, scope).value();
  const index::CampaignTable table = live.table(base.regime, base.use, base.at);
  const auto rests_on_dates = [&](Reason reason) {
    const regime::RelationRule* relation = base.regime.relation(base.use.recipient);
    return reason == Reason::opt_out_deemed ||
           (reason == Reason::opt_in && relation != nullptr && relation->agreement_required);
  };
  for (const std::string& each : base.accounts) {
    const decision::Decision decision = customers.decide_for({each, ""}, base.regime, base.use, {base.at, {}});
    if (rests_on_dates(decision.reason)) {
      RC_ASSERT(base.at < until);
      RC_ASSERT(decision.valid_until.value_or(kNever) <= until);
    }
    const index::RowNumber row = live.index().row_of_account(each);
    if (row == index::kNoRow) continue;
    const index::AnswerCode answer = table.answer(live.index().rows()[row], live.index());
    if (answer == table.ask_ledger() || answer == table.unknown_customer()) continue;
    RC_ASSERT(table.verdict(answer) == (decision::Verdict{decision.outcome, decision.reason}));
  }
}

}  // namespace
}  // namespace assent::valid_until_test
