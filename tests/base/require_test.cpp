#include "base/require.hpp"

#include <gtest/gtest.h>

namespace assent::require_test {
namespace {

TEST(RequireDeathTest, StopsTheProcessAndSaysWhy) {
  require(true, "nothing is wrong");
  EXPECT_DEATH(require(false, "two is two"), "a bug: it must hold that two is two .*require_test.cpp");
}

}  // namespace
}  // namespace assent::require_test
