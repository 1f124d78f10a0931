// A line chart: several named series over days, as an SVG picture that stands alone.
//
// There is no script, style sheet or reference in it, only elements with attributes, so it passes the strictest policy
// of a page. Series differ by dashes and marks as well as by colours. Time runs from left to right in every language;
// words run as `language` does. Text is escaped. The same chart gives the same bytes. Pure.
#pragma once

#include "base/instant.hpp"

#include <string>
#include <utility>
#include <vector>

namespace assent::plot {

struct Series {
  std::string name;
  std::vector<std::pair<Date, double>> points;  // dates ascending; values finite, of at most 15 digits
};

enum class Joined {
  lines,  // straight from point to point
  steps   // a value holds until the next point
};

struct LineChart {
  std::string title;            // one line; a long one is shortened in the picture, not for those who listen
  std::string description;      // for those who do not see the picture: what it shows; may be empty
  std::string value_name;       // what is counted, such as "customers"; may be empty
  std::string nothing;          // what is said where there is no point, such as "Nothing to show yet"; may be empty
  std::string language = "en";  // of all these (BCP 47)
  std::string id = "chart";     // ASCII letters, digits, `-`; different for each picture in a page
  Joined joined = Joined::lines;
  std::vector<Series> series;
  int width = 800;  // of the view box, in its units; at least 320 and 200
  int height = 420;
};

// Preconditions as above. Series without points stand in the legend only.
std::string line_chart(const LineChart& chart);

}  // namespace assent::plot
