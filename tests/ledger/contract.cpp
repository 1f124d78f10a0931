#include "contract.hpp"

#include "consent/kept_account.hpp"
#include "contract_drafts.hpp"
#include "store/memory_ledger.hpp"

#include <gmock/gmock.h>
#include <rapidcheck.h>

#include <atomic>
#include <map>
#include <set>
#include <thread>

namespace assent {

using namespace testing_drafts;
using testing::Contains;
using testing::ElementsAre;
using testing::UnorderedElementsAre;

namespace {

std::vector<Position> positions_of(const std::vector<ledger::Recorded>& entries) {
  std::vector<Position> positions;
  for (const ledger::Recorded& each : entries) positions.push_back(each.position);
  return positions;
}

std::vector<Position> positions_of(ledger::Ledger& ledger, std::string_view account) {
  return positions_of(ledger.entries_of(account).value());
}

std::vector<ledger::LogHead> heads_of(const ledger::Ledger& ledger) { return ledger.heads().value(); }

std::uint64_t size_of(const ledger::Ledger& ledger) {
  std::uint64_t size = 0;
  for (const ledger::LogHead& each : heads_of(ledger)) size += each.size;
  return size;
}

// The root over the first `size` entries that a scan of the log gives, by the definition of the tree.
evidence::Hash root_of(const std::vector<std::pair<Position, evidence::Bytes>>& entries, std::uint32_t log,
                       std::uint64_t size) {
  evidence::Frontier frontier;
  for (const auto& [position, bytes] : entries) {
    if (position.log == log && position.index < size) frontier.append(evidence::leaf_hash(bytes));
  }
  return frontier.root();
}

// Ignores differences that come from the ledger's own instants.
void without_recorded(evidence::Entry& one, evidence::Entry& other) {
  if (one.effective == one.recorded && other.effective == other.recorded) one.effective = other.effective;
  one.recorded = other.recorded;
}

// The entries of an account as any store gives them, at whatever positions.
std::vector<evidence::Entry> entries_of(const ledger::Ledger& ledger, std::string_view account) {
  std::vector<evidence::Entry> entries;
  const auto recorded = ledger.entries_of(account).value();
  for (const ledger::Recorded& each : recorded) entries.push_back(each.entry);
  return entries;
}

}  // namespace

TEST_P(LedgerContract, EmptyLedgerHasNothing) {
  EXPECT_TRUE(ledger().entries_of("A1").value().empty());
  EXPECT_TRUE(ledger().entries_of("").value().empty());
  EXPECT_TRUE(ledger().accounts_of_telephone("+9611234567").value().empty());
  EXPECT_TRUE(everything(ledger()).value().empty());
  const auto heads = ledger().heads().value();
  ASSERT_FALSE(heads.empty());
  for (std::size_t log = 0; log < heads.size(); ++log) {
    EXPECT_EQ(heads[log], (ledger::LogHead{static_cast<std::uint32_t>(log), 0, evidence::Frontier{}.root()}));
  }
  EXPECT_TRUE(ledger().verify({}).value().whole());
}

TEST_P(LedgerContract, WhatIsAppendedIsRead) {
  std::vector<ledger::Draft> drafts{customer("A1", "+9611234567", "k1"), opt_out("A1"), agreement("Orient Travel")};
  drafts[1].entry.effective = noon_plus(-3600);
  const auto receipts = ledger::append_all(ledger(), drafts, noon_plus(5)).value();
  ASSERT_EQ(receipts.size(), 3U);
  reopen();
  const auto of_account = ledger().entries_of("A1").value();
  const auto of_carrier = ledger().entries_of("").value();
  ASSERT_EQ(of_account.size(), 2U);
  ASSERT_EQ(of_carrier.size(), 1U);
  const ledger::Recorded* read[] = {&of_account[0], &of_account[1], &of_carrier[0]};
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    evidence::Entry expected = drafts[i].entry;
    expected.recorded = noon_plus(5);
    EXPECT_EQ(read[i]->entry, expected) << i;
    EXPECT_EQ(read[i]->position, receipts[i].position) << i;
    EXPECT_EQ(receipts[i].recorded, noon_plus(5)) << i;
    EXPECT_FALSE(receipts[i].repeated) << i;
  }
}

