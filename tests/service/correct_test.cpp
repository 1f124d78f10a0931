// Corrections and imports taken back: what was wrong goes, and everything recorded in another way stays. A refusal goes
// only with a second person and their evidence.
#include "service/correct.hpp"

#include "service/keyed_append.hpp"
#include "service/rehearsal_ledger.hpp"
#include "setting.hpp"

#include <gtest/gtest.h>

namespace assent::correct_test {

using namespace service;
namespace {

using namespace service_test;

const Confirmation kConfirmed{"lead-2", {"ticket/8", {}}};

class CorrectTest : public testing::TestWithParam<Store> {
 protected:
  Setting s{GetParam()};

  // Like an entry of an import.
  Position imported(std::string account, evidence::Body body, std::string_view effective, std::string key = "") {
    ledger::Draft draft;
    draft.entry.account = std::move(account);
    draft.entry.effective = at(effective);
    draft.entry.actor = "clerk-7";
    draft.entry.channel = "import";
    draft.entry.key = std::move(key);
    draft.entry.body = std::move(body);
    draft.entry.run = "run-1";
    return (*append_keyed(*s.ledger, {&draft, 1}, s.clock.now()))[0]->position;
  }
  Result<Corrected> correct(Position entry, std::optional<Instant> effective, const Confirmation& confirmation = {}) {
    return assent::service::correct(*s.ledger, {entry, effective, confirmation}, s.circumstances, s.clock.now());
  }
  Result<RetractionCounts> retract(const Confirmation& confirmation = {}) {
    return retract_run(*s.ledger, "run-1", confirmation, s.circumstances, s.clock);
  }
  Reason reason(std::string account, std::string_view instant = "2026-06-01T08:00:00Z") {
    return s.decide(std::move(account), internet_offer(), instant).reason;
  }
  evidence::OptInRecorded proved() {
    evidence::OptInRecorded opt_in = opt_in_for({"carrier"});
    opt_in.notice = "leaflet";
    opt_in.evidence = proof();
    return opt_in;
  }
};
INSTANTIATE_TEST_SUITE_P(Stores, CorrectTest, testing::Values(Store::memory, Store::sqlite));

// The clerk wrote 2024 for 2025: the approval of May 2024 counts again once a second person has seen the form.
TEST_P(CorrectTest, AWrongDateOfARefusalIsMendedByTwoPeople) {
  s.customer("A1");
  imported("A1", proved(), "2024-05-01T00:00:00Z");
  const Position refusal = imported("A1", evidence::OptOutRecorded{}, "2025-01-10T00:00:00Z");
  EXPECT_EQ(reason("A1"), Reason::opted_out);

  const auto alone = correct(refusal, at("2024-01-10T00:00:00Z"));
  ASSERT_TRUE(alone.has_value()) << alone.error().message;
  EXPECT_TRUE(alone->both_count);
  EXPECT_EQ(reason("A1"), Reason::opted_out);

  const auto confirmed = correct(refusal, at("2024-01-10T00:00:00Z"), kConfirmed);
  ASSERT_TRUE(confirmed.has_value()) << confirmed.error().message;
  EXPECT_FALSE(confirmed->both_count);
  EXPECT_EQ(reason("A1"), Reason::opt_in);
}

TEST_P(CorrectTest, RefusesWhatWouldPermitMoreWithoutASecondPerson) {
  s.customer("A1");
  const Position refusal = imported("A1", evidence::OptOutRecorded{}, "2025-01-10T00:00:00Z");
  const Position approval = imported("A1", proved(), "2024-05-01T00:00:00Z");
  EXPECT_EQ(correct(refusal, std::nullopt).error().code, ErrorCode::invalid);
  EXPECT_EQ(correct(approval, at("2025-05-01T00:00:00Z")).error().code, ErrorCode::invalid);
  EXPECT_EQ(correct(refusal, std::nullopt, {"clerk-7", proof()}).error().code, ErrorCode::invalid) << "by himself";
  EXPECT_EQ(correct(refusal, std::nullopt, {"lead-2", {}}).error().code, ErrorCode::invalid) << "without evidence";
  EXPECT_EQ(correct(refusal, at("2027-01-01T00:00:00Z"), kConfirmed).error().code, ErrorCode::invalid) << "future";
  EXPECT_EQ(correct({0, 99}, std::nullopt).error().code, ErrorCode::not_found);
  EXPECT_EQ(correct({7, 0}, std::nullopt).error().code, ErrorCode::not_found);
  EXPECT_EQ(reason("A1"), Reason::opted_out);
}

// The second person must be another one, however the first one's name is spelt.
TEST_P(CorrectTest, NobodyConfirmsWhatHeRecordsHimself) {
  s.customer("A1");
  const Position refusal = imported("A1", evidence::OptOutRecorded{}, "2025-01-10T00:00:00Z");
  for (const char* name : {"clerk-7 ", "Clerk-7", "clerk\u200b-7", "\uff43lerk-7", " ", "\u200b"}) {
    EXPECT_EQ(correct(refusal, std::nullopt, {name, proof()}).error().code, ErrorCode::invalid) << name;
  }
  EXPECT_EQ(reason("A1"), Reason::opted_out);
}

TEST_P(CorrectTest, ThatSomebodyHasNotLeftIsConfirmed) {
  s.customer("A1");
  s.clock.set(at("2026-02-01T08:00:00Z"));
  evidence::CustomerRecorded former;
  former.state = CustomerState::former;
  const Position left = imported("A1", former, "2026-02-01T08:00:00Z");
  EXPECT_EQ(correct(left, std::nullopt).error().code, ErrorCode::invalid);
  EXPECT_EQ(reason("A1"), Reason::former_customer);
  EXPECT_TRUE(correct(left, std::nullopt, kConfirmed));
  EXPECT_EQ(reason("A1"), Reason::no_notice);

  evidence::CustomerRecorded fewer =
      std::get<evidence::CustomerRecorded>(s.ledger->entries_of("A1")->front().entry.body);
  const Names services = std::exchange(fewer.services, {});
  ASSERT_FALSE(services.empty());
  const Position without = imported("A1", fewer, "2026-02-02T08:00:00Z");
  EXPECT_EQ(correct(without, std::nullopt).error().code, ErrorCode::invalid) << "he had more services before";
  fewer.services = services;
  fewer.language = "ar";
  EXPECT_TRUE(correct(imported("A1", fewer, "2026-02-03T08:00:00Z"), std::nullopt));
}

TEST_P(CorrectTest, WhatCannotBeCorrectedIsSaid) {
  s.customer("A1");
  s.notice("A1", on("2026-01-02"));
  const auto entries = *s.ledger->entries_of("");
  ASSERT_FALSE(entries.empty());
  EXPECT_EQ(correct(entries.front().position, std::nullopt).error().code, ErrorCode::invalid);
  const Position profile = s.ledger->entries_of("A1")->front().position;
  EXPECT_EQ(correct(profile, at("2025-01-01T00:00:00Z"), kConfirmed).error().code, ErrorCode::invalid);
  const auto done = correct(profile, std::nullopt);
  ASSERT_TRUE(done.has_value());
  EXPECT_EQ(correct(done->receipt.position, std::nullopt).error().code, ErrorCode::invalid) << "a correction";
  EXPECT_EQ(reason("A1"), Reason::unknown_customer);
}

// The mapping exchanged yes and no.
TEST_P(CorrectTest, AWrongImportIsTakenBackAtOnceButForItsRefusals) {
  s.customer("A1");
  s.customer("A2");
  s.customer("A3");
  imported("A1", proved(), "2025-05-01T00:00:00Z");
  imported("A2", evidence::OptOutRecorded{}, "2025-05-01T00:00:00Z");
  s.clock.set(at("2026-02-01T00:00:00Z"));
  s.choose("A3", evidence::OptOutRecorded{});
  EXPECT_EQ(reason("A1"), Reason::opt_in);

  EXPECT_EQ(retract(), (RetractionCounts{2, 1, 0, 0, 1, 0}));
  EXPECT_EQ(reason("A1"), Reason::no_notice);
  EXPECT_EQ(reason("A2"), Reason::opted_out) << "for want of a second person";

  EXPECT_EQ(retract(kConfirmed), (RetractionCounts{2, 0, 0, 1, 0, 1}));
  EXPECT_EQ(reason("A2"), Reason::no_notice);
  EXPECT_EQ(reason("A3"), Reason::opted_out) << "made in between";
  EXPECT_EQ(retract(kConfirmed), (RetractionCounts{2, 0, 0, 0, 0, 2}));
  EXPECT_EQ(retract_run(*s.ledger, "run-2", {}, s.circumstances, s.clock).error().code, ErrorCode::not_found);
}

// The right file says about some customers what the wrong one had said: these rows must not count as imported before.
TEST_P(CorrectTest, WhatWasRetractedCanBeImportedAgain) {
  s.customer("A1");
  imported("A1", evidence::OptOutRecorded{}, "2025-05-01T00:00:00Z", "approval:1");
  ASSERT_TRUE(retract(kConfirmed).has_value());
  EXPECT_EQ(reason("A1"), Reason::no_notice);
  for (int times = 0; times < 2; ++times) {
    const std::uint64_t size = s.size();
    imported("A1", evidence::OptOutRecorded{}, "2025-05-01T00:00:00Z", "approval:1");
    EXPECT_EQ(reason("A1"), Reason::opted_out);
    EXPECT_EQ(s.size(), size + (times == 0 ? 1U : 0U));
  }
}

TEST_P(CorrectTest, AProfileTakenBackLetsTheOneBeforeHoldAndTheNextImportSeeIt) {
  s.customer("A1", "", {"local"});
  evidence::CustomerRecorded wrong;
  wrong.services = {"internet"};
  imported("A1", wrong, "2026-01-01T08:00:00Z");
  imported("A2", wrong, "2026-01-01T08:00:00Z");
  EXPECT_EQ(reason("A1"), Reason::within_subscribed_category);
  s.clock.set(at("2026-02-01T00:00:00Z"));
  EXPECT_EQ(retract(), (RetractionCounts{2, 0, 2, 0, 0, 0}));
  EXPECT_EQ(reason("A1"), Reason::no_notice);
  EXPECT_EQ(reason("A1", "2026-01-15T00:00:00Z"), Reason::no_notice) << "at the time, as known now";
  EXPECT_EQ(reason("A2"), Reason::former_customer);
  const std::vector<std::string_view> accounts{"A1", "A2"};
  const auto latest = *s.ledger->latest(accounts, evidence::EntryKind::customer);
  EXPECT_EQ(std::get<evidence::CustomerRecorded>(latest[0]->entry.body).services, Names{"local"});
  EXPECT_EQ(std::get<evidence::CustomerRecorded>(latest[1]->entry.body).state, CustomerState::former);
}

// A run that is only tried finds what it has appended itself, and leaves no trace.
TEST_P(CorrectTest, ARehearsalAnswersAsTheLedgerWouldAndRecordsNothing) {
  s.customer("A1");
  const std::uint64_t size = s.size();
  RehearsalLedger rehearsal(*s.ledger);
  ledger::Draft draft;
  draft.entry.account = "A1";
  draft.entry.actor = "clerk";
  draft.entry.channel = "import";
  draft.entry.key = "k";
  draft.entry.body = evidence::OptOutRecorded{};
  EXPECT_FALSE(ledger::append_one(rehearsal, draft, s.clock.now())->repeated);
  EXPECT_TRUE(ledger::append_one(rehearsal, draft, s.clock.now())->repeated);
  draft.entry.body = evidence::OptInRecorded{};
  EXPECT_EQ(ledger::append_one(rehearsal, draft, s.clock.now()).error().code, ErrorCode::conflict);
  const std::vector<std::string_view> accounts{"A1"};
  EXPECT_TRUE(rehearsal.latest(accounts, evidence::EntryKind::opt_out)->front().has_value());
  EXPECT_EQ(rehearsal.entries_of("A1")->size(), s.ledger->entries_of("A1")->size() + 1);
  EXPECT_EQ(s.size(), size);
}

}  // namespace
}  // namespace assent::correct_test
