// Asking about one customer and about many: the same decisions from the ledger and from an index, even if rules come
// into use or a customer refuses between two questions.

#include "app/query.hpp"
#include "app/standing_queries.hpp"
#include "decision/packs.hpp"
#include "index/agreement.hpp"
#include "service/setting.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace assent::query_test {

using namespace app;
namespace {

using testing::HasSubstr;
using twin::Draw;

std::string pack_text(const std::string& id) { return test::text_of("regimes/" + id + ".toml"); }

std::shared_ptr<const Rules> rules() {
  std::vector<PackText> packs;
  for (const regime::Regime& each : test::packs()) packs.push_back({each.id + ".toml", pack_text(each.id)});
  return std::make_shared<const Rules>(Rules{RulePacks::of(std::move(packs)), index_test::catalogue(), {}});
}

class Asked : public testing::Test {
 protected:
  explicit Asked(std::uint64_t seed = 1) : draw(seed), accounts(index_test::fill(draw, ledger, 40)) {
    for (const regime::Regime& each : test::packs()) service::add_pack(scope, each, each.id);
    index.emplace(service::LiveIndex::build(ledger, zones, memory, scope).value());
  }

  EnginePorts ports(service::LeasedIndex* with = nullptr) { return {ledger, zones, telephones, clock, with, {}}; }

  Query random_query() {
    const Use use = index_test::random_use(draw, index_test::catalogue());
    Query query;
    query.regime = draw.of(test::packs()).id;
    query.use.purpose = use.purpose;
    query.use.offer = use.offer ? use.offer->id : "";
    query.use.recipient = use.recipient;
    query.use.party = use.party;
    query.use.information = use.information;
    query.at = index_test::random_instant(draw);
    return query;
  }

  service::Judgements judged(const Engine& engine, const Query& query, std::span<const std::string> names) {
    const std::vector<std::string_view> views(names.begin(), names.end());
    const auto many = ManyDecisions::prepare(engine, query);
    EXPECT_TRUE(many) << to_string(many.error());
    service::Judgements judgements;
    if (many) (*many)->decide(views, judgements);
    return judgements;
  }

  Draw draw;
  store::MemoryLedger ledger;
  std::vector<std::string> accounts;
  index_test::AwkwardZones zones;
  HeapMemory memory;
  service_test::PlainTelephones telephones;
  service_test::HandClock clock{service_test::at("2026-06-01T08:00:00Z")};
  service::IndexScope scope;
  std::optional<service::LeasedIndex> index;
};

TEST_F(Asked, OneAndManyGiveTheSameAnswersByLedgerAndByIndex) {
  const Engine by_ledger(ports(), rules(), "tra");
  const Engine by_index(ports(&*index), rules(), "tra");
  int asked = 0;
  for (int round = 0; round < 200; ++round) {
    const Query query = random_query();
    const auto first = decide(by_ledger, {accounts.front(), {}}, query);
    if (!first) {  // a relation or purpose that this regime has no rule for
      EXPECT_EQ(first.error().code, ErrorCode::invalid);
      EXPECT_EQ(ManyDecisions::prepare(by_index, query).error(), first.error());
      continue;
    }
    ++asked;
    const service::Judgements ledgers = judged(by_ledger, query, accounts);
    const service::Judgements indexs = judged(by_index, query, accounts);
    for (std::size_t i = 0; i < accounts.size(); ++i) {
      const auto one = decide(by_ledger, {accounts[i], {}}, query);
      ASSERT_TRUE(one);
      EXPECT_EQ(ledgers.each[i].outcome, one->decision.outcome);
      EXPECT_EQ(ledgers.each[i].reason, one->decision.reason);
      EXPECT_EQ(indexs.each[i].outcome, one->decision.outcome);
      EXPECT_EQ(indexs.each[i].reason, one->decision.reason);
    }
  }
  EXPECT_GT(asked, 50);
}

// A clock at whose every reading somebody records a refusal, as they do when many refuse.
class BusyClock final : public Clock {
 public:
  BusyClock(store::MemoryLedger& ledger, Instant begin) : ledger_(ledger), now_(begin) {}
  Instant now() const override {
    const Instant told = now_;
    now_ += std::chrono::milliseconds{1};
    EXPECT_TRUE(ledger::append_one(ledger_,
                                   {{"A-busy", now_, {}, "test", "cli", "", evidence::OptOutRecorded{}}, false}, now_));
    return told;
  }

