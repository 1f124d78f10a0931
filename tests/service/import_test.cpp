// Importing customers and old approvals, and the laws that hold for both.
#include "service/import_approvals.hpp"
#include "service/import_customers.hpp"

#include "setting.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>
#include <tuple>
#include <vector>

namespace assent::import_test {

using namespace service;
namespace {

using service_test::at;
using service_test::internet_offer;
using service_test::on;
using service_test::opt_in_for;
using service_test::Setting;
using service_test::Store;
using testing::HasSubstr;

intake::CellRule from(std::string column, std::optional<Names> fallback = std::nullopt) {
  intake::CellRule rule;
  rule.column = std::move(column);
  rule.fallback = std::move(fallback);
  return rule;
}

intake::CellRule always(std::string word) {
  intake::CellRule rule;
  rule.constant = {std::move(word)};
  return rule;
}

// Any other word is a fault.
intake::CellRule one_of(std::string column, const Names& words) {
  intake::CellRule rule = from(std::move(column));
  for (const std::string& word : words) rule.values.emplace_back(word, Names{word});
  return rule;
}

intake::CustomerMapping customer_mapping() {
  intake::CustomerMapping mapping;
  mapping.file = "mapping.toml";
  mapping.account = from("account");
  mapping.state = one_of("state", {"active", "former"});
  mapping.state.fallback = Names{"active"};
  mapping.kind = always("residential");
  mapping.language = always("en");
  mapping.time_zone = always("Asia/Beirut");
  intake::CellRule services = from("services", Names{});
  services.separator = '+';
  mapping.services = {services};
  mapping.telephones = {{{}, {from("telephone")}, false, '\0', always("LB")}};
  return mapping;
}

intake::ApprovalMapping approval_mapping() {
  intake::ApprovalMapping mapping;
  mapping.file = "mapping.toml";
  mapping.account = from("account");
  mapping.choice = one_of("choice", {"opted_in", "opted_out", "none"});
  mapping.date = from("date");
  mapping.evidence = from("evidence");
  mapping.notice = from("notice");
  mapping.by = always("owner");
  mapping.form = always("written");
  mapping.refused_recipients = from("scope");
  return mapping;
}

// Gives a text, and fails like a disk after a number of bytes.
class FailingSource : public ByteSource {
 public:
  FailingSource(std::string_view text, std::size_t sound)
      : text_(text.substr(0, sound)), whole_(sound >= text.size()) {}
  Result<std::size_t> read(std::span<char> into) override {
    const std::size_t count = std::min({text_.size(), into.size(), std::size_t{64}});
    if (count == 0 && !whole_) return fail(ErrorCode::unavailable, "the disk is gone");
    std::copy_n(text_.begin(), count, into.begin());
    text_.remove_prefix(count);
    return count;
  }

 private:
  std::string_view text_;
  bool whole_;
};

OpenText text_of(const std::string& text, std::size_t sound = std::string::npos) {
  return
      [&text, sound]() -> Result<std::unique_ptr<ByteSource>> { return std::make_unique<FailingSource>(text, sound); };
}

struct Importer {
  explicit Importer(Setting& setting) : s(setting) { s.circumstances.channel = "import"; }

  Result<ImportCounts> customers(const std::string& text, std::size_t sound = std::string::npos) {
    rejected.clear();
    TextSink rejects(rejected);
    return import_customers(text_of(text, sound), customer_mapping(), s.zones, s.telephones,
                            {"internet", "local", "mobile"}, *s.ledger, in_run(), rejects, s.clock, options);
  }
  Result<ApprovalCounts> approvals(const std::string& text, std::size_t sound = std::string::npos) {
    rejected.clear();
    TextSink rejects(rejected);
    intake::ApprovalMapping mapping = approval_mapping();
    if (text.substr(0, text.find('\n')).find(mapping.refused_recipients->column) == std::string::npos) {
      mapping.refused_recipients.reset();
    }
    return import_approvals(text_of(text, sound), mapping, s.zones, {"agent", "carrier", "joint_venture_partner"},
                            *s.ledger, in_run(), rejects, s.clock, options);
  }
  Circumstances in_run() const {
    Circumstances circumstances = s.circumstances;
    circumstances.run = "run-1";
    return circumstances;
  }