TEST_P(LedgerContract, LedgerOnlyGrows) {
  std::vector<std::pair<Position, evidence::Bytes>> before;
  for (int round = 0; round < 8; ++round) {
    std::vector<ledger::Draft> drafts;
    for (int i = 0; i <= round; ++i) drafts.push_back(customer("A" + std::to_string(i)));
    ASSERT_TRUE(ledger::append_all(ledger(), drafts, noon_plus(round)));
    if (round % 3 == 2) reopen();
    const auto after = everything(ledger()).value();
    ASSERT_EQ(after.size(), before.size() + drafts.size());
    EXPECT_TRUE(std::includes(after.begin(), after.end(), before.begin(), before.end()));
    for (const ledger::LogHead& head : heads_of(ledger())) {
      std::uint64_t next = 0;  // each log is dense
      for (const auto& [position, bytes] : after) {
        if (position.log == head.log) {
          EXPECT_EQ(position.index, next++);
        }
      }
      EXPECT_EQ(next, head.size);
    }
    before = after;
  }
}

// The drafts of one account are recorded all or none; other accounts' drafts do not depend on them.
TEST_P(LedgerContract, AnAccountsDraftsStandTogether) {
  ASSERT_TRUE(append_one(ledger(), opt_out("A1", "k1")));
  ledger::Draft unfit = opt_out("A1");
  unfit.entry.actor = "\xff";
  struct Row {
    ledger::Draft bad;
    ErrorCode code;
  } rows[] = {{customer("A1", {}, "k1"), ErrorCode::conflict}, {unfit, ErrorCode::invalid}};
  std::uint64_t size = 1;
  for (const Row& row : rows) {
    const std::vector<ledger::Draft> drafts{
        customer("A1", "+9611111111", "k2"), opt_out("A2"), row.bad, opt_out("A1"), agreement("P"), opt_out("A2")};
    const auto answer = ledger().append(drafts, kNoon);
    ASSERT_EQ(answer.size(), drafts.size());
    EXPECT_EQ(answer[2].error().code, row.code);
    for (const std::size_t with_it : {0U, 3U}) EXPECT_EQ(answer[with_it].error().code, ErrorCode::conflict);
    for (const std::size_t other : {1U, 4U, 5U}) EXPECT_TRUE(answer[other]);
    size += 3;
    reopen();
    EXPECT_EQ(size_of(ledger()), size);
    EXPECT_EQ(positions_of(ledger(), "A1").size(), 1U);
    EXPECT_THAT(positions_of(ledger(), "A2"), Contains(answer[5]->position));
    EXPECT_TRUE(ledger().accounts_of_telephone("+9611111111").value().empty());
  }
  // A refused draft leaves its key free.
  EXPECT_FALSE(append_one(ledger(), opt_out("A1", "k2")).value().repeated);
  EXPECT_TRUE(ledger().verify({}).value().whole());
}

// A key belongs to its account: under another account it means nothing.
TEST_P(LedgerContract, AKeyBelongsToItsAccount) {
  const Position first = append_one(ledger(), opt_out("A1", "k1")).value().position;
  const Position second = append_one(ledger(), opt_out("A2", "k1")).value().position;
  const Position carrier_wide = append_one(ledger(), agreement("P", "k1")).value().position;
  EXPECT_NE(first, second);
  reopen();
  EXPECT_EQ(append_one(ledger(), opt_out("A1", "k1")).value().position, first);
  EXPECT_EQ(append_one(ledger(), opt_out("A2", "k1")).value().position, second);
  EXPECT_EQ(append_one(ledger(), agreement("P", "k1")).value().position, carrier_wide);
  const std::vector<ledger::Draft> drafts{opt_out("B1", "k2"), opt_out("B2", "k2"), opt_out("B1", "k2")};
  const auto receipts = ledger::append_all(ledger(), drafts, kNoon).value();
  EXPECT_EQ(receipts[2].position, receipts[0].position);
  EXPECT_FALSE(receipts[1].repeated);
  EXPECT_EQ(size_of(ledger()), 5U);
  EXPECT_TRUE(ledger().verify({}).value().whole());
}

TEST_P(LedgerContract, NewestOfAnAccountIsItsLastEntry) {
  EXPECT_EQ(ledger().newest_of("").value(), std::nullopt);
  EXPECT_EQ(ledger().newest_of("A1").value(), std::nullopt);
  const Position first = append_one(ledger(), customer("A1")).value().position;
  const Position of_carrier = append_one(ledger(), agreement("PY")).value().position;
  const Position other = append_one(ledger(), opt_out("A2")).value().position;
  EXPECT_EQ(ledger().newest_of("A1").value(), first);
  const Position second = append_one(ledger(), opt_out("A1")).value().position;
  reopen();
  EXPECT_EQ(ledger().newest_of("A1").value(), second);
  EXPECT_EQ(ledger().newest_of("A2").value(), other);
  EXPECT_EQ(ledger().newest_of("").value(), of_carrier);
  EXPECT_EQ(ledger().newest_of("A").value(), std::nullopt);
}

