// An engine mends what was recorded wrongly, and every decision follows: lists of replies, corrections, an import taken
// back, a refusal that was not one, an account that continues another one, an order to erase.

#include "app/account.hpp"
#include "app/answers.hpp"
#include "app/correct.hpp"
#include "app/import.hpp"
#include "app/notice.hpp"
#include "app/partners.hpp"
#include "app/record.hpp"
#include "app/review.hpp"
#include "app/stated_choice.hpp"
#include "app/working_engine.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stop_token>
#include <string>

namespace assent::mending_use_case_test {

using namespace app;
namespace {

using service_test::at;
using testing::HasSubstr;
using testing::Not;

class Mending : public app_test::WorkingEngine {
 protected:
  Mending() {
    customer("A-1", {"+9613123456"});
    clock.set(at("2026-01-05T08:00:00Z"));
  }

  Result<service::AnswerCounts> answers(std::string_view text, AnswersRequest request = {},
                                        const std::stop_token& stop = {}) {
    TextSource list(text);
    request.circumstances = by;
    return record_answers(*engine, request, {list, rejected}, {}, stop);
  }

  Position recorded(const service::Choice& choice, const std::string& actor = "clerk-7") {
    RecordRequest request{{"A-1", {}}, choice, by, ""};
    request.circumstances.actor = actor;
    return std::get<service::Acknowledgement>(record_choice(*engine, request).value().done).position;
  }

  // In writing, after a notice.
  Position approved() {
    const service::NoticeFile notice =
        service::read_notice(test::text_of("examples/notice.toml"), "notice.toml").value();
    EXPECT_TRUE(publish_notice(*engine, notice, "", by));
    StatedOptIn stated;
    stated.notice = notice.notice.notice;
    stated.notice_version = notice.notice.version;
    stated.evidence.reference = "form/1";
    return recorded(opt_in_of(stated).value());
  }

