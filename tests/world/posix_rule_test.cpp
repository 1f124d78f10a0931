#include "world/posix_rule.hpp"

#include <gtest/gtest.h>

namespace assent::posix_rule_test {

using namespace world;
namespace {

using namespace std::chrono;

TEST(PosixRule, WithoutSummerTime) {
  for (const char* text : {"EET-2", "<+02>-2", "UTC0", "<-0330>3:30", "MMT-0:14:44"}) {
    const auto rule = parse_posix_rule(text);
    ASSERT_TRUE(rule) << text;
    EXPECT_FALSE(rule->daylight);
    EXPECT_TRUE(rule->transitions_in(year{2050}).empty());
  }
  EXPECT_EQ(parse_posix_rule("<-0330>3:30")->standard, -minutes{210});
}

TEST(PosixRule, FindsTheDays) {
  struct Case {
    const char* text;
    int year;
    const char* first;
    seconds offset;
    const char* second;
  };
  const Case cases[] = {
      {"EET-2EEST,M3.5.0/0,M10.5.0/0", 2050, "2050-03-26T22:00:00Z", hours{3}, "2050-10-29T21:00:00Z"},
      {"EST5EDT,M3.2.0,M11.1.0", 2050, "2050-03-13T07:00:00Z", -hours{4}, "2050-11-06T06:00:00Z"},
      {"IST-1GMT0,M10.5.0,M3.5.0/1", 2050, "2050-03-27T01:00:00Z", hours{1}, "2050-10-30T01:00:00Z"},
      {"<-02>2<-01>,M3.5.0/-1,M10.5.0/0", 2050, "2050-03-27T01:00:00Z", -hours{1}, "2050-10-30T01:00:00Z"},
      {"EET-2EEST,M4.5.5/0,M10.5.4/24", 2050, "2050-04-28T22:00:00Z", hours{3}, "2050-10-27T21:00:00Z"},
      {"XXX0YYY,J60/0,J300/0", 2048, "2048-03-01T00:00:00Z", hours{1}, "2048-10-26T23:00:00Z"},
      {"XXX0YYY,59/0,300/0", 2048, "2048-02-29T00:00:00Z", hours{1}, "2048-10-26T23:00:00Z"},
  };
  for (const Case& each : cases) {
    const auto rule = parse_posix_rule(each.text);
    ASSERT_TRUE(rule) << each.text;
    const auto transitions = rule->transitions_in(year{each.year});
    ASSERT_EQ(transitions.size(), 2U);
    EXPECT_EQ(to_string(Instant{transitions[0].at}), each.first) << each.text;
    EXPECT_EQ(transitions[0].offset, each.offset) << each.text;
    EXPECT_EQ(to_string(Instant{transitions[1].at}), each.second) << each.text;
  }
}

TEST(PosixRule, RefusesAnythingElse) {
  for (const char* text : {"", "EE-2", "EET", "EET-2EEST", "EET-2EEST,M3.5.0", "EET-2EEST,M13.5.0,M10.5.0",
                           "EET-2EEST,M3.6.0,M10.5.0", "EET-2EEST,M3.5.7,M10.5.0", "EET-2EEST,M3.5.0/168,M10.5.0",
                           "EET-2 ", "EET-25", "<+02-2", "EET-2EEST,J0,J300", "EET-2:60", "EET--2"}) {
    EXPECT_FALSE(parse_posix_rule(text)) << text;
  }
}

}  // namespace
}  // namespace assent::posix_rule_test
