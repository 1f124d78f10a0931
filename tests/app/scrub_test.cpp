// The use case of a scrub, with everything outside in memory.

#include "app/scrub.hpp"

#include "app/memory_results.hpp"
#include "base/memory.hpp"
#include "consent/kept_account.hpp"
#include "evidence/hash.hpp"
#include "ledger/append.hpp"
#include "service/certify.hpp"
#include "service/passing_ledger.hpp"
#include "service/setting.hpp"
#include "wire/scrub.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stop_token>
#include <string>
#include <thread>
#include <vector>

namespace assent::scrub_test {

using namespace app;
namespace {

using app_test::KeyInMemory;
using app_test::ListInMemory;
using app_test::ResultsInMemory;
using service_test::at;
using service_test::internet_offer;
using service_test::Setting;
using service_test::small_regime;
using service_test::Store;
using testing::ElementsAre;
using testing::HasSubstr;
using Kind = service::ScrubNotice::Kind;

// An index that is built when it is asked for.
class BuiltIndex final : public ScrubIndex {
 public:
  explicit BuiltIndex(Setting& s) : s_(s) {}
  Result<std::shared_ptr<service::LeasedIndex>> open() override {
    service::IndexScope scope;
    service::add_pack(scope, s_.regime, s_.regime.id);
    return service::LiveIndex::build(*s_.ledger, s_.zones, memory_, scope).map([](service::LiveIndex&& built) {
      return std::make_shared<service::LeasedIndex>(std::move(built));
    });
  }

 private:
  Setting& s_;
  HeapMemory memory_;
};

class AScrubOfAList : public testing::Test {
 protected:
  AScrubOfAList() {
    s.customer("A1", "+9613123456", {"internet"});
    s.customer("A2", "+9613123457");
  }

  ScrubRequest request() const {
    ScrubRequest request;
    request.program = "1.2.3";
    request.campaign.name = "Spring";
    request.campaign.regime = "small";
    request.use = internet_offer();
    request.regime = small_regime();
    request.campaign_text = "campaign";
    request.catalogue_text = "catalogue";
    request.regime_text = "small";
    request.at = at("2026-03-01T09:00:00Z");
    request.piece_bytes = 12;
    return request;
  }
  ScrubPorts ports(ListToScrub& list, ScrubResults& into) {
    return {*s.ledger, s.zones, s.telephones, s.clock, list, into, keys, index};
  }
  Result<ScrubOutcome> scrub(const ScrubRequest& asked, ListInMemory& list, const service::OnProgress& on_progress = {},
                             const std::stop_token& stop = {}) {
    return scrub_list(asked, ports(list, results), on_progress, stop);
  }

  static std::string long_list() {
    std::string text = "account,n\n";
    for (int i = 0; i < 300; ++i) text += (i % 3 == 0 ? "A1," : "A2,") + std::to_string(i) + '\n';
    return text;
  }

