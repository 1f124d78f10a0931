// An account has more than one number, and not for ever. What was said from a number counts for each account that has
// it or gets it, and what an account refused counts for the account that continues it.
#include "consent/kept_account.hpp"
#include "service/answers.hpp"
#include "service/carried_refusals.hpp"
#include "service/correct.hpp"
#include "service/import_approvals.hpp"
#include "service/import_customers.hpp"
#include "service/kept_refusals.hpp"
#include "service/life.hpp"
#include "service/links.hpp"

#include "setting.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <latch>
#include <thread>
#include <vector>

namespace assent::numbers_test {

using namespace service;
namespace {

using service_test::at;
using service_test::drawn_key;
using service_test::internet_offer;
using service_test::on;
using service_test::opt_in_for;
using service_test::Setting;
using service_test::Store;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr std::string_view kMapping =
    "[state]\ncolumn = \"state\"\nvalues = { active = \"active\", former = \"former\" }\n"
    "[telephone]\ncolumns = [\"mobile\", \"fixed\"]\ncountry = \"LB\"\n[telephone_since]\ncolumn = \"since\"\n";
constexpr std::string_view kHeader = "account,state,mobile,fixed,since\n";

OpenText text_of(const std::string& text) {
  return [&text]() -> Result<std::unique_ptr<ByteSource>> { return std::make_unique<TextSource>(text); };
}

class NumbersTest : public testing::TestWithParam<Store> {
 protected:
  NumbersTest() { s.circumstances.channel = "test"; }

  ImportCounts import(std::string_view rows, const ImportOptions& options = {}) {
    return s.import(service_test::household_mapping(kMapping), std::string(kHeader) + std::string(rows), rejected,
                    options);
  }

  RefusalsOfNumber stop(std::string_view number, std::optional<Instant> said = {},
                        const Choice& choice = evidence::OptOutRecorded{}) {
    Circumstances circumstances = s.circumstances;
    circumstances.effective = said;
    const auto done = Recorder(*s.ledger, s.customers, drawn_key)
                          .record_of_number(number, choice, circumstances, s.regime, s.clock.now());
    EXPECT_TRUE(done) << to_string(done.error());
    return done.value_or(RefusalsOfNumber{});
  }

  LinkDone link(std::string from, std::string to,
                evidence::LinkRecorded::Cause cause = evidence::LinkRecorded::Cause::renumbered) {
    const auto done = record_link(*s.ledger, {std::move(from), std::move(to), cause, {"order 7", {}}}, s.circumstances,
                                  s.clock.now());
    EXPECT_TRUE(done) << to_string(done.error());
    return done.value_or(LinkDone{});
  }

  // The refusals of an account: from when they count, and what their evidence says.
  std::vector<std::pair<std::string, std::string>> refusals(std::string_view account) {
    std::vector<std::pair<std::string, std::string>> all;
    const auto entries = s.ledger->entries_of(account);
    for (const ledger::Recorded& each : entries.value()) {
      const LifeRow row = life_row(each);
      const auto* permission = std::get_if<evidence::EmailPermissionRecorded>(&each.entry.body);
      const bool refusal = row.kind == evidence::EntryKind::opt_out || row.kind == evidence::EntryKind::withdrawal ||
                           (permission != nullptr && !permission->granted);
      if (refusal) all.emplace_back(to_string(row.effective), row.evidence);
    }
    return all;
  }
  bool refused(std::string_view account) { return !refusals(account).empty(); }

