#include "service/answers.hpp"

#include "service/answer_row.hpp"
#include "service/number_holders.hpp"
#include "setting.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <stdexcept>

namespace assent::answers_test {

using namespace service;
namespace {

using service_test::at;
using service_test::internet_offer;
using service_test::on;
using service_test::Setting;
using service_test::Store;
using testing::HasSubstr;
using testing::Not;

AnswerCounts recorded(Setting& s, std::string_view list, std::string* rejected = nullptr, std::size_t batch = 4096) {
  TextSource source(list);
  std::string rows;
  TextSink rejects(rows);
  const auto counts = record_answers(source, s.regime, s.telephones, *s.ledger, s.circumstances, rejects, s.clock,
                                     {batch, {"account", "telephone", "LB"}, false, service_test::drawn_key});
  EXPECT_TRUE(counts) << to_string(counts.error());
  if (rejected != nullptr) *rejected = rows;
  return counts.value_or(AnswerCounts{});
}

class AnswersTest : public testing::TestWithParam<Store> {
 protected:
  AnswersTest() {
    for (const auto* account : {"A1", "A2", "A3"}) s.customer(account);
    s.notice("A1", on("2026-01-02"));
    s.clock.set(at("2026-03-01T00:00:00Z"));
  }

  std::vector<ledger::Recorded> entries(std::string_view account) { return s.ledger->entries_of(account).value(); }

