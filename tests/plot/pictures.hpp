// Charts as customers of the module draw them, and a reader of the pictures.
#pragma once

#include "plot/line_chart.hpp"

#include <string>
#include <vector>

namespace assent::test {

struct Picture {
  std::string name;  // of its golden file
  LineChart chart;
};
std::vector<Picture> pictures();

struct Words {
  std::string text;
  double left, right, top, bottom;  // at most as far as they reach
};

// What can be said of a picture without looking at it.
struct Contents {
  std::vector<Words> words;
  std::vector<std::pair<double, double>> points;  // every coordinate that something begins at, ends at or goes to
  std::vector<std::string> elements;
  std::vector<std::string> attributes;
};

// Throws where it is not well-formed.
Contents contents_of(const std::string& svg);

}  // namespace assent::test
