// How the page is set up: what is read, and what is said of faults.

#include "page_link/settings.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>

namespace assent::link_settings_test {
namespace {

using namespace page_link;

constexpr std::string_view kLeast = "address = \"https://choices.carrier.example/\"\ncarrier = \"C\"\nkeys = \"k\"\n";

std::string fault_in(std::string_view text) {
  const auto read = read_settings(text, "page.toml");
  if (read) return {};
  std::string all;
  for (const Issue& each : read.error()) all += to_string(each) + "\n";
  return all;
}

TEST(PageSettings, OfTheExampleAreSound) {
  std::ifstream file(ASSENT_SOURCE_DIR "/examples/customer-page.toml");
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const auto read = read_settings(text, "customer-page.toml");
  ASSERT_TRUE(read) << fault_in(text);
  EXPECT_EQ(read->address, "https://choices.carrier.example");
  ASSERT_TRUE(read->codes);
  EXPECT_EQ(address_of(*read, Purpose::refuse, "x"), "https://choices.carrier.example/choices/refuse/x");
  EXPECT_EQ(address_of(*read, Purpose::view, "x"), "https://choices.carrier.example/choices/view/x");
}

TEST(PageSettings, NeedAnAddressAKeyAndAName) {
  EXPECT_EQ(fault_in(kLeast), "");
  const std::string fault = fault_in("");
  for (const std::string_view key : {"address", "carrier", "keys"}) {
    EXPECT_NE(fault.find("`" + std::string(key) + "`"), std::string::npos) << fault;
  }
}

TEST(PageSettings, TakeNoAddressThatOthersCanRead) {
  for (const std::string_view wrong :
       {"http://choices.carrier.example", "https://", "ftp://127.0.0.1", "https://a@b.example", "https://b.example/?x",
        "http://127.0.0.1.example", "https://b.example/<"}) {
    const std::string text = "address = \"" + std::string(wrong) + "\"\ncarrier = \"C\"\nkeys = \"k\"\n";
    EXPECT_NE(fault_in(text).find("page.toml:1:11: `address` is no address"), std::string::npos) << fault_in(text);
  }
  EXPECT_EQ(fault_in("address = \"http://127.0.0.1:8080\"\ncarrier = \"C\"\nkeys = \"k\"\n"), "");
}

TEST(PageSettings, HaveLimits) {
  EXPECT_NE(fault_in(std::string(kLeast) + "session_minutes = 600\n").find("page.toml:4:"), std::string::npos);
  EXPECT_NE(fault_in(std::string(kLeast) + "[codes]\naddress = \"https://a.example\"\n").find("`codes.key`"),
            std::string::npos);
}

}  // namespace
}  // namespace assent::link_settings_test
