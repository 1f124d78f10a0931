// The carrier's file of ways out: everything that is wrong with it is found at once.
#include "ways_out/settings.hpp"

#include <gtest/gtest.h>

namespace assent::ways_settings_test {
namespace {

using ways_out::read_settings;

TEST(WaysSettings, AreReadAsWritten) {
  const auto read = read_settings(R"(
customer_page = "page.toml"
[email]
from = "privacy@carrier.example"
name = "Example Telecom"
returns_domain = "returns.carrier.example"
return_keys = "return.keys"
[email.relay]
host = "relay.carrier.example"
security = "tls"
user = "assent"
password = "relay.password"
connections = 8
per_second = 200
[[email.dkim]]
selector = "s1"
key = "s1.pem"
)",
                                  "outreach.toml");
  ASSERT_TRUE(read.has_value());
  ASSERT_TRUE(read->email.has_value());
  EXPECT_EQ(read->customer_page, "page.toml");
  EXPECT_EQ(read->email->relay.port, 465) << "the usual one of TLS";
  EXPECT_EQ(read->email->relay.most_connections, 8U);
  EXPECT_EQ(read->email->relay.most_in_second, 200.0);
  EXPECT_EQ(read->email->dkim.size(), 1U);
  EXPECT_FALSE(read_settings("", "outreach.toml")->email.has_value());
}

TEST(WaysSettings, EveryFaultIsNamedWithItsPlace) {
  const auto read = read_settings(R"([email]
from = "nobody"
returns_domain = "returns.carrier.example"
[email.relay]
host = "relay.carrier.example"
security = "perhaps"
user = "assent"
[[email.dkim]]
selector = "s1"
[fax]
)",
                                  "outreach.toml");
  ASSERT_FALSE(read.has_value());
  std::string all;
  for (const Issue& each : read.error()) all += to_string(each) + "\n";
  for (const char* const each :
       {"`from` is no e-mail address", "return_keys", "`security` is none", "`user` and `password`", "key", "fax"}) {
    EXPECT_NE(all.find(each), std::string::npos) << each << "\n" << all;
  }
  EXPECT_EQ(read.error().size(), 6U) << all;
}

}  // namespace
}  // namespace assent::ways_settings_test
