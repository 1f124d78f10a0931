#include "service/first_lines.hpp"

#include <gtest/gtest.h>

#include <map>
#include <string>

namespace assent::first_lines_test {

using namespace service;
namespace {

// In lockstep with a map, over many growths.
TEST(FirstLines, AgreesWithAMap) {
  FirstLines lines;
  std::map<std::string, std::uint64_t> twin;
  for (std::uint64_t line = 2; line < 20'000; ++line) {
    const std::string account = "A" + std::to_string(line * 7919 % 9973);
    const auto [found, first] = twin.emplace(account, line);
    const auto earlier = lines.earlier(account, line);
    ASSERT_EQ(earlier.has_value(), !first) << account;
    if (!first) {
      ASSERT_EQ(*earlier, found->second);
    }
  }
  EXPECT_EQ(lines.earlier("", 20'000), std::nullopt);
  EXPECT_EQ(lines.earlier("", 20'001), 20'000U);
}

}  // namespace
}  // namespace assent::first_lines_test
