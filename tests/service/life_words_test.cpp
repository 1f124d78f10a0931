// A line of a life in every language: no placeholder is left, and everything in the ledger is in the line.
#include "explanation/life_phrases.hpp"
#include "service/life.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace assent::life_words_test {

using namespace service;

using explanation::Language;
namespace {

Instant at(const char* text) { return parse_instant(text).value(); }
Date on(const char* text) { return parse_date(text).value(); }

std::string told(evidence::Body body, Language language) {
  ledger::Recorded recorded;
  recorded.entry.body = std::move(body);
  return life_row(recorded, language).what;
}

evidence::OptOutRecorded refusal() {
  evidence::OptOutRecorded body;
  body.scope = Coverage::only({"agent", "third_party"});
  body.by = "owner";
  body.postmarked = on("2026-02-28");
  body.grade = evidence::Grade::claimed;
  return body;
}

evidence::OptInRecorded approval() {
  evidence::OptInRecorded body;
  body.form = "written";
  body.recipients = Coverage::everything();
  body.parties = Coverage::only({"PX"});
  body.information = Coverage::only({"usage"});
  body.by = "owner";
  body.defects = {"bundled"};
  body.notice = "good";
  body.notice_version = "1";
  return body;
}

evidence::CustomerRecorded customer() {
  evidence::CustomerRecorded body;
  body.state = CustomerState::former;
  body.kind = CustomerKind::business;
  body.services = {"local", "mobile"};
  body.language = "ar";
  body.time_zone = "Asia/Beirut";
  body.telephones = {"+9613123456"};
  return body;
}

evidence::OneTimeConsentRecorded consent() {
  evidence::OneTimeConsentRecorded body;
  body.to = at("2026-03-01T08:20:00Z");
  body.direction = "inbound";
  body.channel = "phone";
  body.granted = true;
  return body;
}

evidence::LinkRecorded link() {
  evidence::LinkRecorded body;
  body.role = evidence::LinkRecorded::Role::successor;
  body.other = "N-7";
  body.cause = evidence::LinkRecorded::Cause::merged;
  return body;
}

TEST(LifeWords, EnglishShowsTheWordsOfTheLedger) {
  EXPECT_EQ(told(refusal(), Language::en), "opted out of agent, third_party, by owner, postmarked 2026-02-28, claimed");
  EXPECT_EQ(
      told(approval(), Language::en),
      "opted in (written) for all, by owner, parties PX, information usage, defects bundled, after notice good 1");
  EXPECT_EQ(told(customer(), Language::en),
            "former business customer, services local, mobile, language ar, zone Asia/Beirut, on record: telephone");
  EXPECT_EQ(told(consent(), Language::en), "one-time consent granted by phone (inbound), until 2026-03-01T08:20:00Z");
  EXPECT_EQ(told(link(), Language::en), "is continued by account N-7 (merged)");
}

TEST(LifeWords, TellWhatIsProvisionalAndWhatAPersonFound) {
  evidence::OptOutRecorded provisional;
  provisional.provisional = true;
  EXPECT_EQ(told(provisional, Language::en), "opted out of all, by owner, provisional");
  evidence::WithdrawalRecorded withdrawn;
  withdrawn.provisional = true;
  EXPECT_EQ(told(withdrawn, Language::en), "withdrew approval for all, by owner, provisional");
  EXPECT_EQ(told(evidence::EmailPermissionRecorded{false, {}, true}, Language::en),
            "notices by e-mail no longer permitted, provisional");
  EXPECT_EQ(told(evidence::ReviewRecorded{{0, 7}, evidence::ReviewRecorded::Outcome::confirmed, {}}, Language::en),
            "entry 0/7 read: it is a refusal");
  EXPECT_EQ(told(evidence::ReviewRecorded{{0, 7}, evidence::ReviewRecorded::Outcome::not_a_refusal, {}}, Language::fr),
            "entrée 0/7 lue\u00A0: ce n'est pas un refus");
}

TEST(LifeWords, TellWhoAPartnerIs) {
  evidence::PartnerRecorded partner{"PX", "Example Tours", "joint_venture_partner", "LB", {}, {}};
  EXPECT_EQ(told(partner, Language::en), "partner PX: Example Tours, joint_venture_partner, country LB");
  partner.state = evidence::PartnerRecorded::State::ended;
  partner.country.clear();
  EXPECT_EQ(told(partner, Language::fr),
            "partenariat terminé avec PX\u00A0: Example Tours, partenaire de coentreprise");
}

TEST(LifeWords, FrenchSaysThem) {
  EXPECT_EQ(told(refusal(), Language::fr),
            "refus (destinataires\u00A0: agent et tiers, de\u00A0: le titulaire du compte), cachet de la poste\u00A0: "
            "2026-02-28, déclaré seulement");
  EXPECT_EQ(told(customer(), Language::fr),
            "ancien client professionnel, services\u00A0: téléphonie locale et service mobile, langue\u00A0: arabe, "
            "fuseau horaire\u00A0: Asia/Beirut, enregistré\u00A0: téléphone");
  EXPECT_EQ(told(link(), Language::fr), "est continué par le compte N-7 (fusion)");
}

TEST(LifeWords, NothingIsLeftOpenInAnyLanguage) {
  const std::vector<evidence::Body> bodies = {refusal(),
                                              approval(),
                                              customer(),
                                              consent(),
                                              link(),
                                              evidence::NoticePublished{},
                                              evidence::NoticeGivenRecorded{},
                                              evidence::NoticeDelivery{},
                                              evidence::WithdrawalRecorded{},
                                              evidence::VerificationRecorded{},
                                              evidence::EmailPermissionRecorded{},
                                              evidence::AgreementRecorded{},
                                              evidence::CorrectionRecorded{},
                                              evidence::SimulationRecorded{},
                                              evidence::NumberKeyRecorded{},
                                              evidence::ReviewRecorded{},
                                              evidence::PartnerRecorded{}};
  for (const Language language : explanation::kLanguages) {
    for (const evidence::Body& body : bodies) {
      const std::string line = told(body, language);
      EXPECT_FALSE(line.empty());
      EXPECT_EQ(line.find_first_of("{}"), std::string::npos) << line;
      EXPECT_EQ(line.find("3123456"), std::string::npos) << line;
    }
  }
}

}  // namespace
}  // namespace assent::life_words_test
