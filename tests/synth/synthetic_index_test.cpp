// The index made from a synthetic base's customers is the one that their ledger gives: every measurement with a hundred
// million customers rests on that.

#include "synth_index/synthetic_index.hpp"

#include "decision/packs.hpp"
#include "index/written.hpp"
#include "synth/ledger_writer.hpp"
#include "world/zones.hpp"

#include <gtest/gtest.h>

#include <map>

namespace assent::synthetic_index_test {

using namespace synth;
namespace {

using index_test::random_use;
using index_test::said;

constexpr std::uint64_t kSize = 2'000;

SyntheticShares boosted() {
  SyntheticShares shares;  // more of the rare things
  shares.one_time = 600;
  shares.opt_in_by_other = 200;
  shares.changes_ahead = 500;
  shares.telephone_doubled = 100;
  shares.verified = 600;
  return shares;
}

// Instants at which something happens to a customer, and instants close to them; and some others.
std::vector<Instant> instants(const SyntheticBase& base, twin::Draw& draw, std::size_t count) {
  std::vector<Instant> found{base.as_of()};
  while (found.size() < count) {
    const SyntheticCustomer customer = base.customer(draw.below(base.size()));
    std::vector<Instant> own{base.begins() + std::chrono::hours{draw.below(40'000)}};
    for (const SyntheticProfile& each : customer.profiles) own.push_back(each.effective);
    for (const SyntheticNotice& each : customer.notices) {
      if (each.failed_known != kNever) own.push_back(each.failed_known);
      if (const auto* sent = std::get_if<Instant>(&each.sent)) own.push_back(*sent + std::chrono::days{30});
    }
    for (const SyntheticChoice& each : customer.choices) own.insert(own.end(), {each.at, each.to});
    found.push_back(draw.of(own) + std::chrono::microseconds{draw.between(-1, 1)});
  }
  return found;
}

TEST(SyntheticIndex, SaysWhatTheLedgersDoes) {
  const SyntheticBase base(7, kSize, boosted());
  store::MemoryLedger ledger;
  ASSERT_TRUE(write_ledger(base, ledger, {std::chrono::days{7}, 500, 1'000}));
  const world::SystemTimeZones zones;
  const HeapMemory memory;
  const service::IndexScope scope = index_test::scope_of(test::packs());
  index::Footprints footprints;
  for (const std::string& each : scope.footprints) footprints.push_back(zones.find(each));
  const ledger::CarrierFile carrier = synth_index::synthetic_carrier(base);
  const service::LiveIndex made(synth_index::index_of(base, carrier, zones, footprints, memory, 2), carrier, zones,
                                scope);
  const service::LiveIndex built = service::LiveIndex::build(ledger, zones, memory, scope).value();
  ASSERT_EQ(made.index().size(), kSize);
  ASSERT_EQ(built.index().size(), kSize);

  twin::Draw draw(11);
  std::map<std::string, int> seen;
  for (const Instant at : instants(base, draw, 50)) {
    for (const regime::Regime& regime : test::packs()) {
      const Use use = random_use(draw, index_test::catalogue());
      const index::CampaignTable of_made = made.table(regime, use, at);
      const index::CampaignTable of_built = built.table(regime, use, at);
      for (std::uint64_t number = 0; number < kSize; ++number) {
        const std::string account = base.account_of(number);
        const index::RowNumber row = made.index().row_of_account(account);
        const index::RowNumber other = built.index().row_of_account(account);
        const std::string told = said(made, of_made, row);
        ASSERT_EQ(told, said(built, of_built, other)) << account << " under " << regime.id << " at " << to_string(at)
                                                      << ", " << use.purpose << " by " << use.recipient;
        ++seen[told];
        if (const index::Key telephone = base.customer(number).telephone; telephone != 0) {
          const index::RowNumber by_number = made.index().row_of_telephone(telephone);
          ASSERT_EQ(said(made, of_made, by_number), said(built, of_built, built.index().row_of_telephone(telephone)))
              << "the telephone number of " << account;
          if (by_number == index::kContested) ++seen["contested"];
        }
        const index::AnswerCode answer = of_made.answer(made.index().rows()[row], made.index());
        if (answer == of_made.ask_ledger() || of_made.verdict(answer).outcome == Outcome::deny) continue;
        const auto one = of_made.holding(made.index().rows()[row], made.index());
        const auto two = of_built.holding(built.index().rows()[other], built.index());
        const Reason reason = of_made.verdict(answer).reason;
        ASSERT_EQ(one.until, two.until) << account;
        ASSERT_EQ(of_made.permit_ends(made.index().shared(), reason, one.version->notices),
                  of_built.permit_ends(built.index().shared(), reason, two.version->notices))
            << account;
      }
    }
  }
  for (const char* each : {"contested", "ask the ledger", "unknown_customer", "opt_out_deemed", "opt_in", "opted_out",
                           "withdrawn", "waiting_period", "notice_stale", "notice_undelivered"}) {
    EXPECT_GT(seen[each], 0) << each << " does not occur";
  }
}

TEST(SyntheticIndexDeathTest, BeginsWhereAnIndexCanBeAsked) {
  const world::SystemTimeZones zones;
  const HeapMemory memory;
  const SyntheticBase base(7, 1, {}, index::kIndexFrom + std::chrono::days{700});
  const ledger::CarrierFile carrier = synth_index::synthetic_carrier(base);
  EXPECT_DEATH(synth_index::index_of(base, carrier, zones, {}, memory, 1),
               "a bug: it must hold that a synthetic base begins");
}

}  // namespace
}  // namespace assent::synthetic_index_test
