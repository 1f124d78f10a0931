#include "plot/line_chart.hpp"

#include "plot/axis.hpp"
#include "plot/svg.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <iterator>
#include <limits>
#include <optional>
#include <string_view>

namespace assent::plot {
namespace {

constexpr double kMargin = 16;
constexpr double kTitleSize = 17;
constexpr double kBold = 1.2;  // that much wider
constexpr double kTextSize = 12;
constexpr double kLegendSize = 13;
constexpr double kLegendLine = 20;
constexpr double kSample = 34;  // of a line, in the legend
constexpr double kTickRoom = 78;
constexpr double kMarkRoom = 44;  // marks nearer to each other than this are left out

constexpr std::string_view kInk = "#222222";
constexpr std::string_view kFaint = "#DDDDDD";
constexpr std::string_view kAxis = "#666666";

// On white each has a contrast of 3.5 or more, and colour-blind people can distinguish them.
constexpr std::array<std::string_view, 6> kColours = {"#0072B2", "#C44F00", "#007A5A", "#A03C8C", "#222222", "#806000"};
constexpr std::array<std::string_view, 6> kDashes = {"", "9 4", "2 3", "12 3 2 3", "5 2", "16 4 2 4 2 4"};
constexpr std::size_t kMarks = 5;

struct Look {
  std::string_view colour;
  std::string_view dashes;
  std::size_t mark;
};

// The first thirty series look different.
Look look_of(std::size_t series) {
  return {kColours[series % kColours.size()], kDashes[(series + series / kColours.size()) % kDashes.size()],
          series % kMarks};
}

bool runs_right_to_left(std::string_view language) {
  const std::string_view primary = language.substr(0, language.find('-'));
  constexpr std::string_view kThose[] = {"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"};
  return std::find(std::begin(kThose), std::end(kThose), primary) != std::end(kThose);
}

class Drawing {
 public:
  explicit Drawing(const LineChart& chart)
      : chart_(chart),
        width_(static_cast<double>(chart.width)),
        height_(static_cast<double>(chart.height)),
        right_to_left_(runs_right_to_left(chart.language)) {
    assert(chart.width >= 320 && chart.height >= 200);
  }

  std::string draw() {
    open();
    title();
    legend();
    if (find_bounds()) {
      frame();
      for (std::size_t i = 0; i < chart_.series.size(); ++i) series(i);
    } else {
      words(chart_.nothing, width_ / 2, (top_ + height_) / 2, "middle", kLegendSize);
    }
    return std::move(svg_.append("</svg>\n"));
  }

 private:
  template <class... Args>
  void add(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(svg_), format, std::forward<Args>(args)...);
  }

  void open() {
    add("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" width=\"{0}\" height=\"{1}\" role=\"img\" "
        "lang=\"{2}\" xml:lang=\"{2}\" aria-labelledby=\"{3}-title{4}\" font-family=\"'Noto Sans', 'Noto Sans Arabic', "
        "'Segoe UI', 'DejaVu Sans', sans-serif\" fill=\"{5}\">\n",
        chart_.width, chart_.height, xml_escaped(chart_.language), xml_escaped(chart_.id),
        chart_.description.empty() ? "" : " " + xml_escaped(chart_.id) + "-description", kInk);
    add("<title id=\"{}-title\">{}</title>\n", xml_escaped(chart_.id), xml_escaped(chart_.title));
    if (!chart_.description.empty()) {
      add("<desc id=\"{}-description\">{}</desc>\n", xml_escaped(chart_.id), xml_escaped(chart_.description));
    }
    add("<rect width=\"{}\" height=\"{}\" fill=\"#FFFFFF\"/>\n", chart_.width, chart_.height);
  }

