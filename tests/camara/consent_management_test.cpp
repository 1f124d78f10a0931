// Consent Management: a client says what customers decided; how much that counts is the carrier's to say.

#include "camara/carrier.hpp"
#include "camara/consent_id.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace assent::consent_management_test {
namespace {

using access::Role;
using camara_test::Carrier;
using camara_test::member;
using http::Method;
using testing::HasSubstr;

constexpr std::string_view kRima = "+9613000001";
const api_test::Fields kJson{{"Content-Type", "application/json"}};
constexpr std::string_view kAbout =
    R"("phoneNumber":"+9613000001","scopes":["location-verification:verify"],"purpose":"dpv:Marketing")";

struct Trusted {
  explicit Trusted(std::string_view grade)
      : carrier([&] {
          std::string settings = camara_test::example_settings();
          settings.replace(settings.find("captures = \"claimed\""), 20, "captures = \"" + std::string(grade) + "\"");
          return settings;
        }()) {
    carrier.customer("C-1", std::string(kRima));
  }
  api_test::Got post(std::string_view path, const std::string& body) {
    return carrier.served->ask(Role::partner, Method::post, "/consent-management/v0.1" + std::string(path), body,
                               kJson);
  }
  api_test::Got retrieve() {
    return post("/consents/retrieve-info", "{" + std::string(kAbout) + R"(,"requestConsentText":true})");
  }
  api_test::Got create(std::string_view status, std::string text = "") {
    if (text.empty()) text = member(retrieve().body, "consentTextId");
    return post("/consents", "{" + std::string(kAbout) + R"(,"consentStatus":")" + std::string(status) +
                                 R"(","consentTextId":")" + text + "\"}");
  }
  api_test::Got update(const std::string& id, std::string_view status) {
    return carrier.served->ask(Role::partner, Method::patch, "/consent-management/v0.1/consents/" + id,
                               R"({"consentStatus":")" + std::string(status) + "\"}", kJson);
  }
  std::string status() { return member(retrieve().body, "consentStatus"); }

  Carrier carrier;
};

TEST(ConsentManagement, AnApprovalThatIsOnlyClaimedPermitsNothing) {
  Trusted client("claimed");
  const auto created = client.create("GRANTED");
  EXPECT_EQ(created.status, 201U) << created.body;
  EXPECT_EQ(client.status(), "REQUESTED");
  EXPECT_EQ(client.carrier.status(kRima), "REQUESTED");
}

TEST(ConsentManagement, AnApprovalThatTheCarrierTakesAsProvedCounts) {
  Trusted client("proved");
  EXPECT_EQ(client.status(), "PENDING");
  const auto created = client.create("GRANTED");
  EXPECT_EQ(created.status, 201U) << created.body;
  EXPECT_EQ(member(created.body, "expirationDate"), "2027-06-01T22:00:00Z");
  EXPECT_EQ(client.status(), "GRANTED");
  const auto retrieved = client.retrieve();
  EXPECT_EQ(member(retrieved.body, "consentId"), member(created.body, "consentId"));
  EXPECT_EQ(member(retrieved.body, "creationDate"), member(created.body, "creationDate"));
  EXPECT_EQ(client.create("GRANTED").status, 409U);
  const evidence::Entry entry = client.carrier.ledger.entries_of("C-1").value().back().entry;
  EXPECT_TRUE(std::get<evidence::OptInRecorded>(entry.body).evidence.sha256) << "which text was shown";
}

TEST(ConsentManagement, ARefusalCountsWhateverTheTextAndDoesNotEnd) {
  Trusted client("claimed");
  const auto created = client.create("DENIED", "sha256-of-something-else");
  EXPECT_EQ(created.status, 201U) << created.body;
  EXPECT_EQ(member(created.body, "expirationDate"), "");
  EXPECT_EQ(client.status(), "DENIED");
  client.carrier.pass(std::chrono::hours(24 * 365 * 30));
  EXPECT_EQ(client.status(), "DENIED");
}

TEST(ConsentManagement, WhoChangesTheirMindKeepsTheirConsentId) {
  Trusted client("proved");
  const std::string id = member(client.create("GRANTED").body, "consentId");
  client.carrier.pass(std::chrono::minutes(1));
  EXPECT_EQ(client.update(id, "DENIED").status, 200U);
  EXPECT_EQ(client.status(), "DENIED");
  client.carrier.pass(std::chrono::minutes(1));
  const auto again = client.update(id, "GRANTED");
  EXPECT_EQ(again.status, 200U) << again.body;
  EXPECT_EQ(member(again.body, "consentId"), id);
  EXPECT_EQ(client.status(), "GRANTED");
}

TEST(ConsentManagement, NoIdIsThereBeforeTheCustomerWasAsked) {
  Trusted client("proved");
  const std::string id =
      text_of(client.carrier.provider->seal(), camara::ConsentId{"partner-1", "C-1", "location_offers"});
  EXPECT_EQ(client.update(id, "GRANTED").status, 404U);
  const std::string other =
      text_of(client.carrier.provider->seal(), camara::ConsentId{"other", "C-1", "location_offers"});
  EXPECT_EQ(client.update(other, "DENIED").status, 403U);
  EXPECT_EQ(client.update("x", "DENIED").status, 404U);
}

TEST(ConsentManagement, AUseThatRestsOnNoConsentIsNotThere) {
  Trusted client("proved");
  const auto got = client.post(
      "/consents/retrieve-info",
      R"({"phoneNumber":"+9613000001","scopes":["sim-swap:check"],"purpose":"dpv:FraudPreventionAndDetection","requestConsentText":true})");
  EXPECT_EQ(got.status, 200U);
  EXPECT_EQ(got.body, "[]");
}

}  // namespace
}  // namespace assent::consent_management_test