  Setting s{GetParam()};
  std::string rejected;
};
INSTANTIATE_TEST_SUITE_P(Stores, AnswersTest, testing::Values(Store::memory, Store::sqlite));

constexpr std::string_view kAll =
    "account,telephone,choice,at,by,scope,form,recipients,parties,information,offers,notice,notice_version,evidence,"
    "channel,"
    "key\n";

constexpr std::string_view kEvery =
    "account,telephone,choice,at,by,scope,form,recipients,parties,information,offers,notice,notice_version,evidence,"
    "channel,contact_channels,classes,categories,until,provisional,key\n";

TEST_P(AnswersTest, AreRecordedWithAllThatTheySay) {
  const std::string list = std::string(kAll) +
                           "A1,,opt_in,2026-02-01T10:00:00+02:00,authorised_representative,,written,agent "
                           " joint_venture_partner,PX PY,services,fibre tv,approvals,1,scan 12,mail,slip-12\n"
                           " A2 ,,opt_out,,,carrier agent,,,,,,,,,,\n"
                           "A3,,withdrawal,2026-02-01T10:00:00Z,minor_user,all,,,,,,,,log 7,sms,\n";
  const AnswerCounts counts = recorded(s, list, &rejected);
  EXPECT_EQ(rejected, "");
  EXPECT_EQ(counts, (AnswerCounts{3, 1, 1, 1, 0, 0, 0}));

  const evidence::Entry opt_in = entries("A1").back().entry;
  evidence::OptInRecorded approval;
  approval.form = "written";
  approval.recipients = Coverage::only({"agent", "joint_venture_partner"});
  approval.parties = Coverage::only({"PX", "PY"});
  approval.information = Coverage::only({"services"});
  approval.offers = Coverage::only({"fibre", "tv"});
  approval.by = "authorised_representative";
  approval.notice = "approvals";
  approval.notice_version = "1";
  approval.evidence.reference = "scan 12";
  EXPECT_EQ(opt_in.body, evidence::Body(approval));
  EXPECT_EQ(opt_in.effective, at("2026-02-01T08:00:00Z"));
  EXPECT_EQ(opt_in.channel, "mail");
  EXPECT_EQ(opt_in.actor, "clerk-7");
  EXPECT_EQ(opt_in.key, "slip-12");

  const evidence::Entry opt_out = entries("A2").back().entry;
  EXPECT_EQ(std::get<evidence::OptOutRecorded>(opt_out.body).scope, Coverage::only({"carrier", "agent"}));
  EXPECT_EQ(opt_out.effective, s.clock.now());
  EXPECT_EQ(opt_out.channel, "shop") << "the run's own";
  const evidence::Entry withdrawal = entries("A3").back().entry;
  EXPECT_EQ(withdrawal.body,
            evidence::Body(evidence::WithdrawalRecorded{Coverage::everything(), "minor_user", {"log 7", {}}}));
}

// A machine read the replies: each counts, and waits for a person only where the list says so clearly.
// What customers permitted in an earlier system comes as a list, too. A permission needs its evidence.
TEST_P(AnswersTest, APermissionForNoticesByEmailIsRecordedWithItsEvidence) {
  const AnswerCounts counts = recorded(s,
                                       "account,choice,evidence,at\nA1,email_permission,form-7,2026-02-01T10:00:00Z\n"
                                       "A2,E-Mail permission,,\nA3,email_permission?,form-8,\n",
                                       &rejected);
  EXPECT_EQ(counts.email_permissions, 1U);
  EXPECT_EQ(counts.opt_ins + counts.withdrawals + counts.opt_outs, 0U);
  EXPECT_EQ(counts.rejected, 2U) << rejected;
  const evidence::Entry entry = entries("A1").back().entry;
  EXPECT_EQ(entry.body, evidence::Body(evidence::EmailPermissionRecorded{true, {"form-7", std::nullopt}, false}));
  EXPECT_EQ(entry.effective, at("2026-02-01T10:00:00Z"));
}

TEST_P(AnswersTest, ARefusalThatAMachineReadIsProvisional) {
  const std::string list =
      "account,choice,provisional,key\n"
      "A1,opt_out,yes,1\n"
      "A2,withdrawal, TRUE ,2\n"
      "A2,opt_out,1,3\n"
      "A3,opt_out,no,4\n"
      "A3,withdrawal,,5\n"
      "A3,opt_out,perhaps,6\n";
  EXPECT_EQ(recorded(s, list, &rejected), (AnswerCounts{6, 4, 0, 2, 0, 0, 0, 1}));
  const auto provisional = [&](std::string_view account, std::string_view key) {
    for (const ledger::Recorded& each : entries(account)) {
      if (each.entry.key != key) continue;
      if (const auto* opt_out = std::get_if<evidence::OptOutRecorded>(&each.entry.body)) return opt_out->provisional;
      return std::get<evidence::WithdrawalRecorded>(each.entry.body).provisional;
    }
    throw std::runtime_error("nothing under that key");
  };
  EXPECT_TRUE(provisional("A1", "1"));
  EXPECT_TRUE(provisional("A2", "2"));
  EXPECT_TRUE(provisional("A2", "3"));
  EXPECT_FALSE(provisional("A3", "4"));
  EXPECT_FALSE(provisional("A3", "5"));
  EXPECT_FALSE(provisional("A3", "6")) << "no review takes it back";
  EXPECT_EQ(rejected,
            "line,column,reason,row\n"
            "7,12,\"recorded as a refusal that is not provisional: this is neither yes nor no; write `yes` or `no`, or "
            "leave it empty\",\"A3,opt_out,perhaps,6\"\n");
  EXPECT_EQ(s.decide("A1", internet_offer(), "2026-03-01T00:00:00Z").reason, Reason::opted_out);
  EXPECT_EQ(recorded(s, list).already, 6U);
}

// A cell too many: nobody can tell whose cell says yes.
TEST_P(AnswersTest, ARefusalInADamagedRowIsNotProvisional) {
  EXPECT_EQ(recorded(s, "account,choice,provisional\nx,A1,opt_out,yes\n").opt_outs, 1U);
  EXPECT_FALSE(std::get<evidence::OptOutRecorded>(entries("A1").back().entry.body).provisional);
}

TEST_P(AnswersTest, AnOptInThatNobodyHasReadIsTurnedAway) {
  const std::string list =
      "account,choice,evidence,provisional\n"
      "A1,opt_in,sms 1,yes\n"
      "A2,opt_in,sms 2,maybe\n"
      "A3,opt_in,sms 3,no\n";
  EXPECT_EQ(recorded(s, list, &rejected), (AnswerCounts{3, 0, 1, 0, 0, 2, 0}));
  EXPECT_THAT(rejected, HasSubstr("\n2,17,\"an opt-in cannot be provisional; only a refusal can; "));
  EXPECT_THAT(rejected, HasSubstr("\n3,17,\"this is neither yes nor no; "));
}

TEST_P(AnswersTest, OnlyAccountAndChoiceAreNeeded) {
  EXPECT_EQ(recorded(s, "choice,account\nopt_out,A1\n"), (AnswerCounts{1, 1, 0, 0, 0, 0, 0}));
  EXPECT_EQ(entries("A1").back().entry.body, evidence::Body(evidence::OptOutRecorded{}));
  EXPECT_EQ(s.decide("A1", internet_offer(), "2026-03-01T00:00:00Z").reason, Reason::opted_out);
}

// The letters say that the customers want no more of it; the mailroom mistyped the instant or the scope.
TEST_P(AnswersTest, ARefusalIsNotTurnedAwayForWhatElseStandsInItsRow) {
  s.circumstances.effective = at("2026-02-01T00:00:00Z");  // of undated replies
  const std::string list =
      "account,choice,at,scope,key\n"
      "A1,opt_out,01/03/2026,,\n"
      "A2,withdrawal,2026-02-10T00:00:00Z,carrier 96170123456,\n"
      "A3,opt_out,soon,96170123456,letter 3\n"
      "A2,opt_out,,,\n"
      "A2,opt_in,soon,,\n";
  EXPECT_EQ(recorded(s, list, &rejected), (AnswerCounts{5, 3, 0, 1, 0, 1, 0, 3}));
  EXPECT_THAT(rejected, HasSubstr("\n2,12,\"recorded as of now: this is not an instant; "));
  EXPECT_THAT(rejected,
              HasSubstr("\n3,36,\"recorded for all recipients: this is not a recipient that the regime `small` knows"));
  EXPECT_THAT(rejected, HasSubstr("\n4,12,\"recorded as of now: "));
  EXPECT_THAT(rejected, HasSubstr("\n6,11,\"this is not an instant; "));

  const evidence::Entry first = entries("A1").back().entry;
  EXPECT_EQ(first.body, evidence::Body(evidence::OptOutRecorded{}));
  EXPECT_EQ(first.effective, s.clock.now()) << "not as of the run's instant, which an approval may outrank";
  EXPECT_EQ(entries("A3").back().entry.body, evidence::Body(evidence::OptOutRecorded{}));
  const evidence::Entry second = entries("A2")[1].entry;
  EXPECT_EQ(second.body, evidence::Body(evidence::WithdrawalRecorded{}));
  EXPECT_EQ(second.effective, at("2026-02-10T00:00:00Z"));

  const std::uint64_t size = s.size();
  s.clock.set(at("2026-03-05T00:00:00Z"));
  EXPECT_EQ(recorded(s, list, nullptr, 2), (AnswerCounts{5, 0, 0, 0, 4, 1, 0, 3}));
  EXPECT_EQ(s.size(), size);
}

TEST_P(AnswersTest, SayWhatTheyAreAbout) {
  const std::string list =
      "account,choice,contact_channels,classes,categories,until,evidence\n"
      "A1,opt_in,sms email,telecom,internet local,2026-12-31,scan 1\n"
      "A2,opt_out,sms sms,equipment,,nonsense,\n"
      "A3,withdrawal,all,,mobile,,\n";
  EXPECT_EQ(recorded(s, list, &rejected), (AnswerCounts{3, 1, 1, 1, 0, 0, 0}));
  EXPECT_EQ(rejected, "");
  const auto opt_in = std::get<evidence::OptInRecorded>(entries("A1").back().entry.body);
  EXPECT_EQ(opt_in.about, (About{Coverage::only({"email", "sms"}), Coverage::only({"telecom"}),
                                 Coverage::only({"internet", "local"})}));
  EXPECT_EQ(opt_in.until, on("2026-12-31"));
  evidence::OptOutRecorded opt_out;
  opt_out.about.channels = Coverage::only({"sms"});
  opt_out.about.classes = Coverage::only({"equipment"});
  EXPECT_EQ(entries("A2").back().entry.body, evidence::Body(opt_out)) << "a refusal has no end";
  evidence::WithdrawalRecorded withdrawal;
  withdrawal.about.categories = Coverage::only({"mobile"});
  EXPECT_EQ(entries("A3").back().entry.body, evidence::Body(withdrawal));
  EXPECT_EQ(s.decide("A2", internet_offer(), "2026-03-01T00:00:00Z").reason, Reason::opted_out);
}

// A refusal of something unreadable refuses everything. An approval of it would approve what the customer did not mean.
TEST_P(AnswersTest, WhatTheyAreAboutIsReadWideOfRefusalsAndNotAtAllOfApprovals) {
  const std::string list =
      "account,choice,contact_channels,classes,categories,until,evidence\n"
      "A1,opt_out,E-Mail,equipment,mobile Mobil,,\n"
      "A2,opt_in,E-Mail,,,,log 1\n"
      "A2,opt_in,all sms,,,,log 1\n"
      "A2,opt_in,,,,next year,log 1\n"
      "A2,opt_in,,,,2026-02-27,log 1\n";
  EXPECT_EQ(recorded(s, list, &rejected).rejected, 4U) << rejected;
  evidence::OptOutRecorded wide;
  wide.about.classes = Coverage::only({"equipment"});
  EXPECT_EQ(entries("A1").back().entry.body, evidence::Body(wide));
  EXPECT_THAT(rejected, HasSubstr("recorded for every channel: this is not a name of a channel; "));
  EXPECT_THAT(rejected, HasSubstr("recorded for every category: "));
  EXPECT_THAT(rejected, HasSubstr("\n3,11,\"this is not a name of a channel; write only small letters"));
  EXPECT_THAT(rejected, HasSubstr("\n4,11,\"`all` is beside other names"));
  EXPECT_THAT(rejected, HasSubstr("\n5,14,\"this is not a day; "));
  EXPECT_THAT(rejected, HasSubstr("\n6,14,\"this ends the approval before it was given; "));
  EXPECT_THAT(rejected, Not(HasSubstr("`E-Mail`")));
}

struct Rejected {
  std::string row;
  std::string place;  // line and column
  std::string told;
};

TEST_P(AnswersTest, WhatCannotBeRecordedIsRejectedWithItsPlaceAndNothingOfTheRow) {
  // account,choice,at,by,scope,form,recipients,information,notice,notice_version,evidence
  const std::vector<Rejected> table = {
      {"96170123456,perhaps,,,,,,,,,", "2,13,", "none of `opt_out`, `opt_in`, `withdrawal`, `email_permission`"},
      {",opt_out,,,,,,,,,", "2,1,", "the account is missing"},
      {"A1,opt_in,yesterday,,,,,,,,log 1", "2,11,", "not an instant"},
      {"A1,opt_in,,,,96170123456,,,,,log 1", "2,14,", "this is not a form of an opt-in"},
      {"A1,opt_in,,,,,96170123456,,,,log 1", "2,15,", "this is not a recipient"},
      {"A1,opt_in,,,,,carrier all,,,,log 1", "2,15,", "`all` is beside other names"},
      {"A1,opt_in,,,carrier,,,,,,log 1", "2,13,", "an opt-in has no scope"},
      {"A1,opt_in,,,,,,,,,", "2,19,", "an opt-in has no evidence"},
      {"A1,opt_in,2026-03-01T00:00:01Z,,,,,,,,log 1", "2,11,", "is in the future"},
      {"A1,opt_in,,,,,,,96170123456,,log 1", "2,17,", "this is not a published notice"},
      {"A1,opt_in,,,,,,,approvals,96170123456,log 1", "2,27,", "this is not a published version of the notice"},
      {"A1,opt_in,,,,,,,,96170123456,log 1", "2,17,", "without its notice"},
      {"A1,opt_in,2026-01-01T07:59:59Z,,,,,,approvals,1,log 1", "2,11,",
       "this is before the publication of the notice"},
      {"96170123456,opt_in,,,,,,,,,log 1", "2,1,", "this is not an account on record"},
      {"A1,opt_in", "2,10,", "fields"},
  };
  const std::uint64_t size = s.size();
  for (const Rejected& each : table) {
    const AnswerCounts counts = recorded(
        s, "account,choice,at,by,scope,form,recipients,information,notice,notice_version,evidence\n" + each.row + "\n",
        &rejected);
    EXPECT_EQ(counts, (AnswerCounts{1, 0, 0, 0, 0, 1, 0})) << each.row;
    const std::string line = rejected.substr(rejected.find('\n') + 1);
    EXPECT_THAT(line, testing::StartsWith(each.place)) << each.row;
    EXPECT_THAT(line, HasSubstr(each.told)) << each.row;
    EXPECT_THAT(line.substr(0, line.rfind(each.row)), Not(HasSubstr("96170123456"))) << "the reason, before the row";
  }
  EXPECT_EQ(s.size(), size);
}

TEST_P(AnswersTest, TheOtherRowsOfAListWithFaultsAreRecorded) {
  const AnswerCounts counts =
      recorded(s, "account,choice,evidence\nA1,opt_in,\n\"A\n2\",opt_in,log 1\nA2,opt_out,\nA3,nothing,\n", &rejected);
  EXPECT_EQ(counts, (AnswerCounts{4, 1, 0, 0, 0, 3, 0}));
  EXPECT_THAT(rejected, testing::StartsWith("line,column,reason,row\n2,11,\"an opt-in has no evidence"));
  EXPECT_THAT(rejected, HasSubstr("\n3,1,\"this is not an account on record"));
  EXPECT_THAT(rejected, HasSubstr("\n6,4,\"the choice is none of"));
}

TEST_P(AnswersTest, LineEndsAroundACellAreBlanks) {
  EXPECT_EQ(recorded(s, "account,choice\n\"A1\r\n\",\"\nopt_out\"\n").opt_outs, 1U);
}

// A customer who replies to a short message is known only by the number: the fixed line of two accounts, a number of
// one account, one that its holder gave up.
class AnswersOfNumbersTest : public AnswersTest {
 protected:
  AnswersOfNumbersTest() {
    s.customer("B1", "+9613111111");
    s.customer("B2", "+9613222222");
    s.customer("B3", "+9613222222");
    s.customer("B4", "+9613444444", {"local"}, "en", CustomerState::former);
  }

