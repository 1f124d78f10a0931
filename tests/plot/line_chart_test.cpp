#include "plot/line_chart.hpp"

#include "pictures.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>

namespace assent::line_chart_test {

using namespace plot;
namespace {

using test::Contents;
using test::Picture;

std::string golden_file(const std::string& name) {
  return std::string(ASSENT_SOURCE_DIR) + "/tests/plot/golden/" + name + ".svg";
}

bool has_element(const Contents& contents, const std::string& name) {
  return std::count(contents.elements.begin(), contents.elements.end(), name) > 0;
}

bool has_attribute(const Contents& contents, const std::string& attribute) {
  return std::count(contents.attributes.begin(), contents.attributes.end(), attribute) > 0;
}

// Empty: everything is inside and no words overlap others; otherwise what is wrong.
std::string misplaced(const Contents& contents, const LineChart& chart) {
  const auto outside = [&](double x, double y) { return x < 0 || y < 0 || x > chart.width || y > chart.height; };
  for (const auto& [x, y] : contents.points) {
    if (outside(x, y)) return "a point at " + std::to_string(x) + ", " + std::to_string(y);
  }
  for (std::size_t i = 0; i < contents.words.size(); ++i) {
    const auto& one = contents.words[i];
    if (outside(one.left, one.top) || outside(one.right, one.bottom)) return "outside: " + one.text;
    for (std::size_t k = 0; k < i; ++k) {
      const auto& other = contents.words[k];
      const bool beside = one.left >= other.right || other.left >= one.right;
      const bool below = one.top >= other.bottom || other.top >= one.bottom;
      if (!beside && !below) return "over each other: " + one.text + " and " + other.text;
    }
  }
  return "";
}

class Pictures : public testing::TestWithParam<Picture> {};

// ASSENT_UPDATE_GOLDEN=1 writes them again; look at what changed.
TEST_P(Pictures, AreAsTheyWereLookedAt) {
  const std::string svg = line_chart(GetParam().chart);
  if (std::getenv("ASSENT_UPDATE_GOLDEN") != nullptr) std::ofstream(golden_file(GetParam().name)) << svg;
  std::ostringstream golden;
  golden << std::ifstream(golden_file(GetParam().name)).rdbuf();
  EXPECT_EQ(svg, golden.str()) << "if this is meant: ASSENT_UPDATE_GOLDEN=1";
}

TEST_P(Pictures, KeepEverythingInsideAndApart) {
  EXPECT_EQ(misplaced(test::contents_of(line_chart(GetParam().chart)), GetParam().chart), "");
}

TEST_P(Pictures, StandAlone) {
  const Contents contents = test::contents_of(line_chart(GetParam().chart));
  for (const char* element : {"script", "style", "image", "use", "a", "foreignObject"}) {
    EXPECT_FALSE(has_element(contents, element)) << element;
  }
  for (const std::string& attribute : contents.attributes) {
    EXPECT_FALSE(attribute.starts_with("style=") || attribute.starts_with("on")) << attribute;
    EXPECT_EQ(attribute.find("href"), std::string::npos) << attribute;
    EXPECT_EQ(attribute.find("url("), std::string::npos) << attribute;
  }
}

TEST_P(Pictures, SayWhatTheyAreToThoseWhoListen) {
  const LineChart& chart = GetParam().chart;
  const Contents contents = test::contents_of(line_chart(chart));
  EXPECT_TRUE(has_attribute(contents, "role=img"));
  EXPECT_TRUE(has_attribute(contents, "lang=" + chart.language));
  EXPECT_TRUE(has_attribute(contents, "id=chart-title"));
  EXPECT_TRUE(has_element(contents, "title"));
  EXPECT_EQ(has_element(contents, "desc"), !chart.description.empty());
}

INSTANTIATE_TEST_SUITE_P(, Pictures, testing::ValuesIn(test::pictures()),
                         [](const auto& picture) { return picture.param.name; });

TEST(LineChart, WordsOfArabicRunRightToLeft) {
  LineChart chart;
  chart.title = "x";
  for (const char* language : {"ar", "ar-LB", "fa", "he"}) {
    chart.language = language;
    EXPECT_TRUE(has_attribute(test::contents_of(line_chart(chart)), "direction=rtl")) << language;
  }
  for (const char* language : {"en", "fr", "arn"}) {
    chart.language = language;
    EXPECT_FALSE(has_attribute(test::contents_of(line_chart(chart)), "direction=rtl")) << language;
  }
}

TEST(LineChart, ThirtySeriesLookDifferent) {
  LineChart chart;
  chart.series.resize(30, {"s", {}});
  const std::string svg = line_chart(chart);
  std::vector<std::string> looks;
  std::istringstream lines(svg);
  std::string mark;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("<line")) mark = line.substr(line.find("stroke="));
    if (line.starts_with("<path")) {
      const std::size_t shape = line.find_first_of("ahl", line.find("M"));
      looks.push_back(mark + line.substr(shape));
    }
  }
  ASSERT_EQ(looks.size(), 30U);
  std::sort(looks.begin(), looks.end());
  EXPECT_EQ(std::adjacent_find(looks.begin(), looks.end()), looks.end());
}

rc::Gen<std::string> any_words() {
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
                          "a", "W", " ", "<", "&", "\"", "]]>", "\xFF", "\x01", "\n", "شهر", "漢", "word ")),
                      [](const std::vector<std::string>& parts) {
                        std::string text;
                        for (const auto& part : parts) text += part;
                        return text;
                      });
}

rc::Gen<LineChart> any_chart() {
  return rc::gen::exec([] {
    LineChart chart;
    chart.title = *any_words();
    chart.description = *any_words();
    chart.value_name = *any_words();
    chart.nothing = "nothing";
    chart.language = *rc::gen::element<std::string>("en", "ar");
    chart.joined = *rc::gen::element(Joined::lines, Joined::steps);
    chart.width = *rc::gen::inRange(320, 1600);
    const double scale = *rc::gen::element(0.001, 1.0, 1000.0, 1e8, 1e12);
    const int longest = *rc::gen::element(1, 10, 400, 30000);
    const auto series = *rc::gen::inRange(0, 5);
    for (int s = 0; s < series; ++s) {
      Series made{*any_words(), {}};
      Date date = parse_date("2026-01-15").value();
      const auto points = *rc::gen::inRange(0, 60);
      for (int i = 0; i < points; ++i) {
        date += std::chrono::days(*rc::gen::inRange(0, longest));
        made.points.emplace_back(date, scale * *rc::gen::inRange(-10, 1000));
      }
      chart.series.push_back(made);
    }
    // Room for what may be five lines of legend.
    chart.height = *rc::gen::inRange(300, 900);
    return chart;
  });
}

RC_GTEST_PROP(LineChartLaw, AnyChartIsWellFormedWithEverythingInsideAndApart, ()) {
  const LineChart chart = *any_chart();
  RC_ASSERT(misplaced(test::contents_of(line_chart(chart)), chart) == "");
}

}  // namespace
}  // namespace assent::line_chart_test
