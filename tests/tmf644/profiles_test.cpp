// A privacy profile and the choices in it: what refuses takes effect at once and stays; what approves goes as far as
// its proof goes, and nothing that is sent again brings it back.

#include "tmf644/setting.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace assent::tmf644_test::profiles_test {

using evidence::OptInRecorded;
using evidence::OptOutRecorded;

using http::Method;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

const api_test::Fields kJson{{"Content-Type", "application/json"}};
const api_test::Fields kOperations{{"Content-Type", "application/json-patch+json"}};

struct Story : Setting {
  Story() {
    publish_notice();
    add_customer("A-1");
  }
  std::string one(const std::string& id) const { return std::string(kProfiles) + "/" + id; }
  std::string signed_agreement(std::string_view date = "2026-05-20T10:00:00Z") {
    return kept(kAgreements, agreement("A-1", date));
  }
  static std::string under(const std::string& agreement) {
    return R"(,"agreement":{"id":")" + agreement + R"(","name":"Mine"})";
  }
};

TEST(PrivacyProfile, ARefusalInItTakesEffectAtOnceWhateverItsStatus) {
  for (const char* value : {R"("No")", R"("no")", "false", R"(["Yes","No"])"}) {
    Story story;
    std::string body = profile("A-1", characteristic("EmailAddress", value));
    body.replace(body.find("active"), 6, "draft!");
    const auto got = story.send(Method::post, kProfiles, body, kJson);
    EXPECT_EQ(got.status, 201U) << got.body;
    EXPECT_EQ(got.header("Assent-Effects"), "refuses");
    const auto refusals = story.recorded<OptOutRecorded>("A-1");
    ASSERT_THAT(refusals, SizeIs(1)) << value;
    EXPECT_TRUE(refusals[0].scope.any);
    EXPECT_EQ(refusals[0].about.channels.names, Names{"email"});
    EXPECT_EQ(refusals[0].by, "owner");
    EXPECT_EQ(refusals[0].evidence.reference, "partyPrivacyProfile/" + text_in(got.body, "id"));
    EXPECT_EQ(story.decide("A-1").reason, Reason::opted_out);
  }
}

// The document and what it says stand beside each other in the ledger, recorded at the same instant.
TEST(PrivacyProfile, DocumentAndChoiceAreOneAppend) {
  Story story;
  story.kept(kProfiles, profile("A-1", characteristic("EmailAddress", "false")));
  const auto entries = story.entries("A-1");
  ASSERT_THAT(entries, SizeIs(3));
  EXPECT_EQ(entries[1].entry.kind(), evidence::EntryKind::privacy_document);
  EXPECT_EQ(entries[2].entry.kind(), evidence::EntryKind::opt_out);
  EXPECT_EQ(entries[1].entry.recorded, entries[2].entry.recorded);
  EXPECT_EQ(entries[1].position.index + 1, entries[2].position.index);
  EXPECT_EQ(entries[2].entry.actor, "service-1");
  EXPECT_EQ(entries[2].entry.channel, "tmf644");
}

TEST(PrivacyProfile, WhatNothingIsKnownOfApprovesNothingAndRefusesWidely) {
  Story story;
  const auto got =
      story.send(Method::post, kProfiles,
                 profile("A-1", characteristic("ShoeSize", "true") + "," + characteristic("ShoeSize", "\"42\"") + "," +
                                    characteristic("PaperlessBilling", "false")),
                 kJson);
  EXPECT_EQ(got.header("Assent-Effects"), "unmapped, unmapped, ignored");
  EXPECT_THAT(story.recorded<OptInRecorded>("A-1"), IsEmpty());
  EXPECT_THAT(story.recorded<OptOutRecorded>("A-1"), IsEmpty());
  story.kept(kProfiles, profile("A-1", characteristic("ShoeSize", "false")));
  const auto refusals = story.recorded<OptOutRecorded>("A-1");
  ASSERT_THAT(refusals, SizeIs(1));
  EXPECT_EQ(refusals[0].about, About{});
  EXPECT_TRUE(refusals[0].scope.any);
}

TEST(PrivacyProfile, AValueThatCannotBeReadRefusesUntilAPersonHasReadIt) {
  Story story;
  const auto got =
      story.send(Method::post, kProfiles, profile("A-1", characteristic("EmailAddress", R"("perhaps")")), kJson);
  EXPECT_EQ(got.header("Assent-Effects"), "unclear");
  ASSERT_THAT(story.recorded<OptOutRecorded>("A-1"), SizeIs(1));
  EXPECT_TRUE(story.recorded<OptOutRecorded>("A-1")[0].provisional);
}