  Setting s{GetParam()};
  std::string rejected;
};
INSTANTIATE_TEST_SUITE_P(Stores, NumbersTest, testing::Values(Store::memory, Store::sqlite));

TEST_P(NumbersTest, AnyOfHisNumbersIsHis) {
  import("A1,active,03 800 001,01 800 002,\nA2,active,03 800 003,,\n");
  EXPECT_EQ(stop("+9611800002").all.size(), 1U);
  EXPECT_TRUE(refused("A1"));
  EXPECT_FALSE(refused("A2"));
}

TEST_P(NumbersTest, RowsOfOneAccountPutTheirNumbersTogether) {
  const std::string rows = "D1,active,03 800 001,,\nD1,active,03 800 002,,\n";
  const ImportCounts counts = import(rows);
  EXPECT_EQ(counts.merged, 1U);
  EXPECT_EQ(counts.contradicting, 0U);
  EXPECT_THAT(rejected, HasSubstr("are on record beside those of that line"));
  EXPECT_EQ(stop("+9613800002").all.size(), 1U);
  EXPECT_TRUE(refused("D1"));
  const std::uint64_t size = s.size();
  EXPECT_EQ(import(rows).unchanged, 1U);
  EXPECT_EQ(s.size(), size) << "the same file again";
}

TEST_P(NumbersTest, AStopFromANumberOfNobodyIsKeptForWhoeverGetsIt) {
  const RefusalsOfNumber done = stop("+9613800001", at("2025-12-30T10:00:00Z"));
  ASSERT_TRUE(done.kept);
  EXPECT_TRUE(done.all.empty());
  const std::string account = done.kept->entry.account;
  EXPECT_THAT(account, StartsWith(kNumberAccount));
  EXPECT_THAT(account, Not(HasSubstr("9613800001")));
  EXPECT_EQ(account.size(), kNumberAccount.size() + 64);

  EXPECT_EQ(import("A1,active,,03 800 001,\nA2,active,03 800 002,,\n").kept_refusals, 1U);
  EXPECT_EQ(refusals("A1"), (std::vector<std::pair<std::string, std::string>>{
                                {"2025-12-30T10:00:00Z", "entry " + entry_name(done.kept->position)}}));
  EXPECT_FALSE(refused("A2"));
  s.notice("A1", on("2026-01-02"));
  EXPECT_EQ(s.decide("A1", internet_offer(), "2026-03-01T00:00:00Z").reason, Reason::opted_out);
  const std::uint64_t size = s.size();
  EXPECT_EQ(import("A1,active,,03 800 001,\nA2,active,03 800 002,,\n").kept_refusals, 0U);
  EXPECT_EQ(s.size(), size) << "once for each account";
  EXPECT_EQ(import("A3,active,03 800 001,,\n").kept_refusals, 1U) << "for everybody who gets it";
}

TEST_P(NumbersTest, AStopFromANumberOfOneWhoLeftIsKeptAsWell) {
  import("A1,active,03 800 001,,\n");
  s.clock.set(at("2026-02-01T00:00:00Z"));
  import("A1,former,03 800 001,,\n");
  s.clock.set(at("2026-07-01T00:00:00Z"));
  const RefusalsOfNumber done = stop("+9613800001");
  EXPECT_TRUE(done.former);
  EXPECT_TRUE(done.kept);
  EXPECT_EQ(done.all.size(), 1U);
  EXPECT_EQ(refusals("A1").size(), 1U) << "not twice";
  s.clock.set(at("2026-08-01T00:00:00Z"));
  import("B1,active,03 800 001,,\n");
  EXPECT_TRUE(refused("B1"));
}

TEST_P(NumbersTest, WhatWasSaidBeforeHeHadTheNumberIsNotHis) {
  stop("+9613800001", at("2025-06-01T00:00:00Z"));
  import("A1,active,03 800 001,,2025-06-02\nA2,active,03 800 001,,2025-06-01\nA3,active,03 800 001,,no date\n");
  EXPECT_FALSE(refused("A1"));
  EXPECT_TRUE(refused("A2")) << "his day began two hours before";
  EXPECT_TRUE(refused("A3"));
  EXPECT_THAT(rejected, HasSubstr("`since` is not a date"));
}

// The import only brought the number to the account; what was said from the number did not come from an import.
TEST_P(NumbersTest, AnImportedApprovalProvesNothingAgainstACarriedStop) {
  stop("+9613800001", at("2026-01-12T06:00:00Z"));
  s.circumstances.run = "base";
  import("A1,active,03 800 001,,\n");
  s.circumstances.run.clear();
  ASSERT_TRUE(refused("A1"));
  ledger::Draft approval;
  approval.entry.account = "A1";
  approval.entry.effective = at("2026-01-25T06:00:00Z");
  approval.entry.actor = approval.entry.channel = "import";
  approval.entry.run = "approvals";
  evidence::OptInRecorded opt_in = opt_in_for({"carrier"});
  opt_in.notice = "leaflet";
  opt_in.evidence.reference = "form 7";
  approval.entry.body = opt_in;
  ASSERT_TRUE(ledger::append_one(*s.ledger, approval, s.clock.now()));
  EXPECT_EQ(s.decide("A1", internet_offer(), "2026-06-01T08:00:00Z").reason, Reason::opted_out);
}

// The account lost the number by a wrong import, a STOP came from it, and the account has it again.
TEST_P(NumbersTest, WhoeverHasHisNumberAgainHasWhatWasSaidFromIt) {
  for (const bool alone : {false, true}) {
    const std::string account = alone ? "A2" : "A1";
    const std::string right = alone ? "03 800 012" : "03 800 011";
    const std::string e164 = alone ? "+9613800012" : "+9613800011";
    import(account + ",active," + right + ",,\n");
    s.circumstances.run = "wrong " + account;
    import(account + ",active,03 900 000,,\n");
    s.circumstances.run.clear();
    stop(e164);
    EXPECT_FALSE(refused(account));
    if (alone) {
      const Position wrong = s.ledger->entries_of(account)->back().position;
      const auto done = correct(*s.ledger, {wrong, std::nullopt, {}}, s.circumstances, s.clock.now());
      ASSERT_TRUE(done) << to_string(done.error());
      EXPECT_EQ(done->carried, 1U);
    } else {
      EXPECT_EQ(retract_run(*s.ledger, "wrong A1", {}, s.circumstances, s.clock)->carried, 1U);
    }
    EXPECT_TRUE(refused(account));
  }
}

// What a wrong run carried goes with the run; what carries it afterwards is right.
TEST_P(NumbersTest, WhatWentWithAWrongRunIsCarriedAgain) {
  const Confirmation confirmed{"lead-2", {"ticket 1", {}}};
  const auto refuses = [&](const char* account) {
    return s.decide(account, internet_offer(), "2026-06-01T08:00:00Z").reason == Reason::opted_out;
  };
  stop("+9613800001");
  s.circumstances.run = "wrong";
  import("A1,active,03 800 001,,\n");
  s.circumstances.run.clear();
  EXPECT_TRUE(refuses("A1"));
  ASSERT_TRUE(retract_run(*s.ledger, "wrong", confirmed, s.circumstances, s.clock));
  EXPECT_FALSE(refuses("A1"));
  s.circumstances.run = "right";
  import("A1,active,03 800 001,,\n");
  EXPECT_TRUE(refuses("A1"));
  const auto size = s.size();
  import("A1,active,03 800 001,,\n");
  EXPECT_EQ(s.size(), size);
}

// While the columns of the file were shifted, a STOP came from a number: it may be from the right holder.
TEST_P(NumbersTest, RefusalsUnderNumbersOfAWrongRunAreTold) {
  import("A1,active,03 800 001,,\nB1,active,,,\n");
  s.circumstances.run = "shifted";
  import("A1,active,03 800 009,,\nB1,active,03 800 001,,\n");
  s.circumstances.run.clear();
  stop("+9613800009");
  EXPECT_TRUE(refused("A1"));
  EXPECT_EQ(retract_run(*s.ledger, "shifted", {}, s.circumstances, s.clock)->since, 1U);
}

TEST_P(NumbersTest, TheAccountsOfNumbersAreNoCustomers) {
  const std::string account = stop("+9613800001").kept->entry.account;
  EXPECT_EQ(import(account + ",active,,,\nnumber:7,active,,,\n").faulty, 2U);
  EXPECT_THAT(rejected, HasSubstr("begins with `number:`"));
  EXPECT_EQ(s.decide(account, internet_offer(), "2026-03-01T00:00:00Z").reason, Reason::unknown_customer);
  EXPECT_EQ(life(*s.ledger, account, {}).value().front().what, "opted out of all, by owner");
}

TEST_P(NumbersTest, AnswersOfNobodyAreKept) {
  const std::string list =
      "telephone,choice,at\n+9613800001,opt_out,2025-12-30T10:00:00Z\n+9613800002,withdrawal,\n+9613800003,opt_in,\n";
  AnswerOptions options;
  options.draw = drawn_key;
  const auto run = [&] {
    TextSource source(list);
    rejected.clear();
    TextSink rejects(rejected);
    return record_answers(source, s.regime, s.telephones, *s.ledger, s.circumstances, rejects, s.clock, options)
        .value();
  };
  const AnswerCounts counts = run();
  EXPECT_EQ(counts.kept_numbers, 2U);
  EXPECT_EQ(counts.opt_outs, 1U);
  EXPECT_EQ(counts.withdrawals, 1U);
  EXPECT_EQ(counts.unknown_telephones, 1U) << "an approval is nobody's";
  EXPECT_EQ(run().already, 2U);
  import("A1,active,03 800 001,03 800 002,\n");
  EXPECT_EQ(refusals("A1").size(), 2U);
}

TEST_P(NumbersTest, OneKeyHolds) {
  const auto other = []() -> Result<evidence::Hash> { return evidence::Hash{}; };
  const evidence::Hash first = number_key_or_new(*s.ledger, drawn_key, s.circumstances, s.clock.now()).value();
  EXPECT_EQ(number_key_or_new(*s.ledger, other, s.circumstances, s.clock.now()).value(), first);
  EXPECT_EQ(number_key(*s.ledger).value(), first);
  EXPECT_NE(number_account(first, "+9613800001"), number_account(evidence::Hash{}, "+9613800001"));
  const auto none = []() -> Result<evidence::Hash> { return fail(ErrorCode::unavailable, "nothing is random"); };
  EXPECT_TRUE(number_key_or_new(*s.ledger, none, s.circumstances, s.clock.now()));
}

// RFC 4231, test case 2, has a shorter key; a key of 32 bytes is compared with another implementation's result.
TEST(NumberAccount, IsTheKeyedHash) {
  evidence::Hash key{};
  for (std::size_t i = 0; i < key.size(); ++i) key[i] = static_cast<std::uint8_t>(i);
  EXPECT_EQ(number_account(key, "+9613123456"),
            "number:5a2c8cb093c9b4814a758500f9c1fbe6f5e575ee5e6a8a354ce2b0a2cdb6720c");
}

// A STOP comes while its number is being imported: one of the two sees the other.
TEST_P(NumbersTest, ARefusalAndItsNumberMeet) {
  constexpr int kRounds = 40;
  ASSERT_TRUE(number_key_or_new(*s.ledger, drawn_key, s.circumstances, s.clock.now()));
  for (int i = 0; i < kRounds; ++i) {
    const std::string account = "R" + std::to_string(i);
    const std::string number = "+96138" + std::to_string(10000 + i);
    std::latch together(2);
    std::jthread stopping([&] {
      together.arrive_and_wait();
      stop(number);
    });
    std::jthread importing([&] {
      together.arrive_and_wait();
      import(account + ",active,03 8" + std::to_string(10000 + i) + ",,\n");
    });
    stopping.join();
    importing.join();
    EXPECT_EQ(refusals(account).size(), 1U) << number;
  }
}

TEST_P(NumbersTest, RefusalsCarryOverALinkAndApprovalsDoNot) {
  import("H1,active,03 900 001,,\nH2,active,03 900 002,,\n");
  s.notice("H2", on("2026-01-02"));
  s.clock.set(at("2026-01-05T00:00:00Z"));
  s.choose("H2", opt_in_for({"carrier", "agent"}));
  s.clock.set(at("2026-01-06T00:00:00Z"));
  evidence::OptOutRecorded of_agents;
  of_agents.scope = Coverage::only({"agent"});
  const Position first = s.choose("H2", of_agents).position;
  s.choose("H2", evidence::EmailPermissionRecorded{false, {}});
  s.clock.set(at("2026-02-01T00:00:00Z"));
  const LinkDone done = link("H2", "N2");
  EXPECT_EQ(done.carried, 2U);
  EXPECT_EQ(refusals("N2"), (std::vector<std::pair<std::string, std::string>>{
                                {"2026-01-06T00:00:00Z", "entry " + entry_name(first)},
                                {"2026-01-06T00:00:00Z", "entry " + entry_name({0, first.index + 1})}}));
  const auto entries = s.ledger->entries_of("N2");
  for (const ledger::Recorded& each : entries.value()) {
    EXPECT_NE(each.entry.kind(), evidence::EntryKind::opt_in);
    EXPECT_NE(each.entry.kind(), evidence::EntryKind::notice_given);
    if (const auto* opt_out = std::get_if<evidence::OptOutRecorded>(&each.entry.body)) {
      EXPECT_EQ(opt_out->scope, of_agents.scope);
    }
  }
  EXPECT_EQ(life_row(s.ledger->entries_of("H2").value().back()).what, "is continued by account N2 (renumbered)");

  // A later refusal of the old account, by whatever way it comes.
  s.clock.set(at("2026-02-03T00:00:00Z"));
  EXPECT_EQ(s.choose("H2", evidence::WithdrawalRecorded{}).carried, 1U);
  EXPECT_EQ(refusals("N2").size(), 3U);
  stop("+9613900002", at("2026-02-02T01:00:00Z"));
  EXPECT_EQ(refusals("N2").size(), 4U);
  const std::string list = "account,choice,at\nH2,opt_out,2026-02-02T02:00:00Z\n";
  TextSource source(list);
  TextSink rejects(rejected);
  EXPECT_EQ(record_answers(source, s.regime, s.telephones, *s.ledger, s.circumstances, rejects, s.clock)->carried, 1U);
  EXPECT_EQ(refusals("N2").size(), 5U);
  EXPECT_FALSE(refused("H1"));
}

TEST_P(NumbersTest, ImportedRefusalsCarryOver) {
  import("H2,active,,,\n");
  link("H2", "N2");
  intake::ApprovalMapping mapping;
  mapping.file = "m.toml";
  mapping.account.column = "account";
  mapping.choice.column = "choice";
  mapping.choice.values = {{"N", {"opted_out"}}};
  const std::string text = "account,choice\nH2,N\n";
  TextSink rejects(rejected);
  const auto counts =
      import_approvals(text_of(text), mapping, s.zones, {}, *s.ledger, s.circumstances, rejects, s.clock);
  ASSERT_TRUE(counts) << to_string(counts.error());
  EXPECT_EQ(counts->carried, 1U);
  EXPECT_TRUE(refused("N2"));
}

TEST_P(NumbersTest, LinksAreFollowedToTheirEnd) {
  import("A,active,,,\n");
  link("A", "B");
  link("B", "C", evidence::LinkRecorded::Cause::merged);
  link("A", "D", evidence::LinkRecorded::Cause::split);
  s.clock.set(at("2026-03-01T00:00:00Z"));
  s.choose("A", evidence::OptOutRecorded{});
  EXPECT_TRUE(refused("B"));
  EXPECT_TRUE(refused("C"));
  EXPECT_FALSE(refused("D")) << "what came after the split is not his";
  const auto circle = record_link(*s.ledger, {"C", "A", {}, {"order 8", {}}}, s.circumstances, s.clock.now());
  ASSERT_FALSE(circle);
  EXPECT_EQ(circle.error().code, ErrorCode::invalid);
}

TEST_P(NumbersTest, ALinkNeedsEvidenceAndAnOldAccount) {
  import("A,active,,,\n");
  const std::uint64_t size = s.size();
  const evidence::Evidence proof{"order 7", {}};
  for (const auto& [faulty, code] :
       std::vector<std::pair<Link, ErrorCode>>{{{"A", "B", {}, {}}, ErrorCode::invalid},
                                               {{"A", "A", {}, proof}, ErrorCode::invalid},
                                               {{"A", "", {}, proof}, ErrorCode::invalid},
                                               {{"A", "number:1", {}, proof}, ErrorCode::invalid},
                                               {{"Z", "A", {}, proof}, ErrorCode::not_found}}) {
    const auto done = record_link(*s.ledger, faulty, s.circumstances, s.clock.now());
    ASSERT_FALSE(done) << faulty.from << " " << faulty.to;
    EXPECT_EQ(done.error().code, code);
  }
  EXPECT_EQ(s.size(), size);
  s.circumstances.key = "k";
  EXPECT_FALSE(link("A", "B").repeated);
  EXPECT_TRUE(link("A", "B").repeated);
}

// A refusal comes while its account is being linked: one of the two sees the other.
TEST_P(NumbersTest, ARefusalAndALinkMeet) {
  constexpr int kRounds = 40;
  for (int i = 0; i < kRounds; ++i) {
    const std::string old = "O" + std::to_string(i);
    const std::string young = "Y" + std::to_string(i);
    import(old + ",active,,,\n");
    std::latch together(2);
    std::jthread refusing([&] {
      together.arrive_and_wait();
      Recorder recorder(*s.ledger, s.customers);
      EXPECT_TRUE(recorder.record(old, evidence::OptOutRecorded{}, s.circumstances, s.regime, s.clock.now()));
    });
    std::jthread linking([&] {
      together.arrive_and_wait();
      link(old, young);
    });
    refusing.join();
    linking.join();
    EXPECT_EQ(refusals(young).size(), 1U);
  }
}

// A key that another caller used does not prevent a refusal from being carried.
TEST_P(NumbersTest, ATakenKeyLosesNoRefusal) {
  import("A,active,,,\n");
  s.choose("A", evidence::OptOutRecorded{});
  const auto drafts = carried_from(s.ledger->entries_of("A").value(), "B", s.circumstances);
  ASSERT_EQ(drafts.size(), 1U);
  s.choose("C", evidence::WithdrawalRecorded{}, drafts.front().entry.key);
  EXPECT_EQ(link("A", "B").carried, 1U);
  EXPECT_TRUE(refused("B"));
}

TEST_P(NumbersTest, OneLeavesAsOneComesWithHisNumber) {
  import("H1,active,03 900 001,,\nH2,active,03 900 002,,\n");
  s.clock.set(at("2026-02-01T00:00:00Z"));
  s.choose("H2", evidence::OptOutRecorded{});
  s.clock.set(at("2026-06-01T00:00:00Z"));
  const ImportCounts counts = import("H1,active,03 900 001,,\nH2,former,03 900 002,,\nN2,active,,03 900 002,\n");
  EXPECT_EQ(counts.suspected_links, 1U);
  EXPECT_EQ(counts.carried, 1U);
  EXPECT_THAT(rejected, HasSubstr("suspected link: account `N2` came with a telephone number of account `H2`"));
  EXPECT_TRUE(refused("N2"));
  EXPECT_EQ(import("H1,active,03 900 001,,\nH2,former,03 900 002,,\nN2,active,,03 900 002,\n").suspected_links, 0U);
}

TEST_P(NumbersTest, WhoeverIsNoLongerInTheFileMayBeWhoComes) {
  import("H2,active,03 900 002,,\n");
  s.choose("H2", evidence::OptOutRecorded{});
  EXPECT_EQ(import("N2,active,03 900 002,,\n").suspected_links, 1U);
  EXPECT_TRUE(refused("N2"));
}

TEST_P(NumbersTest, ManyMonthsLaterItIsAnotherCustomer) {
  import("H2,active,03 900 002,,\nH3,active,03 900 003,,\nH4,active,03 900 004,,\n");
  for (const char* account : {"H2", "H3", "H4"}) s.choose(account, evidence::OptOutRecorded{});
  s.clock.set(at("2026-02-01T00:00:00Z"));
  import("H2,former,03 900 002,,\nH3,former,03 900 003,,\n");
  s.clock.set(at("2026-03-01T00:00:00Z"));
  EXPECT_EQ(
      import("H4,active,03 900 004,,\nN3,active,03 900 003,,2026-02-20\nN4,active,03 900 004,,\n").suspected_links, 0U);
  EXPECT_FALSE(refused("N3")) << "the file tells that he got it later";
  EXPECT_FALSE(refused("N4")) << "both are in the file";
  s.clock.set(at("2026-09-01T00:00:00Z"));
  EXPECT_EQ(import("N2,active,03 900 002,,\n").suspected_links, 0U);
  EXPECT_FALSE(refused("N2"));
}

TEST_P(NumbersTest, ARecordedLinkIsNoSuspicion) {
  import("H2,active,03 900 002,,\n");
  link("H2", "N2");
  s.clock.set(at("2026-02-01T00:00:00Z"));
  EXPECT_EQ(import("H2,former,03 900 002,,\nN2,active,03 900 002,,\n").suspected_links, 0U);
}

TEST_P(NumbersTest, WhoeverIsAbsentFromAWholeBaseHasLeft) {
  std::string base;
  for (int i = 0; i < 50; ++i) base += "P" + std::to_string(i) + ",active,03 7000" + std::to_string(10 + i) + ",,\n";
  import(base + "X,former,,,\n");
  s.clock.set(at("2026-02-01T00:00:00Z"));
  const std::string fewer = base.substr(0, base.find("P48,"));
  ImportOptions counting;
  counting.count_absent_below = 100;
  EXPECT_EQ(import(fewer, counting).absent, 2U) << "told, and nothing else";
  EXPECT_EQ(s.ledger->entries_of("P48")->size(), 1U);

  ImportOptions whole;
  whole.complete = true;
  const ImportCounts counts = import(fewer, whole);
  EXPECT_TRUE(counts.imported);
  EXPECT_EQ(counts.absent, 2U);
  const auto entries = s.ledger->entries_of("P48").value();
  const auto& profile = std::get<evidence::CustomerRecorded>(entries.back().entry.body);
  EXPECT_EQ(profile.state, CustomerState::former);
  EXPECT_EQ(profile.services, Names{"local"});
  EXPECT_EQ(profile.telephones, Names{"+9613700058"});
  EXPECT_EQ(import(fewer, whole).absent, 0U);
}

TEST_P(NumbersTest, HalfAFileIsNotTheWholeBase) {
  std::string base;
  for (int i = 0; i < 40; ++i) base += "P" + std::to_string(i) + ",active,,,\n";
  import(base);
  const std::uint64_t size = s.size();
  ImportOptions whole;
  whole.complete = true;
  for (const std::string& half : {std::string(), base.substr(0, base.find("P20,"))}) {
    const ImportCounts counts = import(half + "N1,active,,,\n", whole);
    EXPECT_TRUE(counts.too_many_absent);
    EXPECT_FALSE(counts.imported);
    EXPECT_EQ(s.size(), size) << "nothing at all is recorded";
  }
  whole.absent_at_most = {20, false};
  EXPECT_EQ(import(base.substr(0, base.find("P20,")), whole).absent, 20U);
}

TEST_P(NumbersTest, ARowThatCannotBeUsedIsInTheFileAllTheSame) {
  import("P1,active,,,\nP2,active,,,\nP3,active,,,\n");
  ImportOptions whole;
  whole.complete = true;
  whole.absent_at_most = {3, false};
  const ImportCounts counts = import("P1,active,,,\nP2,nonsense,,,\nP3,active\n", whole);
  EXPECT_EQ(counts.absent, 0U);
  EXPECT_EQ(counts.faulty, 2U);
}

// In whatever order refusals, links and profiles come, the last account has every refusal that belongs to it.
RC_GTEST_PROP(CarriedRefusals, OrderDoesNotDecide, ()) {
  Setting s(Store::memory);
  s.circumstances.channel = "test";
  s.customer("A", "+9613800001");
  constexpr int kSteps = 4;
  std::vector<int> order = {0, 1, 2, 3};
  for (int i = kSteps - 1; i > 0; --i) {
    const int j = *rc::gen::inRange(0, i + 1);
    std::swap(order[static_cast<std::size_t>(i)], order[static_cast<std::size_t>(j)]);
  }
  Circumstances dated = s.circumstances;
  const auto of = [&](std::string_view instant) -> const Circumstances& {
    dated.effective = at(instant);
    return dated;
  };
  Recorder recorder(*s.ledger, s.customers, drawn_key);
  for (const int step : order) {
    switch (step) {
      case 0:
        RC_ASSERT(record_link(*s.ledger, {"A", "B", {}, {"order 7", {}}}, s.circumstances, s.clock.now()).has_value());
        break;
      case 1:
        // B continues no account before it has entries.
        if (s.ledger->entries_of("B")->empty()) s.customer("B");
        RC_ASSERT(record_link(*s.ledger, {"B", "C", {}, {"order 8", {}}}, s.circumstances, s.clock.now()).has_value());
        break;
      case 2:
        RC_ASSERT(recorder.record("A", evidence::OptOutRecorded{}, of("2025-12-01T00:00:00Z"), s.regime, s.clock.now())
                      .has_value());
        break;
      default:
        RC_ASSERT(recorder
                      .record_of_number("+9613800001", evidence::WithdrawalRecorded{}, of("2025-12-02T00:00:00Z"),
                                        s.regime, s.clock.now())
                      .has_value());
    }
    s.clock.set(s.clock.now() + std::chrono::hours{1});
  }
  for (const char* account : {"B", "C"}) {
    std::vector<Instant> effective;
    const auto entries = s.ledger->entries_of(account);
    for (const ledger::Recorded& each : entries.value()) {
      const evidence::EntryKind kind = each.entry.kind();
      if (kind == evidence::EntryKind::opt_out || kind == evidence::EntryKind::withdrawal)
        effective.push_back(each.entry.effective);
    }
    std::sort(effective.begin(), effective.end());
    RC_ASSERT(effective == (std::vector<Instant>{at("2025-12-01T00:00:00Z"), at("2025-12-02T00:00:00Z")}));
  }
}

}  // namespace
}  // namespace assent::numbers_test
