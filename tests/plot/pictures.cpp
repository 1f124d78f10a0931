#include "pictures.hpp"

#include "plot/svg.hpp"

#include <boost/property_tree/ptree.hpp>
#include <boost/property_tree/xml_parser.hpp>

#include <cmath>
#include <sstream>

namespace assent::test {
namespace {

using boost::property_tree::ptree;

Date day(const char* text) { return parse_date(text).value(); }

std::vector<std::pair<Date, double>> daily(Date first, int points, double (*value)(int)) {
  std::vector<std::pair<Date, double>> made;
  for (int i = 0; i < points; ++i) made.emplace_back(first + std::chrono::days(i), value(i));
  return made;
}

plot::LineChart maturing() {
  plot::LineChart chart;
  chart.title = "Approvals in the sixty days after the notice of 15 January 2026";
  chart.description =
      "Approvals by opt-out mature on 18 February, when 4,434 of 7,043 customers count as approving; opt-ins grow "
      "slowly to "
      "612; refusals reach 553.";
  chart.value_name = "Customers";
  chart.joined = plot::Joined::steps;
  chart.series = {
      {"Opt-out approvals in effect",
       daily(day("2026-01-15"), 60, [](int i) { return i < 34 ? 0 : 4434.0 - 3 * (i - 34); })},
      {"Opt-ins", daily(day("2026-01-15"), 60, [](int i) { return std::round(612 * (1 - std::exp(-i / 20.0))); })},
      {"Refusals", daily(day("2026-01-15"), 60, [](int i) { return std::round(553 * (1 - std::exp(-i / 9.0))); })}};
  return chart;
}

plot::LineChart arabic() {
  plot::LineChart chart = maturing();
  chart.language = "ar";
  chart.title = "الموافقات في الأيام الستين بعد إشعار 15 كانون الثاني 2026";
  chart.description = "تنضج الموافقات الضمنية في 18 شباط.";
  chart.value_name = "عدد الزبائن";
  chart.series[0].name = "موافقات ضمنية سارية";
  chart.series[1].name = "موافقات صريحة (opt-in)";
  chart.series[2].name = "حالات رفض";
  return chart;
}

plot::LineChart two_years() {
  plot::LineChart chart;
  chart.title = "Approvals lapse two years after the notice";
  chart.description = "Approvals grow to 96.4 million by the middle of 2026 and lapse in 2028.";
  chart.value_name = "Customers with an approval in effect";
  const auto rise = [](int i) { return std::round(96'400'000 / (1 + std::exp(-(i - 150) / 40.0))); };
  for (int i = 0; i < 60; ++i) {
    const double risen = rise(14 * i);
    const double lapsed = i < 50 ? 0 : rise(14 * (i - 50) + 60);
    chart.series.resize(2);
    chart.series[0].name = "Without a renewed notice";
    chart.series[1].name = "With a notice every year";
    chart.series[0].points.emplace_back(day("2026-01-15") + std::chrono::days(14 * i), std::max(0.0, risen - lapsed));
    chart.series[1].points.emplace_back(day("2026-01-15") + std::chrono::days(14 * i), risen);
  }
  return chart;
}

plot::LineChart many() {
  plot::LineChart chart;
  chart.title = "Approvals by state";
  chart.value_name = "Customers";
  for (int s = 0; s < 9; ++s) {
    plot::Series series{"State number " + std::to_string(s + 1), {}};
    for (int i = 0; i < 24; ++i) {
      const auto month = std::chrono::year(2026) / std::chrono::January + std::chrono::months(i);
      series.points.emplace_back(Date{month / 1}, 1000.0 * (s + 1) + 40.0 * i * (s % 3));
    }
    chart.series.push_back(series);
  }
  return chart;
}

plot::LineChart written_by_people() {
  plot::LineChart chart;
  chart.title =
      "Offers <\"Fibre & more\"> of the very long campaign whose name nobody ever thought would have to be drawn in a "
      "picture of this width";
  chart.description = "<script>alert('no')</script>";
  chart.value_name = "Calls & letters";
  chart.series = {
      {"A & B <both>", {{day("2026-03-01"), 3}, {day("2026-03-02"), 5}}},
      {"A name that is so long that it would not fit into the picture even if it had a whole line of the legend "
       "for itself, as it has",
       {{day("2026-03-01"), 1}, {day("2026-03-02"), 0.5}}},
      {"Broken \xFF\x01 bytes", {}}};
  return chart;
}

plot::LineChart single() {
  plot::LineChart chart;
  chart.title = "The first day";
  chart.value_name = "Customers";
  chart.series = {{"Opt-ins", {{day("2026-01-15"), 17}}}};
  return chart;
}

plot::LineChart empty() {
  plot::LineChart chart;
  chart.title = "Approvals";
  chart.nothing = "Nothing to show yet";
  chart.series = {{"Opt-ins", {}}};
  return chart;
}

plot::LineChart small() {
  plot::LineChart chart = maturing();
  chart.width = 360;
  chart.height = 320;
  chart.joined = plot::Joined::lines;
  return chart;
}

// The numbers in a text such as "M3.0 4.5h7.4".
std::vector<double> numbers_in(const std::string& text) {
  std::vector<double> numbers;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t size = std::min(text.find_first_not_of("-.0123456789", at), text.size()) - at;
    if (size == 0) {
      ++at;
      continue;
    }
    numbers.push_back(std::stod(text.substr(at, size)));
    at += size;
  }
  return numbers;
}

// For a path with M, L, H and V only, which give the points of what is drawn; marks are small.
void add_path(const std::string& path, Contents& contents) {
  double x = 0;
  for (std::size_t at = 0; at < path.size();) {
    const std::size_t next = std::min(path.find_first_of("MLHVahlvz", at + 1), path.size());
    const std::vector<double> numbers = numbers_in(path.substr(at + 1, next - at - 1));
    switch (path[at]) {
      case 'M':
      case 'L':
        x = numbers.at(0);
        contents.points.emplace_back(x, numbers.at(1));
        break;
      case 'H': x = numbers.at(0); break;
      case 'V': contents.points.emplace_back(x, numbers.at(0)); break;
      default: break;
    }
    at = next;
  }
}

void add_words(const ptree& text, Contents& contents) {
  const double size = text.get<double>("<xmlattr>.font-size");
  const double x = text.get<double>("<xmlattr>.x");
  const double y = text.get<double>("<xmlattr>.y");
  const auto anchor = text.get<std::string>("<xmlattr>.text-anchor");
  const bool right_to_left = text.get<std::string>("<xmlattr>.direction", "ltr") == "rtl";
  const bool bold = text.get<std::string>("<xmlattr>.font-weight", "400") != "400";
  const double width = plot::text_width(text.data(), bold ? 1.2 * size : size);
  double left = x - width / 2;
  if (anchor != "middle") left = (anchor == "start") != right_to_left ? x : x - width;
  contents.words.push_back({text.data(), left, left + width, y - 0.8 * size, y + 0.25 * size});
}

void add(const std::string& name, const ptree& element, Contents& contents) {
  contents.elements.push_back(name);
  if (const auto attributes = element.get_child_optional("<xmlattr>")) {
    for (const auto& [attribute, value] : *attributes) contents.attributes.push_back(attribute + "=" + value.data());
  }
  if (name == "text") add_words(element, contents);
  if (name == "path") add_path(element.get<std::string>("<xmlattr>.d"), contents);
  if (name == "line") {
    contents.points.emplace_back(element.get<double>("<xmlattr>.x1"), element.get<double>("<xmlattr>.y1"));
    contents.points.emplace_back(element.get<double>("<xmlattr>.x2"), element.get<double>("<xmlattr>.y2"));
  }
  for (const auto& [child, inner] : element) {
    if (child != "<xmlattr>" && child != "<xmltext>") add(child, inner, contents);
  }
}

}  // namespace

std::vector<Picture> pictures() {
  return {{"maturing", maturing()},
          {"arabic", arabic()},
          {"two_years", two_years()},
          {"many", many()},
          {"written_by_people", written_by_people()},
          {"single", single()},
          {"empty", empty()},
          {"small", small()}};
}

Contents contents_of(const std::string& svg) {
  std::istringstream stream(svg);
  ptree tree;
  boost::property_tree::read_xml(stream, tree);
  Contents contents;
  for (const auto& [name, element] : tree) add(name, element, contents);
  return contents;
}

}  // namespace assent::test
