// What is recorded while a list is scrubbed: a refusal counts in every row judged after it, by index or ledger,
// whatever happens to the index.

#include "decision/packs.hpp"
#include "index/agreement.hpp"
#include "service/follower.hpp"
#include "store/memory_ledger.hpp"

#include "passing_ledger.hpp"
#include "setting.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

namespace assent::while_it_runs_test {

using namespace service;
namespace {

using index_test::AwkwardZones;

constexpr Instant kNow = instant_of(1'772'352'000'000'000);  // 2026-03-01T08:00:00Z
constexpr int kCustomers = 300;

// Customers who have opted in to everything, and a list of them, scrubbed for the carrier's own marketing.
class OptedIn : public ::testing::Test {
 protected:
  OptedIn() {
    const Instant long_ago = kNow - std::chrono::days{800};
    std::vector<ledger::Draft> drafts;
    for (int i = 0; i < kCustomers; ++i) {
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
    live.emplace(LiveIndex::build(ledger, zones, memory, scope).value());
  }

  // Without an instant: it takes effect when it is recorded.
  void refuse(const std::string& account, Instant when) {
    const ledger::Draft refusal{{account, when, {}, "test", "cli", "", evidence::OptOutRecorded{}}, false};
    ASSERT_TRUE(ledger::append_one(ledger, refusal, when));
  }

  Judgement judged(ScrubJudge& judge, const std::string& account) {
    const std::string_view name = account;
    Judgements answers;
    judge.judge({&name, 1}, answers);
    return answers.each.at(0);
  }

  store::MemoryLedger ledger;
  std::vector<std::string> accounts;
  std::vector<std::string_view> names;
  AwkwardZones zones;
  HeapMemory memory;
  const regime::Regime& tra = test::pack("tra");
  IndexScope scope;
  std::optional<LeasedIndex> live;
  CustomerFile customers{ledger, zones};
  service_test::PlainTelephones telephones;
  Use use;
  ScrubQuestion question{&tra, &use, {kNow, {}}, false, "", explanation::Language::en, false, {}};
};

using RefusalTakesEffectAtOnce = OptedIn;

TEST_F(RefusalTakesEffectAtOnce, AlsoAfterTheInstantAtWhichTheScrubBegan) {
  std::atomic<Instant> present = kNow;
  question.present = [&] { return present.load(); };
  LedgerJudge by_ledger(customers, telephones, question);
  IndexJudge by_index(*live, customers, telephones, question);
  for (ScrubJudge* judge : {static_cast<ScrubJudge*>(&by_ledger), static_cast<ScrubJudge*>(&by_index)}) {
    EXPECT_EQ(judged(*judge, "A-1").reason, Reason::opt_in);
  }
  refuse("A-1", kNow + std::chrono::seconds{5});
  ASSERT_TRUE(live->follow());
  present = kNow + std::chrono::seconds{5};
  for (ScrubJudge* judge : {static_cast<ScrubJudge*>(&by_ledger), static_cast<ScrubJudge*>(&by_index)}) {
    EXPECT_EQ(judged(*judge, "A-1").outcome, Outcome::deny);
    EXPECT_EQ(judged(*judge, "A-1").reason, Reason::opted_out);
    EXPECT_EQ(judged(*judge, "A-2").reason, Reason::opt_in);
  }
}

TEST_F(RefusalTakesEffectAtOnce, ButAnInstantAskedAboutForItsOwnSakeIsWhatItWas) {
  refuse("A-1", kNow + std::chrono::seconds{5});
  ASSERT_TRUE(live->follow());
  LedgerJudge by_ledger(customers, telephones, question);
  IndexJudge by_index(*live, customers, telephones, question);
  for (ScrubJudge* judge : {static_cast<ScrubJudge*>(&by_ledger), static_cast<ScrubJudge*>(&by_index)}) {
    EXPECT_EQ(judged(*judge, "A-1").reason, Reason::opt_in);
    EXPECT_EQ(judge->permits_end(), kNow + std::chrono::seconds{5});
  }
}

TEST_F(RefusalTakesEffectAtOnce, WhereThePermitHadAnEarlierEnd) {
  // Another permit of the list ends first, so the end of this one does not matter to the certificate.
  const Instant first = kNow + std::chrono::seconds{2};
  refuse("A-1", first);
  std::atomic<Instant> present = kNow;
  question.present = [&] { return present.load(); };
  ASSERT_TRUE(live->follow());
  IndexJudge judge(*live, customers, telephones, question);
  EXPECT_EQ(judged(judge, "A-1").outcome, Outcome::permit);
  EXPECT_EQ(judge.permits_end(), first);
  refuse("A-2", kNow + std::chrono::seconds{5});
  ASSERT_TRUE(live->follow());
  present = kNow + std::chrono::seconds{6};
  EXPECT_EQ(judged(judge, "A-2").reason, Reason::opted_out);
}

TEST_F(RefusalTakesEffectAtOnce, WhileSeveralJudge) {
  IndexJudge judge(*live, customers, telephones, question);
  std::vector<std::atomic<bool>> taken_in(accounts.size());
  std::atomic<bool> done = false;
  std::atomic<std::uint64_t> permits_after_refusal = 0;
  std::atomic<std::uint64_t> judged_after_refusal = 0;
  {
    std::vector<std::jthread> judging;  // stopped and joined also if an assertion ends the test
    for (int t = 0; t < 2; ++t) {
      judging.emplace_back([&](const std::stop_token& stop) {
        while (!stop.stop_requested() && !done) {
          std::vector<bool> refused_before;
          for (const auto& each : taken_in) refused_before.push_back(each);
          Judgements answers;
          judge.judge(names, answers);
          for (std::size_t i = 0; i < names.size(); ++i) {
            if (!refused_before[i]) continue;
            ++judged_after_refusal;
            if (answers.each[i].outcome == Outcome::permit) ++permits_after_refusal;
          }
        }
      });
    }
    for (std::size_t i = 0; i < accounts.size(); ++i) {
      refuse(accounts[i], kNow);
      ASSERT_TRUE(live->follow());
      taken_in[i] = true;
    }
    while (judged_after_refusal < 2 * accounts.size()) std::this_thread::yield();
    done = true;
  }
  EXPECT_EQ(permits_after_refusal, 0U);
  Judgements answers;
  judge.judge(names, answers);
  ASSERT_EQ(answers.each.size(), names.size());
  for (const Judgement& each : answers.each) EXPECT_EQ(each.reason, Reason::opted_out);
}

TEST_F(RefusalTakesEffectAtOnce, WhenTheFollowerHasSeenIt) {
  IndexJudge judge(*live, customers, telephones, question);
  Follower follower(*live, std::chrono::milliseconds{1}, std::chrono::hours{1});
  EXPECT_EQ(judged(judge, "A-1").outcome, Outcome::permit);
  refuse("A-1", kNow);
  while (judged(judge, "A-1").outcome == Outcome::permit) std::this_thread::yield();
  EXPECT_TRUE(live->followed());
  EXPECT_EQ(judge.asked_ledger(), 0U);
}

// An index that is too far behind is not asked.
TEST_F(RefusalTakesEffectAtOnce, WhereFollowingTakesTooLong) {
  IndexJudge judge(*live, customers, telephones, question);
  Follower follower(*live, std::chrono::hours{1}, std::chrono::milliseconds{0});
  refuse("A-1", kNow);
  Judgements answers;
  judge.judge(names, answers);
  EXPECT_EQ(answers.each.at(1).reason, Reason::opted_out);
  EXPECT_EQ(answers.each.at(2).reason, Reason::opt_in);
  EXPECT_EQ(judge.asked_ledger(), names.size());
  EXPECT_TRUE(live->followed());
}

// A ledger whose heads can no longer be read.
class HeadlessLedger final : public service_test::PassingLedger {
 public:
  using PassingLedger::PassingLedger;
  std::atomic<bool> headless = false;

  Result<std::vector<ledger::LogHead>> heads() const override {
    if (headless) return fail(ErrorCode::unavailable, "the heads cannot be read");
    return PassingLedger::heads();
  }
};

TEST_F(OptedIn, AFollowerThatCannotFollowSaysWhy) {
  HeadlessLedger failing(ledger);
  live.emplace(LiveIndex::build(failing, zones, memory, scope).value());
  IndexJudge judge(*live, customers, telephones, question);
  failing.headless = true;
  Follower follower(*live, std::chrono::milliseconds{1}, std::chrono::hours{1});
  refuse("A-1", kNow);
  EXPECT_EQ(judged(judge, "A-1").reason, Reason::opted_out) << "what was never brought up to date is not asked";
  const auto followed = live->followed();
  ASSERT_FALSE(followed);
  EXPECT_EQ(followed.error().message, "the heads cannot be read");
}

TEST_F(OptedIn, AFollowerThatCouldNotFollowForAWhileGoesOn) {
  HeadlessLedger failing(ledger);
  live.emplace(LiveIndex::build(failing, zones, memory, scope).value());
  IndexJudge judge(*live, customers, telephones, question);
  failing.headless = true;
  Follower follower(*live, std::chrono::milliseconds{1}, std::chrono::hours{1});
  ASSERT_FALSE(live->up_to_date());
  refuse("A-1", kNow);
  failing.headless = false;
  while (!live->up_to_date()) std::this_thread::yield();
  EXPECT_EQ(judged(judge, "A-1").reason, Reason::opted_out);
  EXPECT_EQ(judge.asked_ledger(), 0U);
}

TEST_F(OptedIn, CannotBeComparedWithAScrubDuringWhichAnAgreementCame) {
  const std::vector<ledger::LogHead> began = ledger.heads().value();
  const evidence::AgreementRecorded agreement{"PX", Date{}, Date{std::chrono::days{30'000}}, {"purpose_limit"}, {}};
  const ledger::Draft draft{{"", kNow, {}, "test", "cli", "", agreement}, false};
  ASSERT_TRUE(ledger::append_one(ledger, draft, kNow));
  const std::vector<ledger::LogHead> ended = ledger.heads().value();
  ASSERT_TRUE(live->follow());
  IndexJudge judge(*live, customers, telephones, question);
  EXPECT_EQ(judge.compare_with({kNow, began, ended}, ledger).error().code, ErrorCode::conflict);
  EXPECT_TRUE(judge.compare_with({kNow, ended, ended}, ledger));
  EXPECT_EQ(judge.compare_with({index::kIndexFrom - std::chrono::seconds{1}, ended, ended}, ledger).error().code,
            ErrorCode::invalid);
}

// What the ledger has just said never counts as what an earlier list says.
TEST_F(OptedIn, ARefusalThatOnlyTheLedgerToldOfIsNoUnchangedRow) {
  const std::vector<ledger::LogHead> heads = ledger.heads().value();
  std::atomic<Instant> present = kNow;
  question.present = [&] { return present.load(); };
  evidence::CustomerRecorded later;
  later.services = {"internet", "local"};
  const ledger::Draft ahead{{"A-1", kNow + std::chrono::days{9}, {}, "test", "cli", "", later}, false};
  ASSERT_TRUE(ledger::append_one(ledger, ahead, kNow));
  ASSERT_TRUE(live->follow());
  const std::vector<ledger::LogHead> now = ledger.heads().value();
  IndexJudge judge(*live, customers, telephones, question);
  ASSERT_TRUE(judge.compare_with({kNow - std::chrono::hours{1}, now, now}, ledger));
  EXPECT_TRUE(judged(judge, "A-1").unchanged);
  refuse("A-1", kNow + std::chrono::seconds{1});  // the index does not know it yet
  present = kNow + std::chrono::days{10};
  const Judgement judgement = judged(judge, "A-1");
  EXPECT_EQ(judgement.outcome, Outcome::deny);
  EXPECT_FALSE(judgement.unchanged);
}

}  // namespace
}  // namespace assent::while_it_runs_test