  Setting s{Store::memory};
  ResultsInMemory results;
  KeyInMemory keys;
  ScrubIndex* index = nullptr;
};

TEST_F(AScrubOfAList, PermitsAndRefusesAndCertifiesIt) {
  ListInMemory list("account,n\nA1,1\nA9,2\nA2,3\n");
  ScrubRequest asked = request();
  asked.threads = 1;
  std::uint64_t bytes = 0;
  const auto outcome = scrub(asked, list, [&](const service::Progress& progress) { bytes = progress.bytes; });
  ASSERT_TRUE(outcome) << to_string(outcome.error());
  EXPECT_EQ(bytes, list.text.size());
  EXPECT_EQ(outcome->summary.rows, 3U);
  EXPECT_EQ(outcome->summary.permitted, 1U);
  EXPECT_EQ(outcome->summary.by_reason.at(Reason::unknown_customer), 1U);
  EXPECT_EQ(outcome->occasion.campaign, "Spring");
  EXPECT_EQ(outcome->occasion.as_of.at, at("2026-03-01T09:00:00Z"));
  EXPECT_EQ(outcome->identifier.column, "account");
  EXPECT_FALSE(outcome->trouble);
  EXPECT_TRUE(outcome->notices.empty());

  ASSERT_TRUE(results.shown);
  EXPECT_EQ(results.shown->permitted, "account,n\nA1,1\n");
  EXPECT_THAT(results.shown->refused, HasSubstr("A9,2,unknown_customer,"));
  EXPECT_EQ(results.shown->report, wire::to_json(outcome->occasion, outcome->summary));
  EXPECT_EQ(results.shown->certificate, outcome->certificate);
  EXPECT_THAT(results.calls, ElementsAre("open", "finish_lists", "write_certificate", "write_report", "commit"));

  TextSource whole(list.text);
  TextSource permitted(results.shown->permitted);
  TextSource refused(results.shown->refused);
  const auto trusted = keys.trusted().value();
  const auto report = service::check_certificate(
      *outcome->certificate, trusted, {&whole, &permitted, &refused, &*s.ledger, {}}, at("2026-03-01T09:00:00Z"));
  ASSERT_TRUE(report);
  EXPECT_TRUE(report->good());
  EXPECT_EQ(report->certificate->program, "1.2.3");
}

// 47 CFR 64.2009(c): the carrier keeps a record of its campaigns.
TEST_F(AScrubOfAList, IsRecordedAsARunOfTheCampaignBeforeItIsShown) {
  ListInMemory list("account,n\nA1,1\nA9,2\nA2,3\n");
  const std::uint64_t size = s.size();
  ASSERT_TRUE(scrub(request(), list));
  EXPECT_EQ(s.size(), size) << "a trial is not recorded";
  EXPECT_FALSE(results.shown->report.find("\"run\":null") == std::string::npos);

  ScrubRequest asked = request();
  asked.recorded_by = s.circumstances;
  const auto outcome = scrub(asked, list);
  ASSERT_TRUE(outcome) << to_string(outcome.error());
  const auto entries = s.ledger->entries_of(kCampaignRuns).value();
  ASSERT_EQ(entries.size(), 1U);
  EXPECT_EQ(outcome->occasion.run, entries[0].position);
  EXPECT_EQ(entries[0].entry.actor, s.circumstances.actor);
  const auto& run = std::get<evidence::CampaignRunRecorded>(entries[0].entry.body);
  EXPECT_EQ(run.campaign, "Spring");
  EXPECT_EQ(run.purpose, "marketing");
  EXPECT_EQ(run.offer, "fibre");
  EXPECT_EQ(run.rows, 3U);
  EXPECT_EQ(run.permitted, 1U);
  EXPECT_EQ(run.refused, 2U);
  EXPECT_EQ(run.at, at("2026-03-01T09:00:00Z"));
  EXPECT_EQ(run.list, evidence::sha256(evidence::view_of(list.text)));
  EXPECT_EQ(run.permitted_list, evidence::sha256(evidence::view_of(results.shown->permitted)));
  EXPECT_EQ(run.certificate, evidence::sha256(evidence::view_of(results.shown->certificate)));

  // The run comes after everything that the certificate speaks of, and no decision about a customer rests on it.
  const auto report =
      service::check_certificate(*outcome->certificate, keys.trusted().value(),
                                 {nullptr, nullptr, nullptr, &*s.ledger, {}}, at("2026-03-01T09:00:00Z"));
  ASSERT_TRUE(report);
  EXPECT_TRUE(report->good());
  EXPECT_EQ(report->since, service::EntriesSince{});
}

TEST_F(AScrubOfAList, ShowsNoListWhoseRunCannotBeRecorded) {
  class Full final : public service_test::PassingLedger {
   public:
    using PassingLedger::PassingLedger;
    std::vector<Result<ledger::Receipt>> append(std::span<const ledger::Draft> drafts, Instant) override {
      return ledger::refuse_all(drafts.size(), {ErrorCode::unavailable, "the disk is full", ""});
    }
  };
  Full full(*s.ledger);
  ListInMemory list("account,n\nA1,1\n");
  ScrubRequest asked = request();
  asked.recorded_by = s.circumstances;
  const ScrubPorts with{full, s.zones, s.telephones, s.clock, list, results, keys, nullptr};
  const auto outcome = scrub_list(asked, with);
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().message, "the disk is full");
  EXPECT_FALSE(results.shown);
}

TEST_F(AScrubOfAList, AsksAnIndexWithTheSameAnswers) {
  ListInMemory list(long_list());
  ASSERT_TRUE(scrub(request(), list));
  const auto by_ledger = results.shown;
  BuiltIndex built(s);
  index = &built;
  const auto by_index = scrub(request(), list);
  ASSERT_TRUE(by_index) << to_string(by_index.error());
  EXPECT_EQ(results.shown, by_ledger);

  // The same for what has changed since.
  ScrubRequest since = request();
  since.since = EarlierCertificate{*by_index->certificate, "the certificate"};
  auto changed = scrub(since, list);
  ASSERT_TRUE(changed) << to_string(changed.error());
  EXPECT_EQ(changed->summary.unchanged, 300U);
  EXPECT_FALSE(changed->certificate);
  EXPECT_EQ(results.shown->permitted, "account,n\n");

  since.since->note.front() = '!';
  EXPECT_EQ(scrub(since, list).error().code, ErrorCode::invalid);
  index = nullptr;
  since.since->note = *by_index->certificate;
  EXPECT_THAT(scrub(since, list).error().message, HasSubstr("needs an index"));
}

TEST_F(AScrubOfAList, StopsInTheMiddleAndCanBeGoneOnWith) {
  ListInMemory list(long_list());
  ASSERT_TRUE(scrub(request(), list));
  const auto whole = results.shown;
  results.shown.reset();

  for (const unsigned threads : {1U, 3U}) {
    ScrubRequest asked = request();
    asked.threads = threads;
    asked.mark_bytes = 1000;
    std::stop_source stop;
    results.on_mark = [&] { stop.request_stop(); };
    results.calls.clear();
    const auto stopped = scrub(asked, list, {}, stop.get_token());
    results.on_mark = {};
    ASSERT_FALSE(stopped);
    EXPECT_EQ(stopped.error(), service::scrub_stopped());
    EXPECT_THAT(results.calls, ElementsAre("open", "mark", "mark"));
    EXPECT_FALSE(results.shown);
    EXPECT_LT(service::read_journal(results.journal)->mark.summary.rows, 300U);
    EXPECT_GT(service::read_journal(results.journal)->mark.place.offset, 1000U);

    asked.resume = true;
    const auto resumed = scrub(asked, list);
    ASSERT_TRUE(resumed) << to_string(resumed.error());
    EXPECT_EQ(resumed->summary.rows, 300U);
    EXPECT_TRUE(resumed->notices.empty());
    EXPECT_EQ(results.shown, whole);
    results.shown.reset();
  }
}

TEST_F(AScrubOfAList, DoesNothingWhereItWasStoppedBefore) {
  ListInMemory list(long_list());
  std::stop_source stop;
  stop.request_stop();
  EXPECT_EQ(scrub(request(), list, {}, stop.get_token()).error(), service::scrub_stopped());
  EXPECT_TRUE(results.calls.empty());
  EXPECT_EQ(list.opened + keys.asked, 0);
}

TEST_F(AScrubOfAList, IsGoneOnWithByTheSameOrderOnly) {
  ListInMemory list(long_list());
  std::stop_source stop;
  results.on_mark = [&] { stop.request_stop(); };
  ScrubRequest first = request();
  first.mark_bytes = 100;
  ASSERT_FALSE(scrub(first, list, {}, stop.get_token()));
  results.on_mark = {};
  const std::string journal = results.journal;
  ASSERT_FALSE(journal.empty());

  const auto expect_conflict = [&](auto change) {
    ScrubRequest other = request();
    other.resume = true;
    change(other);
    const auto refused = scrub(other, list);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::conflict);
    EXPECT_EQ(results.journal, journal);
  };
  expect_conflict([](ScrubRequest& other) { other.program = "1.2.4"; });
  expect_conflict([](ScrubRequest& other) { other.regime_text = "other"; });
  expect_conflict([](ScrubRequest& other) { other.columns.country = "LB"; });
  expect_conflict([](ScrubRequest& other) { other.explain_each = true; });
  expect_conflict([](ScrubRequest& other) { other.language = explanation::Language::ar; });
  expect_conflict([](ScrubRequest& other) { other.at = at("2026-03-01T10:00:00Z"); });
  expect_conflict([](ScrubRequest& other) { other.known_at = StatedInstant{at("2026-03-01T09:00:00Z"), "then"}; });
  list.changes = "2";
  expect_conflict([](ScrubRequest&) {});