  // Words in the chart's language. `anchor` says where (x, y) lies in them: "start", "middle" or "end" in their
  // direction.
  void words(std::string_view text, double x, double y, std::string_view anchor, double size,
             std::string_view more = "") {
    if (text.empty()) return;
    add("<text x=\"{:.1f}\" y=\"{:.1f}\" font-size=\"{}\" text-anchor=\"{}\"{}{}>{}</text>\n", x, y, size, anchor,
        right_to_left_ ? " direction=\"rtl\"" : "", more, xml_escaped(text));
  }

  // Where words begin that stand `from` away from the side on which lines begin.
  double side(double from) const { return right_to_left_ ? width_ - from : from; }

  void title() {
    top_ = kMargin;
    if (chart_.title.empty()) return;
    words(shortened(chart_.title, kBold * kTitleSize, width_ - 2 * kMargin), side(kMargin), top_ + kTitleSize, "start",
          kTitleSize, " font-weight=\"600\"");
    top_ += kTitleSize + 13;
  }

  // Below the title, in as many lines as needed.
  void legend() {
    if (chart_.series.empty()) return;
    double from = kMargin;
    double y = top_ + kLegendLine / 2;
    for (std::size_t i = 0; i < chart_.series.size(); ++i) {
      const std::string name = shortened(chart_.series[i].name, kLegendSize, width_ - 2 * kMargin - kSample - 8);
      const double room = kSample + 8 + text_width(name, kLegendSize);
      if (from > kMargin && from + room > width_ - kMargin) {
        from = kMargin;
        y += kLegendLine;
      }
      const Look look = look_of(i);
      add("<line x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\"{}/>\n", side(from), y, side(from + kSample), y,
          stroke(look));
      add("<path d=\"{}\"{}/>\n", mark(look.mark, side(from + kSample / 2), y), filled(look));
      words(name, side(from + kSample + 8), y + 0.35 * kLegendSize, "start", kLegendSize);
      from += room + 24;
    }
    top_ = y + kLegendLine / 2 + 4;
  }

  // False: there is no point.
  bool find_bounds() {
    double low = std::numeric_limits<double>::infinity();
    double high = -low;
    bool whole = true;
    bool any = false;
    for (const Series& series : chart_.series) {
      for (const auto& [date, value] : series.points) {
        first_ = any ? std::min(first_, date) : date;
        last_ = any ? std::max(last_, date) : date;
        any = true;
        low = std::min(low, value);
        high = std::max(high, value);
        whole &= value == std::round(value);
      }
    }
    if (!any) return false;

    top_ += chart_.value_name.empty() ? 10 : kTextSize + 18;
    bottom_ = height_ - kMargin - kTextSize - 10;
    const auto ticks_max = static_cast<std::size_t>(std::clamp((bottom_ - top_) / 36, 4.0, 8.0));
    values_ = value_axis(low, high, ticks_max, whole);
    double labels = 0;
    for (std::size_t i = 0; i < values_.ticks(); ++i) {
      labels = std::max(labels, text_width(values_.label(values_.tick(i)), kTextSize));
    }
    left_ = std::max(kMargin + labels + 8, kTickRoom / 2);
    right_ = width_ - kTickRoom / 2;
    return true;
  }

  // A single day stands in the middle.
  double x_of(Date date) const {
    const auto span = static_cast<double>((last_ - first_).count());
    const double share = span > 0 ? static_cast<double>((date - first_).count()) / span : 0.5;
    return left_ + share * (right_ - left_);
  }

  double y_of(double value) const {
    return bottom_ - (value - values_.low) / (values_.high - values_.low) * (bottom_ - top_);
  }

