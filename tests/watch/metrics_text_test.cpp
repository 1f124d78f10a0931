#include "watch/metrics_text.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace assent::watch::metrics_text_test {
namespace {

TEST(MetricsText, SamplesAreReadWithTheirLabels) {
  const auto read = read_metrics(
      "assent_requests_total{route=\"evaluate\",status=\"200\"} 12\n"
      "plain 1.5e-3\n"
      "with_time{a=\"b\"} 7 1700000000.5\n"
      "with_exemplar_bucket{le=\"+Inf\"} 3 # {trace_id=\"x\"} 0.1\n"
      "escaped{text=\"a \\\"b\\\" \\\\ \\n c\"} +Inf\n"
      "none{} NaN\n# EOF\n");
  ASSERT_TRUE(read) << to_string(read.error());
  ASSERT_EQ(read->size(), 6U);
  EXPECT_EQ((*read)[0].name, "assent_requests_total");
  EXPECT_EQ((*read)[0].label("status"), "200");
  EXPECT_EQ((*read)[0].label("nothing"), "");
  EXPECT_EQ((*read)[0].value, 12);
  EXPECT_EQ((*read)[1].value, 0.0015);
  EXPECT_EQ((*read)[2].value, 7);
  EXPECT_EQ((*read)[4].label("text"), "a \"b\" \\ \n c");
  EXPECT_TRUE(std::isinf((*read)[4].value));
  EXPECT_TRUE(std::isnan((*read)[5].value));
}

// A page of something else, or half of one, is never taken for metrics.
TEST(MetricsText, WhatIsNoMetricsIsRefusedByItsLine) {
  for (const char* text : {"",
                           "a 1\n",
                           "<html>\n# EOF\n",
                           "a\n# EOF\n",
                           "a 1\n# EOF\nb 2\n",
                           "1a 1\n# EOF\n",
                           "a{b} 1\n# EOF\n",
                           "a{b=c} 1\n# EOF\n",
                           "a{b=\"c} 1\n# EOF\n",
                           "a{b=\"\\x\"} 1\n# EOF\n",
                           "a{b=\"c\",b=\"d\"} 1\n# EOF\n",
                           "a{b=\"c\"}1\n# EOF\n",
                           "a one\n# EOF\n",
                           "a 1x\n# EOF\n",
                           "a  1\n# EOF\n",
                           "a 1 2 \n# EOF\n",
                           "a inf\n# EOF\n",
                           "a nan\n# EOF\n",
                           "a ++1\n# EOF\n",
                           "a 0x10\n# EOF\n",
                           "#a 1\n# EOF\n",
                           "a{b=\"c\",} 1\n# EOF\n",
                           "a{b=\"\xff\"} 1\n# EOF\n"}) {
    const auto read = read_metrics(text);
    EXPECT_FALSE(read) << text;
    if (!read) {
      EXPECT_FALSE(read.error().mend.empty());
    }
  }
  EXPECT_EQ(read_metrics("a 1\nb\n# EOF\n").error().message, "line 2 of the metrics is no sample");
  EXPECT_FALSE(read_metrics(std::string(kMostMetricsBytes + 1, '\n')));
}

}  // namespace
}  // namespace assent::watch::metrics_text_test
