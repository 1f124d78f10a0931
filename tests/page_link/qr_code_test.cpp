// A code that readers find: its marks stand where the standard has them, and its margin is empty.

#include "page_link/qr_code.hpp"

#include <gtest/gtest.h>

#include <string>

namespace assent::qr_code_test {
namespace {

using namespace page_link;

// ISO/IEC 18004, 6.3.3: a ring of seven dots, a ring of white, and a square of three.
bool is_finder(const QrCode& code, std::size_t row, std::size_t column) {
  for (std::size_t i = 0; i < 7; ++i) {
    for (std::size_t j = 0; j < 7; ++j) {
      const bool ring = i == 0 || j == 0 || i == 6 || j == 6;
      const bool core = i >= 2 && i <= 4 && j >= 2 && j <= 4;
      if (code.at(row + i, column + j) != (ring || core)) return false;
    }
  }
  return true;
}

TEST(QrCode, HasItsMarks) {
  const auto code = qr_code("https://choices.carrier.example/choices/refuse/" + std::string(100, 'A'));
  ASSERT_TRUE(code);
  EXPECT_EQ((code->size - 17) % 4, 0U);
  EXPECT_TRUE(is_finder(*code, 0, 0));
  EXPECT_TRUE(is_finder(*code, 0, code->size - 7));
  EXPECT_TRUE(is_finder(*code, code->size - 7, 0));
  EXPECT_FALSE(is_finder(*code, code->size - 7, code->size - 7));
}

TEST(QrCode, IsAPictureWithAMargin) {
  const auto code = qr_code("https://a.example/");
  ASSERT_TRUE(code);
  const std::string svg = svg_of(*code, "a < b & c");
  EXPECT_NE(svg.find("viewBox=\"0 0 " + std::to_string(code->size + 8)), std::string::npos);
  EXPECT_NE(svg.find("<title>a &lt; b &amp; c</title>"), std::string::npos);
  EXPECT_NE(svg.find("d=\"M4 4h7v1h-7z"), std::string::npos) << "the first mark stands behind the margin";
}

TEST(QrCode, HoldsNoMoreThanItCan) {
  EXPECT_TRUE(qr_code(std::string(2331, 'a')));
  EXPECT_FALSE(qr_code(std::string(2332, 'a')));
  EXPECT_FALSE(qr_code(""));
  EXPECT_FALSE(qr_code(std::string("a\0b", 3)));
}

}  // namespace
}  // namespace assent::qr_code_test