  void frame() {
    if (!chart_.value_name.empty()) {
      words(shortened(chart_.value_name, kTextSize, width_ - 2 * kMargin), kMargin, top_ - 14,
            right_to_left_ ? "end" : "start", kTextSize);
    }
    for (std::size_t i = 0; i < values_.ticks(); ++i) {
      const double value = values_.tick(i);
      const double y = y_of(value);
      const bool zero = std::abs(value) < values_.step / 2;
      add("<line x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\" stroke=\"{}\"/>\n", left_, y, right_, y,
          zero ? kAxis : kFaint);
      add("<text x=\"{:.1f}\" y=\"{:.1f}\" font-size=\"{}\" text-anchor=\"end\">{}</text>\n", left_ - 8,
          y + 0.35 * kTextSize, kTextSize, values_.label(value));
    }
    const auto day_count = static_cast<double>((last_ - first_).count());
    const std::chrono::days apart(std::max(1, static_cast<int>(std::ceil(day_count * kTickRoom / (right_ - left_)))));
    for (const DateTick& tick : date_ticks(first_, last_, apart)) {
      const double x = x_of(tick.date);
      add("<line x1=\"{0:.1f}\" y1=\"{1:.1f}\" x2=\"{0:.1f}\" y2=\"{2:.1f}\" stroke=\"{3}\"/>\n", x, bottom_,
          bottom_ + 5, kAxis);
      add("<text x=\"{:.1f}\" y=\"{:.1f}\" font-size=\"{}\" text-anchor=\"middle\">{}</text>\n", x,
          bottom_ + 8 + kTextSize, kTextSize, tick.label);
    }
  }

  void series(std::size_t i) {
    const auto& points = chart_.series[i].points;
    const Look look = look_of(i);
    std::string path;
    std::string marks;
    double marked = -std::numeric_limits<double>::infinity();
    for (std::size_t k = 0; k < points.size(); ++k) {
      const double x = x_of(points[k].first);
      const double y = y_of(points[k].second);
      if (k == 0) path += fmt::format("M{:.1f} {:.1f}", x, y);
      else if (chart_.joined == Joined::steps) path += fmt::format("H{:.1f}V{:.1f}", x, y);
      else path += fmt::format("L{:.1f} {:.1f}", x, y);
      if (x - marked < kMarkRoom && k + 1 < points.size()) continue;
      marks += mark(look.mark, x, y);
      marked = x;
    }
    if (points.size() > 1) add("<path d=\"{}\" fill=\"none\" stroke-linejoin=\"round\"{}/>\n", path, stroke(look));
    if (!marks.empty()) add("<path d=\"{}\"{}/>\n", marks, filled(look));
  }

  static std::string stroke(const Look& look) {
    std::string text = fmt::format(" stroke=\"{}\" stroke-width=\"2.2\"", look.colour);
    if (!look.dashes.empty()) text += fmt::format(" stroke-dasharray=\"{}\"", look.dashes);
    return text;
  }

  static std::string filled(const Look& look) {
    return fmt::format(" fill=\"{}\" stroke=\"#FFFFFF\" stroke-width=\"1\"", look.colour);
  }

  // A disc, square, triangle, diamond or triangle upside down around (x, y).
  static std::string mark(std::size_t kind, double x, double y) {
    switch (kind) {
      case 0: return fmt::format("M{:.1f} {:.1f}a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z", x - 4, y);
      case 1: return fmt::format("M{:.1f} {:.1f}h7.4v7.4h-7.4z", x - 3.7, y - 3.7);
      case 2: return fmt::format("M{:.1f} {:.1f}l4.8 8.4h-9.6z", x, y - 5);
      case 3: return fmt::format("M{:.1f} {:.1f}l5.2 5.2l-5.2 5.2l-5.2 -5.2z", x, y - 5.2);
      default: return fmt::format("M{:.1f} {:.1f}l4.8 -8.4h-9.6z", x, y + 5);
    }
  }

  const LineChart& chart_;
  double width_;
  double height_;
  bool right_to_left_;
  std::string svg_;

  // The space between the axes; top_ goes down as things are put above it.
  double top_ = 0;
  double bottom_ = 0;
  double left_ = 0;
  double right_ = 0;
  ValueAxis values_;
  Date first_;
  Date last_;
};

}  // namespace

std::string line_chart(const LineChart& chart) { return Drawing(chart).draw(); }

}  // namespace assent::plot
