// The table of names: the shipped one is sound, and every fault is found at its place.

#include "camara/settings.hpp"

#include "camara/carrier.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace assent::camara_settings_test {
namespace {

using camara::read_settings;

TEST(CamaraSettings, TheShippedOneIsRead) {
  const auto settings = read_settings(test::text_of("examples/camara.toml"), "camara.toml");
  ASSERT_TRUE(settings) << to_string(settings.error().front());
  ASSERT_NE(settings->use("location_offers"), nullptr);
  EXPECT_EQ(settings->use("location_offers")->days, 365);
  ASSERT_NE(settings->client("acme"), nullptr);
  EXPECT_EQ(settings->client("acme")->captures, evidence::Grade::claimed);
  ASSERT_EQ(settings->spellings.size(), 2U);
  EXPECT_EQ(settings->spellings[0].second, "dpv:Authentication-ABC");
}

TEST(CamaraSettings, ASystemIsAClientByItsIdAndAPartnerByItsName) {
  const auto settings =
      read_settings(test::text_of("examples/camara.toml") + "[[client]]\ncaller = \"crm\"\nuses = [\"fraud_checks\"]\n",
                    "camara.toml");
  ASSERT_TRUE(settings);
  access::Caller caller;
  caller.id = "crm";
  ASSERT_NE(settings->client_of(caller), nullptr);
  EXPECT_EQ(settings->client_of(caller)->name(), "crm");
  caller.role = access::Role::partner;
  EXPECT_EQ(settings->client_of(caller), nullptr) << "a partner's id is its own to choose";
  caller.partner = "acme";
  EXPECT_NE(settings->client_of(caller), nullptr);
}

TEST(CamaraSettings, APurposeMayBeWrittenAsDpvWritesIt) {
  std::string text = test::text_of("examples/camara.toml");
  const std::string purpose = "\"dpv:RequestedServiceProvision\"";
  text.replace(text.find(purpose), purpose.size(), "\"dpv:Authentication-ABC\"");
  const auto settings = read_settings(text, "camara.toml");
  ASSERT_TRUE(settings) << to_string(settings.error().front());
  EXPECT_EQ(settings->use("service_quality")->purposes, Names{"dpv:AuthenticationABC"});
}

// The line of the example that is changed, what it is changed to, and what is said of it.
TEST(CamaraSettings, EveryFaultIsFoundAtItsPlace) {
  const std::string sound = test::text_of("examples/camara.toml");
  const struct {
    std::string what, with, said;
  } faults[] = {
      {"version = \"1\"", "", "`version`"},
      {"camara = \"dpv:AuthenticationABC\"", "camara = \"dpv:Authentication-ABC\"", "CAMARA cannot write"},
      {"\"dpv:RequestedServiceProvision\"", "\"dpv:Requested-Service\"", "CAMARA cannot write"},
      {"id = \"roaming_offers\"", "id = \"location_offers\"", "already"},
      {"scopes = [\"device-roaming-status:read\"]", "scopes = [\"location-retrieval:read\"]", "already"},
      {"uses = [\"location_offers\"", "uses = [\"location_ofers\"", "no use"},
      {"https://acme.example/consent/callback", "http://acme.example/consent/callback", "sent back"},
      {"https://acme.example/consent/callback", "https://acme.example/callback?x=1", "sent back"},
      {"address = \"https://consent.carrier.example\"", "address = \"http://consent.carrier.example\"",
       "`capture.address`"},
      {"minutes = 15", "minutes = 0", "minutes"},
      {"partner = \"acme\"", "", "not named"},
      {"captures = \"claimed\"", "captures = \"unknown\"", "captures"},
      {"dpv = \"2.3\"", "dpv = \"2.3\"\nanything = 1", "anything"},
  };
  for (const auto& fault : faults) {
    std::string text = sound;
    const std::size_t at = text.find(fault.what);
    ASSERT_NE(at, std::string::npos) << fault.what;
    text.replace(at, fault.what.size(), fault.with);
    const auto settings = read_settings(text, "camara.toml");
    ASSERT_FALSE(settings) << fault.what;
    const bool said = std::ranges::any_of(settings.error(), [&](const Issue& issue) {
      return issue.line > 0 && issue.problem.find(fault.said) != std::string::npos;
    });
    EXPECT_TRUE(said || fault.with.empty()) << fault.what << ": " << to_string(settings.error().front());
  }
}

}  // namespace
}  // namespace assent::camara_settings_test
