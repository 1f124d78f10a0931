#include "contract.hpp"

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
using testing::ElementsAre;

namespace {

std::vector<std::uint64_t> indexes_of(const std::vector<Recorded>& entries) {
  std::vector<std::uint64_t> indexes;
  for (const Recorded& each : entries) indexes.push_back(each.position.index);
  return indexes;
}

std::vector<std::uint64_t> indexes_of(Ledger& ledger, std::string_view account) {
  return indexes_of(ledger.entries_of(account).value());
}

// The root over what a scan gives, by the definition of the tree.
Hash root_of(const std::vector<std::pair<Position, Bytes>>& entries) {
  Frontier frontier;
  for (const auto& [position, bytes] : entries) frontier.append(leaf_hash(bytes));
  return frontier.root();
}

}  // namespace

TEST_P(LedgerContract, EmptyLedgerHasNothing) {
  EXPECT_TRUE(ledger().entries_of("A1").value().empty());
  EXPECT_TRUE(ledger().entries_of("").value().empty());
  EXPECT_TRUE(ledger().accounts_of_telephone("+9611234567").value().empty());
  EXPECT_TRUE(everything(ledger()).value().empty());
  const auto heads = ledger().heads().value();
  ASSERT_EQ(heads.size(), 1U);
  EXPECT_EQ(heads[0].size, 0U);
  EXPECT_EQ(heads[0].root, Frontier{}.root());
  EXPECT_TRUE(ledger().verify({}).value().whole());
}

TEST_P(LedgerContract, WhatIsAppendedIsRead) {
  std::vector<Draft> drafts{customer("A1", "+9611234567", "k1"), opt_out("A1"), agreement("Orient Travel")};
  drafts[1].entry.effective = noon_plus(-3600);
  const auto receipts = ledger().append(drafts, noon_plus(5)).value();
  ASSERT_EQ(receipts.size(), 3U);
  reopen();
  const auto of_account = ledger().entries_of("A1").value();
  const auto of_carrier = ledger().entries_of("").value();
  ASSERT_EQ(of_account.size(), 2U);
  ASSERT_EQ(of_carrier.size(), 1U);
  const Recorded* read[] = {&of_account[0], &of_account[1], &of_carrier[0]};
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    Entry expected = drafts[i].entry;
    expected.recorded = noon_plus(5);
    EXPECT_EQ(read[i]->entry, expected) << i;
    EXPECT_EQ(read[i]->position, receipts[i].position) << i;
    EXPECT_EQ(receipts[i].recorded, noon_plus(5)) << i;
    EXPECT_FALSE(receipts[i].repeated) << i;
  }
}

TEST_P(LedgerContract, LedgerOnlyGrows) {
  std::vector<std::pair<Position, Bytes>> before;
  for (int round = 0; round < 8; ++round) {
    std::vector<Draft> drafts;
    for (int i = 0; i <= round; ++i) drafts.push_back(customer("A" + std::to_string(i)));
    ASSERT_TRUE(ledger().append(drafts, noon_plus(round)));
    if (round % 3 == 2) reopen();
    const auto after = everything(ledger()).value();
    ASSERT_EQ(after.size(), before.size() + drafts.size());
    EXPECT_TRUE(std::equal(before.begin(), before.end(), after.begin()));
    for (std::size_t i = 0; i < after.size(); ++i) EXPECT_EQ(after[i].first, (Position{0, i}));
    before = after;
  }
}

TEST_P(LedgerContract, AppendIsAllOrNothing) {
  ASSERT_TRUE(append_one(ledger(), opt_out("A1", "k1")));
  Draft unfit = opt_out("A2");
  unfit.entry.actor = "\xff";
  struct Row {
    Draft bad;
    ErrorCode code;
  } rows[] = {{opt_out("A9", "k1"), ErrorCode::conflict}, {unfit, ErrorCode::invalid}};
  for (const Row& row : rows) {
    const std::vector<Draft> drafts{customer("A2", "+9611111111", "k2"), customer("A3"), row.bad};
    const auto answer = ledger().append(drafts, kNoon);
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, row.code);
    reopen();
    EXPECT_EQ(ledger().heads().value()[0].size, 1U);
    EXPECT_TRUE(ledger().entries_of("A2").value().empty());
    EXPECT_TRUE(ledger().accounts_of_telephone("+9611111111").value().empty());
  }
  // The key of the call that failed is free.
  EXPECT_FALSE(append_one(ledger(), opt_out("A5", "k2")).value().repeated);
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
  EXPECT_TRUE(ledger().append({}, kNoon).value().empty());
  EXPECT_EQ(ledger().heads().value()[0].size, 0U);
}