  list.again = false;
  ScrubRequest same = request();
  same.resume = true;
  EXPECT_EQ(scrub(same, list).error().code, ErrorCode::invalid);
}

// One process, one ledger, two callers.
TEST_F(AScrubOfAList, RunsBesideAnother) {
  const std::string one = long_list();
  const std::string other = "n,telephone\n1,+9613123456\n2,+9613123457\n3,+9613000000\n";
  const auto scrub_beside = [&](const std::string& text, ResultsInMemory& into) {
    ListInMemory list(text);
    KeyInMemory own;
    const ScrubPorts own_ports{*s.ledger, s.zones, s.telephones, s.clock, list, into, own, nullptr};
    return scrub_list(request(), own_ports).has_value();
  };
  ResultsInMemory alone[2];
  ASSERT_TRUE(scrub_beside(one, alone[0]));
  ASSERT_TRUE(scrub_beside(other, alone[1]));
  for (int round = 0; round < 10; ++round) {
    ResultsInMemory beside[2];
    bool done[2] = {};
    {
      const std::jthread first([&] { done[0] = scrub_beside(one, beside[0]); });
      const std::jthread second([&] { done[1] = scrub_beside(other, beside[1]); });
    }
    ASSERT_TRUE(done[0] && done[1]);
    EXPECT_EQ(beside[0].shown, alone[0].shown);
    EXPECT_EQ(beside[1].shown, alone[1].shown);
  }
}

