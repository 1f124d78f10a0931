#include "base/number.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <string_view>

namespace assent::number_test {
namespace {

TEST(Number, IsTheWholeText) {
  EXPECT_EQ(number_in<unsigned>("42"), 42U);
  EXPECT_EQ(number_in<int>("-7"), -7);
  EXPECT_EQ(number_in<double>("0.5"), 0.5);
  for (const std::string_view text : {"", " 42", "42 ", "42x", "+42", "4,200", "0x42", "-"}) {
    EXPECT_EQ(number_in<int>(text), std::nullopt) << text;
  }
}

// A port or a position that wraps around would name another one.
TEST(Number, DoesNotWrapAround) {
  EXPECT_EQ(number_in<std::uint16_t>("65535"), 65'535);
  EXPECT_EQ(number_in<std::uint16_t>("65536"), std::nullopt);
  EXPECT_EQ(number_in<std::uint64_t>("18446744073709551615"), UINT64_MAX);
  EXPECT_EQ(number_in<std::uint64_t>("18446744073709551616"), std::nullopt);
  EXPECT_EQ(number_in<std::uint64_t>("-1"), std::nullopt);
}

TEST(Number, InHexadecimal) {
  EXPECT_EQ(hexadecimal_number_in<std::uint32_t>("00ff"), 255U);
  EXPECT_EQ(hexadecimal_number_in<std::uint32_t>("FFFFFFFF"), UINT32_MAX);
  for (const std::string_view text : {"", "0xff", "1ffffffff", "fg"}) {
    EXPECT_EQ(hexadecimal_number_in<std::uint32_t>(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace assent::number_test
