#include "evidence/hmac.hpp"

#include <gtest/gtest.h>

#include <string>

namespace assent::hmac_test {
namespace {

std::string hex(const evidence::Hash& key, std::string_view text) {
  return evidence::to_hex(evidence::hmac_sha256(key, evidence::view_of(text)));
}

// RFC 4231, test cases 1 and 2. Their keys are shorter: by RFC 2104 the zeros behind them are part of the same key.
TEST(Hmac, IsThatOfItsStandard) {
  evidence::Hash first{};
  for (std::size_t i = 0; i < 20; ++i) first[i] = 0x0B;
  EXPECT_EQ(hex(first, "Hi There"), "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  EXPECT_EQ(hex({'J', 'e', 'f', 'e'}, "what do ya want for nothing?"),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

}  // namespace
}  // namespace assent::hmac_test
