// A server's configuration: what it sets, and every fault at its place.

#include "server/settings.hpp"

#include <gtest/gtest.h>

namespace assent::server_test {
namespace {

using server::read_settings;

std::optional<std::string> unset(std::string_view) { return std::nullopt; }

constexpr const char* kLeast = "ledger = \"l\"\nregimes = \"/r\"\n[access]\nfile = \"a.toml\"\n";

TEST(ServerSettings, LeastAndUsual) {
  const auto settings = read_settings(kLeast, "etc/assentd.toml", unset);
  ASSERT_TRUE(settings);
  EXPECT_EQ(settings->ledger, "etc/l");
  EXPECT_EQ(settings->regimes, "/r");
  EXPECT_EQ(settings->access, "etc/a.toml");
  ASSERT_EQ(settings->listen.size(), 1U);
  EXPECT_EQ(settings->listen[0].address, "127.0.0.1");
  EXPECT_EQ(settings->listen[0].port, 8080);
  EXPECT_FALSE(settings->listen[0].tls);
  EXPECT_EQ(settings->rate.per_second, 0U);
  EXPECT_EQ(settings->logged, api::Logged::changes);
}

TEST(ServerSettings, CustomersHaveAPageWhereItsFileIsNamed) {
  EXPECT_EQ(read_settings(kLeast, "etc/assentd.toml", unset)->customer_page, "");
  const std::string text = std::string(kLeast) + "[customer_page]\nfile = \"page.toml\"\n";
  EXPECT_EQ(read_settings(text, "etc/assentd.toml", unset)->customer_page, "etc/page.toml");
  EXPECT_FALSE(read_settings(text + "key = \"k\"\n", "etc/assentd.toml", unset)) << "a key that is not known";
}

TEST(ServerSettings, EventsGoOnlyToReceiversThatAreNamedWhole) {
  const auto with = [](const std::string& events) {
    return read_settings(std::string(kLeast) + "[events]\n" + events, "etc/assentd.toml", unset);
  };
  const auto settings = with(
      "address = \"https://assent.example/\"\nkey = \"events.key\"\n"
      "receivers = [\"https://crm.example/\", \"http://127.0.0.1:8000/\", \"http://[::1]:1/x\"]\n");
  ASSERT_TRUE(settings);
  EXPECT_EQ(settings->events.address, "https://assent.example");
  EXPECT_EQ(settings->events.key, "etc/events.key");
  EXPECT_EQ(settings->events.receivers.size(), 3U);
  const std::string sound = "address = \"https://assent.example\"\nkey = \"k\"\n";
  for (const char* receiver :
       {"https://crm.example", "http://crm.example/", "ftp://crm.example/", "crm.example/", "", "https:///",
        "https://user@crm.example/", "http://127.0.0.1.evil.test/", "http://localhost@evil.test/"}) {
    EXPECT_FALSE(with(sound + "receivers = [\"" + receiver + "\"]\n")) << receiver;
  }
  EXPECT_FALSE(with("receivers = [\"https://crm.example/\"]\naddress = \"https://assent.example\"\n"));
  EXPECT_FALSE(with("key = \"k\"\n"));
  EXPECT_FALSE(with("address = \"assent.example\"\n"));
  EXPECT_FALSE(with(sound + "receiver = []\n"));
  EXPECT_TRUE(with("address = \"https://assent.example\"\n"));
}

TEST(ServerSettings, Everything) {
  const auto settings = read_settings(R"(
ledger = "l"
regimes = "r"
catalogue = "c.toml"
regime = "tra"
index = "none"
[[listen]]
address = "::1"
port = 8443
tls = true
[[listen]]
port = 0
[tls]
certificate = "c.pem"
key = "k.pem"
clients = "required"
client_authorities = "ca.pem"
[access]
file = "a.toml"
[limits]
requests_per_second = 500
connections = 50
idle_seconds = 5
[authzen]
address = "https://pdp.example.com/"
policy = "p.toml"
[tmf644]
mapping = "t.toml"
address = "https://privacy.example.com/"
[tmf_listener]
mapping = "l.toml"
[log]
requests = "all"
)",
                                      "assentd.toml", unset);
  ASSERT_TRUE(settings) << to_string(settings.error().front());
  EXPECT_EQ(settings->index, "none");
  EXPECT_EQ(settings->catalogue, "c.toml");
  ASSERT_EQ(settings->listen.size(), 2U);
  EXPECT_TRUE(settings->listen[0].tls);
  EXPECT_EQ(settings->listen[0].port, 8443);
  EXPECT_EQ(settings->tls.clients, server::Clients::required);
  EXPECT_EQ(settings->rate.per_second, 500U);
  EXPECT_EQ(settings->rate.at_once, 500U);
  EXPECT_EQ(settings->connections, 50U);
  EXPECT_EQ(settings->address, "https://pdp.example.com");
  EXPECT_EQ(settings->tmf644_mapping, "t.toml");
  EXPECT_EQ(settings->listener_mapping, "l.toml");
  EXPECT_EQ(settings->tmf644_address, "https://privacy.example.com");
  EXPECT_EQ(settings->logged, api::Logged::all);
}

TEST(ServerSettings, TheEnvironmentGoesFirst) {
  const auto variable = [](std::string_view name) -> std::optional<std::string> {
    if (name == "ASSENT_LEDGER") return "/other.ledger";
    if (name == "ASSENT_ACCESS") return "";  // as if it were not set
    if (name == "ASSENT_INDEX") return "none";
    return std::nullopt;
  };
  const auto settings = read_settings(kLeast, "assentd.toml", variable);
  ASSERT_TRUE(settings);
  EXPECT_EQ(settings->ledger, "/other.ledger");
  EXPECT_EQ(settings->access, "a.toml");
  EXPECT_EQ(settings->index, "none");
}

TEST(ServerSettings, EveryFaultAtOnce) {
  const auto settings = read_settings(
      "ledgr = \"l\"\nregimes = 7\n[[listen]]\nport = 70000\ntls = true\n[limits]\nconnections = 0\n[log]\nrequests = "
      "\"some\"\n",
      "s.toml", unset);
  ASSERT_FALSE(settings);
  std::string all;
  for (const Issue& issue : settings.error()) all += to_string(issue) + "\n";
  for (const char* part :
       {"ledgr", "`regimes`", "port", "[tls]", "connections", "`some`", "`access.file` is missing"}) {
    EXPECT_NE(all.find(part), std::string::npos) << part << "\n" << all;
  }
}

TEST(ServerSettings, CertificatesThatNobodySigns) {
  const auto settings = read_settings(
      std::string(kLeast) + "[tls]\ncertificate = \"c\"\nkey = \"k\"\nclients = \"if_shown\"\n", "s.toml", unset);
  ASSERT_FALSE(settings);
  EXPECT_NE(to_string(settings.error().front()).find("client_authorities"), std::string::npos);
}

TEST(ServerSettings, TextMessagesNeedAGatewayThatIsWhole) {
  const auto with = [](const std::string& sms) {
    return read_settings(std::string(kLeast) + "[sms]\n" + sms, "etc/assentd.toml", unset);
  };
  EXPECT_FALSE(read_settings(kLeast, "etc/assentd.toml", unset)->sms.served);
  const auto least = with("country = \"LB\"\n");
  ASSERT_TRUE(least);
  EXPECT_TRUE(least->sms.served);
  EXPECT_EQ(least->sms.gateway, "") << "refusals are recorded and not confirmed";
  const auto whole = with(
      "gateway = \"http://127.0.0.1:13013\"\nuser = \"assent\"\npassword = \"kannel.password\"\nfrom = \"1234\"\nparts "
      "= 2\nyes_to = [\"opt-in-sms\"]\nyes_days = 14\n"
      "reverse_fr = \"Appelez le 111.\"\n");
  ASSERT_TRUE(whole);
  EXPECT_EQ(whole->sms.password, "etc/kannel.password");
  EXPECT_EQ(whole->sms.parts, 2U);
  EXPECT_EQ(whole->sms.yes.notices, Names{"opt-in-sms"});
  EXPECT_EQ(whole->sms.yes.days, 14);
  EXPECT_TRUE(least->sms.yes.notices.empty()) << "no yes is an approval unless a notice says so";
  EXPECT_EQ(whole->sms.reversals.at(explanation::Language::fr), "Appelez le 111.");
  EXPECT_EQ(whole->sms.reversals.at(explanation::Language::en), "");
  for (const char* faulty : {"country = \"Lebanon\"\n", "gateway = \"http://127.0.0.1:13013\"\n",
                             "gateway = \"127.0.0.1\"\nuser = \"a\"\npassword = \"p\"\nfrom = \"1\"\n", "parts = 0\n",
                             "yes_days = 0\n", "yes_to = \"opt-in\"\n", "reverse_de = \"x\"\n"}) {
    EXPECT_FALSE(with(faulty)) << faulty;
  }
}

TEST(ServerSettings, TheTelephoneMenuSpeaksEachLanguageUnlessToldOtherwise) {
  const auto with = [](const std::string& ivr) {
    return read_settings(std::string(kLeast) + "[ivr]\n" + ivr, "etc/assentd.toml", unset);
  };
  EXPECT_FALSE(read_settings(kLeast, "etc/assentd.toml", unset)->ivr);
  ASSERT_TRUE(with(""));
  EXPECT_EQ(with("")->ivr->languages.size(), explanation::kLanguages.size());
  const auto whole = with(
      "country = \"LB\"\nlanguages = [\"ar\", \"fr\"]\nperson = \"tel:+9611234567\"\nnotice = \"by-telephone\"\n"
      "recordings = \"https://prompts.carrier.example/\"\nreverse_fr = \"Appelez le 111.\"\n");
  ASSERT_TRUE(whole);
  EXPECT_EQ(whole->ivr->languages.front(), explanation::Language::ar);
  EXPECT_EQ(whole->ivr->notice, "by-telephone");
  EXPECT_EQ(whole->ivr->reversals.at(explanation::Language::fr), "Appelez le 111.");
  for (const char* faulty : {"country = \"Lebanon\"\n", "languages = [\"de\"]\n", "languages = [\"ar-LB\"]\n",
                             "languages = [\"ar\", \"ar\"]\n", "person = \"111\"\n", "recordings = \"prompts/\"\n",
                             "recordings = \"https://prompts.example\"\n", "reverse_de = \"x\"\n"}) {
    EXPECT_FALSE(with(faulty)) << faulty;
  }
}

}  // namespace
}  // namespace assent::server_test
