// The carrier's file of probes: everything that is wrong with it is found at once.
#include "watchdog/settings.hpp"

#include <gtest/gtest.h>

#include <string>

namespace assent::watchdog_settings_test {
namespace {

using namespace watchdog;

const std::string kTop =
    "carrier = \"Example Telecom\"\ncalendar = \"us-federal.toml\"\ntime_zone = \"America/New_York\"\n";
const std::string kWeb =
    "[[probe]]\nchannel = \"web\"\nby = \"web\"\naccount = \"WATCH-WEB\"\nmechanism = \"the link in notices\"\n"
    "campaigns = [\"*\"]\ncustomer_page = \"customer-page.toml\"\n";

std::string faults(const std::string& text) {
  const auto read = read_settings(text, "watchdog.toml");
  if (read) return {};
  std::string all;
  for (const Issue& each : read.error()) all += each.problem + "\n";
  return all;
}

TEST(WatchdogSettings, AreReadAsWritten) {
  const auto read =
      read_settings(kTop +
                        "every_seconds = 300\nwithin_seconds = 120\n[alarm]\ncommand = [\"/bin/page\", "
                        "\"on duty\"]\n" +
                        kWeb +
                        "[[probe]]\nchannel = \"sms\"\nby = \"http\"\naccount = \"WATCH-SMS\"\nmechanism = "
                        "\"STOP\"\ncampaigns = [\"Internet in spring\"]\nserver = "
                        "\"http://127.0.0.1:13080\"\nmethod = \"GET\"\npath = \"/sms?text=STOP\"\n",
                    "watchdog.toml");
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->every.count(), 300);
  EXPECT_EQ(read->alarm.command.back(), "on duty") << "a word may have blanks";
  ASSERT_EQ(read->probes.size(), 2U);
  EXPECT_EQ(read->probes[1].kind, ProbeKind::http);
  EXPECT_TRUE(read->probes[1].is_get);
  EXPECT_EQ(read->probes[1].campaigns.front(), "Internet in spring");
}

TEST(WatchdogSettings, ABreakThatWouldBeNoticedTooLateIsAFault) {
  EXPECT_EQ(faults(kTop + "every_seconds = 600\nwithin_seconds = 240\n" + kWeb), "");
  EXPECT_NE(faults(kTop + "every_seconds = 600\nwithin_seconds = 241\n" + kWeb), "");
}

TEST(WatchdogSettings, NoChannelHidesAnother) {
  EXPECT_NE(faults(kTop + kWeb + kWeb).find("another probe has this account"), std::string::npos);
  EXPECT_NE(faults(kTop + kWeb + kWeb).find("this channel has another probe"), std::string::npos);
  EXPECT_NE(faults(kTop).find("no `[[probe]]`"), std::string::npos);
  EXPECT_NE(faults(kTop + "[[probe]]\nchannel = \"web\"\nby = \"web\"\naccount = \"carrier:x\"\nmechanism = \"m\"\n"
                          "customer_page = \"p\"\n")
                .find("none that a customer can have"),
            std::string::npos);
}

}  // namespace
}  // namespace assent::watchdog_settings_test
