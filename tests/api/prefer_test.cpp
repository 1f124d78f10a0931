#include "api/prefer.hpp"

#include <gtest/gtest.h>

namespace assent::prefer_test {
namespace {

bool minimal(std::vector<std::string_view> fields) {
  http::RequestHead head;
  for (const std::string_view each : fields) head.headers.push_back({"prefer", each});
  return api::prefers_minimal(head);
}

// RFC 7240, section 2: names in any case, values as tokens or quoted, white space around `=`; the first one counts.
TEST(Prefer, IsReadAsRfc7240HasIt) {
  EXPECT_TRUE(minimal({"return=minimal"}));
  EXPECT_TRUE(minimal({"Return = \"minimal\""}));
  EXPECT_TRUE(minimal({"respond-async, wait=100; return=representation, return=minimal"}));
  EXPECT_TRUE(minimal({"respond-async", "return=minimal"}));
  EXPECT_TRUE(minimal({"return=minimal; foo=\"some parameter\""}));
  EXPECT_TRUE(minimal({"foo=\"a, return=representation\", return=minimal"}));
  EXPECT_FALSE(minimal({}));
  EXPECT_FALSE(minimal({""}));
  EXPECT_FALSE(minimal({"return"}));
  EXPECT_FALSE(minimal({"return=representation, return=minimal"}));
  EXPECT_FALSE(minimal({"foo=\"a, return=minimal"}));
  EXPECT_FALSE(minimal({"return=\"minimal"}));
  EXPECT_FALSE(minimal({"returns=minimal"}));
}

}  // namespace
}  // namespace assent::prefer_test