TEST(PrivacyProfile, TheRecipientsOfACharacteristicBoundIt) {
  const std::string vendor = R"(,"relatedParty":[{"id":"V-7","role":"Vendor","@referredType":"Organization"}])";
  const std::string stranger = R"(,"relatedParty":[{"id":"V-7","role":"Stranger","@referredType":"Organization"}])";
  Story story;
  story.kept(kProfiles, profile("A-1", characteristic("EmailAddress", "false", vendor)));
  ASSERT_THAT(story.recorded<OptOutRecorded>("A-1"), SizeIs(1));
  EXPECT_EQ(story.recorded<OptOutRecorded>("A-1")[0].scope, Coverage::only({"independent_contractor"}));
  story.kept(kProfiles, profile("A-1", characteristic("EmailAddress", "false", stranger)));
  EXPECT_TRUE(story.recorded<OptOutRecorded>("A-1")[1].scope.any);
  // Of an approval, who is not known gets nothing.
  const std::string more = Story::under(story.signed_agreement());
  auto got = story.send(Method::post, kProfiles, profile("A-1", characteristic("EmailAddress", "true", stranger), more),
                        kJson);
  EXPECT_EQ(got.header("Assent-Effects"), "unmapped");
  got =
      story.send(Method::post, kProfiles, profile("A-1", characteristic("EmailAddress", "true", vendor), more), kJson);
  EXPECT_EQ(got.header("Assent-Effects"), "approves");
  ASSERT_THAT(story.recorded<OptInRecorded>("A-1"), SizeIs(1));
  EXPECT_EQ(story.recorded<OptInRecorded>("A-1")[0].recipients, Coverage::only({"independent_contractor"}));
  EXPECT_EQ(story.recorded<OptInRecorded>("A-1")[0].parties, Coverage::only({"V-7"}));
}

TEST(PrivacyProfile, AnApprovalIsProvedByASignedAgreementOnly) {
  Story story;
  const std::string yes = characteristic("EmailAddress", "true");
  story.kept(kProfiles, profile("A-1", yes));
  ASSERT_THAT(story.recorded<OptInRecorded>("A-1"), SizeIs(1));
  EXPECT_EQ(story.recorded<OptInRecorded>("A-1")[0].grade, evidence::Grade::claimed);
  EXPECT_EQ(story.decide("A-1").outcome, Outcome::deny);

  const std::string agreement_id = story.signed_agreement();
  const std::string id = story.kept(kProfiles, profile("A-1", yes, Story::under(agreement_id)));
  ASSERT_THAT(story.recorded<OptInRecorded>("A-1"), SizeIs(2));
  const OptInRecorded proved = story.recorded<OptInRecorded>("A-1")[1];
  EXPECT_EQ(proved.grade, evidence::Grade::proved);
  EXPECT_EQ(proved.notice, "your-information");
  EXPECT_EQ(proved.information, Coverage::only({"contact"}));
  EXPECT_EQ(proved.about.channels, Coverage::only({"email"}));
  EXPECT_EQ(proved.recipients, Coverage::only({"carrier"}));
  // It counts from the signature, not from when it was sent.
  EXPECT_EQ(story.entries("A-1").back().entry.effective, service_test::at("2026-05-20T10:00:00Z"));
  EXPECT_EQ(story.decide("A-1").outcome, Outcome::permit) << to_string(story.decide("A-1").reason);
  EXPECT_EQ(story.decide("A-1", "carrier", "sms").outcome, Outcome::deny);
}

TEST(PrivacyProfile, WhatWouldApproveLaterApprovesNothingNow) {
  Story story;
  const std::string yes = characteristic("EmailAddress", "true");
  const std::string under = Story::under(story.signed_agreement());
  std::string draft = profile("A-1", yes, under);
  draft.replace(draft.find("active"), 6, "draft!");
  EXPECT_EQ(story.send(Method::post, kProfiles, draft, kJson).header("Assent-Effects"), "not-yet");
  for (const char* valid : {R"(,"validFor":{"startDateTime":"2026-07-01T00:00:00Z"})",
                            R"(,"validFor":{"endDateTime":"2026-05-01T00:00:00Z"})"}) {
    EXPECT_EQ(story.send(Method::post, kProfiles, profile("A-1", yes, under + valid), kJson).header("Assent-Effects"),
              "not-yet");
  }
  EXPECT_THAT(story.recorded<OptInRecorded>("A-1"), IsEmpty());
  const std::string until = R"(,"validFor":{"endDateTime":"2026-08-01T06:00:00Z"})";
  EXPECT_EQ(story.send(Method::post, kProfiles, profile("A-1", yes, under + until), kJson).header("Assent-Effects"),
            "approves");
  ASSERT_THAT(story.recorded<OptInRecorded>("A-1"), SizeIs(1));
  // The last day that is over everywhere by that end.
  EXPECT_EQ(story.recorded<OptInRecorded>("A-1")[0].until, service_test::on("2026-07-30"));
}

