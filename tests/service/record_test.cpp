#include "service/number_holders.hpp"

#include "setting.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace assent::record_test {

using namespace service;

using evidence::OptInRecorded;
using evidence::OptOutRecorded;
namespace {

using service_test::at;
using service_test::internet_offer;
using service_test::on;
using service_test::opt_in_for;
using service_test::proof;
using service_test::Setting;
using service_test::Store;
using testing::HasSubstr;

class RecordTest : public testing::TestWithParam<Store> {
 protected:
  const StatusChange& change(const Acknowledgement& answer, std::string_view relation) {
    for (const StatusChange& each : answer.changes) {
      if (each.relation == relation) return each;
    }
    ADD_FAILURE() << relation;
    static const StatusChange none;
    return none;
  }

  Setting s{GetParam()};
};
INSTANTIATE_TEST_SUITE_P(Stores, RecordTest, testing::Values(Store::memory, Store::sqlite));

TEST_P(RecordTest, AnOptOutTellsWhatItChanged) {
  s.customer("A1");
  s.notice("A1", on("2026-01-02"));
  s.clock.set(at("2026-03-01T00:00:00Z"));
  const Acknowledgement answer = s.choose("A1", OptOutRecorded{});
  ASSERT_EQ(answer.changes.size(), s.regime.relations.size());
  const StatusChange& carrier = change(answer, "carrier");
  EXPECT_EQ(carrier.before.reason, Reason::opt_out_deemed);
  EXPECT_EQ(carrier.before.outcome, Outcome::permit);
  EXPECT_EQ(carrier.after.reason, Reason::opted_out);
  EXPECT_EQ(carrier.after.outcome, Outcome::deny);
  EXPECT_TRUE(carrier.changed());
  EXPECT_FALSE(change(answer, "third_party").changed());
  EXPECT_EQ(answer.entry.recorded, at("2026-03-01T00:00:00Z"));
}

TEST_P(RecordTest, TheSameKeyAgainIsTheFirstEntry) {
  s.customer("A1");
  const Acknowledgement first = s.choose("A1", OptOutRecorded{}, "web-17");
  s.clock.set(at("2026-03-01T00:00:00Z"));
  const Acknowledgement again = s.choose("A1", OptOutRecorded{}, "web-17");
  EXPECT_TRUE(again.repeated);
  EXPECT_EQ(again.position, first.position);
  EXPECT_EQ(again.entry, first.entry);
  ASSERT_EQ(again.changes.size(), first.changes.size());
  EXPECT_EQ(again.changes[0].before.reason, first.changes[0].before.reason) << "the retry is told what the first was";
  EXPECT_EQ(again.changes[0].after.reason, first.changes[0].after.reason);
  EXPECT_EQ(s.size(), 2U);

  Circumstances other = s.circumstances;
  other.key = "web-17";
  const auto conflict =
      Recorder(*s.ledger, s.customers).record("A1", evidence::WithdrawalRecorded{}, other, s.regime, s.clock.now());
  ASSERT_FALSE(conflict);
  EXPECT_EQ(conflict.error().code, ErrorCode::conflict);
}

// A customer replies STOP to a short message. Two accounts share the number.
TEST_P(RecordTest, ARefusalByNumberIsRecordedForEveryAccountThatHasIt) {
  s.customer("A1", "+9613111111");
  s.customer("A2", "+9613111111");
  s.customer("A3", "+9613333333");
  s.customer("A4", "+9613111111", {"local"}, "en", CustomerState::former);
  s.notice("A1", on("2026-01-02"));
  s.clock.set(at("2026-03-01T00:00:00Z"));
  Recorder recorder(*s.ledger, s.customers, service_test::drawn_key);
  s.circumstances.key = "sms-9613111111";
  const auto stop = [&](std::string_view number, const Choice& choice) {
    return recorder.record_of_number(number, choice, s.circumstances, s.regime, s.clock.now());
  };
  const auto done = stop("+9613111111", OptOutRecorded{});
  ASSERT_TRUE(done) << to_string(done.error());
  ASSERT_EQ(done->all.size(), 2U);
  EXPECT_FALSE(done->former);
  EXPECT_EQ(done->all[0].entry.account, "A1");
  EXPECT_EQ(done->all[1].entry.account, "A2");
  EXPECT_EQ(change(done->all[0], "carrier").after.reason, Reason::opted_out);
  for (const Acknowledgement& each : done->all) {
    EXPECT_THAT(each.entry.key, testing::Not(HasSubstr("111111")));
    EXPECT_FALSE(each.repeated);
  }

  const std::uint64_t size = s.size();
  s.clock.set(at("2026-03-02T00:00:00Z"));
  const auto again = stop("+9613111111", OptOutRecorded{});
  ASSERT_TRUE(again) << to_string(again.error());
  EXPECT_TRUE(again->all[0].repeated && again->all[1].repeated);
  EXPECT_EQ(stop("+9613111111", evidence::WithdrawalRecorded{}).error().code, ErrorCode::conflict);
  OptOutRecorded proved;
  proved.evidence.reference = "call 03 111 111";
  const auto without = stop("+9613111111", proved);
  ASSERT_TRUE(without) << "the evidence is left out, and it is the same again";
  EXPECT_THAT(without->all[0].told, HasSubstr("recorded without the reference of its evidence"));
  EXPECT_EQ(s.size(), size);
}

TEST_P(RecordTest, ARefusalByANumberThatNobodyHasNowIsThatOfThoseWhoHadItLast) {
  s.customer("A1", "+9613111111");
  s.customer("A2", "+9613111111");
  s.customer("A3", "+9613111111");
  s.clock.set(at("2026-02-01T00:00:00Z"));
  s.customer("A1", "", {"local"}, "en", CustomerState::former);
  s.customer("A2", "+9613222222", {"local"}, "en", CustomerState::former);
  s.customer("A3", "+9613333333");
  const auto done = Recorder(*s.ledger, s.customers, service_test::drawn_key)
                        .record_of_number("+9613111111", OptOutRecorded{}, s.circumstances, s.regime, s.clock.now());
  ASSERT_TRUE(done) << to_string(done.error());
  EXPECT_TRUE(done->former);
  ASSERT_EQ(done->all.size(), 1U);
  EXPECT_EQ(done->all[0].entry.account, "A1");
}

TEST_P(RecordTest, ARefusalStampedInTheFutureCountsAtOnce) {
  s.customer("A1");
  s.notice("A1", on("2026-01-02"));
  s.clock.set(at("2026-03-01T00:00:00Z"));
  s.circumstances.effective = at("2027-01-01T00:00:00Z");
  const Acknowledgement answer = s.choose("A1", OptOutRecorded{}, "k");
  EXPECT_EQ(change(answer, "carrier").after.reason, Reason::opted_out);
  EXPECT_EQ(s.decide("A1", internet_offer(), "2026-03-01T00:00:00Z").reason, Reason::opted_out);
  s.clock.set(at("2028-01-01T00:00:00Z"));
  EXPECT_TRUE(s.choose("A1", OptOutRecorded{}, "k").repeated) << "also when the stamp is no longer in the future";
}

TEST_P(RecordTest, ARefusalIsRecordedForAnAccountThatIsUnknown) {
  const Acknowledgement answer = s.choose("A1", OptOutRecorded{});
  EXPECT_TRUE(answer.account_unknown);
  s.clock.set(at("2026-01-02T00:00:00Z"));
  s.customer("A1");
  EXPECT_EQ(s.decide("A1", internet_offer(), "2026-01-03T00:00:00Z").reason, Reason::opted_out);
}

TEST_P(RecordTest, AnOptInTurnsARefusalButNotWithoutItsAgreement) {
  s.customer("A1");
  s.notice("A1", on("2026-01-02"));
  s.choose("A1", OptOutRecorded{});
  s.clock.set(at("2026-03-01T00:00:00Z"));
  OptInRecorded opt_in = opt_in_for({"carrier", "joint_venture_partner"});
  opt_in.parties = Coverage::only({"PX"});
  const Acknowledgement answer = s.choose("A1", opt_in);
  EXPECT_EQ(change(answer, "joint_venture_partner").party, "PX");
  EXPECT_EQ(change(answer, "joint_venture_partner").after.reason, Reason::agreement_missing);
  s.choose("",
           evidence::AgreementRecorded{"PX", on("2026-01-01"), on("2026-12-31"), {"purpose_limit", "safeguards"}, {}});
  Use use = internet_offer();
  use.recipient = "joint_venture_partner";
  use.party = "PX";
  EXPECT_EQ(s.decide("A1", use, "2026-03-01T00:00:00Z").reason, Reason::opt_in);
  EXPECT_EQ(s.decide("A1", use, "2027-01-02T00:00:00Z").reason, Reason::agreement_expired);
}

// The report says what changes for a use that the opt-in is about.
TEST_P(RecordTest, AnOptInForAChannelTurnsUsesByThatChannel) {
  s.customer("A1");
  s.notice("A1", on("2026-01-02"));
  s.choose("A1", OptOutRecorded{});
  s.clock.set(at("2026-03-01T00:00:00Z"));
  OptInRecorded opt_in = opt_in_for({"carrier"});
  opt_in.about.channels = Coverage::only({"email"});
  opt_in.until = on("2026-12-31");
  const Acknowledgement answer = s.choose("A1", opt_in);
  EXPECT_EQ(change(answer, "carrier").contact_channel, "email");
  EXPECT_EQ(change(answer, "carrier").after.reason, Reason::opt_in);
  Use use = internet_offer();
  EXPECT_EQ(s.decide("A1", use, "2026-03-01T00:00:00Z").reason, Reason::opted_out);
  use.channel = "email";
  EXPECT_EQ(s.decide("A1", use, "2026-03-01T00:00:00Z").reason, Reason::opt_in);
  EXPECT_EQ(s.decide("A1", use, "2027-01-02T00:00:00Z").reason, Reason::opted_out);
}

struct Faulty {
  Choice choice;
  std::string account;
  ErrorCode code;
  std::string told;
};

// The clerk mistyped the recipient, left out the person, or wrote the customer's number instead of the call's.
TEST_P(RecordTest, ARefusalIsNotTurnedAwayForWhatElseIsGiven) {
  s.customer("A1", "+9613111111");
  const Acknowledgement neighbour =
      s.choose("A1 \xC2\xA0", OptOutRecorded{Coverage::only({"neighbour"}), "", {}, evidence::Grade::proved, {}});
  EXPECT_EQ(neighbour.entry.account, "A1") << "marks that nobody sees are left out";
  EXPECT_EQ(std::get<OptOutRecorded>(neighbour.entry.body).scope, Coverage::everything());
  EXPECT_EQ(std::get<OptOutRecorded>(neighbour.entry.body).by, "unknown");
  EXPECT_THAT(neighbour.told, HasSubstr("recorded for all recipients"));
  EXPECT_THAT(neighbour.told, HasSubstr("recorded without the person who refused"));
  const Acknowledgement nobody = s.choose("A1", evidence::WithdrawalRecorded{Coverage::only({}), "owner", {}});
  EXPECT_EQ(std::get<evidence::WithdrawalRecorded>(nobody.entry.body).scope, Coverage::everything());
  for (const char* reference : {"call 03 111 111", "+9613111111", "٠٣١١١١١١"}) {
    OptOutRecorded refusal;
    refusal.evidence.reference = reference;
    const Acknowledgement done = s.choose("A1", refusal);
    EXPECT_EQ(std::get<OptOutRecorded>(done.entry.body).evidence.reference, "") << reference;
    EXPECT_THAT(done.told, HasSubstr("recorded without the reference of its evidence")) << reference;
  }
  EXPECT_EQ(s.choose("A1", OptOutRecorded{}).told, "");
  OptOutRecorded of_kinds;
  of_kinds.about = {Coverage::only({"sms", "email", "sms"}), Coverage::only({}), Coverage::only({"Mobile phones"})};
  const Acknowledgement widened = s.choose("A1", of_kinds);
  EXPECT_EQ(std::get<OptOutRecorded>(widened.entry.body).about.channels, Coverage::only({"email", "sms"}));
  EXPECT_EQ(std::get<OptOutRecorded>(widened.entry.body).about.classes, Coverage::everything());
  EXPECT_EQ(std::get<OptOutRecorded>(widened.entry.body).about.categories, Coverage::everything());
  EXPECT_THAT(widened.told, HasSubstr("recorded for every class of offers"));
  EXPECT_THAT(widened.told, HasSubstr("recorded for every category"));

  s.notice("A1", on("2026-01-02"));
  OptInRecorded approval = opt_in_for({"carrier"});
  approval.evidence.reference = "call 03 111 111";
  const auto turned_away =
      Recorder(*s.ledger, s.customers).record("A1", approval, s.circumstances, s.regime, s.clock.now());
  ASSERT_FALSE(turned_away);
  EXPECT_THAT(turned_away.error().message, HasSubstr("the reference contains the customer's telephone number"));
}

TEST(NumberHolders, KnowANumberInAnyFiguresAndAnAddressInAnySpelling) {
  evidence::CustomerRecorded customer;
  customer.telephones = {"+9613123456"};
  customer.email_addresses = {"Rima@example.org"};
  for (const char* text : {"call-03123456",
                           "call-٠٣١٢٣٤٥٦",
                           "call-०३१२३४५६",
                           "call-০৩১২৩৪৫৬",
                           "call-𝟬𝟯𝟭𝟮𝟯𝟰𝟱𝟲",
                           "call-⁰³¹²³⁴⁵⁶",
                           "call-₀₃₁₂₃₄₅₆",
                           "⓪③①②③④⑤⑥",
                           "0️⃣3️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣",
                           "03%20123%20456",
                           "rima@example.org",
                           "RIMA@EXAMPLE.ORG",
                           "rima＠example.org",
                           "ｒｉｍａ＠ｅｘａｍｐｌｅ．ｏｒｇ",
                           "rima﹫example.org",
                           "rima%40example.org",
                           "rima @ example.org",
                           "\"rima\"@example.org",
                           "rima (at) example [dot] org",
                           "ri\u200bma@exam\u00adple.org",
                           "bounce+rima=example.org@carrier.example"}) {
    EXPECT_TRUE(holds_number_of(customer, text)) << text;
  }
  for (const char* text : {"", "call 17", "call-2026-03-12-0345", "recording ०३१२३४", "rima at the shop", "example.org",
                           "100%", "50%20", "rita@example.org"}) {
    EXPECT_FALSE(holds_number_of(customer, text)) << text;
  }
}

// A refusal that names no recipient takes away what was approved for a party that an earlier approval named.
TEST_P(RecordTest, TellsOfEveryPartyAndOfferThatIsNamed) {
  s.customer("A1");
  s.notice("A1", on("2026-01-02"));
  for (const char* party : {"PX", "PY"}) {
    s.choose("", evidence::AgreementRecorded{
                     party, on("2026-01-01"), on("2026-12-31"), {"purpose_limit", "safeguards"}, {}});
  }
  OptInRecorded approval = opt_in_for({"joint_venture_partner"});
  approval.parties = Coverage::only({"PY"});
  approval.offers = Coverage::only({"fibre", "cable"});
  s.choose("A1", approval);
  s.clock.set(at("2026-01-01T09:00:00Z"));
  const Acknowledgement answer = s.choose("A1", OptOutRecorded{});
  std::vector<std::string> turned;
  for (const StatusChange& each : answer.changes) {
    if (each.before.outcome == Outcome::permit && each.after.outcome == Outcome::deny) {
      turned.push_back(each.relation + " " + each.party + " " + each.offer);
    }
  }
  EXPECT_THAT(turned, testing::ElementsAre("joint_venture_partner PY cable", "joint_venture_partner PY fibre"));
}

TEST_P(RecordTest, WhatIsFaultyIsNotRecorded) {
  s.customer("A1");
  s.notice("A1", on("2026-01-02"));
  const std::uint64_t size = s.size();

  OptInRecorded unknown_form = opt_in_for({"carrier"});
  unknown_form.form = "telepathic";
  OptInRecorded unproven = opt_in_for({"carrier"});
  unproven.evidence = {};
  OptInRecorded unpublished = opt_in_for({"carrier"});
  unpublished.notice_version = "9";
  OptInRecorded misspelt = opt_in_for({"carrier"});
  misspelt.defects = {"bundled", "pre-ticked"};
  OptInRecorded by_mail = opt_in_for({"carrier"});
  by_mail.about.channels = Coverage::only({"E-Mail"});
  OptInRecorded over = opt_in_for({"carrier"});
  over.until = on("2025-12-30");
  evidence::OneTimeConsentRecorded call{at("2026-01-01T08:30:00Z"), "inbound", "phone", true, {}, proof()};
  evidence::OneTimeConsentRecorded sideways = call;
  sideways.direction = "sideways";
  evidence::OneTimeConsentRecorded backwards = call;
  backwards.to = at("2025-01-01T00:00:00Z");
  evidence::OneTimeConsentRecorded endless = call;
  endless.to = s.clock.now() + std::chrono::hours{24} + std::chrono::microseconds{1};
  evidence::OneTimeConsentRecorded no_proof = call;
  no_proof.evidence = {};
  const std::vector<Faulty> faulty = {
      {OptOutRecorded{}, "", ErrorCode::invalid, "account"},
      {unknown_form, "A1", ErrorCode::invalid, "`telepathic`"},
      {opt_in_for({"neighbour"}), "A1", ErrorCode::invalid, "`neighbour`"},
      {unproven, "A1", ErrorCode::invalid, "evidence"},
      {unpublished, "A1", ErrorCode::not_found, "`9`"},
      {misspelt, "A1", ErrorCode::invalid, "`pre-ticked` is not a defect of an opt-in"},
      {by_mail, "A1", ErrorCode::invalid, "`E-Mail` is not a name of a channel"},
      {over, "A1", ErrorCode::invalid, "ends the approval before it was given"},
      {opt_in_for({"carrier"}), "A2", ErrorCode::not_found, "`A2`"},
      {sideways, "A1", ErrorCode::invalid, "`sideways`"},
      {backwards, "A1", ErrorCode::invalid, "ends the call before it begins"},
      {endless, "A1", ErrorCode::invalid, "ends the call more than a day after it began"},
      {no_proof, "A1", ErrorCode::invalid, "evidence"},
      {evidence::VerificationRecorded{"nodding", false, proof()}, "A1", ErrorCode::invalid, "`nodding`"},
      {evidence::VerificationRecorded{"oral", true, {}}, "A1", ErrorCode::invalid, "a verification has no evidence"},
      {evidence::EmailPermissionRecorded{true, {}}, "A1", ErrorCode::invalid, "an e-mail permission has no evidence"},
      {evidence::EmailPermissionRecorded{true, proof()}, "A2", ErrorCode::not_found, "`A2`"},
      {evidence::AgreementRecorded{"PX", on("2026-02-01"), on("2026-01-01"), {}, {}}, "", ErrorCode::invalid, "ends"},
      {evidence::AgreementRecorded{"PX", on("2026-01-01"), on("2026-02-01"), {"handshake"}, {}}, "", ErrorCode::invalid,
       "`handshake`"},
      {evidence::AgreementRecorded{"PX", on("2026-01-01"), on("2026-02-01"), {}, {}}, "A1", ErrorCode::invalid,
       "carrier"},
      {evidence::AgreementRecorded{"", on("2026-01-01"), on("2026-02-01"), {}, {}}, "", ErrorCode::invalid, "party"},
  };
  for (const Faulty& each : faulty) {
    const auto recorded =
        Recorder(*s.ledger, s.customers).record(each.account, each.choice, s.circumstances, s.regime, s.clock.now());
    ASSERT_FALSE(recorded) << each.told;
    EXPECT_EQ(recorded.error().code, each.code) << each.told;
    EXPECT_THAT(recorded.error().message, HasSubstr(each.told));
    EXPECT_FALSE(recorded.error().mend.empty()) << each.told;
  }
  for (const Circumstances& lacking : {Circumstances{{}, "", "shop", ""}, Circumstances{{}, "clerk-7", "", ""}}) {
    EXPECT_FALSE(Recorder(*s.ledger, s.customers).record("A1", OptOutRecorded{}, lacking, s.regime, s.clock.now()));
  }
  EXPECT_EQ(s.size(), size);
}

// Only a choice that takes something away may have a later instant; it then counts at once.
TEST_P(RecordTest, AGrantStampedInTheFutureIsNotRecorded) {
  s.customer("A1");
  s.notice("A1", on("2026-01-02"));
  s.circumstances.effective = s.clock.now() + std::chrono::microseconds{1};
  const std::vector<Choice> grants = {
      opt_in_for({"carrier"}),
      evidence::OneTimeConsentRecorded{at("2026-01-01T08:30:00Z"), "inbound", "phone", true, {}, proof()},
      evidence::VerificationRecorded{"oral", true, proof()},
      evidence::EmailPermissionRecorded{true, proof()},
  };
  const std::uint64_t size = s.size();
  for (const Choice& grant : grants) {
    const auto early = Recorder(*s.ledger, s.customers).record("A1", grant, s.circumstances, s.regime, s.clock.now());
    ASSERT_FALSE(early) << grant.index();
    EXPECT_EQ(early.error().code, ErrorCode::invalid);
    EXPECT_THAT(early.error().message, HasSubstr("in the future"));
  }
  EXPECT_EQ(s.size(), size);
  s.clock.set(*s.circumstances.effective);
  for (const Choice& grant : grants) s.choose("A1", grant);
  s.circumstances.effective = at("2027-01-01T00:00:00Z");
  s.choose("A1", OptOutRecorded{});
  s.choose("A1", evidence::WithdrawalRecorded{});
  s.choose("A1", evidence::EmailPermissionRecorded{false, {}});
  s.choose("", evidence::AgreementRecorded{"PX", on("2027-01-01"), on("2027-12-31"), {"safeguards"}, {}});
  EXPECT_EQ(s.size(), size + grants.size() + 4);
}

// The product's words, and the words of the pack under which it is recorded.
TEST_P(RecordTest, TheDefectsOfAnOptInAreKnownWords) {
  s.customer("A1");
  s.notice("A1", on("2026-01-02"));
  OptInRecorded defective = opt_in_for({"carrier"});
  defective.defects = {"coaxed"};
  const auto unknown =
      Recorder(*s.ledger, s.customers).record("A1", defective, s.circumstances, s.regime, s.clock.now());
  ASSERT_FALSE(unknown);
  EXPECT_THAT(unknown.error().mend, HasSubstr("`pre_ticked`, `bundled`"));
  s.regime.void_defects = {"bundled", "coaxed"};
  defective.defects = {"pre_ticked", "bundled", "coaxed"};
  s.choose("A1", defective);
  EXPECT_EQ(s.decide("A1", internet_offer(), "2026-01-01T08:00:00Z").reason, Reason::consent_invalid);
}

// An approval that was given before the text existed was not given after it.
TEST_P(RecordTest, AnOptInDoesNotPrecedeThePublicationOfItsNotice) {
  s.customer("A1");
  s.notice("A1", on("2026-01-02"));
  const Instant published = s.clock.now();
  s.clock.set(at("2026-02-01T00:00:00Z"));
  OptInRecorded any_version = opt_in_for({"carrier"});
  any_version.notice_version.clear();
  for (const OptInRecorded& opt_in : {opt_in_for({"carrier"}), any_version}) {
    s.circumstances.effective = published - std::chrono::microseconds{1};
    const auto early = Recorder(*s.ledger, s.customers).record("A1", opt_in, s.circumstances, s.regime, s.clock.now());
    ASSERT_FALSE(early);
    EXPECT_EQ(early.error().code, ErrorCode::invalid);
    EXPECT_THAT(early.error().message, HasSubstr("is before the publication"));
    EXPECT_THAT(early.error().mend, HasSubstr("`--at`"));
    s.circumstances.effective = published;
    s.choose("A1", opt_in);
  }
}

TEST_P(RecordTest, WhatIsSoundIsRecorded) {
  s.customer("A1");
  s.notice("A1", on("2026-01-02"));
  const std::uint64_t size = s.size();
  const std::vector<Choice> sound = {
      evidence::OneTimeConsentRecorded{at("2026-01-01T08:30:00Z"), "outbound", "phone", true, {}, proof()},
      evidence::OneTimeConsentRecorded{at("2026-01-01T08:30:00Z"), "inbound", "phone", false, {}, {}},
      evidence::OneTimeConsentRecorded{s.clock.now() + std::chrono::hours{24}, "inbound", "phone", true, {}, proof()},
      evidence::VerificationRecorded{"oral", true, proof()},
      evidence::EmailPermissionRecorded{true, proof()},
      evidence::EmailPermissionRecorded{false, {}},
      evidence::WithdrawalRecorded{Coverage::only({"carrier"}), "minor_user", {}},
      opt_in_for({"carrier"}),
  };
  for (const Choice& choice : sound) s.choose("A1", choice);
  EXPECT_EQ(s.size(), size + sound.size());
}

}  // namespace
}  // namespace assent::record_test