TEST_P(LedgerContract, SameKeySameEntry) {
  const Receipt first = append_one(ledger(), opt_out("A1", "k1"), noon_plus(1)).value();
  for (int i = 0; i < 3; ++i) {
    const Receipt again = append_one(ledger(), opt_out("A1", "k1"), noon_plus(60 + i)).value();
    EXPECT_TRUE(again.repeated);
    EXPECT_EQ(again.position, first.position);
    EXPECT_EQ(again.recorded, first.recorded);
    reopen();
  }
  EXPECT_EQ(ledger().heads().value()[0].size, 1U);
}

TEST_P(LedgerContract, SameKeyInOneCallSameEntry) {
  const std::vector<Draft> drafts{opt_out("A1", "k1"), opt_out("A2", "k2"), opt_out("A1", "k1")};
  const auto receipts = ledger().append(drafts, kNoon).value();
  EXPECT_EQ(receipts[2].position, receipts[0].position);
  EXPECT_FALSE(receipts[0].repeated);
  EXPECT_TRUE(receipts[2].repeated);
  EXPECT_EQ(ledger().heads().value()[0].size, 2U);
}

TEST_P(LedgerContract, KnownAndNewInOneCall) {
  const Receipt known = append_one(ledger(), opt_out("A2", "k2")).value();
  const std::vector<Draft> drafts{opt_out("A1", "k1"), opt_out("A2", "k2"), opt_out("A3", "k3")};
  const auto receipts = ledger().append(drafts, kNoon).value();
  EXPECT_EQ(receipts[0].position.index, 1U);
  EXPECT_EQ(receipts[1].position, known.position);
  EXPECT_EQ(receipts[2].position.index, 2U);
}

TEST_P(LedgerContract, SameKeyOtherBodyIsConflict) {
  const Draft first = opt_out("A1", "k1");
  ASSERT_TRUE(append_one(ledger(), first));
  std::map<std::string, Draft> others{{"account", first}, {"effective", first}, {"actor", first},
                                      {"channel", first}, {"body", first},      {"kind", first}};
  others["account"].entry.account = "A2";
  others["effective"].entry.effective = noon_plus(1);
  others["actor"].entry.actor = "staff-8";
  others["channel"].entry.channel = "web";
  std::get<OptOutRecorded>(others["body"].entry.body).by = "representative";
  others["kind"].entry.body = WithdrawalRecorded{};
  for (const auto& [what, other] : others) {
    const auto answer = append_one(ledger(), other);
    ASSERT_FALSE(answer) << what;
    EXPECT_EQ(answer.error().code, ErrorCode::conflict) << what;
    EXPECT_EQ(answer.error().message.find("k1"), std::string::npos) << "a key may hold personal data";
    const std::vector<Draft> in_one_call{opt_out("B1", "k9"), [&] {
                                           Draft twin = other;
                                           twin.entry.key = "k9";
                                           return twin;
                                         }()};
    EXPECT_EQ(ledger().append(in_one_call, kNoon).error().code, ErrorCode::conflict) << what;
  }
  EXPECT_EQ(ledger().heads().value()[0].size, 1U);
}

TEST_P(LedgerContract, RetryMayDifferInAnInstantThatNobodyNamed) {
  Draft draft = opt_out("A1", "k1");
  draft.effective_is_now = true;
  const Receipt first = append_one(ledger(), draft).value();
  draft.entry.effective = noon_plus(90);
  const Receipt again = append_one(ledger(), draft, noon_plus(90)).value();
  EXPECT_TRUE(again.repeated);
  EXPECT_EQ(again.position, first.position);
  EXPECT_EQ(ledger().entries_of("A1").value().at(0).entry.effective, kNoon);
}

TEST_P(LedgerContract, WithoutKeyEachIsNew) {
  EXPECT_EQ(append_one(ledger(), opt_out("A1")).value().position.index, 0U);
  EXPECT_EQ(append_one(ledger(), opt_out("A1")).value().position.index, 1U);
}

