// A base's ledger, and other forms of the base that agree with it.

#include "service/customer_file.hpp"
#include "service/notice_file.hpp"
#include "store/memory_ledger.hpp"
#include "synth/carrier.hpp"
#include "synth/ledger_writer.hpp"
#include "synth/table.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace assent::synth_test::ledger_test {

using namespace synth;
namespace {

constexpr std::uint64_t kSize = 2'000;

const SyntheticBase& base() {
  static const SyntheticBase made = [] {
    SyntheticShares shares;  // more of the rare things
    shares.one_time = 600;
    shares.opt_in_by_other = 200;
    shares.changes_ahead = 500;
    return SyntheticBase(7, kSize, shares);
  }();
  return made;
}

// Small batches, so that some failures come in the batch of their notice and some after it.
store::MemoryLedger& ledger() {
  static store::MemoryLedger made;
  static const auto written = write_ledger(base(), made, {std::chrono::days{7}, 500, 1'000});
  EXPECT_TRUE(written) << to_string(written.error());
  return made;
}

struct Told {
  Outcome outcome;
  Reason reason;
  std::optional<Instant> until;

  friend bool operator==(const Told&, const Told&) = default;
};

void PrintTo(const Told& told, std::ostream* out) {
  *out << to_string(told.outcome) << ' ' << to_string(told.reason) << " until "
       << (told.until ? to_string(*told.until) : "ever");
}

Told from_ledger(std::uint64_t number, const regime::Regime& regime, const Use& use, Instant at) {
  static const service::CustomerFile file(ledger(), zones());
  const decision::Decision decision = file.decide_for({base().account_of(number), ""}, regime, use, {at, std::nullopt});
  return {decision.outcome, decision.reason, decision.valid_until};
}

Told from_values(std::uint64_t number, const ledger::CarrierFile& carrier, const regime::Regime& regime, const Use& use,
                 Instant at) {
  const Known known = known_of(base(), base().customer(number), carrier, regime, at);
  if (!known.facts.available) return {Outcome::deny, Reason::unknown_customer, known.profile_until};
  const decision::Decision decision = decision::decide(regime, known.facts, use, at);
  std::optional<Instant> until = decision.valid_until;
  if (known.profile_until) until = std::min(until.value_or(kNever), *known.profile_until);
  return {decision.outcome, decision.reason, until};
}

struct Trial {
  const char* regime;
  std::size_t campaigns;  // only the first rows
  std::chrono::days from_day;
};

TEST(LedgerAgreesWithTheCustomers, InEveryCampaignThenAndNow) {
  const ledger::CarrierFile carrier = carrier_file(base());
  std::map<Reason, int> reasons;
  for (const auto& [id, count, days] :
       {Trial{"tra", 7, std::chrono::days{0}}, Trial{"tra", 2, std::chrono::days{-500}},
        Trial{"tra", 2, std::chrono::days{45}}, Trial{"fcc-2007", 4, std::chrono::days{0}},
        Trial{"arizona-2006", 1, std::chrono::days{0}}}) {
    const regime::Regime regime = pack(id);
    const Instant at = base().as_of() + days;
    for (std::size_t i = 0; i < count; ++i) {
      const Campaign campaign = campaigns()[i];
      for (std::uint64_t number = 0; number < kSize; ++number) {
        const Told told = from_values(number, carrier, regime, campaign.use, at);
        ASSERT_EQ(from_ledger(number, regime, campaign.use, at), told)
            << id << ", " << campaign.name << ", customer " << number << ", at " << to_string(at);
        ++reasons[told.reason];
      }
    }
  }
  for (const Reason each :
       {Reason::within_subscribed_category, Reason::opt_out_deemed, Reason::opt_in, Reason::one_time_consent,
        Reason::former_customer, Reason::opted_out, Reason::withdrawn, Reason::waiting_period, Reason::notice_stale,
        Reason::no_notice, Reason::notice_undelivered, Reason::notice_language_mismatch, Reason::email_not_permitted,
        Reason::opt_in_required, Reason::approval_unproven, Reason::approval_scope_recipient,
        Reason::not_account_holder, Reason::agreement_expired, Reason::agreement_clause_missing}) {
    EXPECT_GT(reasons[each], 0) << to_string(each) << " does not occur";
  }
}

TEST(TableAgreesWithLedger, InEveryCampaignAtTheBasesDay) {
  const auto table = SyntheticTable::of(base(), zones());
  ASSERT_TRUE(table);
  std::string csv = table->header();
  for (std::uint64_t number = 0; number < kSize; ++number) table->append_row(base().customer(number), csv);
  const std::vector<Row> rows = rows_of(csv);
  ASSERT_EQ(rows.size(), kSize);
  const ledger::CarrierFile carrier = carrier_file(base());
  for (const char* id : {"tra", "fcc-2007"}) {
    const regime::Regime regime = pack(id);
    for (const auto& [name, use] : campaigns()) {
      for (std::uint64_t number = 0; number < kSize; ++number) {
        const Told told = from_ledger(number, regime, use, base().as_of());
        const decision::Decision decision =
            decision::decide(regime, facts_of(rows[number], base(), carrier, regime), use, base().as_of());
        ASSERT_EQ(decision.outcome, told.outcome) << id << ", " << name << ", customer " << number;
        ASSERT_EQ(decision.reason, told.reason) << id << ", " << name << ", customer " << number;
      }
    }
  }
}

TEST(Table, SaysWhatTheCustomerIs) {
  const auto table = SyntheticTable::of(base(), zones());
  ASSERT_TRUE(table);
  std::string csv = table->header();
  for (std::uint64_t number = 0; number < kSize; ++number) table->append_row(base().customer(number), csv);
  const std::vector<Row> rows = rows_of(csv);
  for (std::uint64_t number = 0; number < kSize; ++number) {
    const SyntheticCustomer customer = base().customer(number);
    const Row& row = rows[number];
    EXPECT_EQ(row.at("account"), base().account_of(number));
    EXPECT_EQ(row.at("telephone"), customer.telephone == 0 ? "" : "+" + std::to_string(customer.telephone));
    EXPECT_EQ(row.at("since"), to_string(customer.profiles.front().effective));
    const Instant last = customer.profiles.back().effective;
    EXPECT_EQ(row.at("profile_until"), last > base().as_of() ? to_string(last) : "");
  }
}

// examples/synthetic/table.sql has the columns of the header, in its order.
TEST(Table, HasTheColumnsOfTheExample) {
  std::ifstream file(ASSENT_SOURCE_DIR "/examples/synthetic/table.sql");
  std::string names;
  bool within = false;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("CREATE TABLE")) within = true;
    else if (line.starts_with(")")) within = false;
    if (!within || !line.starts_with("  ")) continue;
    std::istringstream columns(line);
    for (std::string column; std::getline(columns, column, ',');) {
      std::string name;
      std::istringstream(column) >> name;
      if (!name.empty()) names += (names.empty() ? "" : ",") + name;
    }
  }
  const auto table = SyntheticTable::of(base(), zones());
  ASSERT_TRUE(table);
  EXPECT_EQ(names + "\n", table->header());
}

TEST(Table, NeedsTheZones) {
  struct None : TimeZones {
    const TimeZone* find(std::string_view) const override { return nullptr; }
  };
  const auto table = SyntheticTable::of(base(), None());
  ASSERT_FALSE(table);
  EXPECT_EQ(table.error().code, ErrorCode::unavailable);
}

TEST(Ledger, IsWholeAndInTheOrderOfTime) {
  const auto inspection = ledger().verify({});
  ASSERT_TRUE(inspection);
  EXPECT_TRUE(inspection->whole());
  Instant before = kEarliest;
  Instant latest = kEarliest;
  std::uint64_t late = 0;
  const auto scanned = ledger().scan({}, [&](Position, evidence::ByteView bytes) {
    const evidence::Entry entry = evidence::decode(bytes).value();
    EXPECT_LE(before, entry.recorded);
    before = entry.recorded;
    latest = std::max(latest, entry.effective);
    if (entry.effective > entry.recorded) {
      EXPECT_EQ(entry.kind(), evidence::EntryKind::customer) << "only a profile may lie ahead";
      EXPECT_GT(entry.effective, base().as_of());
    }
    if (entry.recorded - entry.effective > std::chrono::days{15}) ++late;
    return true;
  });
  ASSERT_TRUE(scanned);
  EXPECT_LE(before, base().as_of());
  EXPECT_GT(latest, base().as_of());
  EXPECT_EQ(late, 0U) << "each is recorded soon after it happened";
}

TEST(Ledger, IsTheSameHoweverItIsBatched) {
  const SyntheticBase small(7, 300);
  std::vector<std::vector<std::string>> found;
  for (const SyntheticWriting writing : {SyntheticWriting{std::chrono::days{0}, 1, 1},
                                         SyntheticWriting{std::chrono::days{30}, 40, 200}, SyntheticWriting{}}) {
    store::MemoryLedger made;
    std::uint64_t told = 0;
    std::uint64_t all = 0;
    const auto written = write_ledger(small, made, writing, [&](std::uint64_t done, std::uint64_t of) {
      EXPECT_LE(told, done);
      told = done;
      all = of;
    });
    ASSERT_TRUE(written);
    EXPECT_EQ(*written, made.heads().value().front().size);
    EXPECT_EQ(*written, all);
    const service::CustomerFile file(made, zones());
    const regime::Regime tra = pack("tra");
    auto& decisions = found.emplace_back();
    for (std::uint64_t number = 0; number < small.size(); ++number) {
      const decision::Decision decision =
          file.decide_for({small.account_of(number), ""}, tra, campaigns()[0].use, {small.as_of(), std::nullopt});
      decisions.emplace_back(to_string(decision.reason));
    }
  }
  EXPECT_EQ(found[0], found[1]);
  EXPECT_EQ(found[0], found[2]);
}

TEST(Ledger, OfNobodyIsWhatTheCarrierPublished) {
  store::MemoryLedger made;
  const SyntheticBase nobody(7, 0);
  const auto written = write_ledger(nobody, made);
  ASSERT_TRUE(written);
  EXPECT_EQ(*written, nobody.carrier_drafts().size());
}

TEST(Ledger, KeepsRecycledNumbersApart) {
  std::uint64_t shared = 0;
  for (std::uint64_t number = 1; number < kSize; number += 2) {
    const SyntheticCustomer second = base().customer(number);
    if (second.telephone == 0 || second.telephone != base().customer(number - 1).telephone) continue;
    ++shared;
    const auto accounts = ledger().accounts_of_telephone('+' + std::to_string(second.telephone));
    ASSERT_TRUE(accounts);
    EXPECT_EQ(accounts->size(), 2U);
  }
  EXPECT_GT(shared, 10U);
}

// Each version may be given by every channel, under both rule packs.
TEST(Notices, DiscloseWhatThePacksDemand) {
  for (const char* id : {"tra", "fcc-2007"}) {
    const regime::Regime regime = pack(id);
    int notices = 0;
    for (const ledger::Draft& draft : base().carrier_drafts()) {
      const auto* published = std::get_if<evidence::NoticePublished>(&draft.entry.body);
      if (published == nullptr) continue;
      ++notices;
      service::NoticeFile file;
      file.notice = *published;
      file.notice.regime = id;
      for (const Issue& issue : service::check_notice(file, regime)) ADD_FAILURE() << to_string(issue);
      for (const std::string& channel : base().channels()) {
        EXPECT_EQ(service::missing_disclosures(*published, regime, channel), Names())
            << published->version << ", " << channel;
      }
      for (const evidence::NoticeText& text : published->texts) {
        EXPECT_FALSE(text.subject.empty());
        EXPECT_EQ(text.blocks.size(), 11U);
      }
    }
    EXPECT_EQ(notices, 5);
  }
}

}  // namespace
}  // namespace assent::synth_test::ledger_test