 private:
  store::MemoryLedger& ledger_;
  mutable Instant now_;
};

// It once was, and then each decision of the next moment was read from the ledger.
TEST_F(Asked, TheLedgerIsNotAheadWhenSomebodyRecordsMeanwhile) {
  const BusyClock busy(ledger, service_test::at("2026-06-01T08:00:00Z"));
  const Engine engine({ledger, zones, telephones, busy, &*index, {}}, rules(), "tra");
  Query query;
  query.use.information = {"services"};
  query.use.offer = "long_distance";
  const auto many = ManyDecisions::prepare(engine, query);
  ASSERT_TRUE(many) << to_string(many.error());
  EXPECT_TRUE((*many)->by_index());
}

TEST_F(Asked, ARefusalIsInEveryAnswerOnceItIsRecorded) {
  Engine engine(ports(&*index), rules(), "tra");
  Query query;
  query.use.information = {"services"};
  for (const Offer& each : index_test::catalogue().offers) {
    if (each.offer_class == "telecom") query.use.offer = each.id;
  }
  const auto many = ManyDecisions::prepare(engine, query);
  ASSERT_TRUE(many) << to_string(many.error());
  EXPECT_TRUE((*many)->by_index());
  const std::vector<std::string_view> names(accounts.begin(), accounts.end());
  service::Judgements before;
  (*many)->decide(names, before);
  int changed = 0;
  for (std::size_t i = 0; i < accounts.size(); ++i) {
    if (before.each[i].outcome != Outcome::permit) continue;
    const auto done = engine.record(accounts[i], evidence::WithdrawalRecorded{},
                                    {std::nullopt, "clerk-7", "shop", "", ""}, (*many)->regime());
    ASSERT_TRUE(done) << to_string(done.error());
    service::Judgements after;
    (*many)->decide({&names[i], 1}, after);
    const Reason reason = after.each[0].reason;
    EXPECT_TRUE(after.each[0].outcome == Outcome::deny || reason == before.each[i].reason);
    EXPECT_NE(reason, Reason::opt_in) << "what was approved is approved no more";
    EXPECT_NE(reason, Reason::opt_out_deemed);
    if (after.each[0].outcome == Outcome::deny) ++changed;
  }
  EXPECT_GT(changed, 0);
}

TEST_F(Asked, WhatIsNamedMustBeThere) {
  const Engine engine(ports(), rules(), "tra");
  Query query;
  query.regime = "nowhere";
  EXPECT_EQ(decide(engine, {"A", {}}, query).error().code, ErrorCode::not_found);
  query.regime.clear();
  query.use.purpose = "markteing";
  EXPECT_THAT(decide(engine, {"A", {}}, query).error().mend, HasSubstr("marketing"));
  query.use = {};
  query.use.offer = "nothing";
  EXPECT_EQ(decide(engine, {"A", {}}, query).error().code, ErrorCode::not_found);
  query.use = {};
  query.use.information = {"locaton"};
  EXPECT_THAT(decide(engine, {"A", {}}, query).error().mend, HasSubstr("location"));
}

TEST_F(Asked, WhoeverBeganUnderSomeRulesEndsUnderThem) {
  Engine engine(ports(), rules(), "tra");
  const auto before = ManyDecisions::prepare(engine, Query{});
  ASSERT_TRUE(before);
  const std::string version = (*before)->regime().version;
  std::string text = pack_text("tra");
  const std::string stated = "version = \"" + version + "\"";
  ASSERT_NE(text.find(stated), std::string::npos);
  text.replace(text.find(stated), stated.size(), "version = \"another\"");
  engine.use(std::make_shared<const Rules>(Rules{RulePacks::of({{"tra.toml", text}}), index_test::catalogue(), {}}));
  EXPECT_EQ(ManyDecisions::prepare(engine, Query{}).value()->regime().version, "another");
  EXPECT_EQ((*before)->regime().version, version);
  service::Judgements judged;
  const std::string_view name = accounts.front();
  (*before)->decide({&name, 1}, judged);
  EXPECT_EQ(judged.each.size(), 1U);
}

TEST_F(Asked, AFaultyPackSaysItsFirstIssue) {
  const auto faulty = std::make_shared<const Rules>(Rules{RulePacks::of({{"regimes/tra.toml", "id = 1\n"}}), {}, {}});
  const Engine engine(ports(), faulty, "tra");
  const auto answer = decide(engine, {"A", {}}, Query{});
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, ErrorCode::invalid);
  EXPECT_THAT(answer.error().message, HasSubstr("regimes/tra.toml:1"));
}

// A repeated question is prepared once for a moment. After a moment, or with other rules, it is prepared again. A
// refusal counts at once all the same.
TEST_F(Asked, AStandingQuestionIsPreparedOnceForAMoment) {
  Engine engine(ports(&*index), rules(), "tra");
  StandingQueries standing(engine);
  Query query;
  query.use.offer = "internet";
  const auto first = standing.prepared(query).value();
  EXPECT_EQ(standing.prepared(query).value(), first);
  Query other = query;
  other.use.contact_channel = "email";
  EXPECT_NE(standing.prepared(other).value(), first);

  std::vector<std::string> permitted;
  service::Judgements judged;
  for (const std::string& account : accounts) {
    const std::string_view name = account;
    first->decide({&name, 1}, judged);
    if (judged.each.front().outcome == Outcome::permit) permitted.push_back(account);
  }
  ASSERT_FALSE(permitted.empty());
  const auto regime = engine.regime("", engine.now());
  int refused = 0;
  for (const std::string& account : permitted) {
    ASSERT_TRUE(engine.record(account, evidence::OptOutRecorded{}, {std::nullopt, "test", "web", ""}, **regime));
    const auto expected = decide(engine, {account, {}}, query).value().decision;
    const std::string_view name = account;
    standing.prepared(query).value()->decide({&name, 1}, judged);
    EXPECT_EQ(judged.each.front().outcome, expected.outcome);
    EXPECT_EQ(judged.each.front().reason, expected.reason);
    refused += expected.outcome == Outcome::deny ? 1 : 0;
  }
  EXPECT_GT(refused, 0);

  engine.use(rules());
  const auto under_new_rules = standing.prepared(query).value();
  EXPECT_NE(under_new_rules, first);
  clock.set(clock.now() + std::chrono::milliseconds(101));
  EXPECT_NE(standing.prepared(query).value(), under_new_rules);
  query.use.recipient = "no such recipient";
  EXPECT_EQ(standing.prepared(query).error().code, ErrorCode::invalid);
}

}  // namespace
}  // namespace assent::query_test