TEST_P(LedgerContract, RecordedNeverGoesBack) {
  const std::int64_t clock[] = {10, 5, 11, -100'000, 11, 12};
  const std::int64_t expected[] = {10, 10, 11, 11, 11, 12};
  for (std::size_t i = 0; i < std::size(clock); ++i) {
    if (i == 3) reopen();
    EXPECT_EQ(append_one(ledger(), opt_out("A1"), noon_plus(clock[i])).value().recorded, noon_plus(expected[i])) << i;
  }
  for (std::size_t i = 0; i < std::size(clock); ++i) {
    EXPECT_EQ(ledger().entries_of("A1").value().at(i).entry.recorded, noon_plus(expected[i])) << i;
  }
}

// What nobody dated comes after all that was recorded before it, whatever the caller's clock says; what was dated stays
// where it is.
TEST_P(LedgerContract, UndatedCountsFromRecording) {
  ASSERT_TRUE(append_one(ledger(), opt_out("A1"), noon_plus(3600)));
  Draft undated = opt_out("A1", "k1");
  undated.effective_is_now = true;
  const Receipt receipt = append_one(ledger(), undated, kNoon).value();
  EXPECT_EQ(receipt.recorded, noon_plus(3600));
  reopen();
  const auto entries = ledger().entries_of("A1").value();
  ASSERT_EQ(entries.size(), 2U);
  EXPECT_EQ(entries[0].entry.effective, kNoon);
  EXPECT_EQ(entries[1].entry.effective, noon_plus(3600));
  EXPECT_TRUE(append_one(ledger(), undated, noon_plus(9000)).value().repeated);

  // Under the same key in one call: the one is of that instant, the other of another.
  Draft dated = opt_out("A2", "k2");
  Draft other = dated;
  other.effective_is_now = true;
  EXPECT_EQ(ledger().append(std::vector<Draft>{other, dated}, kNoon).error().code, ErrorCode::conflict);
  dated.entry.effective = noon_plus(3600);
  EXPECT_TRUE(ledger().append(std::vector<Draft>{other, dated}, kNoon).value().at(1).repeated);
}

TEST_P(LedgerContract, AccountOrderIsLedgerOrder) {
  const std::vector<Draft> drafts{opt_out("B"), opt_out("A"),    agreement("P1"), customer("B"),
                                  opt_out("A"), agreement("P2"), opt_out("B")};
  ASSERT_TRUE(ledger().append(drafts, kNoon));
  ASSERT_TRUE(append_one(ledger(), opt_out("A"), noon_plus(-5)));
  EXPECT_THAT(indexes_of(ledger(), "A"), ElementsAre(1, 4, 7));
  EXPECT_THAT(indexes_of(ledger(), "B"), ElementsAre(0, 3, 6));
  EXPECT_THAT(indexes_of(ledger(), ""), ElementsAre(2, 5));
}

TEST_P(LedgerContract, AccountsAreToldApartToTheByte) {
  const std::vector<std::string> accounts{"a", "A", "a ", "aa", "\u00e9", "e\u0301", "1", "01", "1.0", "%", "a\x01"};
  for (const std::string& each : accounts) ASSERT_TRUE(append_one(ledger(), opt_out(each)));
  for (std::size_t i = 0; i < accounts.size(); ++i) EXPECT_THAT(indexes_of(ledger(), accounts[i]), ElementsAre(i));
  const std::string with_nul("a\0b", 3);
  ASSERT_TRUE(append_one(ledger(), opt_out(with_nul)));
  EXPECT_THAT(indexes_of(ledger(), with_nul), ElementsAre(accounts.size()));
  EXPECT_THAT(indexes_of(ledger(), "a"), ElementsAre(0));
}

TEST_P(LedgerContract, LatestIsTheLast) {
  const std::vector<Draft> drafts{customer("A", "+9611111111"), customer("B"), opt_out("A"),
                                  customer("A", "+9612222222"), opt_out("C"),  agreement("P")};
  ASSERT_TRUE(ledger().append(drafts, kNoon));
  const std::vector<std::string_view> accounts{"C", "A", "nobody", "B", "A", ""};
  const auto found = ledger().latest(accounts, EntryKind::customer).value();
  ASSERT_EQ(found.size(), accounts.size());
  EXPECT_FALSE(found[0]);
  ASSERT_TRUE(found[1]);
  EXPECT_EQ(found[1]->position.index, 3U);
  EXPECT_EQ(std::get<CustomerRecorded>(found[1]->entry.body).telephones, Names{"+9612222222"});
  EXPECT_FALSE(found[2]);
  EXPECT_EQ(found[3]->position.index, 1U);
  EXPECT_EQ(found[4]->position.index, 3U);
  EXPECT_FALSE(found[5]);
  EXPECT_EQ(ledger().latest(accounts, EntryKind::opt_out).value()[0]->position.index, 4U);
  EXPECT_EQ(ledger().latest(accounts, EntryKind::agreement).value()[5]->position.index, 5U);
}

TEST_P(LedgerContract, TelephoneFindsItsAccounts) {
  const std::string number = "+9611234567";
  const std::vector<Draft> drafts{customer("Z", number),        customer("B", "+9612222222"), customer("A", number),
                                  customer("Z", "+9613333333"), customer("Z", number),        customer("M")};
  for (const Draft& each : drafts) ASSERT_TRUE(append_one(ledger(), each));
  reopen();
  EXPECT_THAT(ledger().accounts_of_telephone(number).value(), ElementsAre("Z", "A"));
  EXPECT_THAT(ledger().accounts_of_telephone("+9613333333").value(), ElementsAre("Z"));
  EXPECT_TRUE(ledger().accounts_of_telephone("").value().empty());
  EXPECT_TRUE(ledger().accounts_of_telephone("+961123456").value().empty());
}

TEST_P(LedgerContract, ScanStartsAndStopsWhereTold) {
  std::vector<Draft> drafts(10, opt_out("A"));
  ASSERT_TRUE(ledger().append(drafts, kNoon));
  EXPECT_EQ(everything(ledger(), {0, 7}).value().size(), 3U);
  EXPECT_TRUE(everything(ledger(), {0, 10}).value().empty());
  EXPECT_TRUE(everything(ledger(), {0, ~std::uint64_t{0}}).value().empty());
  EXPECT_TRUE(everything(ledger(), {1, 0}).value().empty());
  int visited = 0;
  ASSERT_TRUE(ledger().scan({}, [&](Position, ByteView) { return ++visited < 4; }));
  EXPECT_EQ(visited, 4);
}

TEST_P(LedgerContract, ScanEndsWhereTheLogEndedAtTheCall) {
  ASSERT_TRUE(ledger().append(std::vector<Draft>(5, opt_out("A")), kNoon));
  int visited = 0;
  ASSERT_TRUE(ledger().scan({}, [&](Position, ByteView) {
    EXPECT_TRUE(append_one(ledger(), opt_out("A")));
    EXPECT_EQ(ledger().heads().value()[0].size, 5U + static_cast<unsigned>(++visited));
    return true;
  }));
  EXPECT_EQ(visited, 5);
}

TEST_P(LedgerContract, TellsTheRootThatItHadAtTheEndOfACommit) {
  EXPECT_EQ(ledger().root_at(0, 0).value(), Frontier{}.root());
  std::vector<LogHead> heads;
  for (int i = 0; i < 3; ++i) {
    const std::vector<Draft> drafts{opt_out("A-1"), opt_out("A-2")};
    ASSERT_TRUE(ledger().append(drafts, kNoon));
    heads.push_back(ledger().heads().value().at(0));
  }
  for (const LogHead& each : heads) EXPECT_EQ(ledger().root_at(0, each.size).value(), each.root);
  EXPECT_EQ(ledger().root_at(0, 3).value(), std::nullopt);  // in the middle of a commit
  EXPECT_EQ(ledger().root_at(0, 7).value(), std::nullopt);  // not there yet
  EXPECT_EQ(ledger().root_at(7, 2).value(), std::nullopt);  // no such log
}

TEST_P(LedgerContract, HeadsMatchTheEntries) {
  for (int size : {1, 1, 2, 4, 5, 100}) {
    ASSERT_TRUE(ledger().append(std::vector<Draft>(static_cast<std::size_t>(size), opt_out("A")), kNoon));
    reopen();
    const auto entries = everything(ledger()).value();
    const auto head = ledger().heads().value().at(0);
    EXPECT_EQ(head.log, 0U);
    EXPECT_EQ(head.size, entries.size());
    EXPECT_EQ(head.root, root_of(entries));
  }
}

TEST_P(LedgerContract, VerifyFindsItWhole) {
  for (int i = 0; i < 20; ++i) {
    const std::string n = std::to_string(i % 7);
    const std::vector<Draft> drafts{customer("A" + n, "+961111111" + n), opt_out("A" + n, "k" + std::to_string(i))};
    ASSERT_TRUE(ledger().append(drafts, noon_plus(i)));
  }
  std::uint64_t told = 0;
  const auto found = ledger().verify([&](std::uint64_t done, std::uint64_t all) {
    told = all;
    EXPECT_LE(done, all);
  });
  ASSERT_TRUE(found);
  for (const Damage& each : found->damages) ADD_FAILURE() << each.what;
  EXPECT_EQ(found->entries, 40U);
  EXPECT_EQ(told, 40U);
  ASSERT_EQ(found->heads.size(), 1U);
  EXPECT_EQ(found->heads[0].root, ledger().heads().value()[0].root);
}

// Each writer appends pairs; whoever reads must see both halves or neither, and all that was seen before.
TEST_P(LedgerContract, ReadersSeeWholeCommits) {
  constexpr int kWriters = 4;
  constexpr int kPairs = 40;
  std::atomic<int> writing{kWriters};
  std::vector<std::thread> threads;
  for (int w = 0; w < kWriters; ++w) {
    threads.emplace_back([&, w] {
      const std::string account = "A" + std::to_string(w);
      for (int i = 0; i < kPairs; ++i) {
        const std::vector<Draft> pair{customer(account), opt_out(account)};
        EXPECT_TRUE(ledger().append(pair, noon_plus(i)));
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
        EXPECT_GE(all->size(), before->at(0).size);
        EXPECT_EQ(root_of({all->begin(), all->begin() + static_cast<std::ptrdiff_t>(before->at(0).size)}),
                  before->at(0).root);
      }
      for (const std::size_t each : seen) EXPECT_EQ(each, 2U * kPairs);
    });
  }
  for (std::thread& each : threads) each.join();
  EXPECT_TRUE(ledger().verify({}).value().whole());
}

// Callers that are committed together do not answer for each other.
TEST_P(LedgerContract, OneCallersConflictIsNotAnothers) {
  ASSERT_TRUE(append_one(ledger(), opt_out("A", "taken")));
  constexpr int kThreads = 16;
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
  EXPECT_EQ(ledger().heads().value()[0].size, 1U + static_cast<unsigned>(done));
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

// Whatever is appended, in whatever pieces: a store answers as the one in memory does.
TEST_P(LedgerContract, StoresAgree) {
  MemoryLedger twin;
  std::int64_t clock = 0;
  EXPECT_TRUE(rc::check([&] {
    const auto small = [](int end) { return *rc::gen::inRange(0, end); };
    std::vector<Draft> drafts;
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
    RC_ASSERT(expected.has_value() == actual.has_value());
    if (expected) {
      RC_ASSERT(expected->size() == actual->size());
      for (std::size_t i = 0; i < expected->size(); ++i) {
        RC_ASSERT(expected->at(i).position == actual->at(i).position);
        RC_ASSERT(expected->at(i).recorded == actual->at(i).recorded);
        RC_ASSERT(expected->at(i).repeated == actual->at(i).repeated);
      }
    } else {
      RC_ASSERT(expected.error() == actual.error());
    }
    for (int a = 0; a < 5; ++a) {
      const std::string account = "A" + std::to_string(a);
      const auto expected_entries = twin.entries_of(account).value();
      const auto actual_entries = ledger().entries_of(account).value();
      RC_ASSERT(indexes_of(expected_entries) == indexes_of(actual_entries));
      for (std::size_t i = 0; i < expected_entries.size(); ++i) {
        RC_ASSERT(expected_entries[i].entry == actual_entries[i].entry);
      }
    }
    for (int t = 0; t < 4; ++t) {
      const std::string telephone = "+96111" + std::to_string(t);
      RC_ASSERT(twin.accounts_of_telephone(telephone).value() == ledger().accounts_of_telephone(telephone).value());
    }
    RC_ASSERT(twin.heads()->at(0).root == ledger().heads()->at(0).root);
    if (small(10) == 0) reopen();
  }));
  EXPECT_EQ(everything(twin), everything(ledger()));
  EXPECT_TRUE(ledger().verify({}).value().whole());
}

}  // namespace assent
