// Charts as users of the module draw them, and a reader of the pictures.
#pragma once

#include "plot/line_chart.hpp"

#include <string>
#include <vector>

namespace assent::test {

struct Picture {
  std::string name;  // of its golden file
  plot::LineChart chart;
};
std::vector<Picture> pictures();

struct Words {
  std::string text;
  double left, right, top, bottom;  // at most as far as they reach
};

// What can be checked in a picture without looking at it.
struct Contents {
  std::vector<Words> words;
  std::vector<std::pair<double, double>> points;  // every coordinate where something begins, ends or turns
  std::vector<std::string> elements;
  std::vector<std::string> attributes;
};

// Throws if it is not well-formed.
Contents contents_of(const std::string& svg);

}  // namespace assent::test