// A refusal survives everything that is sent again: only a later signature outranks it.
TEST(PrivacyProfile, NothingThatIsSentAgainBringsAnApprovalBack) {
  Story story;
  const std::string yes =
      profile("A-1", characteristic("EmailAddress", "true"), Story::under(story.signed_agreement()));
  const std::string id = story.kept(kProfiles, yes);
  ASSERT_EQ(story.decide("A-1").outcome, Outcome::permit);
  const auto regime = story.engine->regime({}, story.engine->now()).value();
  ASSERT_TRUE(story.engine->record("A-1", OptOutRecorded{}, {std::nullopt, "clerk-7", "shop", ""}, *regime));
  ASSERT_EQ(story.decide("A-1").reason, Reason::opted_out);

  story.clock.set(service_test::at("2026-06-02T08:00:00Z"));
  EXPECT_EQ(story.send(Method::patch, story.one(id), R"({"description":"synchronised"})", kJson).status, 200U);
  story.kept(kProfiles, yes);
  EXPECT_EQ(story.decide("A-1").reason, Reason::opted_out);

  const std::string anew = story.signed_agreement("2026-06-02T07:00:00Z");
  story.kept(kProfiles, profile("A-1", characteristic("EmailAddress", "true"), Story::under(anew)));
  EXPECT_EQ(story.decide("A-1").outcome, Outcome::permit);
}

TEST(PrivacyProfile, ATakenBackApprovalIsWithdrawnAndARefusalStays) {
  Story story;
  const std::string more = Story::under(story.signed_agreement());
  const std::string both =
      characteristic("EmailAddress", "true") + "," +
      characteristic("PhoneNumber", "false",
                     R"(,"relatedParty":[{"id":"V-7","role":"Vendor","@referredType":"Organization"}])");
  const std::string id = story.kept(kProfiles, profile("A-1", both, more));
  ASSERT_EQ(story.decide("A-1").outcome, Outcome::permit);
  const auto entries = story.entries("A-1").size();

  EXPECT_EQ(story.send(Method::delete_, story.one(id)).status, 204U);
  EXPECT_EQ(story.send(Method::get, story.one(id)).status, 404U);
  EXPECT_EQ(story.send(Method::delete_, story.one(id)).status, 404U);
  ASSERT_THAT(story.recorded<evidence::WithdrawalRecorded>("A-1"), SizeIs(1));
  EXPECT_EQ(story.recorded<evidence::WithdrawalRecorded>("A-1")[0].about.channels, Coverage::only({"email"}));
  EXPECT_EQ(story.decide("A-1").outcome, Outcome::deny);
  EXPECT_THAT(story.recorded<OptOutRecorded>("A-1"), SizeIs(1));
  // All of it is still there: the deletion is one more entry.
  EXPECT_EQ(story.entries("A-1").size(), entries + 2);
}

TEST(PrivacyProfile, AnApprovalFallsWithItsAgreement) {
  for (const bool deleted : {true, false}) {
    Story story;
    const std::string agreement_id = story.signed_agreement();
    story.kept(kProfiles, profile("A-1", characteristic("EmailAddress", "true"), Story::under(agreement_id)));
    ASSERT_EQ(story.decide("A-1").outcome, Outcome::permit);
    const std::string path = std::string(kAgreements) + "/" + agreement_id;
    if (deleted) EXPECT_EQ(story.send(Method::delete_, path).status, 204U);
    else EXPECT_EQ(story.send(Method::patch, path, R"({"status":"rejected"})", kJson).status, 200U);
    EXPECT_EQ(story.decide("A-1").outcome, Outcome::deny);
    EXPECT_THAT(story.recorded<evidence::WithdrawalRecorded>("A-1"), SizeIs(1));
  }
}

