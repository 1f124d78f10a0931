// All callers ask one index at the same time, while refusals arrive and it follows: two scrubs, a count of all
// customers and single decisions. After the index has followed, no decision permits a customer who refused.

#include "decision/packs.hpp"
#include "index/agreement.hpp"
#include "service/follower.hpp"
#include "service/reach.hpp"
#include "service/scrub_judge.hpp"
#include "store/memory_ledger.hpp"

#include "passing_ledger.hpp"
#include "setting.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <new>
#include <thread>

namespace assent::leased_index_test {

using namespace service;
namespace {

using index_test::AwkwardZones;

constexpr Instant kNow = instant_of(1'772'352'000'000'000);  // 2026-03-01T08:00:00Z
constexpr std::size_t kCustomers = 200;

class SharedByAll : public ::testing::Test {
 protected:
  SharedByAll() {
    const Instant long_ago = kNow - std::chrono::days{800};
    std::vector<ledger::Draft> drafts;
    for (std::size_t i = 0; i < kCustomers; ++i) {
      accounts.push_back("A-" + std::to_string(i));
      evidence::CustomerRecorded body;
      body.services = {"local"};
      drafts.push_back({{accounts.back(), long_ago, {}, "test", "cli", "", body}, false});
      evidence::OptInRecorded opt_in;
      opt_in.notice = "N";
      opt_in.notice_version = "1";
      opt_in.evidence = {"form-1", std::nullopt};
      drafts.push_back({{accounts.back(), long_ago, {}, "test", "cli", "", opt_in}, false});
    }
    EXPECT_TRUE(ledger::append_all(ledger, drafts, long_ago));
    names.assign(accounts.begin(), accounts.end());
    use.purpose = "marketing";
    use.offer = Offer{"long_distance", "telecom", "long_distance", {}};
    use.recipient = "carrier";
    use.information = {"services"};
    add_pack(scope, tra, "tra");
  }

  LeasedIndex leased() { return LeasedIndex(LiveIndex::build(ledger, zones, memory, scope).value()); }

  store::MemoryLedger ledger;
  std::vector<std::string> accounts;
  std::vector<std::string_view> names;
  AwkwardZones zones;
  HeapMemory memory;
  const regime::Regime& tra = test::pack("tra");
  IndexScope scope;
  CustomerFile customers{ledger, zones};
  service_test::PlainTelephones telephones;
  Use use;
  ScrubQuestion question{&tra, &use, {kNow, {}}, false, "", explanation::Language::en, false, {}};
};

TEST_F(SharedByAll, TwoScrubsACountAndDecisionsWhileItFollows) {
  LeasedIndex index = leased();
  std::vector<std::atomic<bool>> followed(kCustomers);  // refused, and the index has followed since
  std::atomic<std::uint64_t> permitted_after_refusal = 0;
  std::atomic<int> rounds_after_the_last = 0;
  const auto seen_by_now = [&] {
    std::vector<bool> seen;
    for (const auto& each : followed) seen.push_back(each);
    return seen;
  };

  // Asks again and again until all customers have refused, and once more.
  const auto until_all_refused = [&](const std::stop_token& stop, const auto& ask) {
    for (;;) {
      const std::vector<bool> seen = seen_by_now();
      ask(seen);
      if (stop.stop_requested()) return;
      if (std::all_of(seen.begin(), seen.end(), [](bool each) { return each; })) break;
    }
    ++rounds_after_the_last;
  };
  const auto scrub = [&](const std::stop_token& stop) {
    IndexJudge judge(index, customers, telephones, question);
    until_all_refused(stop, [&](const std::vector<bool>& seen) {
      Judgements answers;
      judge.judge(names, answers);
      for (std::size_t i = 0; i < kCustomers; ++i) {
        if (seen[i] && answers.each[i].outcome == Outcome::permit) ++permitted_after_refusal;
      }
      judge.permits_end();
    });
  };
  const auto decide = [&](const std::stop_token& stop) {
    IndexJudge judge(index, customers, telephones, question);
    std::size_t which = 0;
    until_all_refused(stop, [&](const std::vector<bool>& seen) {
      which = (which + 7) % kCustomers;
      Judgements answers;
      judge.judge({&names[which], 1}, answers);
      if (seen[which] && answers.each.at(0).outcome == Outcome::permit) ++permitted_after_refusal;
    });
  };
  const auto count = [&](const std::stop_token& stop) {
    until_all_refused(stop, [&](const std::vector<bool>& seen) {
      const auto refused = static_cast<std::uint64_t>(std::count(seen.begin(), seen.end(), true));
      const LeasedIndex::Lease lease = index.read();
      const auto counted = reach({&*lease, &customers, 2, {}}, tra, use, kNow);
      if (!counted || counted->permitted > kCustomers - refused) ++permitted_after_refusal;
    });
  };

  const Follower follower(index, std::chrono::milliseconds{1}, std::chrono::hours{1});
  {
    std::vector<std::jthread> asking;  // stopped and joined also if an assertion ends the test
    asking.emplace_back(scrub);
    asking.emplace_back(scrub);
    asking.emplace_back(count);
    asking.emplace_back(decide);
    for (std::size_t i = 0; i < kCustomers; ++i) {
      const ledger::Draft refusal{{accounts[i], kNow, {}, "test", "cli", "", evidence::OptOutRecorded{}}, false};
      ASSERT_TRUE(ledger::append_one(ledger, refusal, kNow));
      ASSERT_TRUE(index.follow());
      followed[i] = true;
    }
    for (std::jthread& each : asking) each.join();
  }
  EXPECT_EQ(permitted_after_refusal, 0U);
  EXPECT_EQ(rounds_after_the_last, 4);
  EXPECT_TRUE(index.followed());
}

// Many record at once. One of them follows for all, and whoever's call ends has its own refusal in the index.
TEST_F(SharedByAll, OneFollowsForAllWhoRecordedBefore) {
  LeasedIndex index = leased();
  std::atomic<std::uint64_t> permitted_after_refusal = 0;
  std::atomic<std::uint64_t> failed = 0;
  const auto refuse = [&](std::size_t from) {
    IndexJudge judge(index, customers, telephones, question);
    for (std::size_t i = from; i < kCustomers; i += 4) {
      const ledger::Draft refusal{{accounts[i], kNow, {}, "test", "cli", "", evidence::OptOutRecorded{}}, false};
      if (!ledger::append_one(ledger, refusal, kNow) || !index.follow()) ++failed;
      Judgements answers;
      judge.judge({&names[i], 1}, answers);
      judge.permits_end();
      if (answers.each.at(0).outcome == Outcome::permit) ++permitted_after_refusal;
    }
  };
  {
    std::vector<std::jthread> recording;
    for (std::size_t from = 0; from < 4; ++from) recording.emplace_back(refuse, from);
  }
  EXPECT_EQ(failed, 0U);
  EXPECT_EQ(permitted_after_refusal, 0U);
  const LeasedIndex::Lease lease = index.read();
  EXPECT_EQ(lease->heads(), ledger.heads().value());
}

// A notice that is published while the index follows is in what it decides by; what has not changed is not read again.
TEST_F(SharedByAll, CarrierWideEntriesAreReadAgainOnlyIfThereIsANewOne) {
  struct Counting : service_test::PassingLedger {
    using PassingLedger::PassingLedger;
    Result<std::vector<ledger::Recorded>> entries_of(std::string_view account) const override {
      if (account.empty()) ++carrier_wide;
      return PassingLedger::entries_of(account);
    }
    mutable int carrier_wide = 0;
  };
  Counting counting(ledger);
  LeasedIndex index(LiveIndex::build(counting, zones, memory, scope).value());
  const int at_first = counting.carrier_wide;
  for (int i = 0; i < 3; ++i) {
    const ledger::Draft refusal{{accounts[0], kNow, {}, "test", "cli", "", evidence::OptOutRecorded{}}, false};
    ASSERT_TRUE(ledger::append_one(counting, refusal, kNow));
    ASSERT_TRUE(index.follow());
  }
  EXPECT_EQ(counting.carrier_wide, at_first);

  evidence::AgreementRecorded agreement;
  agreement.party = "PX";
  agreement.from = Date{std::chrono::year{2026} / 1 / 1};
  agreement.to = Date{std::chrono::year{2026} / 12 / 31};
  ASSERT_TRUE(ledger::append_one(counting, {{"", kNow, {}, "test", "cli", "", agreement}, false}, kNow));
  ASSERT_TRUE(index.follow());
  EXPECT_EQ(counting.carrier_wide, at_first + 1);
  EXPECT_EQ(index.read()->carrier().agreements().size(), 1U);
}

TEST_F(SharedByAll, ALeaseTellsWhetherTheIndexHasChanged) {
  LeasedIndex index = leased();
  const std::uint64_t before = index.read().changes();
  ASSERT_TRUE(index.follow());
  EXPECT_EQ(index.read().changes(), before) << "nothing was recorded";
  const ledger::Draft refusal{{"A-1", kNow, {}, "test", "cli", "", evidence::OptOutRecorded{}}, false};
  ASSERT_TRUE(ledger::append_one(ledger, refusal, kNow));
  EXPECT_EQ(index.read().changes(), before) << "it was not told to follow";
  ASSERT_TRUE(index.follow());
  EXPECT_NE(index.read().changes(), before);
  EXPECT_EQ(index.read()->heads(), ledger.heads().value());
}

TEST_F(SharedByAll, IsUpToDateOnlyForAsLongAsItIsTrusted) {
  LeasedIndex index = leased();
  EXPECT_TRUE(index.up_to_date()) << "nobody said for how long";
  index.trust_for(std::chrono::hours{1});
  EXPECT_FALSE(index.up_to_date()) << "nobody has told it to follow";
  ASSERT_TRUE(index.follow());
  EXPECT_TRUE(index.up_to_date());
  index.trust_for(std::chrono::milliseconds{0});
  EXPECT_FALSE(index.up_to_date());
}

class ThrowingLedger : public service_test::PassingLedger {
 public:
  using PassingLedger::PassingLedger;
  Result<std::vector<ledger::LogHead>> heads() const override {
    if (throws) throw std::bad_alloc();
    return PassingLedger::heads();
  }
  std::atomic<bool> throws = false;
};

// If an exception comes while it is changed, most likely for lack of memory, it stays half changed.
TEST_F(SharedByAll, OneThatBrokeIsNotAskedAnyMore) {
  ThrowingLedger throwing(ledger);
  LeasedIndex index(LiveIndex::build(throwing, zones, memory, scope).value());
  IndexJudge judge(index, customers, telephones, question);
  throwing.throws = true;
  EXPECT_THROW(static_cast<void>(index.follow()), std::bad_alloc);
  throwing.throws = false;
  EXPECT_TRUE(index.broken());
  EXPECT_FALSE(index.up_to_date());
  EXPECT_EQ(index.follow().error().code, ErrorCode::unavailable);
  EXPECT_THROW(static_cast<void>(index.read()), std::bad_alloc);

  const ledger::Draft refusal{{"A-1", kNow, {}, "test", "cli", "", evidence::OptOutRecorded{}}, false};
  ASSERT_TRUE(ledger::append_one(ledger, refusal, kNow));
  Judgements judged;
  judge.judge(names, judged);
  EXPECT_EQ(judge.asked_ledger(), names.size());
  EXPECT_EQ(judged.each.at(1).outcome, Outcome::deny);
  EXPECT_EQ(judged.each.at(2).outcome, Outcome::permit);
}

TEST_F(SharedByAll, AFollowerThatBreaksItEndsNoProgram) {
  ThrowingLedger throwing(ledger);
  LeasedIndex index(LiveIndex::build(throwing, zones, memory, scope).value());
  const Follower follower(index, std::chrono::milliseconds{1}, std::chrono::hours{1});
  throwing.throws = true;
  while (!index.broken()) std::this_thread::yield();
  EXPECT_FALSE(index.up_to_date());
}

}  // namespace
}  // namespace assent::leased_index_test