  Reason reason(const std::string& account) {
    return s.decide(account, internet_offer(), "2026-03-09T00:00:00Z").reason;
  }
};
INSTANTIATE_TEST_SUITE_P(Stores, AnswersOfNumbersTest, testing::Values(Store::memory, Store::sqlite));

TEST_P(AnswersOfNumbersTest, ARefusalIsRecordedForEveryAccountThatHasTheNumber) {
  const std::string list =
      "telephone,choice,at,key\n"
      "03 111 111,opt_out,2026-03-01T00:00:00Z,\n"
      "+961 3 222 222,withdrawal,,sms-7 +9613222222\n"
      "03 444 444,opt_out,,\n";
  AnswerCounts first{3, 2, 0, 1};
  first.further_accounts = 1;
  first.kept_numbers = 1;  // of the former customer
  EXPECT_EQ(recorded(s, list, &rejected), first);
  EXPECT_EQ(rejected, "");
  EXPECT_EQ(reason("B1"), Reason::opted_out);
  EXPECT_EQ(reason("B2"), Reason::withdrawn);
  EXPECT_EQ(reason("B3"), Reason::withdrawn);
  EXPECT_EQ(entries("B4").back().entry.body, evidence::Body(evidence::OptOutRecorded{}))
      << "nobody has it now: who had it last";
  for (const auto* account : {"B1", "B2", "B3", "B4"}) {
    const evidence::Entry entry = entries(account).back().entry;
    EXPECT_THAT(entry.key, testing::AllOf(Not(HasSubstr("111111")), Not(HasSubstr("222222")), Not("")));
  }

  const std::uint64_t size = s.size();
  s.clock.set(at("2026-03-05T00:00:00Z"));
  AnswerCounts again{3, 0, 0, 0, 3};
  again.kept_numbers = 1;
  EXPECT_EQ(recorded(s, list, nullptr, 2), again);
  EXPECT_EQ(recorded(s, "account,choice,at\nB1,opt_out,2026-03-01T00:00:00Z\n").already, 1U) << "it says the same";
  EXPECT_EQ(s.size(), size);
}

TEST_P(AnswersOfNumbersTest, ANumberThatSomebodyElseHasNowIsNoLongerThatOfWhoLeft) {
  s.customer("B5", "+9613444444");
  s.customer("B1", "+9613555555");
  recorded(s, "telephone,choice\n03 444 444,opt_out\n03 555 555,opt_out\n");
  EXPECT_EQ(reason("B5"), Reason::opted_out);
  EXPECT_EQ(reason("B1"), Reason::opted_out) << "by his new number";
  EXPECT_EQ(entries("B4").size(), 1U);
  EXPECT_EQ(recorded(s, "telephone,choice\n03 111 111,opt_out\n").kept_numbers, 1U) << "by his old one";
}

TEST_P(AnswersOfNumbersTest, AnApprovalNeedsExactlyOneActiveAccount) {
  const std::string list =
      "telephone,choice,evidence,at\n"
      "03 222 222,opt_in,log 1,\n"
      "03 444 444,opt_in,log 2,\n"
      "03 111 111,opt_in,log 3,2026-02-28T00:00:00Z\n";
  AnswerCounts counts{3, 0, 1, 0, 0, 2};
  EXPECT_EQ(recorded(s, list, &rejected), counts);
  EXPECT_THAT(rejected, HasSubstr("\n2,1,more than one account has this telephone number; "));
  EXPECT_THAT(rejected, HasSubstr("\n3,1,no active customer has this telephone number; "));
  EXPECT_EQ(entries("B1").back().entry.kind(), evidence::EntryKind::opt_in);
  EXPECT_EQ(recorded(s, list).already, 1U);
}

// The list is run again when another customer has the number.
TEST_P(AnswersOfNumbersTest, AnApprovalIsNotThatOfWhoHasTheNumberSince) {
  const std::string list = "telephone,choice,evidence,at\n03 111 111,opt_in,log 3,2026-02-28T00:00:00Z\n";
  recorded(s, list);
  s.clock.set(at("2026-03-05T00:00:00Z"));
  s.customer("B1", "", {"local"}, "en", CustomerState::former);
  s.customer("B6", "+9613111111");
  EXPECT_EQ(recorded(s, list, &rejected).rejected, 1U);
  EXPECT_THAT(rejected, HasSubstr("\n2,1,another account had this telephone number since the approval; "));
  s.circumstances.effective = at("2026-02-28T00:00:00Z");
  EXPECT_EQ(recorded(s, "telephone,choice,evidence\n03 111 111,opt_in,log 3\n").rejected, 1U) << "all of that day";
  EXPECT_EQ(entries("B6").size(), 1U);
}

// The message was on its way while the number changed hands. It is unknown whose refusal it is, so it counts for both.
TEST_P(AnswersOfNumbersTest, ARefusalIsAlsoThatOfWhoHadTheNumberWhenItWasSaid) {
  s.clock.set(at("2026-03-05T00:00:00Z"));
  s.customer("B1", "+9613777777");
  s.customer("B6", "+9613111111");
  s.clock.set(at("2026-03-06T00:00:00Z"));
  const AnswerCounts counts =
      recorded(s, "telephone,choice,at\n03 111 111,opt_out,2026-03-04T00:00:00Z\n03 111 111,opt_out,\n");
  EXPECT_EQ(counts.rejected, 0U);
  EXPECT_EQ(reason("B1"), Reason::opted_out);
  EXPECT_EQ(reason("B6"), Reason::opted_out);
  EXPECT_EQ(entries("B1").size(), 3U) << "two profiles, and the dated one";
  EXPECT_EQ(entries("B6").size(), 3U) << "a profile, and both";
}

TEST_P(AnswersOfNumbersTest, ANumberOfNobodyOrNoneIsRejectedAndCounted) {
  AnswerCounts counts{4, 2, 0, 0, 0, 2};
  counts.unknown_telephones = 1;
  counts.kept_numbers = 1;
  counts.unknown_accounts = 1;
  EXPECT_EQ(recorded(s,
                     "choice,account,telephone\nopt_out,,03 999 999\nopt_out,,STOP\nopt_out,,\n"
                     "opt_out,A8,03 111 111\n",
                     &rejected),
            counts);
  EXPECT_THAT(rejected, HasSubstr("\n3,10,\"not a telephone number; "));
  EXPECT_THAT(rejected, HasSubstr("\n4,9,neither account nor telephone number is given; "));
  EXPECT_EQ(entries("A8").size(), 1U) << "the account counts, where there is one";
  EXPECT_EQ(entries("B1").size(), 1U);
}

TEST_P(AnswersOfNumbersTest, EvidenceThatHoldsTheNumberIsNotKept) {
  const AnswerCounts counts = recorded(s,
                                       "telephone,choice,evidence\n03 111 111,opt_out,log-96103111111-9\n"
                                       "03 111 111,opt_in,+961 3 111 111\n",
                                       &rejected);
  EXPECT_EQ(counts, (AnswerCounts{2, 1, 0, 0, 0, 1, 0, 1}));
  EXPECT_THAT(
      rejected,
      HasSubstr("\n2,20,\"recorded without its evidence: the reference contains the customer's telephone number"));
  EXPECT_THAT(rejected, HasSubstr("\n3,19,\"the reference contains the customer's telephone number"));
  EXPECT_EQ(entries("B1").back().entry.body, evidence::Body(evidence::OptOutRecorded{}));
}

TEST_P(AnswersOfNumbersTest, AnUndatedRefusalAfterAnApprovalOfOneOfTheAccountsIsANewOne) {
  const std::string list =
      "account,telephone,choice,evidence\n,03 222 222,opt_out,\nB3,,opt_in,log 1\n,03 222 222,opt_out,\n";
  AnswerCounts counts{3, 2, 1};
  counts.further_accounts = 1;
  EXPECT_EQ(recorded(s, list), counts) << "of B2 it is the one before";
  EXPECT_EQ(reason("B3"), Reason::opted_out);
  EXPECT_EQ(recorded(s, list), (AnswerCounts{3, 0, 0, 0, 3}));
}

TEST_P(AnswersOfNumbersTest, AKeyThatIsTakenForOneOfTheAccountsRejectsTheRowAndNoRefusal) {
  const std::string_view header = "telephone,choice,key\n";
  recorded(s, std::string(header) + "03 111 111,opt_out,k\n");
  s.customer("B7", "+9613111111");
  EXPECT_EQ(recorded(s, std::string(header) + "03 111 111,withdrawal,k\n", &rejected),
            (AnswerCounts{1, 0, 0, 0, 0, 1}));
  EXPECT_THAT(rejected, HasSubstr("\n2,23,\"the key is on record for another choice"));
  EXPECT_EQ(reason("B7"), Reason::withdrawn);
}

AnswerCounts recorded_as(Setting& s, std::string_view list, const AnswerNames& names) {
  TextSource source(list);
  std::string rows;
  TextSink rejects(rows);
  const auto counts = record_answers(source, s.regime, s.telephones, *s.ledger, s.circumstances, rejects, s.clock,
                                     {4096, names, false, service_test::drawn_key});
  EXPECT_TRUE(counts) << to_string(counts.error());
  return counts.value_or(AnswerCounts{});
}

TEST_P(AnswersOfNumbersTest, TheColumnsMayHaveOtherNames) {
  EXPECT_EQ(recorded_as(s, "msisdn,choice\n03 111 111,opt_out\n", {"account", "msisdn", "LB"}).opt_outs, 1U);
  EXPECT_EQ(recorded_as(s, "account,choice\n03 222 222,opt_out\n", {"account", "account", "LB"}).further_accounts, 1U)
      << "numbers in the account column";
  EXPECT_EQ(recorded_as(s, "id,choice\nA1,opt_out\n", {"id", "telephone", ""}).opt_outs, 1U);
  for (const auto* header : {"account,choice", "account,msisdn,telephone,choice"}) {
    TextSource source(header);
    TextSink rejects(rejected);
    EXPECT_FALSE(record_answers(source, s.regime, s.telephones, *s.ledger, s.circumstances, rejects, s.clock,
                                {4096, {"account", "msisdn", ""}}))
        << header;
  }
}

TEST_P(AnswersTest, AListWithAWrongHeaderIsNotUsed) {
  for (const auto& [header, told] :
       std::vector<std::pair<std::string, std::string>>{{"account", "`choice`"},
                                                        {"choice", "`account`"},
                                                        {"account,choice,partys", "column 3"},
                                                        {"account,choice,key,key", "two columns `key`"}}) {
    TextSource source(header);
    TextSink rejects(rejected);
    const auto counts = record_answers(source, s.regime, s.telephones, *s.ledger, s.circumstances, rejects, s.clock);
    ASSERT_FALSE(counts) << header;
    EXPECT_EQ(counts.error().code, ErrorCode::invalid);
    EXPECT_THAT(counts.error().message, HasSubstr(told));
    EXPECT_FALSE(counts.error().mend.empty());
  }
}

TEST_P(AnswersTest, RunAgainAppendNothing) {
  const std::string list =
      "account,choice,at,evidence,channel,key\n"
      "A1,opt_out,,,,\n"
      "A1,opt_out,,,,\n"  // says the same once more
      "A1,opt_out,,,sms,\n"
      "A2,opt_in,2026-02-01T08:00:00Z,log 1,,\n"
      "A2,withdrawal,2026-02-02T08:00:00Z,,,\n"
      "A3,opt_in,,log 2,,ivr-1\n"
      "A9,opt_out,,,,ivr-2\n";
  EXPECT_EQ(recorded(s, list), (AnswerCounts{7, 3, 2, 1, 1, 0, 1}));
  const std::uint64_t size = s.size();
  s.clock.set(at("2026-04-01T00:00:00Z"));
  const AnswerCounts again{7, 0, 0, 0, 7, 0, 1};
  EXPECT_EQ(recorded(s, list), again);
  EXPECT_EQ(recorded(s, list, nullptr, 2), again) << "in other batches";
  s.circumstances = {at("2026-03-03T00:00:00Z"), "another clerk", "mail", ""};
  EXPECT_EQ(recorded(s, list), again) << "by another clerk, by another way";
  EXPECT_EQ(s.size(), size);
}

TEST_P(AnswersTest, AKeyThatIsTakenRejectsTheRow) {
  const std::string_view header = "account,choice,at,key\n";
  recorded(s, std::string(header) + "A1,opt_out,2026-02-01T00:00:00Z,k\n");
  const std::uint64_t size = s.size();
  for (const auto* row : {"A1,withdrawal,2026-02-01T00:00:00Z,k", "A1,opt_out,2026-02-02T00:00:00Z,k"}) {
    EXPECT_EQ(recorded(s, fmt::format("{}{}\n", header, row), &rejected), (AnswerCounts{1, 0, 0, 0, 0, 1, 0})) << row;
    EXPECT_THAT(rejected, HasSubstr("the key is on record for another choice")) << row;
  }
  EXPECT_EQ(s.size(), size);
  EXPECT_EQ(recorded(s, std::string(header) + "A2,opt_out,2026-02-01T00:00:00Z,k\n").opt_outs, 1U)
      << "another account's key is another key";
  EXPECT_EQ(recorded(s, std::string(header) + "A2,opt_out,,x\nA2,withdrawal,,x\nA2,opt_out,,x\n", &rejected),
            (AnswerCounts{3, 1, 0, 0, 1, 1, 0}))
      << "within one list, too";
  EXPECT_THAT(rejected, HasSubstr("\n3,16,\"the key"));
}

TEST_P(AnswersTest, ARefusalIsRecordedForAnAccountThatIsUnknown) {
  EXPECT_EQ(recorded(s, "account,choice\nB1,opt_out\nB2,withdrawal\nA1,opt_out\n"),
            (AnswerCounts{3, 2, 0, 1, 0, 0, 2}));
  s.customer("B1");
  EXPECT_EQ(s.decide("B1", internet_offer(), "2026-03-02T00:00:00Z").reason, Reason::opted_out);
}

TEST_P(AnswersTest, ARefusalStampedInTheFutureCountsAtOnce) {
  EXPECT_EQ(s.decide("A1", internet_offer(), "2026-03-01T00:00:00Z").reason, Reason::opt_out_deemed);
  recorded(s, "account,choice,at\nA1,opt_out,2027-01-01T00:00:00Z\n");
  EXPECT_EQ(s.decide("A1", internet_offer(), "2026-03-01T00:00:00Z").reason, Reason::opted_out);
}

// A customer refused, approved in a shop, and refuses again in the same words as the first time.
TEST_P(AnswersTest, AnUndatedRefusalAfterAnApprovalIsANewOne) {
  const std::string_view list = "account,choice\nA1,opt_out\n";
  recorded(s, list);
  s.clock.set(at("2026-03-02T00:00:00Z"));
  s.choose("A1", service_test::opt_in_for({"carrier"}));
  EXPECT_EQ(s.decide("A1", internet_offer(), "2026-03-02T00:00:00Z").reason, Reason::opt_in);
  s.clock.set(at("2026-03-03T00:00:00Z"));
  EXPECT_EQ(recorded(s, list).opt_outs, 1U);
  EXPECT_EQ(s.decide("A1", internet_offer(), "2026-03-03T00:00:00Z").reason, Reason::opted_out);
  EXPECT_EQ(recorded(s, list).already, 1U);
}

TEST_P(AnswersTest, AnUndatedRefusalAfterAnApprovalInTheSameListIsANewOne) {
  const std::string_view list = "account,choice,evidence\nA1,opt_out,\nA1,opt_in,log 1\nA1,opt_out,\n";
  EXPECT_EQ(recorded(s, list), (AnswerCounts{3, 2, 1, 0, 0, 0, 0}));
  EXPECT_EQ(s.decide("A1", internet_offer(), "2026-03-01T00:00:00Z").reason, Reason::opted_out);
  EXPECT_EQ(recorded(s, list), (AnswerCounts{3, 0, 0, 0, 3, 0, 0})) << "the last word was a refusal";
}

// A list that is run again must not undo what came after it.
TEST_P(AnswersTest, AnUndatedApprovalRunAgainUndoesNoRefusal) {
  const std::string_view list = "account,choice,evidence\nA1,opt_in,log 1\n";
  recorded(s, list);
  s.clock.set(at("2026-03-02T00:00:00Z"));
  s.choose("A1", evidence::OptOutRecorded{});
  s.clock.set(at("2026-03-03T00:00:00Z"));
  EXPECT_EQ(recorded(s, list).already, 1U);
  EXPECT_EQ(s.decide("A1", internet_offer(), "2026-03-03T00:00:00Z").reason, Reason::opted_out);
}

std::string line_of(const std::array<std::string, AnswerColumns::kNames.size()>& cells) {
  std::string line;
  for (const std::string& cell : cells) line += (&cell == &cells.front() ? "" : ",") + cell;
  return line + "\n";
}

std::array<std::string, AnswerColumns::kNames.size()> random_cells(int number) {
  using rc::gen::element;
  const auto any = [](auto... words) { return *element(std::string(words)...); };
  return {any("A1", "A2", "A3", "B1", ""),
          any("", "03 111 111", "03 222 222", "03 333 333", "03 444 444", "four"),
          any("opt_out", "opt_in", "opt_in", "withdrawal", "nothing"),
          any("", "2026-02-01T00:00:00Z", "2026-02-02T00:00:00Z", "2027-01-01T00:00:00Z", "soon"),
          any("", "owner", "authorised_representative", "minor_user"),
          any("", "", "all", "carrier", "agent carrier", "neighbour"),
          any("", "written", "oral", "telepathic"),
          any("", "all", "carrier", "agent joint_venture_partner", "neighbour"),
          any("", "all", "PX", "PX PY"),
          any("", "services", "contact services"),
          any("", "fibre"),
          any("", "approvals", "approvals", "rumours"),
          any("", "1", "2"),
          any("", "log ", "log ") + std::to_string(number),
          any("", "mail", "sms"),
          any("", "", "email sms", "E-Mail", "all"),
          any("", "", "telecom", "all telecom"),
          any("", "", "internet local"),
          any("", "", "2026-12-31", "2025-12-31", "soon"),
          any("", "", "yes", "no", "perhaps"),
          std::to_string(number)};
}

// Two accounts share one number, one account has another, and one has left.
void settle(Setting& s) {
  s.customer("A1", "+9613111111");
  s.customer("A2", "+9613222222");
  s.customer("A3", "+9613222222");
  s.customer("A4", "+9613333333", {"local"}, "en", CustomerState::former);
  s.notice("A1", on("2026-01-02"));
  s.clock.set(at("2026-03-01T00:00:00Z"));
}

// How many entries a choice gets that names the customer by account or by number; none: it is turned away.
std::size_t recorded_alone(Setting& s, const ListedAnswer& answer, const Choice& choice, Circumstances circumstances) {
  Recorder recorder(*s.ledger, s.customers, service_test::drawn_key);
  std::string account = answer.account;
  if (account.empty() && !answer.telephone.empty()) {
    const auto e164 = s.telephones.e164(answer.telephone, "LB");
    if (!e164) return 0;
    if (refuses(choice)) {
      const auto done = recorder.record_of_number(*e164, choice, circumstances, s.regime, s.clock.now());
      return done ? std::max<std::size_t>(done->all.size(), 1) : 0;  // kept if no account has the number
    }
    const auto holders = holders_of(*s.ledger, *e164, s.clock.now()).value();
    if (holders.former || holders.accounts.size() != 1) return 0;
    account = holders.accounts.front();
    if (!circumstances.key.empty()) circumstances.key = key_for_account(circumstances.key, account);
  }
  return recorder.record(account, choice, circumstances, s.regime, s.clock.now()) ? 1 : 0;
}

// The position, without counting the key of numbers, which comes with the first refusal that needs it.
std::uint64_t place_of(Setting& s, const ledger::Recorded& recorded) {
  std::uint64_t place = recorded.position.index;
  const auto carrier_wide = s.ledger->entries_of("").value();
  for (const ledger::Recorded& each : carrier_wide) {
    const bool before = each.position.index < recorded.position.index;
    if (before && each.entry.kind() == evidence::EntryKind::number_key) --place;
  }
  return recorded.entry.kind() == evidence::EntryKind::number_key ? 0 : place;
}

// Law: a list of replies, in batches of any size, records the same choices as recording them one by one.
RC_GTEST_PROP(AnswersLaw, AListIsItsAnswersOneByOne, ()) {
  std::string list(kEvery);
  const int rows = *rc::gen::inRange(1, 30);
  for (int i = 0; i < rows; ++i) list += line_of(random_cells(i));
  const auto batch = *rc::gen::inRange<std::size_t>(1, 8);

  Setting in_bulk(Store::memory);
  Setting one_by_one(Store::memory);
  for (Setting* each : {&in_bulk, &one_by_one}) settle(*each);
  const AnswerCounts counts = recorded(in_bulk, list, nullptr, batch);

  TextSource source(list);
  csv::CsvReader reader(source);
  const auto columns = AnswerColumns::bind(read_header(reader).value()).value();
  std::uint64_t accepted = 0;
  std::uint64_t further = 0;
  std::uint64_t mended_rows = 0;
  while (reader.next().value() == csv::CsvStep::row) {
    const auto answer = columns.read(reader.fields());
    if (!answer) continue;
    Circumstances circumstances = one_by_one.circumstances;
    circumstances.effective = answer->at;
    circumstances.key = answer->key;
    if (!answer->channel.empty()) circumstances.channel = answer->channel;
    Choice choice = answer->choice;
    const auto fault = fault_under(choice, one_by_one.regime);
    const bool mended = refuses(choice) && (fault || answer->at_unreadable || answer->provisional_unreadable);
    while (const auto found = fault_under(choice, one_by_one.regime)) {
      if (!refuses(choice) || !widen(choice, found->part)) break;
    }
    if (const std::size_t made = recorded_alone(one_by_one, *answer, choice, circumstances); made > 0) {
      ++accepted;
      further += made - 1;
      if (mended) ++mended_rows;
    }
  }

  RC_ASSERT(counts.rows == static_cast<std::uint64_t>(rows));
  RC_ASSERT(counts.opt_outs + counts.opt_ins + counts.withdrawals == accepted);
  RC_ASSERT(counts.rejected == counts.rows - accepted);
  RC_ASSERT(counts.further_accounts == further);
  RC_ASSERT(counts.mended == mended_rows);
  for (const auto* account : {"", "A1", "A2", "A3", "A4", "B1"}) {
    const auto bulk = in_bulk.ledger->entries_of(account).value();
    const auto single = one_by_one.ledger->entries_of(account).value();
    RC_ASSERT(bulk.size() == single.size());
    for (std::size_t i = 0; i < bulk.size(); ++i) {
      RC_ASSERT(place_of(in_bulk, bulk[i]) == place_of(one_by_one, single[i]));
      // The key of numbers comes with the first refusal that needs it, whatever way that came in.
      if (bulk[i].entry.kind() == evidence::EntryKind::number_key)
        RC_ASSERT(bulk[i].entry.body == single[i].entry.body);
      else RC_ASSERT(bulk[i].entry == single[i].entry);
    }
  }
}

// Law: whatever the list has in it, running it again appends nothing, if each reply has a key or an instant.
RC_GTEST_PROP(AnswersLaw, RunAgainAppendsNothing, ()) {
  std::string list(kEvery);
  const int rows = *rc::gen::inRange(1, 30);
  for (int i = 0; i < rows; ++i) {
    auto cells = random_cells(i);
    const bool dated = !cells[3].empty() && cells[3] != "soon";
    if (dated && *rc::gen::arbitrary<bool>()) cells.back().clear();
    list += line_of(cells);
  }
  Setting s(Store::memory);
  settle(s);
  recorded(s, list, nullptr, *rc::gen::inRange<std::size_t>(1, 8));
  const std::uint64_t size = s.size();
  s.clock.set(at("2026-03-05T00:00:00Z"));
  const AnswerCounts again = recorded(s, list, nullptr, *rc::gen::inRange<std::size_t>(1, 8));
  RC_ASSERT(s.size() == size);
  RC_ASSERT(again.already + again.rejected == again.rows);
}

}  // namespace
}  // namespace assent::answers_test