  service::Circumstances by{{}, "clerk-7", "shop", ""};
};

TEST_F(Mending, AListOfAnswersIsInEveryAnswer) {
  EXPECT_EQ(answer(), Reason::no_notice);
  const auto counts = answers("account,choice\nA-1,opt_out\n,opt_in\n");
  ASSERT_TRUE(counts) << to_string(counts.error());
  EXPECT_EQ(counts->opt_outs, 1U);
  EXPECT_EQ(counts->rejected, 1U);
  EXPECT_THAT(rejects, HasSubstr("opt_in"));
  EXPECT_EQ(answer(), Reason::opted_out);
  EXPECT_EQ(answers("account,choice\nA-1,opt_out\n")->already, 1U) << "safe to repeat";
}

TEST_F(Mending, ARefusalFromANumberOfNobodyIsKeptUnderTheEnginesKey) {
  AnswersRequest request;
  request.options.names.country = "LB";
  const auto counts = answers("telephone,choice\n03 999 999,opt_out\n", request);
  ASSERT_TRUE(counts) << to_string(counts.error());
  EXPECT_EQ(counts->kept_numbers, 1U);
}

TEST_F(Mending, AListOfAnswersNamesRulesAndCountriesThatThereAre) {
  AnswersRequest request;
  request.regime = "nowhere";
  EXPECT_EQ(answers("account,choice\nA-1,opt_out\n", request).error().code, ErrorCode::not_found);
  request.regime.clear();
  request.options.names.country = "Lebanon";
  const auto refused = answers("account,choice\nA-1,opt_out\n", request);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().message, "the country is `Lebanon`, which is not a country's code");
  EXPECT_EQ(size(), 1U) << "nothing is recorded";
}

TEST_F(Mending, AListOfAnswersThatIsStoppedCanBeRepeated) {
  std::stop_source stop;
  stop.request_stop();
  EXPECT_EQ(answers("account,choice\nA-1,opt_out\n", {}, stop.get_token()).error().code, ErrorCode::unavailable);
  EXPECT_EQ(answer(), Reason::no_notice);
  EXPECT_EQ(answers("account,choice\nA-1,opt_out\n")->opt_outs, 1U);
}

TEST_F(Mending, AnApprovalThatNeverWasGrantsNothing) {
  const Position entry = approved();
  EXPECT_EQ(answer(), Reason::opt_in);
  const auto corrected = correct(*engine, {entry, std::nullopt, {}}, by);
  ASSERT_TRUE(corrected) << to_string(corrected.error());
  EXPECT_EQ(corrected->corrected.position, entry);
  EXPECT_EQ(answer(), Reason::no_notice);
}

TEST_F(Mending, ARefusalStaysUntilASecondPersonHasNamedTheEvidence) {
  const Position entry = recorded(evidence::OptOutRecorded{});
  EXPECT_EQ(correct(*engine, {entry, std::nullopt, {}}, by).error().code, ErrorCode::invalid);
  EXPECT_EQ(answer(), Reason::opted_out);
  ASSERT_TRUE(correct(*engine, {entry, std::nullopt, {"lead-2", {"letter/4", {}}}}, by));
  EXPECT_EQ(answer(), Reason::no_notice);
}

TEST_F(Mending, AnImportIsTakenBackAsAWholeOrNotAtAll) {
  constexpr std::string_view kMapping =
      "[account]\ncolumn = \"id\"\n[state]\nconstant = \"active\"\n[kind]\nconstant = \"residential\"\n"
      "[[services]]\nconstant = \"local\"\n";
  ImportRequest request;
  request.actor = "billing";
  request.run = "base-1";
  const ImportPorts ports{
      []() -> Result<std::unique_ptr<ByteSource>> { return std::make_unique<TextSource>("id\nN-7\n"); }, rejected};
  ASSERT_TRUE(
      import_customers(*engine, intake::read_customer_mapping(kMapping, "carrier.toml").value(), request, ports));
  EXPECT_EQ(answer("N-7"), Reason::no_notice);
  const std::uint64_t before = size();

  std::stop_source stop;
  stop.request_stop();
  EXPECT_EQ(retract_import(*engine, "base-1", {}, by, {}, stop.get_token()).error().code, ErrorCode::unavailable);
  EXPECT_EQ(retract_import(*engine, "base-2", {}, by).error().code, ErrorCode::not_found);
  EXPECT_EQ(size(), before);
  EXPECT_EQ(answer("N-7"), Reason::no_notice);

  const auto counts = retract_import(*engine, "base-1", {}, by);
  ASSERT_TRUE(counts) << to_string(counts.error());
  EXPECT_EQ(counts->profiles, 1U);
  EXPECT_THAT(answer("N-7"), Not(Reason::no_notice));
  EXPECT_EQ(retract_import(*engine, "base-1", {}, by)->already, 1U) << "safe to repeat";
}

TEST_F(Mending, AProvisionalRefusalWaitsForAPersonWhoReadsIt) {
  evidence::OptOutRecorded refusal;
  refusal.provisional = true;
  const Position entry = recorded(refusal, "reply-reader");
  EXPECT_EQ(answer(), Reason::opted_out) << "it counts meanwhile";
  ASSERT_EQ(reviews_waiting(*engine, "")->size(), 1U);
  EXPECT_EQ(reviews_waiting(*engine, "A-1")->front().position, entry);
  EXPECT_TRUE(reviews_waiting(*engine, "A-2")->empty());
  std::stop_source stop;
  stop.request_stop();
  EXPECT_EQ(reviews_waiting(*engine, "", {}, stop.get_token()).error().code, ErrorCode::unavailable);

  const service::Review review{
      "A-1", entry, evidence::ReviewRecorded::Outcome::not_a_refusal, {"reply/81 of +961 3 123 456", {}}};
  const auto telling = record_review(*engine, review, by);
  ASSERT_FALSE(telling);
  EXPECT_THAT(telling.error().message, HasSubstr("the reference contains the customer's telephone number"));
  ASSERT_TRUE(record_review(*engine, {"A-1", entry, evidence::ReviewRecorded::Outcome::not_a_refusal, {}}, by));
  EXPECT_EQ(answer(), Reason::no_notice);
  EXPECT_TRUE(reviews_waiting(*engine, "")->empty());
}

TEST_F(Mending, AnAccountThatContinuesAnotherOneRefusesWithIt) {
  customer("N-7");
  recorded(evidence::OptOutRecorded{});
  EXPECT_EQ(answer("N-7"), Reason::no_notice);
  const auto done =
      record_link(*engine, {"A-1", "N-7", evidence::LinkRecorded::Cause::renumbered, service_test::proof()}, by);
  ASSERT_TRUE(done) << to_string(done.error());
  EXPECT_EQ(done->carried, 1U);
  EXPECT_EQ(answer("N-7"), Reason::opted_out);
}

TEST_F(Mending, WhatIdentifiesACustomerIsErasedAndTheirRefusalStays) {
  recorded(evidence::OptOutRecorded{});
  const auto telling = erase_customer(*engine, "A-1", {"order of +961 3 123 456", {}}, by);
  ASSERT_FALSE(telling);
  EXPECT_THAT(telling.error().message, HasSubstr("the reference contains the customer's telephone number"));
  const auto erased = erase_customer(*engine, "A-1", {"order-17", {}}, by);
  ASSERT_TRUE(erased) << to_string(erased.error());
  EXPECT_TRUE(erased->destroyed);
  EXPECT_EQ(answer(), Reason::opted_out);

  const auto life = account_life(*engine, "A-1");
  ASSERT_TRUE(life);
  ASSERT_EQ(life->size(), 3U);
  EXPECT_EQ(life->back().kind, evidence::EntryKind::erasure);
  EXPECT_EQ(account_life(*engine, "A-1", at("2026-01-02T08:00:00Z"))->size(), 1U) << "as known then";
  EXPECT_TRUE(account_life(*engine, "")->empty()) << "the carrier has said nothing";
}

TEST_F(Mending, ThePartnersAreThoseOfTheInstant) {
  evidence::PartnerRecorded partner;
  partner.party = "PX";
  partner.name = "Example Tours";
  partner.recipient = "joint_venture_partner";
  RecordRequest request{{}, partner, by, ""};
  ASSERT_TRUE(record_choice(*engine, request));
  EXPECT_TRUE(partners_on_record(*engine, at("2026-01-02T08:00:00Z"))->empty());
  const auto partners = partners_on_record(*engine);
  ASSERT_TRUE(partners);
  ASSERT_EQ(partners->size(), 1U);
  EXPECT_EQ(partners->front().name, "Example Tours");
}

}  // namespace
}  // namespace assent::mending_use_case_test