TEST_P(LedgerContract, AppendOfNothingIsNothing) {
  EXPECT_TRUE(ledger::append_all(ledger(), {}, kNoon).value().empty());
  EXPECT_EQ(size_of(ledger()), 0U);
}

TEST_P(LedgerContract, SameKeySameEntry) {
  const ledger::Receipt first = ledger::append_one(ledger(), opt_out("A1", "k1"), noon_plus(1)).value();
  for (int i = 0; i < 3; ++i) {
    const ledger::Receipt again = ledger::append_one(ledger(), opt_out("A1", "k1"), noon_plus(60 + i)).value();
    EXPECT_TRUE(again.repeated);
    EXPECT_EQ(again.position, first.position);
    EXPECT_EQ(again.recorded, first.recorded);
    reopen();
  }
  EXPECT_EQ(size_of(ledger()), 1U);
}

TEST_P(LedgerContract, SameKeyInOneCallSameEntry) {
  const std::vector<ledger::Draft> drafts{opt_out("A1", "k1"), opt_out("A2", "k2"), opt_out("A1", "k1")};
  const auto receipts = ledger::append_all(ledger(), drafts, kNoon).value();
  EXPECT_EQ(receipts[2].position, receipts[0].position);
  EXPECT_FALSE(receipts[0].repeated);
  EXPECT_TRUE(receipts[2].repeated);
  EXPECT_EQ(size_of(ledger()), 2U);
}

TEST_P(LedgerContract, KnownAndNewInOneCall) {
  const ledger::Receipt known = append_one(ledger(), opt_out("A2", "k2")).value();
  const std::vector<ledger::Draft> drafts{opt_out("A1", "k1"), opt_out("A2", "k2"), opt_out("A3", "k3")};
  const auto receipts = ledger::append_all(ledger(), drafts, kNoon).value();
  EXPECT_FALSE(receipts[0].repeated);
  EXPECT_TRUE(receipts[1].repeated);
  EXPECT_EQ(receipts[1].position, known.position);
  EXPECT_FALSE(receipts[2].repeated);
  EXPECT_EQ(size_of(ledger()), 3U);
}

TEST_P(LedgerContract, SameKeyOtherBodyIsConflict) {
  const ledger::Draft first = opt_out("A1", "k1");
  ASSERT_TRUE(append_one(ledger(), first));
  std::map<std::string, ledger::Draft> others{
      {"effective", first}, {"actor", first}, {"channel", first}, {"body", first}, {"kind", first}};
  others["effective"].entry.effective = noon_plus(1);
  others["actor"].entry.actor = "staff-8";
  others["channel"].entry.channel = "web";
  std::get<evidence::OptOutRecorded>(others["body"].entry.body).by = "representative";
  others["kind"].entry.body = evidence::WithdrawalRecorded{};
  for (const auto& [what, other] : others) {
    const auto answer = append_one(ledger(), other);
    ASSERT_FALSE(answer) << what;
    EXPECT_EQ(answer.error().code, ErrorCode::conflict) << what;
    EXPECT_EQ(answer.error().message.find("k1"), std::string::npos) << "a key may hold personal data";
    const std::vector<ledger::Draft> in_one_call{opt_out("A1", "k9"), [&] {
                                                   ledger::Draft twin = other;
                                                   twin.entry.key = "k9";
                                                   return twin;
                                                 }()};
    EXPECT_EQ(ledger::append_all(ledger(), in_one_call, kNoon).error().code, ErrorCode::conflict) << what;
  }
  EXPECT_EQ(size_of(ledger()), 1U);
}

TEST_P(LedgerContract, RetryMayDifferInAnInstantThatNobodyNamed) {
  ledger::Draft draft = opt_out("A1", "k1");
  draft.effective_is_now = true;
  const ledger::Receipt first = append_one(ledger(), draft).value();
  draft.entry.effective = noon_plus(90);
  const ledger::Receipt again = ledger::append_one(ledger(), draft, noon_plus(90)).value();
  EXPECT_TRUE(again.repeated);
  EXPECT_EQ(again.position, first.position);
  EXPECT_EQ(ledger().entries_of("A1").value().at(0).entry.effective, kNoon);
}

TEST_P(LedgerContract, WithoutKeyEachIsNew) {
  const Position first = append_one(ledger(), opt_out("A1")).value().position;
  const Position second = append_one(ledger(), opt_out("A1")).value().position;
  EXPECT_EQ(second, (Position{first.log, first.index + 1}));
}

