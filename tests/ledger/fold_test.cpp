#include "ledger/fold.hpp"

#include "ledger/fold_entries.hpp"

#include <gtest/gtest.h>

namespace assent::fold_test {

using namespace ledger;
namespace {

using fold_test::date;
using fold_test::day;
using fold_test::profile;
using fold_test::Writer;

TEST(FoldCustomer, NothingOnRecordIsNobody) {
  const Writer ledger;
  const auto file = ledger.fold();
  ASSERT_TRUE(file.has_value());
  EXPECT_FALSE(file->customer.has_value());
  EXPECT_EQ(file->profile, nullptr);
}

TEST(FoldCustomer, IsTheLatestProfileInEffectAndKnown) {
  Writer ledger;
  ledger.add(10, 10, profile({"local"}));
  ledger.add(20, 25, profile({"internet", "local"}));  // recorded five days late
  ledger.add(40, 30, profile({"mobile"}));             // announced ten days before

  EXPECT_FALSE(ledger.fold(9)->customer.has_value());
  EXPECT_EQ(ledger.fold(19)->customer->services, Names({"local"}));
  EXPECT_EQ(ledger.fold(20)->customer->services, Names({"internet", "local"}));
  EXPECT_EQ(ledger.fold(20, 24)->customer->services, Names({"local"}));
  EXPECT_EQ(ledger.fold(39)->customer->services, Names({"internet", "local"}));
  EXPECT_EQ(ledger.fold(40)->customer->services, Names({"mobile"}));
  EXPECT_EQ(ledger.fold(40, 29)->customer->services, Names({"internet", "local"}));
  EXPECT_EQ(ledger.fold(40)->customer->account, "A");
  EXPECT_EQ(ledger.fold(40)->profile, &ledger.entries[2]);
}

TEST(FoldCustomer, TheNextProfileOnRecordIsAnnounced) {
  Writer ledger;
  ledger.add(10, profile({}));
  ledger.add(40, 30, profile({}));
  ledger.add(35, 31, profile({}));
  EXPECT_EQ(ledger.fold(9)->profile_until, day(10));
  EXPECT_EQ(ledger.fold(20)->profile_until, day(35));
  EXPECT_EQ(ledger.fold(20, 30)->profile_until, day(40));
  EXPECT_EQ(ledger.fold(40)->profile_until, std::nullopt);
}

TEST(FoldCustomer, OfTwoAtOneInstantTheLaterInTheLedgerHolds) {
  Writer ledger;
  ledger.add(10, profile({"local"}));
  ledger.add(10, 12, profile({"mobile"}));
  EXPECT_EQ(ledger.fold()->customer->services, Names({"mobile"}));
}

TEST(FoldCustomer, AFormerOneHasTheServicesThatHeHeldWhenHeLeft) {
  Writer ledger;
  ledger.add(10, profile({"local"}));
  ledger.add(20, profile({"internet", "local"}));
  ledger.add(30, profile({}, CustomerState::former));
  ledger.add(35, profile({}, CustomerState::former));  // a new address after the customer left
  EXPECT_EQ(ledger.fold(40)->customer->former_services, Names({"internet", "local"}));
  EXPECT_EQ(ledger.fold(29)->customer->former_services, Names{});

  ledger.add(50, profile({"mobile"}));
  EXPECT_EQ(ledger.fold(50)->customer->former_services, Names{});
  ledger.add(60, profile({}, CustomerState::former));
  EXPECT_EQ(ledger.fold(60)->customer->former_services, Names({"mobile"}));
  ledger.add(70, profile({"local"}, CustomerState::former));  // the row of a former customer lists their old services
  EXPECT_EQ(ledger.fold(70)->customer->former_services, Names({"local"}));
  EXPECT_EQ(ledger.fold(70)->customer->services, Names{}) << "a former customer subscribes to nothing";
}

TEST(FoldCustomer, OtherAccountsAreOthers) {
  Writer ledger;
  ledger.add("B", 10, 10, profile({"local"}));
  ledger.add("B", 10, 10, evidence::OptInRecorded{});
  EXPECT_FALSE(ledger.fold()->customer.has_value());
  EXPECT_TRUE(ledger.history().opt_ins.empty());
}

TEST(FoldNotice, HasTheTermsOfItsTextInItsLanguage) {
  Writer ledger;
  ledger.publish(1);
  const Position given = ledger.give(10);
  const auto notices = ledger.history().notices;
  ASSERT_EQ(notices.size(), 1U);
  EXPECT_EQ(notices[0].entry, given);
  EXPECT_EQ(notices[0].channel, "mail");
  EXPECT_EQ(notices[0].sent, (std::variant<Instant, Date>(day(10))));
  EXPECT_EQ(notices[0].delivery, Delivery::sent);

  const NoticeTerms& terms = *notices[0].terms;
  EXPECT_EQ(terms.recipients, Coverage::only({"carrier", "agent"}));
  EXPECT_EQ(terms.waiting_days, 45);
  EXPECT_EQ(terms.translation, Translation::complete);
  EXPECT_EQ(terms.language, "en");
  EXPECT_EQ(terms.disclosures, Names({"purposes", "right_to_refuse"}));
  EXPECT_EQ(ledger.carrier().terms("n", "1", "ar")->disclosures, Names({"purposes"}));
}

TEST(FoldNotice, TermsAreSharedAmongAccounts) {
  Writer ledger;
  ledger.publish(1);
  ledger.give(10);
  ledger.give(20);
  const CarrierFile carrier = ledger.carrier();
  const auto file = fold_account(ledger.entries, carrier, "A", day(30), day(30));
  ASSERT_TRUE(file.has_value());
  EXPECT_EQ(file->history.notices[0].terms, file->history.notices[1].terms);
  EXPECT_EQ(file->history.notices[0].terms, carrier.terms("n", "1", "en"));
}

TEST(FoldNotice, OneThatWasNeverPublishedIsDamage) {
  for (const auto& given : {evidence::NoticeGivenRecorded{"m", "1", "en", "mail", day(10)},
                            evidence::NoticeGivenRecorded{"n", "2", "en", "mail", day(10)},
                            evidence::NoticeGivenRecorded{"n", "1", "fr", "mail", day(10)}}) {
    Writer ledger;
    ledger.publish(1);
    ledger.add(10, given);
    const auto file = ledger.fold();
    ASSERT_FALSE(file.has_value());
    EXPECT_EQ(file.error().code, ErrorCode::damaged);
    EXPECT_NE(file.error().message.find("entry 0/1"), std::string::npos) << file.error().message;
  }
  Writer late;  // given on day 10; its publication came on record on day 20
  late.add(10, evidence::NoticeGivenRecorded{"n", "1", "en", "mail", day(10)});
  late.publish(20);
  EXPECT_FALSE(late.fold(30, 19).has_value());
  EXPECT_TRUE(late.fold(30, 20).has_value());
}

TEST(FoldNotice, AVersionPublishedAgainChangesNothing) {
  Writer ledger;
  ledger.publish(1);
  evidence::NoticePublished again;
  again.notice = "n";
  again.version = "1";
  again.waiting_days = 1;
  again.texts = {{"en", "", {}}, {"fr", "", {}}};
  ledger.add("", 2, 2, again);
  EXPECT_EQ(ledger.carrier().terms("n", "1", "en")->waiting_days, 45);
  EXPECT_EQ(ledger.carrier().terms("n", "1", "fr")->waiting_days, 1);
}

TEST(FoldDelivery, AFailureIsKnownFromItsInstantOnAndFinal) {
  Writer ledger;
  ledger.publish(1);
  const Position first = ledger.give(10);
  ledger.give(11);
  const Position bounce = ledger.fail_delivery(first, 13, 15);
  ledger.add(16, evidence::NoticeDelivery{first, evidence::NoticeDelivery::Result::delivered, ""});

  EXPECT_EQ(ledger.history(20, 14).notices[0].delivery, Delivery::sent);
  const auto notices = ledger.history(20, 20).notices;
  EXPECT_EQ(notices[0].delivery, Delivery::bounced);
  EXPECT_EQ(notices[0].delivery_known, day(13));
  EXPECT_EQ(notices[0].delivery_entry, bounce);
  EXPECT_EQ(notices[1].delivery, Delivery::sent);
  EXPECT_EQ(notices[1].delivery_known, std::nullopt);
}

TEST(FoldDelivery, OfSeveralFailuresTheOneKnownFirstCounts) {
  Writer ledger;
  ledger.publish(1);
  const Position given = ledger.give(10);
  ledger.fail_delivery(given, 18, 18);
  const Position earlier = ledger.fail_delivery(given, 14, 19, evidence::NoticeDelivery::Result::returned);
  ledger.fail_delivery(given, 16, 20);
  const auto notice = ledger.history().notices[0];
  EXPECT_EQ(notice.delivery, Delivery::returned);
  EXPECT_EQ(notice.delivery_known, day(14));
  EXPECT_EQ(notice.delivery_entry, earlier);
}

TEST(FoldDelivery, AFailureStampedAheadIsKnownWhenRecorded) {
  Writer ledger;
  ledger.publish(1);
  ledger.fail_delivery(ledger.give(10), 90, 12);
  EXPECT_EQ(ledger.history().notices[0].delivery_known, day(12));
}

TEST(FoldDelivery, AFailureOfWhatWasNotGivenIsDamage) {
  Writer ledger;
  ledger.fail_delivery({0, 7}, 10, 10);
  ASSERT_FALSE(ledger.fold().has_value());
  EXPECT_EQ(ledger.fold().error().code, ErrorCode::damaged);

  Writer delivered;
  delivered.add(10, evidence::NoticeDelivery{{0, 7}, evidence::NoticeDelivery::Result::delivered, ""});
  EXPECT_TRUE(delivered.fold().has_value());
}

TEST(FoldEmailPermission, IsWhatWasLatestAtTheSending) {
  Writer ledger;
  ledger.publish(1);
  ledger.give(5, "email");
  ledger.give(15, "email");
  ledger.give(25, "email");
  ledger.give(35, "email");
  ledger.add(10, 12, evidence::EmailPermissionRecorded{true, {}});
  ledger.add(20, evidence::EmailPermissionRecorded{false, {}});
  ledger.add(30, evidence::EmailPermissionRecorded{false, {}});
  ledger.add(30, evidence::EmailPermissionRecorded{true, {}});

  const auto permitted = [&](int known_at) {
    std::vector<bool> each;
    for (const auto& notice : ledger.history(50, known_at).notices) each.push_back(notice.email_permission);
    return each;
  };
  EXPECT_EQ(permitted(50), (std::vector<bool>{false, true, false, true}));
}

// A customer takes back their permission, and the form has a later date: once it came in, no e-mail is permitted.
TEST(FoldEmailPermission, TakenBackCountsAtOnceHoweverFarAheadItIsStamped) {
  Writer ledger;
  ledger.publish(1);
  for (const int sent : {15, 20, 25, 95}) ledger.give(sent, "email");
  ledger.add(10, evidence::EmailPermissionRecorded{true, {}});
  ledger.add(90, 20, evidence::EmailPermissionRecorded{false, {}});

  const auto permitted = [&] {
    std::vector<bool> each;
    for (const auto& notice : ledger.history().notices) each.push_back(notice.email_permission);
    return each;
  };
  EXPECT_EQ(permitted(), (std::vector<bool>{true, false, false, false}));

  ledger.add(22, evidence::EmailPermissionRecorded{true, {}});  // and gives it again
  EXPECT_EQ(permitted(), (std::vector<bool>{true, false, true, true}));
}

// Somewhere the day began fourteen hours earlier than in UTC, and the e-mail may have been sent just then.
TEST(FoldEmailPermission, MustPrecedeTheWholeDayWhereOnlyThatIsKnown) {
  using std::chrono::hours;
  const auto permitted = [](Instant given) {
    Writer ledger;
    ledger.publish(1);
    ledger.add(20, evidence::NoticeGivenRecorded{"n", "1", "en", "email", date(10)});
    ledger.add(9, evidence::EmailPermissionRecorded{true, {}});
    ledger.entries.back().entry.effective = given;
    return bool{ledger.history().notices[0].email_permission};
  };
  EXPECT_TRUE(permitted(day(9)));
  EXPECT_TRUE(permitted(day(10) - hours{14}));
  EXPECT_FALSE(permitted(day(10) - hours{14} + std::chrono::microseconds{1}));
  EXPECT_FALSE(permitted(day(10) + hours{8}));
}

// Somewhere the day ended twelve hours later than in UTC, and the e-mail may have been sent just before.
TEST(FoldEmailPermission, TakenBackOnTheDayCountsWhereOnlyTheDayIsKnown) {
  using std::chrono::hours;
  const auto permitted = [](Instant taken_back) {
    Writer ledger;
    ledger.publish(1);
    ledger.add(20, evidence::NoticeGivenRecorded{"n", "1", "en", "email", date(10)});
    ledger.add(5, evidence::EmailPermissionRecorded{true, {}});
    ledger.add(20, evidence::EmailPermissionRecorded{false, {}});
    ledger.entries.back().entry.effective = taken_back;
    return bool{ledger.history().notices[0].email_permission};
  };
  EXPECT_FALSE(permitted(day(9)));
  EXPECT_FALSE(permitted(day(10) + hours{8}));
  EXPECT_FALSE(permitted(day(11) + hours{12} - std::chrono::microseconds{1}));
  EXPECT_TRUE(permitted(day(11) + hours{12}));
}

TEST(FoldRefusal, CountsFromItsInstantOrItsRecordingWhicheverIsEarlier) {
  Writer ledger;
  const Position late = ledger.add(10, 15, evidence::OptOutRecorded{});
  ledger.add(90, 20,
             evidence::OptOutRecorded{Coverage::only({"agent"}), "user", date(5), evidence::Grade::unknown, {}});
  ledger.add(95, 25, evidence::WithdrawalRecorded{Coverage::only({"carrier"}), "owner", {}});
  const History history = ledger.history();
  ASSERT_EQ(history.opt_outs.size(), 2U);
  EXPECT_EQ(history.opt_outs[0].entry, late);
  EXPECT_EQ(history.opt_outs[0].received, day(10));
  EXPECT_EQ(history.opt_outs[0].scope, Coverage::everything());
  EXPECT_EQ(history.opt_outs[1].received, day(20));
  EXPECT_EQ(history.opt_outs[1].scope, Coverage::only({"agent"}));
  ASSERT_EQ(history.withdrawals.size(), 1U);
  EXPECT_EQ(history.withdrawals[0].at, day(25));
  EXPECT_EQ(history.withdrawals[0].scope, Coverage::only({"carrier"}));
}

TEST(FoldOptIn, OnlyAProvedOneWithAReferenceHasEvidence) {
  Writer ledger;
  const auto opt_in = [&](evidence::Grade grade, std::string reference, std::string notice) {
    evidence::OptInRecorded body;
    body.grade = grade;
    body.evidence = {std::move(reference), evidence::Hash{}};
    body.notice = std::move(notice);
    body.by = "representative";
    body.defects = {"bundled"};
    body.offers = Coverage::only({"voip"});
    ledger.add(10, body);
  };
  opt_in(evidence::Grade::proved, "scan/1", "n");
  opt_in(evidence::Grade::proved, "", "");
  opt_in(evidence::Grade::claimed, "scan/1", "n");
  opt_in(evidence::Grade::unknown, "scan/1", "n");
  const auto opt_ins = ledger.history().opt_ins;
  ASSERT_EQ(opt_ins.size(), 4U);
  EXPECT_TRUE(opt_ins[0].evidence);
  EXPECT_FALSE(opt_ins[1].evidence);
  EXPECT_FALSE(opt_ins[2].evidence);
  EXPECT_FALSE(opt_ins[3].evidence);
  EXPECT_TRUE(opt_ins[0].after_notice);
  EXPECT_FALSE(opt_ins[1].after_notice);
  EXPECT_EQ(opt_ins[0].at, day(10));
  EXPECT_EQ(opt_ins[0].by, "representative");
  EXPECT_EQ(opt_ins[0].defects, Names({"bundled"}));
  EXPECT_EQ(opt_ins[0].recipients, Coverage::only({"carrier"}));
  EXPECT_EQ(opt_ins[0].offers, Coverage::only({"voip"}));
}

// Otherwise an approval dated years ahead by mistake would count after the customer has refused.
TEST(FoldOptIn, OneStampedAheadDoesNotOutrankARefusalMadeMeanwhile) {
  Writer ledger;
  ledger.add(900, 10, evidence::OptInRecorded{});
  ledger.add(900, 10, evidence::OneTimeConsentRecorded{day(950), "inbound", "phone", true, {}, {"call/1", {}}});
  EXPECT_EQ(ledger.history().opt_ins.size(), 1U);
  EXPECT_EQ(ledger.history().one_time_consents.size(), 1U);

  Writer refused = ledger;
  refused.add(50, evidence::OptOutRecorded{});
  EXPECT_EQ(refused.history(1'000, 49).opt_ins.size(), 1U);
  EXPECT_TRUE(refused.history().opt_ins.empty());
  EXPECT_TRUE(refused.history().one_time_consents.empty());

  Writer withdrawn = ledger;
  withdrawn.add(900, 950, evidence::WithdrawalRecorded{});
  EXPECT_TRUE(withdrawn.history().opt_ins.empty());

  Writer refused_before = ledger;
  refused_before.add(9, 11, evidence::OptOutRecorded{});
  EXPECT_EQ(refused_before.history().opt_ins.size(), 1U);
}

TEST(FoldOther, OneTimeConsentsVerificationsAndAgreementsAreTakenOver) {
  Writer ledger;
  const Position agreement =
      ledger.add("", 1, 1, evidence::AgreementRecorded{"PX", date(1), date(300), {"safeguards"}, {"contract/1", {}}});
  ledger.add("", 500, 500, evidence::AgreementRecorded{"PY", date(1), date(300), {}, {}});
  const Position consent =
      ledger.add(10, evidence::OneTimeConsentRecorded{day(11), "inbound", "chat", false, {"duration"}, {}});
  const Position verification = ledger.add(12, evidence::VerificationRecorded{"oral", true, {}});
  const History history = ledger.history(20, 20);

  ASSERT_EQ(history.agreements.size(), 1U);
  EXPECT_EQ(history.agreements[0].entry, agreement);
  EXPECT_EQ(history.agreements[0].party, "PX");
  EXPECT_EQ(history.agreements[0].from, date(1));
  EXPECT_EQ(history.agreements[0].to, date(300));
  EXPECT_EQ(history.agreements[0].clauses, Names({"safeguards"}));
  ASSERT_EQ(history.one_time_consents.size(), 1U);
  EXPECT_EQ(history.one_time_consents[0].entry, consent);
  EXPECT_EQ(history.one_time_consents[0].from, day(10));
  EXPECT_EQ(history.one_time_consents[0].to, day(11));
  EXPECT_EQ(history.one_time_consents[0].channel, "chat");
  EXPECT_FALSE(history.one_time_consents[0].granted);
  EXPECT_FALSE(history.one_time_consents[0].evidence);
  EXPECT_EQ(history.one_time_consents[0].missing, Names({"duration"}));
  ASSERT_EQ(history.verifications.size(), 1U);
  EXPECT_EQ(history.verifications[0].entry, verification);
  EXPECT_EQ(history.verifications[0].form, "oral");
  EXPECT_TRUE(history.verifications[0].recorded);
  EXPECT_EQ(ledger.history(20, 500).agreements.size(), 2U);
}

}  // namespace
}  // namespace assent::fold_test