// A carrier's system keeps the profile first, and has the agreement signed afterwards.
TEST(PrivacyProfile, AnApprovalIsProvedWhenItsAgreementIs) {
  Story story;
  const std::string agreement_id = story.kept(kAgreements, agreement("A-1", "2026-05-20T10:00:00Z", "initial"));
  story.kept(kProfiles, profile("A-1", characteristic("EmailAddress", "true"), Story::under(agreement_id)));
  EXPECT_EQ(story.decide("A-1").outcome, Outcome::deny);
  EXPECT_EQ(story.send(Method::patch, std::string(kAgreements) + "/" + agreement_id, R"({"status":"approved"})", kJson)
                .status,
            200U);
  EXPECT_EQ(story.decide("A-1").outcome, Outcome::permit);
}

TEST(PrivacyProfile, AChangeAppendsAndOverwritesNothing) {
  Story story;
  const std::string id = story.kept(kProfiles, profile("A-1", characteristic("EmailAddress", "1.50")));
  const auto first = story.entries("A-1")[1];
  auto got = story.send(Method::patch, story.one(id), R"({"name":"Ours","description":null})", kJson);
  EXPECT_EQ(got.status, 200U) << got.body;
  EXPECT_EQ(text_in(got.body, "name"), "Ours");
  got = story.send(Method::patch, story.one(id),
                   R"([{"op":"test","path":"/name","value":"Ours"},{"op":"add","path":"/description","value":"b"}])",
                   kOperations);
  EXPECT_EQ(text_in(got.body, "description"), "b");
  // A number is never another: as it was written.
  EXPECT_THAT(got.body, HasSubstr("\"value\":1.50"));
  EXPECT_EQ(story.entries("A-1")[1].entry, first.entry);
  EXPECT_THAT(story.recorded<evidence::PrivacyDocumentRecorded>("A-1"), SizeIs(3));
  // A change to nothing is none.
  EXPECT_EQ(story.send(Method::patch, story.one(id), R"({"name":"Ours"})", kJson).status, 200U);
  EXPECT_THAT(story.recorded<evidence::PrivacyDocumentRecorded>("A-1"), SizeIs(3));
}

TEST(PrivacyProfile, AFaultyChangeChangesNothing) {
  Story story;
  story.add_customer("A-2");
  const std::string id = story.kept(kProfiles, profile("A-1", characteristic("EmailAddress", "true")));
  const auto entries = story.entries("A-1").size();
  struct Wrong {
    const char* body;
    const api_test::Fields& type;
    unsigned status;
  };
  const Wrong wrongs[] = {{R"({"name":7})", kJson, 400},
                          {R"({"partyPrivacyProfileCharacteristic":null})", kJson, 400},
                          {R"({"agreedByParty":{"id":"A-2"}})", kJson, 400},
                          {R"({"id":"another"})", kJson, 400},
                          {R"([1])", kJson, 400},
                          {R"([{"op":"remove","path":"/nowhere"}])", kOperations, 400},
                          {R"([{"op":"test","path":"/name","value":"Theirs"}])", kOperations, 409},
                          {R"([{"op":"jump","path":"/name"}])", kOperations, 400},
                          {"{", kJson, 400}};
  for (const Wrong& each : wrongs) {
    const auto got = story.send(Method::patch, story.one(id), each.body, each.type);
    EXPECT_EQ(got.status, each.status) << each.body << got.body;
    EXPECT_EQ(text_in(got.body, "status"), std::to_string(each.status)) << got.body;
    EXPECT_FALSE(text_in(got.body, "code").empty());
  }
  EXPECT_EQ(
      story.send(Method::patch, story.one(id), "{}", {{"Content-Type", "application/json-patch-query+json"}}).status,
      415U);
  EXPECT_EQ(story.send(Method::patch, story.one("00112233445566778899aabbccddeeff"), "{}", kJson).status, 404U);
  EXPECT_EQ(story.entries("A-1").size(), entries);
}

TEST(PrivacyProfile, OfTwoWhoChangeTheSameVersionOneIsTold) {
  Story story;
  const std::string id = story.kept(kProfiles, profile("A-1", characteristic("EmailAddress", "true")));
  const auto seen = story.send(Method::get, story.one(id));
  const std::string tag = seen.header("ETag").value();
  EXPECT_EQ(story.send(Method::get, story.one(id), "", {{"If-None-Match", tag}}).status, 304U);
  api_test::Fields fields = kJson;
  fields.emplace_back("If-Match", tag);
  EXPECT_EQ(story.send(Method::patch, story.one(id), R"({"name":"One"})", fields).status, 200U);
  EXPECT_EQ(story.send(Method::patch, story.one(id), R"({"name":"Other"})", fields).status, 412U);
  EXPECT_EQ(story.send(Method::delete_, story.one(id), "", {{"If-Match", tag}}).status, 412U);
  EXPECT_EQ(text_in(story.send(Method::get, story.one(id)).body, "name"), "One");
}