  Setting& s;
  ImportOptions options{false, 3};  // small batches, so that there are several
  std::string rejected;
};

class ImportTest : public testing::TestWithParam<Store> {
 protected:
  Setting s{GetParam()};
  Importer import{s};
};
INSTANTIATE_TEST_SUITE_P(Stores, ImportTest, testing::Values(Store::memory, Store::sqlite));

ImportCounts contradicting(ImportCounts counts, std::uint64_t rows) {
  counts.contradicting = rows;
  return counts;
}

const std::string kCustomers =
    "account,state,services,telephone\n"
    "A1,active,local,03 123 456\n"
    "A2,active,internet+local,\n"
    "A3,former,,\n"
    "A4,,local,\n"
    "A5,active,mobile,\n";

TEST_P(ImportTest, RecordsWhatIsNewAndLaterWhatChanged) {
  EXPECT_EQ(import.customers(kCustomers), (ImportCounts{5, 5, 0, 0, 0, 0, 0, true}));
  EXPECT_EQ(import.rejected, "");
  EXPECT_EQ(s.decide("A2", internet_offer(), "2026-01-01T08:00:00Z").reason, Reason::within_subscribed_category);

  s.clock.set(at("2026-02-01T00:00:00Z"));
  std::string later = kCustomers;
  later.replace(later.find("internet+local"), 14, "local");
  EXPECT_EQ(import.customers(later), (ImportCounts{5, 0, 1, 4, 0, 0, 0, true}));
  EXPECT_EQ(s.decide("A2", internet_offer(), "2026-01-31T00:00:00Z").reason, Reason::within_subscribed_category);
  EXPECT_EQ(s.decide("A2", internet_offer(), "2026-02-01T00:00:00Z").reason, Reason::no_notice);
  EXPECT_EQ(s.size(), 6U);
}

TEST_P(ImportTest, FaultyRowsGoToTheRejectsAndTheOthersIn) {
  const std::string text =
      "account,state,services,telephone\n"
      "A1,active,local,\n"
      ",active,local,\n"
      "A2,asleep,local,\n"
      "A3,active\n"
      "A4,active,local,12\n"
      "A1,active,mobile,\n"
      "A5,active,local,\n";
  const auto counts = import.customers(text);
  EXPECT_EQ(counts, contradicting({7, 3, 0, 0, 4, 1, 1, true}, 1));
  EXPECT_THAT(import.rejected, HasSubstr("line,column,reason,row\n3,1,"));
  EXPECT_THAT(import.rejected, HasSubstr("\n4,4,"));
  EXPECT_THAT(import.rejected, HasSubstr("\n5,"));
  EXPECT_THAT(import.rejected, HasSubstr("\"A4,active,local,12\""));
  EXPECT_THAT(import.rejected, HasSubstr("the account is already in line 2"));
  EXPECT_EQ(import.customers(text), contradicting({7, 0, 0, 3, 4, 1, 1, true}, 1))
      << "also with the account there twice";
}

// The customer left, and the file has an unusable number of theirs: they must not stay a customer because of that.
TEST_P(ImportTest, WhoLeftIsFormerWhateverHisNumber) {
  const std::string header = "account,state,services,telephone\n";
  ASSERT_TRUE(import.customers(header + "A1,active,internet,03 123 456\n"));
  s.clock.set(at("2026-02-01T00:00:00Z"));
  EXPECT_EQ(s.decide("A1", internet_offer(), "2026-02-01T00:00:00Z").reason, Reason::within_subscribed_category);
  const std::string text = header + "A1,former,internet,12\n";
  EXPECT_EQ(import.customers(text), (ImportCounts{1, 0, 1, 0, 0, 0, 1, true}));
  EXPECT_EQ(s.decide("A1", internet_offer(), "2026-02-01T00:00:00Z").reason, Reason::former_customer);
  EXPECT_THAT(import.rejected, HasSubstr("\n2,20,\"`telephone` is too short for a telephone number; "));
  EXPECT_THAT(import.rejected, HasSubstr("; the rest of the row is on record\","));
  const auto size = s.size();
  EXPECT_EQ(import.customers(text), (ImportCounts{1, 0, 0, 1, 0, 0, 1, true}));
  EXPECT_EQ(s.size(), size);
  EXPECT_EQ(s.ledger->accounts_of_telephone("+9613123456").value().size(), 1U) << "he had it once";

  s.circumstances.effective = at("2026-01-15T00:00:00Z");
  EXPECT_EQ(import.customers(header + "A1,active,internet,12\n"), (ImportCounts{1, 0, 0, 0, 1, 0, 0, true}));
  EXPECT_THAT(import.rejected, HasSubstr("\n2,,\"a later state")) << "faulty as a whole";
}

// `local` beside `Local` is one service. Two services would permit sharing with an affiliate that serves the customer.
TEST_P(ImportTest, AServiceThatNobodyKnowsIsNotHad) {
  s.regime.free_use.push_back(
      {Reason::affiliate_serves_customer, {"affiliate_serving_customer"}, true, false, {}, {}, {}, 2, 0});
  const std::string header = "account,state,services,telephone\n";
  const std::string text = header + "A1,active,internet+Internet,\nA2,active,internet+local,\n";
  EXPECT_EQ(import.customers(text), (ImportCounts{2, 2, 0, 0, 0, 0, 1, true}));
  EXPECT_THAT(import.rejected,
              HasSubstr("\n2,11,\"`services` names the service `Internet`, which neither the catalogue nor a rule pack "
                        "has; write `internet`, or add it to `values`; the rest of the "
                        "row is on record\",\"A1,active,internet+Internet,\""));
  Use use = internet_offer();
  use.recipient = "affiliate_serving_customer";
  EXPECT_EQ(s.decide("A1", use, "2026-01-01T08:00:00Z").outcome, Outcome::deny);
  EXPECT_EQ(s.decide("A2", use, "2026-01-01T08:00:00Z").reason, Reason::affiliate_serves_customer);
  EXPECT_EQ(import.customers(text), (ImportCounts{2, 0, 0, 2, 0, 0, 1, true}));

  // A customer who has left is former, whatever their services are called.
  s.clock.set(at("2026-02-01T00:00:00Z"));
  EXPECT_EQ(import.customers(header + "A2,former,broadband,\n"), (ImportCounts{1, 0, 1, 0, 0, 0, 1, true}));
  EXPECT_EQ(s.decide("A2", use, "2026-02-01T00:00:00Z").reason, Reason::former_customer);
}

// The file has a customer as active and, further down, as former: the order of the rows must not matter.
TEST_P(ImportTest, OfRowsThatContradictEachOtherTheStricterHolds) {
  const std::string header = "account,state,services,telephone\n";
  const std::string others = "B1,active,local,\nB2,active,local,\nB3,active,local,\nB4,active,local,\n";
  const std::string text = header +
                           "A1,active,internet,\nA1,former,internet,\n"
                           "A2,former,internet,\nA2,active,internet,\n"
                           "A3,active,internet+local,03 123 456\nA4,active,internet,\n" +
                           others +
                           "A3,active,mobile+local,03 999 888\nA4,former,internet,\n"
                           "A1,active,internet,\nA4,former,internet,\n";
  EXPECT_EQ(import.customers(text), contradicting({14, 8, 0, 0, 6, 6, 0, true}, 5));
  EXPECT_THAT(
      import.rejected,
      HasSubstr("\n3,,\"the account is already in line 2, and the rows contradict each other; it is on record as "
                "former, without any service that one of them lacks; leave the wrong one "
                "out\",\"A1,former,internet,\"\n5,,\"the account is already in line 4, and the rows "
                "contradict each other; it is on record as former,"));
  EXPECT_THAT(import.rejected,
              HasSubstr("\n12,,\"the account is already in line 6, and the rows contradict each other; "
                        "it is on record as active,"));
  EXPECT_THAT(import.rejected, HasSubstr("\n15,,\"the account is already in line 7, which counts"));
  const auto reason = [&](const std::string& account) {
    return s.decide(account, internet_offer(), to_string(s.clock.now())).reason;
  };
  const auto all_are_strict = [&] {
    for (const char* account : {"A1", "A2", "A4"}) EXPECT_EQ(reason(account), Reason::former_customer) << account;
    EXPECT_EQ(reason("A3"), Reason::no_notice);
    const auto entries = s.ledger->entries_of("A3").value();
    const auto& customer = std::get<evidence::CustomerRecorded>(entries.back().entry.body);
    EXPECT_EQ(customer.services, Names{"local"});
    EXPECT_EQ(customer.telephones, (Names{"+9613123456", "+9613999888"})) << "a STOP from either is his";
  };
  all_are_strict();

  const auto rejected = import.rejected;
  auto size = s.size();
  for (const std::size_t batch : {3U, 1U, 100U}) {
    s.clock.set(s.clock.now() + std::chrono::hours{1});
    import.options.batch_rows = batch;
    EXPECT_EQ(import.customers(text), contradicting({14, 0, 0, 8, 6, 6, 0, true}, 5));
    EXPECT_EQ(import.rejected, rejected);
    EXPECT_EQ(s.size(), size);
    all_are_strict();
  }

  // When the file is mended they are customers again; when it contradicts itself again, they are not.
  s.clock.set(at("2026-02-01T00:00:00Z"));
  EXPECT_EQ(import.customers(header + "A1,active,internet,\nA4,active,internet,\n"),
            (ImportCounts{2, 0, 2, 0, 0, 0, 0, true}));
  EXPECT_EQ(reason("A1"), Reason::within_subscribed_category);
  s.clock.set(at("2026-02-02T00:00:00Z"));
  EXPECT_TRUE(import.customers(text));
  all_are_strict();
  size = s.size();
  EXPECT_TRUE(import.customers(text));
  EXPECT_EQ(s.size(), size);
}

// The first row says what was on record once. The second contradicts it in another way than the second row before.
TEST_P(ImportTest, AnotherContradictionMakesAnotherState) {
  const std::string first = "account,state,services,telephone\nA1,active,internet+local,\n";
  ASSERT_TRUE(import.customers(first + "A1,former,internet+local,\n"));
  EXPECT_EQ(import.customers(first + "A1,active,internet,\n"), contradicting({2, 0, 1, 0, 1, 1, 0, true}, 1));
  EXPECT_EQ(s.decide("A1", internet_offer(), "2026-01-01T08:00:00Z").reason, Reason::within_subscribed_category);
  EXPECT_EQ(import.customers(first + "A1,former,internet,\n"), contradicting({2, 0, 1, 0, 1, 1, 0, true}, 1));
  EXPECT_EQ(s.decide("A1", internet_offer(), "2026-01-01T08:00:00Z").reason, Reason::former_customer);
}

TEST_P(ImportTest, AnOlderContradictionDoesNotReplaceALaterState) {
  const std::string header = "account,state,services,telephone\n";
  s.circumstances.effective = at("2026-03-01T00:00:00Z");
  ASSERT_TRUE(import.customers(header + "A1,active,internet,\n"));
  s.circumstances.effective = at("2026-02-01T00:00:00Z");
  const auto size = s.size();
  EXPECT_EQ(import.customers(header + "A1,active,internet,\nA1,former,internet,\n"),
            (ImportCounts{2, 0, 0, 1, 1, 1, 0, true}));
  EXPECT_THAT(import.rejected, HasSubstr("\n3,,\"a later state of this customer is on record"));
  EXPECT_EQ(s.size(), size);
}

TEST_P(ImportTest, StrictlyAContradictionIsFaulty) {
  import.options.strict = true;
  EXPECT_EQ(import.customers("account,state,services,telephone\nA1,active,local,\nA1,former,local,\n"),
            (ImportCounts{2, 0, 0, 0, 1, 1, 0, false}));
  EXPECT_EQ(s.size(), 0U);
  EXPECT_THAT(import.rejected, testing::Not(HasSubstr("on record")));
}

TEST_P(ImportTest, StrictlyAnIncompleteRowIsFaulty) {
  import.options.strict = true;
  EXPECT_EQ(import.customers("account,state,services,telephone\nA1,active,local,12\n"),
            (ImportCounts{1, 0, 0, 0, 1, 0, 0, false}));
  EXPECT_EQ(s.size(), 0U);
  EXPECT_THAT(import.rejected, testing::Not(HasSubstr("on record")));
}

TEST_P(ImportTest, StrictlyNothingIsImportedWhereARowIsFaulty) {
  import.options.strict = true;
  const auto refused = import.customers(kCustomers + "A6,asleep,local,\n");
  EXPECT_EQ(refused, (ImportCounts{6, 0, 0, 0, 1, 0, 0, false}));
  EXPECT_THAT(import.rejected, HasSubstr("A6"));
  EXPECT_EQ(s.size(), 0U);
  EXPECT_EQ(import.customers(kCustomers), (ImportCounts{5, 5, 0, 0, 0, 0, 0, true}));
}

TEST_P(ImportTest, AMissingColumnIsTold) {
  const auto counts = import.customers("account,state\nA1,active\n");
  ASSERT_FALSE(counts);
  EXPECT_EQ(counts.error().code, ErrorCode::invalid);
  EXPECT_THAT(counts.error().message, HasSubstr("`services`"));
  EXPECT_THAT(counts.error().message, HasSubstr("`telephone`"));
  EXPECT_FALSE(import.customers(""));
}

// An older row must not replace a state that is on record from a later instant on.
TEST_P(ImportTest, AnOlderStateDoesNotReplaceALaterOne) {
  s.circumstances.effective = at("2026-03-01T00:00:00Z");
  ASSERT_TRUE(import.customers("account,state,services,telephone\nA1,active,internet,\n"));
  s.circumstances.effective = at("2026-02-01T00:00:00Z");
  EXPECT_EQ(import.customers("account,state,services,telephone\nA1,active,local,\n"),
            (ImportCounts{1, 0, 0, 0, 1, 0, 0, true}));
  EXPECT_THAT(import.rejected, HasSubstr("`2026-03-01T00:00:00Z`"));
}

TEST_P(ImportTest, AClockSetBackDoesNotLoseAChange) {
  ASSERT_TRUE(import.customers("account,state,services,telephone\nA1,active,internet,\n"));
  s.clock.set(s.clock.now() - std::chrono::seconds{1});
  EXPECT_EQ(import.customers("account,state,services,telephone\nA1,active,local,\n"),
            (ImportCounts{1, 0, 1, 0, 0, 0, 0, true}));
  EXPECT_EQ(s.decide("A1", internet_offer(), "2026-01-01T08:00:00Z").reason, Reason::no_notice);
}

TEST_P(ImportTest, AnImportNeverUndoesARefusal) {
  ASSERT_TRUE(import.customers(kCustomers));
  s.notice("A1", on("2026-01-02"));
  s.clock.set(at("2026-03-01T00:00:00Z"));
  s.choose("A1", evidence::OptOutRecorded{});
  s.clock.set(at("2026-03-02T00:00:00Z"));
  std::string later = kCustomers;
  later.replace(later.find("local"), 5, "mobile");
  ASSERT_EQ(import.customers(later)->changed, 1U);
  EXPECT_EQ(s.decide("A1", internet_offer(), "2026-03-03T00:00:00Z").reason, Reason::opted_out);

  // A proved approval with a date after the refusal: it is recorded, but it grants nothing.
  const auto counts = import.approvals("account,choice,date,evidence,notice\nA1,opted_in,2026-03-02,scan 9,leaflet\n");
  ASSERT_TRUE(counts);
  EXPECT_EQ(counts->outweighed, 1U);
  EXPECT_EQ(counts->claimed, 1U);
  EXPECT_EQ(s.decide("A1", internet_offer(), "2026-04-01T00:00:00Z").reason, Reason::opted_out);
}

const std::string kApprovals =
    "account,choice,date,evidence,notice\n"
    "A1,opted_out,,,\n"
    "A2,opted_in,2025-05-01,scan 4,leaflet\n"
    "A3,none,,,\n"
    "A4,opted_in,,,\n"
    "A5,opted_in,2025-05-01,,\n"
    "A9,opted_in,2025-05-01,scan 5,leaflet\n"
    "A8,opted_out,2025-05-01,,\n"
    "A5,maybe,,,\n";

TEST_P(ImportTest, OldApprovalsAreGradedAndOnlyProvedOnesGrant) {
  ASSERT_TRUE(import.customers(kCustomers));
  ApprovalCounts expected;
  expected.rows = 8;
  expected.refusals = 2;
  expected.proved = 2;
  expected.claimed = expected.unknown = expected.silent = 1;
  expected.faulty = 1;
  expected.unknown_accounts = expected.unknown_approvals = 1;
  EXPECT_EQ(import.approvals(kApprovals), expected);
  EXPECT_EQ(s.decide("A9", internet_offer(), "2026-03-01T00:00:00Z").reason, Reason::unknown_customer);

  Use use = internet_offer();
  use.offer->category = "voip";
  EXPECT_EQ(s.decide("A1", use, "2026-03-01T00:00:00Z").reason, Reason::opted_out);
  EXPECT_EQ(s.decide("A2", use, "2026-03-01T00:00:00Z").reason, Reason::opt_in);
  EXPECT_EQ(s.decide("A4", use, "2026-03-01T00:00:00Z").outcome, Outcome::deny);
  EXPECT_EQ(s.decide("A5", use, "2026-03-01T00:00:00Z").outcome, Outcome::deny);

  const std::uint64_t size = s.size();
  s.clock.set(at("2026-04-01T00:00:00Z"));
  const auto again = import.approvals(kApprovals);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->already, 6U);
  EXPECT_EQ(again->unknown_accounts, 1U) << "said each time";
  EXPECT_EQ(s.size(), size);
  s.circumstances.actor = "somebody else";
  ASSERT_TRUE(import.approvals(kApprovals));
  EXPECT_EQ(s.size(), size) << "whoever repeats it";
}

TEST_P(ImportTest, StrictlyNoApprovalIsImportedWhereARowIsFaulty) {
  ASSERT_TRUE(import.customers(kCustomers));
  const std::uint64_t size = s.size();
  import.options.strict = true;
  const auto counts = import.approvals(kApprovals);
  ASSERT_TRUE(counts);
  EXPECT_FALSE(counts->imported);
  EXPECT_EQ(s.size(), size);
}

// Spreadsheets leave out the empty cells at the end of a row, and most refusals have only a flag.
TEST_P(ImportTest, ARefusalWhoseRowIsCutOffCounts) {
  ASSERT_TRUE(import.customers(kCustomers));
  const std::string text =
      "account,choice,date,evidence,notice,scope\n"
      "A1,opted_out\n"
      "A2,opted_in\n"
      "A3,none\n"
      "A4\n"
      "A5,opted_out,2025-05-01\n"
      "A9,opted_out,,,,agent,\n"
      "A9,\"opted_out\n";
  ApprovalCounts expected;
  expected.rows = 7;
  expected.refusals = 4;
  expected.faulty = 3;
  expected.mended = 4;
  expected.unknown_accounts = 2;
  EXPECT_EQ(import.approvals(text), expected);
  EXPECT_THAT(import.rejected, HasSubstr("\n2,13,\"recorded despite a fault: 2 fields, but the first row has 6\","));
  EXPECT_THAT(import.rejected, HasSubstr("\n3,12,\"2 fields, but the first row has 6\",\"A2,opted_in\""));
  EXPECT_THAT(import.rejected, HasSubstr("\"A3,none\""));
  EXPECT_THAT(import.rejected, HasSubstr("\n5,3,\"1 fields, but the first row has 6\",A4\n"));
  EXPECT_THAT(import.rejected, HasSubstr("\n7,23,\"recorded despite a fault: 7 fields"));

  Use use = internet_offer();
  use.offer->category = "voip";
  EXPECT_EQ(s.decide("A1", use, "2026-03-01T00:00:00Z").reason, Reason::opted_out);
  EXPECT_EQ(s.decide("A5", use, "2026-03-01T00:00:00Z").reason, Reason::opted_out);

  // With its empty cells it is the same row.
  const auto size = s.size();
  EXPECT_EQ(import.approvals("account,choice,date,evidence,notice,scope\nA1,opted_out,,,,\n")->already, 1U);
  EXPECT_EQ(s.size(), size);
  import.options.strict = true;
  EXPECT_TRUE(import.approvals("account,choice,date,evidence,notice,scope\nA4,opted_out,,\n")->imported);
  EXPECT_EQ(s.size(), size + 1);
}

// The old system says no. The customer approves in a shop. The old system, where the customer refused once more, says
// no again.
TEST_P(ImportTest, AnUndatedRefusalAfterAnApprovalIsANewOne) {
  s.customer("A1");
  s.notice("A1", on("2026-01-02"));
  const std::string text = "account,choice,date,evidence,notice\nA1,opted_out,,,\n";
  ASSERT_EQ(import.approvals(text)->refusals, 1U);
  s.clock.set(at("2026-03-01T00:00:00Z"));
  s.choose("A1", opt_in_for({"carrier"}));
  EXPECT_EQ(s.decide("A1", internet_offer(), "2026-03-01T00:00:00Z").reason, Reason::opt_in);
  s.clock.set(at("2026-03-02T00:00:00Z"));
  EXPECT_EQ(import.approvals(text)->refusals, 1U);
  EXPECT_EQ(s.decide("A1", internet_offer(), "2026-03-02T00:00:00Z").reason, Reason::opted_out);
  EXPECT_EQ(import.approvals(text)->already, 1U);
  s.clock.set(at("2026-03-03T00:00:00Z"));
  EXPECT_EQ(import.approvals(text)->already, 1U);
}

TEST_P(ImportTest, AnUndatedRefusalAfterAConsentInACallIsANewOne) {
  s.customer("A1");
  const std::string text = "account,choice,date,evidence,notice\nA1,opted_out,,,\n";
  ASSERT_EQ(import.approvals(text)->refusals, 1U);
  s.clock.set(at("2026-03-01T10:00:00Z"));
  evidence::OneTimeConsentRecorded consent;
  consent.to = at("2026-03-01T11:00:00Z");
  consent.direction = "inbound";
  consent.evidence = service_test::proof();
  s.choose("A1", consent);
  EXPECT_EQ(s.decide("A1", internet_offer(), "2026-03-01T10:10:00Z").reason, Reason::one_time_consent);
  s.clock.set(at("2026-03-01T10:20:00Z"));
  EXPECT_EQ(import.approvals(text)->refusals, 1U);
  EXPECT_EQ(s.decide("A1", internet_offer(), "2026-03-01T10:20:00Z").reason, Reason::opted_out);
  EXPECT_EQ(import.approvals(text)->already, 1U);
}

// Approvals from before the refusal, and those that grant nothing, do not make it a new refusal.
TEST_P(ImportTest, AnUndatedRefusalIsTheSameWhereNoGrantLiesBetween) {
  s.customer("A1");
  s.customer("A2");
  s.notice("A2", on("2026-01-02"));
  const std::string text =
      "account,choice,date,evidence,notice\n"
      "A1,opted_in,2025-05-01,scan 4,leaflet\n"
      "A1,opted_out,,,\n"
      "A1,opted_out,,,\n"
      "A2,opted_out,,,\n"
      "A2,opted_in,2025-05-01,scan 5,leaflet\n";
  const auto counts = import.approvals(text);
  ASSERT_TRUE(counts);
  EXPECT_EQ(counts->refusals, 2U);
  EXPECT_EQ(counts->proved, 2U);
  EXPECT_EQ(counts->outweighed, 0U);
  EXPECT_EQ(counts->already, 1U);
  const std::uint64_t size = s.size();
  for (const char* later : {"2026-01-02T00:00:00Z", "2026-02-01T00:00:00Z"}) {
    s.clock.set(at(later));
    EXPECT_EQ(import.approvals(text)->already, 5U);
    EXPECT_EQ(s.size(), size);
  }
  // The file is repeated with the date of the day before the approval: then the file is the older one.
  s.choose("A2", opt_in_for({"carrier"}));
  s.clock.set(at("2026-02-03T00:00:00Z"));
  s.circumstances.effective = at("2026-01-31T00:00:00Z");
  EXPECT_EQ(import.approvals(text)->already, 5U);
  EXPECT_EQ(s.size(), size + 1);
  EXPECT_EQ(s.decide("A2", internet_offer(), "2026-02-03T00:00:00Z").reason, Reason::opt_in);
}

// Approved in the shop in the morning, refused by telephone in the afternoon: the old system kept only the day.
TEST_P(ImportTest, ARefusalOutweighsAnApprovalOfTheSameDay) {
  s.customer("A1");
  s.notice("A1", on("2026-01-02"));
  s.clock.set(at("2026-03-01T09:00:00Z"));
  s.choose("A1", opt_in_for({"carrier"}));
  s.clock.set(at("2026-03-05T00:00:00Z"));
  const std::string text = "account,choice,date,evidence,notice\nA1,opted_out,2026-03-01,,\n";
  EXPECT_EQ(import.approvals(text)->refusals, 1U);
  EXPECT_EQ(s.decide("A1", internet_offer(), "2026-03-05T00:00:00Z").reason, Reason::opted_out);
  s.clock.set(at("2026-03-06T00:00:00Z"));
  s.choose("A1", opt_in_for({"carrier"}));
  EXPECT_EQ(import.approvals(text)->already, 1U);
  EXPECT_EQ(s.decide("A1", internet_offer(), "2026-03-06T00:00:00Z").reason, Reason::opt_in) << "days later";
}

// Imported before its day was over, a refusal counts from the import. It may have come after a later choice of that
// day.
TEST_P(ImportTest, ARefusalOfTodayMayComeAgainTomorrow) {
  s.customer("A1");
  s.notice("A1", on("2026-01-02"));
  s.clock.set(at("2026-03-01T09:00:00Z"));
  const std::string text = "account,choice,date,evidence,notice\nA1,opted_out,2026-03-01,,\n";
  EXPECT_EQ(import.approvals(text)->refusals, 1U);
  s.clock.set(at("2026-03-01T10:00:00Z"));
  EXPECT_EQ(import.approvals(text)->already, 1U);
  s.choose("A1", opt_in_for({"carrier"}));
  EXPECT_EQ(s.decide("A1", internet_offer(), "2026-03-01T10:00:00Z").reason, Reason::opt_in);
  s.clock.set(at("2026-03-02T20:00:00Z"));
  EXPECT_EQ(import.approvals(text)->refusals, 1U);
  EXPECT_EQ(s.decide("A1", internet_offer(), "2026-03-02T20:00:00Z").reason, Reason::opted_out);
  EXPECT_EQ(import.approvals(text)->already, 1U);
}

// The keys are part of the record: keys made in another way would record everything once more.
TEST_P(ImportTest, TheKeysOfRefusalsStayAsTheyAre) {
  s.customer("A1");
  ASSERT_TRUE(import.approvals("account,choice,date,evidence,notice\nA1,opted_out,,,\nA1,opted_out,2025-05-01,,\n"));
  const auto entries = s.ledger->entries_of("A1");
  ASSERT_TRUE(entries);
  std::vector<std::string> keys;
  for (const ledger::Recorded& each : *entries) {
    if (each.entry.kind() == evidence::EntryKind::opt_out) keys.push_back(each.entry.key);
  }
  EXPECT_EQ(keys, (std::vector<std::string>{"approval:7d6a3296cf65d0ce1419413bd17233e2",
                                            "approval:cf6be00024210bec9cc52363dbcf551b"}));
}

TEST_P(ImportTest, AWordForNothingProvesNothing) {
  ASSERT_TRUE(import.customers(kCustomers));
  const std::string text =
      "account,choice,date,evidence,notice\n"
      "A1,opted_in,2025-05-01,-,leaflet\n"
      "A2,opted_in,2025-05-01,scan 4,N/A\n"
      "A4,opted_out,2025-05-01,none,\n";
  const auto counts = import.approvals(text);
  ASSERT_TRUE(counts);
  EXPECT_EQ(counts->claimed, 2U);
  EXPECT_EQ(counts->refusals, 1U);
  EXPECT_EQ(s.decide("A1", internet_offer(), "2026-03-01T00:00:00Z").outcome, Outcome::deny);
  EXPECT_EQ(import.approvals(text)->already, 3U);
}

// What the file calls `marketing` is no recipient that a use can name: the customer refused without effect.
TEST_P(ImportTest, ARefusalOfNobodyKnownRefusesEverybody) {
  ASSERT_TRUE(import.customers(kCustomers));
  s.notice("A1", on("2026-01-02"));
  s.notice("A2", on("2026-01-02"));
  Use use = internet_offer();
  use.offer->category = "voip";
  ASSERT_EQ(s.decide("A1", use, "2026-03-01T00:00:00Z").reason, Reason::opt_out_deemed);
  const std::string text =
      "account,choice,date,evidence,notice,scope\nA1,opted_out,,,,marketing\nA2,opted_out,,,,agent\n";
  const auto counts = import.approvals(text);
  ASSERT_TRUE(counts);
  EXPECT_EQ(counts->refusals, 2U);
  EXPECT_EQ(counts->widened, 1U);
  EXPECT_EQ(s.decide("A1", use, "2026-03-01T00:00:00Z").reason, Reason::opted_out);
  EXPECT_EQ(s.decide("A2", use, "2026-03-01T00:00:00Z").reason, Reason::opt_out_deemed);
  const auto again = import.approvals(text);
  EXPECT_EQ(again->already, 2U);
  EXPECT_EQ(again->widened, 1U) << "said each time";
}

// A file of customers. Some customers occur twice, and some rows are faulty.
std::string random_customers() {
  std::string text = "account,state,services,telephone\n";
  const auto rows = *rc::gen::inRange(0, 40);
  for (int i = 0; i < rows; ++i) {
    text += "A" + std::to_string(*rc::gen::inRange(1, 30)) + ',' +
            *rc::gen::element<std::string>("active", "active", "former", "asleep") + ',' +
            *rc::gen::element<std::string>("local", "mobile", "local+mobile", "") + ',' +
            *rc::gen::element<std::string>("", "03 123 456", "03 999 888", "12") + '\n';
  }
  return text;
}

std::vector<evidence::Entry> all_entries(Setting& s) {
  std::vector<evidence::Entry> entries;
  const auto scanned = s.ledger->scan({}, [&](Position, evidence::ByteView bytes) {
    entries.push_back(evidence::decode(bytes).value());
    return true;
  });
  RC_ASSERT(scanned.has_value());
  return entries;
}

RC_GTEST_PROP(ImportLaws, ImportingTwiceAppendsNothing, ()) {
  Setting s(Store::memory);
  Importer import(s);
  const std::string text = random_customers();
  RC_ASSERT(import.customers(text).has_value());
  const auto size = s.size();
  s.clock.set(at("2026-02-01T00:00:00Z"));
  const auto again = import.customers(text);
  RC_ASSERT(again.has_value());
  RC_ASSERT(again->added == 0U);
  RC_ASSERT(again->changed == 0U);
  RC_ASSERT(s.size() == size);
}

// Whatever was on record, and whatever the order of rows: former if any row says so, and the services that all rows
// have.
RC_GTEST_PROP(ImportLaws, OfAnAccountTheStrictestOfItsRowsHolds, ()) {
  Setting s(Store::memory);
  Importer import(s);
  for (int day = 1; day < 4; ++day) {
    s.clock.set(at("2026-03-0" + std::to_string(day) + "T09:00:00Z"));
    import.options.batch_rows = *rc::gen::inRange<std::size_t>(1, 9);
    const auto rows = *rc::gen::container<std::vector<std::tuple<int, bool, bool, bool>>>(rc::gen::tuple(
        rc::gen::inRange(0, 3), rc::gen::arbitrary<bool>(), rc::gen::arbitrary<bool>(), rc::gen::arbitrary<bool>()));
    std::string text = "account,state,services,telephone\n";
    std::map<std::string, evidence::CustomerRecorded> expected;
    for (const auto& [number, former, local, mobile] : rows) {
      const std::string account = "A" + std::to_string(number);
      text += account + (former ? ",former," : ",active,") + (local ? "local" : "") + "+" + (mobile ? "mobile" : "") +
              ",\n";
      evidence::CustomerRecorded& customer =
          expected.try_emplace(account, evidence::CustomerRecorded{{}, {}, {}, {}, {"local", "mobile"}, {}, {}, {}})
              .first->second;
      if (former) customer.state = CustomerState::former;
      if (!local) std::erase(customer.services, "local");
      if (!mobile) std::erase(customer.services, "mobile");
    }
    RC_ASSERT(import.customers(text).has_value());
    const auto size = s.size();
    for (const auto& [account, customer] : expected) {
      const auto entries = s.ledger->entries_of(account).value();
      const auto& recorded = std::get<evidence::CustomerRecorded>(entries.back().entry.body);
      RC_ASSERT(recorded.state == customer.state);
      RC_ASSERT(recorded.services == customer.services);
    }
    RC_ASSERT(import.customers(text).has_value());
    RC_ASSERT(s.size() == size);
  }
}

RC_GTEST_PROP(ImportLaws, AnInterruptedImportRepeatedEqualsAnUninterruptedOne, ()) {
  const std::string text = random_customers();
  Setting whole(Store::memory);
  RC_ASSERT(Importer(whole).customers(text).has_value());

  Setting broken(Store::memory);
  Importer import(broken);
  const auto sound = *rc::gen::inRange<std::size_t>(0, text.size());
  (void)import.customers(text, sound);
  const auto finished = import.customers(text);
  RC_ASSERT(finished.has_value());
  RC_ASSERT(all_entries(broken) == all_entries(whole));
}

RC_GTEST_PROP(ImportLaws, CountsAddUpWhateverTheBatches, (std::uint8_t batch)) {
  const std::string text = random_customers();
  const auto run = [&](std::size_t rows) {
    Setting s(Store::memory);
    Importer import(s);
    import.options.batch_rows = rows;
    const auto counts = import.customers(text);
    RC_ASSERT(counts.has_value());
    RC_ASSERT(counts->rows == counts->added + counts->changed + counts->unchanged + counts->faulty);
    RC_ASSERT(s.size() >= counts->added + counts->changed);
    RC_ASSERT(s.size() <= counts->added + counts->changed + counts->contradicting + counts->merged);
    return std::tuple(*counts, import.rejected, s.size());
  };
  RC_ASSERT(run(std::size_t{batch} + 1) == run(1000));
}

// Old approvals of every kind, for accounts that are on record and one that is not.
std::string random_approvals() {
  using rc::gen::element;
  std::string text = "account,choice,date,evidence,notice,scope\n";
  for (int i = *rc::gen::inRange(0, 12); i > 0; --i) {
    text += *element<std::string>("A1", "A1", "A2", "B1") + ',' +
            *element<std::string>("opted_in", "opted_out", "opted_out", "none") + ',' +
            *element<std::string>("", "2025-01-01", "2026-03-02", "2026-03-03", "2026-03-02T22:00:00Z", "soon") + ',' +
            *element<std::string>("", "-", "scan 1", "scan 1") + ',' + *element<std::string>("", "None", "leaflet") +
            ',' + *element<std::string>("", "ALL", "agent", "marketing") + '\n';
  }
  return text;
}

RC_GTEST_PROP(ImportLaws, ImportingApprovalsTwiceAppendsNothing, (std::uint8_t batch)) {
  Setting s(Store::memory);
  Importer import(s);
  import.options.batch_rows = std::size_t{batch} + 1;
  s.customer("A1");
  s.customer("A2");
  s.clock.set(at("2026-03-03T09:00:00Z"));
  const std::string text = random_approvals();
  RC_ASSERT(import.approvals(text).has_value());
  const auto size = s.size();
  for (const char* later : {"2026-03-03T21:00:00Z", "2026-03-09T00:00:00Z"}) {
    s.clock.set(at(later));
    RC_ASSERT(import.approvals(text).has_value());
    RC_ASSERT(s.size() == size);
  }
}

// An undated choice of the old system, or one with a day only, is its last word, whatever was approved in between.
RC_GTEST_PROP(ImportLaws, AnUndatedRefusalRefusesHoweverOftenItComes, ()) {
  Setting s(Store::memory);
  Importer import(s);
  s.customer("A1");
  s.notice("A1", on("2026-01-02"));
  for (int day = 1; day < 6; ++day) {
    s.clock.set(at("2026-03-0" + std::to_string(day) + "T09:00:00Z"));
    if (*rc::gen::arbitrary<bool>()) s.choose("A1", opt_in_for({"carrier"}));
    if (*rc::gen::arbitrary<bool>()) RC_ASSERT(import.customers(random_customers()).has_value());
    std::string text = random_approvals();
    text += "A1,opted_out,,,,\n";
    RC_ASSERT(import.approvals(text).has_value());
    Use use = internet_offer();
    use.offer->category = "voip";
    RC_ASSERT(s.decide("A1", use, to_string(s.clock.now())).outcome == Outcome::deny);
    const auto size = s.size();
    RC_ASSERT(import.approvals(text).has_value());
    RC_ASSERT(s.size() == size);
  }
}

// No import, of customers or of old approvals, turns a refusal into a permit, whatever the file has in it.
RC_GTEST_PROP(ImportLaws, ARefusalStands, ()) {
  Setting s(Store::memory);
  Importer import(s);
  s.customer("A1", "", {"local"});
  s.notice("A1", on("2026-01-02"));
  s.clock.set(at("2026-03-01T00:00:00Z"));
  if (*rc::gen::arbitrary<bool>()) s.choose("A1", opt_in_for({"carrier"}));
  s.clock.set(at("2026-03-02T00:00:00Z"));
  s.choose("A1", *rc::gen::element<Choice>(evidence::OptOutRecorded{}, evidence::WithdrawalRecorded{}));

  s.clock.set(at("2026-03-03T00:00:00Z"));
  RC_ASSERT(import.customers(random_customers()).has_value());
  std::string text = "account,choice,date,evidence,notice\n";
  for (int i = *rc::gen::inRange(0, 6); i > 0; --i) {
    text += "A1," + *rc::gen::element<std::string>("opted_in", "opted_out", "none") + ',' +
            *rc::gen::element<std::string>("", "2025-01-01", "2026-03-03") + ',' +
            *rc::gen::element<std::string>("", "scan 1") + ',' + *rc::gen::element<std::string>("", "leaflet") + '\n';
  }
  RC_ASSERT(import.approvals(text).has_value());
  Use use = internet_offer();
  RC_ASSERT(s.decide("A1", use, "2026-04-01T00:00:00Z").outcome == Outcome::deny);
}

}  // namespace
}  // namespace assent::import_test
