#include "intake/day_format.hpp"

#include <cassert>
#include <string>

namespace assent {
namespace {

constexpr std::string_view kYear = "YYYY";
constexpr std::string_view kMonth = "MM";
constexpr std::string_view kDay = "DD";

bool once(std::string_view format, std::string_view part) {
  const std::size_t at = format.find(part);
  return at != std::string_view::npos && format.find(part, at + 1) == std::string_view::npos;
}

}  // namespace

bool is_day_format(std::string_view format) {
  return once(format, kYear) && once(format, kMonth) && once(format, kDay);
}

std::optional<Date> parse_day(std::string_view text, std::string_view format) {
  assert(is_day_format(format));
  if (text.size() != format.size()) return std::nullopt;
  std::string day = "YYYY-MM-DD";
  std::string rest(format);
  for (const auto& [part, at] : {std::pair{kYear, std::size_t{0}}, {kMonth, std::size_t{5}}, {kDay, std::size_t{8}}}) {
    const std::size_t from = format.find(part);
    day.replace(at, part.size(), text.substr(from, part.size()));
    rest.replace(from, part.size(), text.substr(from, part.size()));
  }
  if (rest != text) return std::nullopt;  // what stands between is something else
  const auto date = parse_date(day);
  return date ? std::optional(*date) : std::nullopt;
}

}  // namespace assent