TEST_F(AScrubOfAList, CommitsNothingWhereAResultFails) {
  ListInMemory list(long_list());
  ScrubRequest asked = request();
  asked.mark_bytes = 1;
  asked.resume = true;
  for (const char* each :
       {"interrupted", "open", "mark", "finish_lists", "write_certificate", "write_report", "commit"}) {
    results.journal.clear();
    results.fails = each;
    const auto failed = scrub(asked, list);
    ASSERT_FALSE(failed) << each;
    EXPECT_EQ(failed.error().message, std::string(each) + " fails");
    EXPECT_FALSE(results.shown) << each;
  }
  results.fails.clear();
  EXPECT_TRUE(scrub(asked, list));
  EXPECT_TRUE(results.shown);
}

TEST_F(AScrubOfAList, LeavesNothingOfAListThatIsNotTheSameAnyMore) {
  ListInMemory list(long_list());
  ScrubRequest asked = request();
  asked.mark_bytes = 100;
  results.on_mark = [&] { list.changes = "2"; };
  const auto failed = scrub(asked, list);
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().code, ErrorCode::unavailable);
  EXPECT_EQ(results.calls.back(), "discard");

  ListInMemory torn("account,n\nA1,1\nA2,\r2\n");
  EXPECT_EQ(scrub(request(), torn).error().code, ErrorCode::invalid);
  EXPECT_EQ(results.calls.back(), "discard");
  EXPECT_FALSE(results.shown);
}

TEST_F(AScrubOfAList, TellsWhatOneShouldKnow) {
  const auto kinds = [&](const ScrubRequest& asked, std::string text) {
    ListInMemory list(std::move(text));
    const auto outcome = scrub(asked, list);
    EXPECT_TRUE(outcome);
    std::vector<Kind> said;
    if (outcome) {
      for (const service::ScrubNotice& each : outcome->notices) said.push_back(each.kind);
    }
    return said;
  };
  ScrubRequest asked = request();
  asked.resume = true;
  asked.at = at("2025-03-01T09:00:00Z");
  asked.regime.in_effect_from = service_test::on("2025-06-01");
  EXPECT_THAT(kinds(asked, "account\nA1\n"),
              ElementsAre(Kind::nothing_to_resume, Kind::rules_not_in_effect, Kind::instant_of_the_past));
  results.resumable = false;
  asked = request();
  asked.resume = true;
  EXPECT_THAT(kinds(asked, "number\n03 000 000\n"),
              ElementsAre(Kind::results_cannot_be_resumed, Kind::numbers_of_nobody));
  // If neither request nor campaign names an instant, the question is about the present.
  asked = request();
  asked.at.reset();
  EXPECT_TRUE(kinds(asked, "account\nA1\n").empty());
  EXPECT_EQ(ListScrub::plan(asked, ports(*std::make_unique<ListInMemory>(""), results)).value()->as_of().at,
            s.clock.now());
}

// Its status is unknown to a program that cannot read it.
TEST_F(AScrubOfAList, EndsWhereTheLedgerCannotBeRead) {
  class Locked final : public service_test::PassingLedger {
   public:
    using PassingLedger::PassingLedger;
    Result<std::vector<ledger::Recorded>> closed_entries_of(std::string_view) const override {
      return fail(ErrorCode::unavailable, "locked by another program");
    }
  } locked(*s.ledger);
  ListInMemory list(long_list());
  const auto failed = scrub_list(request(), {locked, s.zones, s.telephones, s.clock, list, results, keys, nullptr});
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().message, "locked by another program");
  EXPECT_FALSE(results.shown);
}

}  // namespace
}  // namespace assent::scrub_test