TEST(PrivacyProfile, TheSameKeyKeepsOneDocument) {
  Story story;
  api_test::Fields fields = kJson;
  fields.emplace_back("Idempotency-Key", "crm-4711");
  const std::string body = profile("A-1", characteristic("EmailAddress", "false"));
  const auto first = story.send(Method::post, kProfiles, body, fields);
  const auto entries = story.entries("A-1").size();
  const auto again = story.send(Method::post, kProfiles, body, fields);
  EXPECT_EQ(text_in(again.body, "id"), text_in(first.body, "id"));
  EXPECT_EQ(story.entries("A-1").size(), entries);
  EXPECT_EQ(story.send(Method::post, kProfiles, profile("A-1", characteristic("EmailAddress", "true")), fields).status,
            409U);
  story.add_customer("A-2");
  EXPECT_EQ(story.send(Method::post, kProfiles, profile("A-2", characteristic("EmailAddress", "false")), fields).status,
            409U);
  EXPECT_EQ(story.entries("A-2").size(), 1U);
}

TEST(PrivacyProfile, WhoItIsAboutMustBeACustomer) {
  Story story;
  std::string body = profile("A-1", characteristic("EmailAddress", "false"));
  body.replace(body.find("Individual"), 10, "Stranger!!");
  EXPECT_EQ(story.send(Method::post, kProfiles, body, kJson).status, 400U);
  for (const char* account : {"", "carrier:campaign_runs", "number:0011"}) {
    EXPECT_EQ(
        story.send(Method::post, kProfiles, profile(account, characteristic("EmailAddress", "false")), kJson).status,
        400U);
  }
  // A refusal of somebody who is not on record is kept all the same; an approval is not.
  EXPECT_EQ(story.send(Method::post, kProfiles, profile("A-77", characteristic("EmailAddress", "false")), kJson).status,
            201U);
  EXPECT_THAT(story.recorded<OptOutRecorded>("A-77"), SizeIs(1));
  const auto got = story.send(Method::post, kProfiles, profile("A-78", characteristic("EmailAddress", "true")), kJson);
  EXPECT_EQ(got.status, 201U);
  EXPECT_EQ(got.header("Assent-Approvals"), "recorded=0, left-out=1");
}

// Somebody decides for somebody else: the profile belongs to whom it protects.
TEST(PrivacyProfile, AGuardianDecidesForWhomTheyGuard) {
  Story story;
  story.add_customer("A-9");
  const std::string protects = R"(,"applicableForParty":{"id":"A-9","role":"user","@referredType":"Individual"})";
  std::string body = profile("A-1", characteristic("EmailAddress", "false"), protects);
  body.replace(body.find(R"("role":"owner")"), 14, R"("role":"guardian")");
  EXPECT_EQ(story.send(Method::post, kProfiles, body, kJson).status, 201U);
  ASSERT_THAT(story.recorded<OptOutRecorded>("A-9"), SizeIs(1));
  EXPECT_EQ(story.recorded<OptOutRecorded>("A-9")[0].by, "authorised_representative");
  EXPECT_THAT(story.recorded<OptOutRecorded>("A-1"), IsEmpty());
}

TEST(PrivacyProfile, WhoIsErasedHasNone) {
  Story story;
  const std::string id = story.kept(kProfiles, profile("A-1", characteristic("EmailAddress", "false")));
  ASSERT_TRUE(story.ledger.erase_identity("A-1").value());
  EXPECT_EQ(story.send(Method::get, story.one(id)).status, 404U);
  EXPECT_EQ(story.send(Method::patch, story.one(id), "{}", kJson).status, 404U);
  EXPECT_EQ(story.decide("A-1").reason, Reason::opted_out);
}

// The ledger is all there is: another server over it sees the same documents.
TEST(PrivacyProfile, ItIsInTheLedgerAndNowhereElse) {
  Story story;
  const std::string id = story.kept(kProfiles, profile("A-1", characteristic("EmailAddress", "false")));
  tmf644::Documents others(*story.engine, usual_mapping(), evidence::Hash{9});
  EXPECT_EQ(others.find(tmf644::Resource::profile, id)->content.text_at("name"), "Mine");
  const std::string log = [&] {
    std::string all;
    for (const std::string& each : story.served->log.lines) all += each;
    return all;
  }();
  for (const char* personal : {"A-1", "Rima", "Mine"}) EXPECT_EQ(log.find(personal), std::string::npos) << personal;
}

}  // namespace assent::tmf644_test::profiles_test