TEST_P(LedgerContract, RecordedNeverGoesBack) {
  const std::int64_t clock[] = {10, 5, 11, -100'000, 11, 12};
  const std::int64_t expected[] = {10, 10, 11, 11, 11, 12};
  for (std::size_t i = 0; i < std::size(clock); ++i) {
    if (i == 3) reopen();
    EXPECT_EQ(ledger::append_one(ledger(), opt_out("A1"), noon_plus(clock[i])).value().recorded, noon_plus(expected[i]))
        << i;
  }
  for (std::size_t i = 0; i < std::size(clock); ++i) {
    EXPECT_EQ(ledger().entries_of("A1").value().at(i).entry.recorded, noon_plus(expected[i])) << i;
  }
}

// An undated entry counts after everything recorded before it, whatever the caller's clock says. A dated entry keeps
// its date.
TEST_P(LedgerContract, UndatedCountsFromRecording) {
  ASSERT_TRUE(ledger::append_one(ledger(), opt_out("A1"), noon_plus(3600)));
  ledger::Draft undated = opt_out("A1", "k1");
  undated.effective_is_now = true;
  const ledger::Receipt receipt = ledger::append_one(ledger(), undated, kNoon).value();
  EXPECT_EQ(receipt.recorded, noon_plus(3600));
  reopen();
  const auto entries = ledger().entries_of("A1").value();
  ASSERT_EQ(entries.size(), 2U);
  EXPECT_EQ(entries[0].entry.effective, kNoon);
  EXPECT_EQ(entries[1].entry.effective, noon_plus(3600));
  EXPECT_TRUE(ledger::append_one(ledger(), undated, noon_plus(9000)).value().repeated);

  // Under the same key in one call: an undated draft and a dated one agree only if their instants are the same.
  ledger::Draft dated = opt_out("A1", "k2");
  ledger::Draft other = dated;
  other.effective_is_now = true;
  EXPECT_EQ(ledger::append_all(ledger(), std::vector<ledger::Draft>{other, dated}, kNoon).error().code,
            ErrorCode::conflict);
  dated.entry.effective = noon_plus(3600);
  EXPECT_TRUE(ledger::append_all(ledger(), std::vector<ledger::Draft>{other, dated}, kNoon).value().at(1).repeated);
}

TEST_P(LedgerContract, AccountOrderIsLedgerOrder) {
  const std::vector<ledger::Draft> drafts{opt_out("B"), opt_out("A"),    agreement("P1"), customer("B"),
                                          opt_out("A"), agreement("P2"), opt_out("B")};
  const auto put = ledger::append_all(ledger(), drafts, kNoon).value();
  const ledger::Receipt last = ledger::append_one(ledger(), opt_out("A"), noon_plus(-5)).value();
  EXPECT_THAT(positions_of(ledger(), "A"), ElementsAre(put[1].position, put[4].position, last.position));
  EXPECT_THAT(positions_of(ledger(), "B"), ElementsAre(put[0].position, put[3].position, put[6].position));
  EXPECT_THAT(positions_of(ledger(), ""), ElementsAre(put[2].position, put[5].position));
  for (const std::string_view account : {"A", "B", ""}) {
    const auto positions = positions_of(ledger(), account);
    EXPECT_TRUE(std::is_sorted(positions.begin(), positions.end())) << account;
    EXPECT_EQ(positions.front().log, positions.back().log) << "an account's entries stand in one log";
  }
}

TEST_P(LedgerContract, AccountsAreToldApartToTheByte) {
  const std::vector<std::string> accounts{"a", "A", "a ", "aa", "\u00e9", "e\u0301", "1", "01", "1.0", "%", "a\x01"};
  std::vector<Position> positions;
  for (const std::string& each : accounts) positions.push_back(append_one(ledger(), opt_out(each)).value().position);
  const std::string with_nul("a\0b", 3);
  const Position of_nul = append_one(ledger(), opt_out(with_nul)).value().position;
  for (std::size_t i = 0; i < accounts.size(); ++i) {
    EXPECT_THAT(positions_of(ledger(), accounts[i]), ElementsAre(positions[i]));
  }
  EXPECT_THAT(positions_of(ledger(), with_nul), ElementsAre(of_nul));
}

TEST_P(LedgerContract, LatestIsTheLast) {
  const std::vector<ledger::Draft> drafts{customer("A", "+9611111111"), customer("B"), opt_out("A"),
                                          customer("A", "+9612222222"), opt_out("C"),  agreement("P")};
  const auto put = ledger::append_all(ledger(), drafts, kNoon).value();
  const std::vector<std::string_view> accounts{"C", "A", "nobody", "B", "A", ""};
  const auto found = ledger().latest(accounts, evidence::EntryKind::customer).value();
  ASSERT_EQ(found.size(), accounts.size());
  EXPECT_FALSE(found[0]);
  ASSERT_TRUE(found[1]);
  EXPECT_EQ(found[1]->position, put[3].position);
  EXPECT_EQ(std::get<evidence::CustomerRecorded>(found[1]->entry.body).telephones, Names{"+9612222222"});
  EXPECT_FALSE(found[2]);
  EXPECT_EQ(found[3]->position, put[1].position);
  EXPECT_EQ(found[4]->position, put[3].position);
  EXPECT_FALSE(found[5]);
  EXPECT_EQ(ledger().latest(accounts, evidence::EntryKind::opt_out).value()[0]->position, put[4].position);
  EXPECT_EQ(ledger().latest(accounts, evidence::EntryKind::agreement).value()[5]->position, put[5].position);
}

TEST_P(LedgerContract, TelephoneFindsItsAccounts) {
  const std::string number = "+9611234567";
  const std::vector<ledger::Draft> drafts{customer("Z", number), customer("B", "+9612222222"),
                                          customer("A", number), customer("Z", "+9613333333"),
                                          customer("Z", number), customer("M")};
  for (const ledger::Draft& each : drafts) ASSERT_TRUE(append_one(ledger(), each));
  reopen();
  EXPECT_THAT(ledger().accounts_of_telephone(number).value(), UnorderedElementsAre("Z", "A"));
  EXPECT_THAT(ledger().accounts_of_telephone("+9613333333").value(), ElementsAre("Z"));
  EXPECT_TRUE(ledger().accounts_of_telephone("").value().empty());
  EXPECT_TRUE(ledger().accounts_of_telephone("+961123456").value().empty());
}

TEST_P(LedgerContract, WhoIsErasedIsFoundByTheirNumberAndHasNoneAnyMore) {
  const std::string number = "+9611234567";
  ledger::Draft full = customer("Z", number);
  std::get<evidence::CustomerRecorded>(full.entry.body).email_addresses = {"rima@example.org"};
  std::get<evidence::CustomerRecorded>(full.entry.body).address = {{"1 Example Street"}, "LB"};
  for (const ledger::Draft& each : {full, customer("A", number), opt_out("Z")}) ASSERT_TRUE(append_one(ledger(), each));
  const auto before = everything(ledger());
  const auto heads = ledger().heads().value();
  const std::string name = ledger().pseudonym_of(number).value();
  EXPECT_EQ(ledger::profile_in(ledger().closed_entries_of("Z").value()[0]).telephones, Names{name});
  EXPECT_EQ(ledger::profile_in(ledger().entries_of("Z").value()[0]),
            std::get<evidence::CustomerRecorded>(full.entry.body));

  EXPECT_TRUE(ledger().erase_identity("Z").value());
  EXPECT_FALSE(ledger().erase_identity("Z").value());
  reopen();
  const auto entries = ledger().entries_of("Z").value();
  ASSERT_EQ(entries.size(), 2U);
  const evidence::CustomerRecorded& erased = ledger::profile_in(entries[0]);
  EXPECT_EQ(erased.telephones, Names{name});
  EXPECT_TRUE(erased.email_addresses.empty());
  EXPECT_EQ(erased.address, evidence::PostalAddress{});
  EXPECT_EQ(erased.services, std::get<evidence::CustomerRecorded>(full.entry.body).services);
  const std::string_view account = "Z";
  EXPECT_EQ(ledger::profile_in(*ledger().latest({&account, 1}, evidence::EntryKind::customer).value()[0]), erased);
  EXPECT_THAT(ledger().accounts_of_telephone(number).value(), UnorderedElementsAre("Z", "A"));
  EXPECT_THAT(ledger().accounts_of_telephone(name).value(), UnorderedElementsAre("Z", "A"));
  EXPECT_EQ(ledger::profile_in(ledger().entries_of("A").value()[0]).telephones, Names{number});
  EXPECT_EQ(everything(ledger()), before);
  EXPECT_EQ(ledger().heads().value(), heads);
  EXPECT_TRUE(ledger().verify({}).value().whole());
}

TEST_P(LedgerContract, WhoComesAgainAfterAnErasureIsReadAgain) {
  const std::string number = "+9611234567";
  ASSERT_TRUE(append_one(ledger(), customer("Z", number)));
  ASSERT_TRUE(ledger().erase_identity("Z").value());
  // A profile made from what is left keeps the number's pseudonym.
  ledger::Draft left = customer("Z");
  left.entry.body = ledger::profile_in(ledger().entries_of("Z").value()[0]);
  ASSERT_TRUE(append_one(ledger(), left));
  ASSERT_TRUE(append_one(ledger(), customer("Z", "+9613333333")));
  reopen();
  const auto entries = ledger().entries_of("Z").value();
  ASSERT_EQ(entries.size(), 3U);
  const Names name{ledger().pseudonym_of(number).value()};
  EXPECT_EQ(ledger::profile_in(entries[0]).telephones, name);
  EXPECT_EQ(ledger::profile_in(entries[1]).telephones, name);
  EXPECT_EQ(ledger::profile_in(entries[2]).telephones, Names{"+9613333333"});
  EXPECT_TRUE(ledger().erase_identity("Z").value());
  EXPECT_EQ(ledger::profile_in(ledger().entries_of("Z").value()[2]).telephones,
            Names{ledger().pseudonym_of("+9613333333").value()});
}

TEST_P(LedgerContract, ADocumentIsReadByItsKeyAndIsGoneWithIt) {
  const auto kept = [](const std::string& account, std::string key) {
    ledger::Draft draft = opt_out(account);
    draft.entry.key = std::move(key);
    draft.entry.body = evidence::PrivacyDocumentRecorded{"partyPrivacyProfile", "0f3a", {}, R"({"name":"Mine"})"};
    return draft;
  };
  const std::string carrier = std::string(kCarrierAccount) + "documents";
  const auto receipt = append_one(ledger(), kept("Z", "k")).value();
  ASSERT_TRUE(append_one(ledger(), kept(carrier, "")));
  reopen();
  // The same again under its key; another text under it is a conflict.
  EXPECT_EQ(append_one(ledger(), kept("Z", "k")).value().position, receipt.position);
  ledger::Draft other = kept("Z", "k");
  std::get<evidence::PrivacyDocumentRecorded>(other.entry.body).text = "{}";
  EXPECT_EQ(append_one(ledger(), other).error().code, ErrorCode::conflict);

  const auto text = [&](const std::string& account) {
    return std::get<evidence::PrivacyDocumentRecorded>(ledger().entries_of(account).value()[0].entry.body).text;
  };
  EXPECT_EQ(text("Z"), R"({"name":"Mine"})");
  const std::string_view whose = "Z";
  const auto latest = ledger().latest({&whose, 1}, evidence::EntryKind::privacy_document).value();
  EXPECT_EQ(latest.front()->entry, ledger().entries_of("Z").value()[0].entry);
  EXPECT_EQ(std::get<evidence::PrivacyDocumentRecorded>(ledger().closed_entries_of("Z").value()[0].entry.body).text,
            "");
  EXPECT_TRUE(ledger().erase_identity("Z").value());
  reopen();
  EXPECT_EQ(text("Z"), "");
  EXPECT_EQ(text(carrier), R"({"name":"Mine"})");
  EXPECT_TRUE(ledger().verify({}).value().whole());
}

TEST_P(LedgerContract, AProfileUnderAKeyIsKnownAgain) {
  const ledger::Draft first = customer("Z", "+9611234567", "k-1");
  const auto receipt = append_one(ledger(), first).value();
  reopen();
  const auto again = append_one(ledger(), first).value();
  EXPECT_TRUE(again.repeated);
  EXPECT_EQ(again.position, receipt.position);
  EXPECT_EQ(append_one(ledger(), customer("Z", "+9613333333", "k-1")).error().code, ErrorCode::conflict);
}

TEST_P(LedgerContract, ScanStartsAndStopsWhereTold) {
  std::vector<ledger::Draft> drafts(10, opt_out("A"));
  const std::uint32_t log = ledger::append_all(ledger(), drafts, kNoon).value().front().position.log;
  EXPECT_EQ(scanned(ledger(), {log, 7}).value().size(), 3U);
  EXPECT_TRUE(scanned(ledger(), {log, 10}).value().empty());
  EXPECT_TRUE(scanned(ledger(), {log, ~std::uint64_t{0}}).value().empty());
  EXPECT_TRUE(scanned(ledger(), {9, 0}).value().empty());
  int visited = 0;
  ASSERT_TRUE(ledger().scan({log, 0}, [&](Position, evidence::ByteView) { return ++visited < 4; }));
  EXPECT_EQ(visited, 4);
}

TEST_P(LedgerContract, ScanEndsWhereTheLogEndedAtTheCall) {
  const auto put = ledger::append_all(ledger(), std::vector<ledger::Draft>(5, opt_out("A")), kNoon).value();
  int visited = 0;
  ASSERT_TRUE(ledger().scan({put[0].position.log, 0}, [&](Position, evidence::ByteView) {
    EXPECT_TRUE(append_one(ledger(), opt_out("A")));
    EXPECT_EQ(size_of(ledger()), 5U + static_cast<unsigned>(++visited));
    return true;
  }));
  EXPECT_EQ(visited, 5);
}

TEST_P(LedgerContract, TellsTheRootThatItHadAtTheEndOfACommit) {
  EXPECT_EQ(ledger().root_at(0, 0).value(), evidence::Frontier{}.root());
  std::vector<ledger::LogHead> heads;
  std::uint32_t log = 0;
  for (int i = 0; i < 3; ++i) {
    const std::vector<ledger::Draft> drafts{opt_out("A-1"), opt_out("A-1")};
    log = ledger::append_all(ledger(), drafts, kNoon).value().front().position.log;
    heads.push_back(ledger().heads().value().at(log));
  }
  for (const ledger::LogHead& each : heads) EXPECT_EQ(ledger().root_at(log, each.size).value(), each.root);
  EXPECT_EQ(ledger().root_at(log, 3).value(), std::nullopt);  // in the middle of a commit
  EXPECT_EQ(ledger().root_at(log, 7).value(), std::nullopt);  // not there yet
  EXPECT_EQ(ledger().root_at(9, 2).value(), std::nullopt);    // no such log
}

TEST_P(LedgerContract, HeadsMatchTheEntries) {
  for (int size : {1, 1, 2, 4, 5, 100}) {
    std::vector<ledger::Draft> drafts;
    for (int i = 0; i < size; ++i) drafts.push_back(opt_out("A" + std::to_string(i)));
    ASSERT_TRUE(ledger::append_all(ledger(), drafts, kNoon));
    reopen();
    const auto entries = everything(ledger()).value();
    EXPECT_EQ(size_of(ledger()), entries.size());
    for (const ledger::LogHead& head : heads_of(ledger())) {
      EXPECT_EQ(head.root, root_of(entries, head.log, head.size));
    }
  }
}

TEST_P(LedgerContract, VerifyFindsItWhole) {
  for (int i = 0; i < 20; ++i) {
    const std::string n = std::to_string(i % 7);
    const std::vector<ledger::Draft> drafts{customer("A" + n, "+961111111" + n),
                                            opt_out("A" + n, "k" + std::to_string(i))};
    ASSERT_TRUE(ledger::append_all(ledger(), drafts, noon_plus(i)));
  }
  std::uint64_t told = 0;
  const auto found = ledger().verify([&](std::uint64_t done, std::uint64_t all) {
    told = all;
    EXPECT_LE(done, all);
  });
  ASSERT_TRUE(found);
  for (const ledger::Damage& each : found->damages) ADD_FAILURE() << each.what;
  EXPECT_EQ(found->entries, 40U);
  EXPECT_EQ(told, 40U);
  EXPECT_EQ(found->heads, heads_of(ledger()));
}

// Each writer appends pairs; readers must see both halves or neither, and everything seen before.
TEST_P(LedgerContract, ReadersSeeWholeCommits) {
  constexpr int kWriters = 4;
  constexpr int kPairs = 40;
  std::atomic<int> writing{kWriters};
  std::vector<std::thread> threads;
  for (int w = 0; w < kWriters; ++w) {
    threads.emplace_back([&, w] {
      const std::string account = "A" + std::to_string(w);
      for (int i = 0; i < kPairs; ++i) {
        const std::vector<ledger::Draft> pair{customer(account), opt_out(account)};
        EXPECT_TRUE(ledger::append_all(ledger(), pair, noon_plus(i)));
      }
      --writing;
    });
  }
  for (int r = 0; r < 2; ++r) {
    threads.emplace_back([&] {
      std::vector<std::size_t> seen(kWriters);
      for (bool more = true; more;) {
        more = writing > 0;
        for (std::size_t w = 0; w < kWriters; ++w) {
          const auto entries = ledger().entries_of("A" + std::to_string(w));
          ASSERT_TRUE(entries);
          EXPECT_EQ(entries->size() % 2, 0U);
          EXPECT_GE(entries->size(), seen[w]);
          seen[w] = entries->size();
        }
        const auto before = ledger().heads();
        const auto all = everything(ledger());
        ASSERT_TRUE(before && all);
        for (const ledger::LogHead& head : *before) EXPECT_EQ(root_of(*all, head.log, head.size), head.root);
      }
      for (const std::size_t each : seen) EXPECT_EQ(each, 2U * kPairs);
    });
  }
  for (std::thread& each : threads) each.join();
  EXPECT_TRUE(ledger().verify({}).value().whole());
}

// Calls that are committed together do not affect each other's results.
TEST_P(LedgerContract, OneCallersConflictIsNotAnothers) {
  constexpr int kTaken = 16;
  for (int t = 0; t < kTaken; ++t) ASSERT_TRUE(append_one(ledger(), customer("B" + std::to_string(t), {}, "taken")));
  constexpr int kThreads = kTaken;
  constexpr int kRounds = 12;
  std::atomic<int> conflicts{0};
  std::atomic<int> done{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < kRounds; ++i) {
        const bool bad = (t + i) % 3 == 0;
        const std::string key = std::to_string(t) + "-" + std::to_string(i);
        const auto answer = append_one(ledger(), opt_out("B" + std::to_string(t), bad ? "taken" : key));
        EXPECT_EQ(answer.has_value(), !bad);
        ++(answer ? done : conflicts);
      }
    });
  }
  for (std::thread& each : threads) each.join();
  EXPECT_EQ(done + conflicts, kThreads * kRounds);
  EXPECT_EQ(size_of(ledger()), kTaken + static_cast<unsigned>(done));
  EXPECT_TRUE(ledger().verify({}).value().whole());
}

