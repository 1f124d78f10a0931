#include "api/html.hpp"

#include <gtest/gtest.h>

namespace assent::html_test {
namespace {

// A carrier's name or a notice's text never becomes markup, in an element or in a quoted attribute.
TEST(Html, WritesWhatMeansSomethingAsReferences) {
  EXPECT_EQ(api::escaped("<b title=\"x\" lang='y'>&amp;"), "&lt;b title=&quot;x&quot; lang=&#39;y&#39;&gt;&amp;amp;");
  EXPECT_EQ(api::escaped("خدمة Élan"), "خدمة Élan");
  std::string out = "a";
  api::append_escaped(out, "<");
  EXPECT_EQ(out, "a&lt;");
}

}  // namespace
}  // namespace assent::html_test
