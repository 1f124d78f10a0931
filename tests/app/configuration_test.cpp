// assent.toml: what a carrier sets once.

#include "app/configuration.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace assent::configuration_test {

using namespace app;
namespace {

TEST(ConfigurationFile, SaysWhatIsSettled) {
  const auto read = read_configuration(
      "ledger = \"data/a.ledger\"\nregimes = \"/srv/packs\"\ncatalogue = \"offers.toml\"\n"
      "regime = \"fcc-2007\"\nlanguage = \"en,ar\"\nactor = \"night run\"\n"
      "reporting_zone = \"Asia/Beirut\"\n",
      "/etc/assent/assent.toml");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->ledger, "/etc/assent/data/a.ledger");
  EXPECT_EQ(read->regimes, "/srv/packs");
  EXPECT_EQ(read->catalogue, "/etc/assent/offers.toml");
  EXPECT_EQ(read->regime, "fcc-2007");
  EXPECT_EQ(read->language, "en,ar");
  EXPECT_EQ(read->actor, "night run");
  EXPECT_EQ(read->reporting_zone, "Asia/Beirut");
}

TEST(ConfigurationFile, MayLeaveEverythingOut) {
  const auto read = read_configuration("", "assent.toml");
  ASSERT_TRUE(read);
  EXPECT_TRUE(read->ledger.empty());
  EXPECT_EQ(read_configuration("ledger = \"a\"\n", "assent.toml")->ledger, "a");
}

TEST(ConfigurationFile, TellsWhereItIsWrong) {
  const auto read = read_configuration("ledgr = \"a\"\nregime = 7\n", "assent.toml");
  ASSERT_FALSE(read);
  ASSERT_EQ(read.error().size(), 2U);
  EXPECT_THAT(to_string(read.error()[0]), testing::HasSubstr("assent.toml:1:1"));
  EXPECT_THAT(to_string(read.error()[0]), testing::HasSubstr("ledger"));
  EXPECT_THAT(to_string(read.error()[1]), testing::HasSubstr("assent.toml:2"));
}

}  // namespace
}  // namespace assent::configuration_test