TEST_P(LedgerContract, RacingRetriesMakeOneEntry) {
  std::vector<std::thread> threads;
  std::atomic<int> first{0};
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 20; ++i) {
        const auto receipt = append_one(ledger(), opt_out("A", "k" + std::to_string(i)));
        ASSERT_TRUE(receipt);
        if (!receipt->repeated) ++first;
      }
    });
  }
  for (std::thread& each : threads) each.join();
  EXPECT_EQ(first, 20);
  EXPECT_EQ(ledger().entries_of("A").value().size(), 20U);
}

// Whatever is appended, in whatever pieces: a store gives what the one in memory gives.
TEST_P(LedgerContract, StoresAgree) {
  store::MemoryLedger twin;
  const bool one_log = ledger().heads().value().size() == 1;
  std::int64_t clock = 0;
  EXPECT_TRUE(rc::check([&] {
    const auto small = [](int end) { return *rc::gen::inRange(0, end); };
    std::vector<ledger::Draft> drafts;
    for (int left = small(6); left > 0; --left) {
      const std::string account = "A" + std::to_string(small(5));
      const std::string key = small(3) == 0 ? "k" + std::to_string(small(12)) : "";
      const std::string telephone = small(2) == 0 ? "+96111" + std::to_string(small(4)) : "";
      switch (small(3)) {
        case 0: drafts.push_back(customer(account, telephone, key)); break;
        case 1:
          drafts.push_back(opt_out(account, key));
          drafts.back().effective_is_now = small(2) == 0;
          break;
        default: drafts.push_back(agreement("P" + std::to_string(small(2)), key)); break;
      }
    }
    clock += small(5) - 1;
    const auto expected = twin.append(drafts, noon_plus(clock));
    const auto actual = ledger().append(drafts, noon_plus(clock));
    RC_ASSERT(expected.size() == drafts.size());
    RC_ASSERT(actual.size() == drafts.size());
    for (std::size_t i = 0; i < drafts.size(); ++i) {
      RC_ASSERT(expected[i].has_value() == actual[i].has_value());
      if (!expected[i]) {
        RC_ASSERT(expected[i].error().code == actual[i].error().code);
        continue;
      }
      if (one_log) RC_ASSERT(expected[i]->position == actual[i]->position);
      if (one_log) RC_ASSERT(expected[i]->recorded == actual[i]->recorded);
      RC_ASSERT(expected[i]->repeated == actual[i]->repeated);
    }
    for (int a = 0; a < 5; ++a) {
      const std::string account = "A" + std::to_string(a);
      auto expected_entries = entries_of(twin, account);
      auto actual_entries = entries_of(ledger(), account);
      RC_ASSERT(expected_entries.size() == actual_entries.size());
      for (std::size_t i = 0; i < expected_entries.size(); ++i) {
        // The recorded instant never goes back in a log; other logs do not matter.
        if (!one_log) without_recorded(actual_entries[i], expected_entries[i]);
        RC_ASSERT(expected_entries[i] == actual_entries[i]);
      }
    }
    for (int t = 0; t < 4; ++t) {
      const std::string telephone = "+96111" + std::to_string(t);
      auto expected_accounts = twin.accounts_of_telephone(telephone).value();
      auto actual_accounts = ledger().accounts_of_telephone(telephone).value();
      if (!one_log) std::sort(expected_accounts.begin(), expected_accounts.end());
      if (!one_log) std::sort(actual_accounts.begin(), actual_accounts.end());
      RC_ASSERT(expected_accounts == actual_accounts);
    }
    if (one_log) RC_ASSERT(twin.heads().value() == ledger().heads().value());
    RC_ASSERT(size_of(twin) == size_of(ledger()));
    if (small(10) == 0) reopen();
  }));
  if (one_log) {
    EXPECT_EQ(everything(twin), everything(ledger()));
  }
  EXPECT_TRUE(ledger().verify({}).value().whole());
}

}  // namespace assent
