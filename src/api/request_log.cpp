#include "api/request_log.hpp"

#include "base/ascii.hpp"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>

namespace assent::api {

std::string line_of(const Served& served) {
  boost::json::object line{{"time", to_string(served.at)}, {"event", "request"},
                           {"route", served.route},        {"method", served.method},
                           {"status", served.status},      {"duration_us", served.took.count() / 1000}};
  if (can_be_logged(served.id)) line["request"] = served.id;
  if (!served.trace.empty()) line["trace"] = served.trace;
  if (!served.caller.empty()) line["caller"] = served.caller;
  if (served.reason) line["reason"] = to_string(*served.reason);
  return boost::json::serialize(line);
}

std::string_view trace_of(std::string_view traceparent) {
  // version "-" trace-id "-" parent-id "-" trace-flags
  if (traceparent.size() < 55 || traceparent[2] != '-' || traceparent[35] != '-' || traceparent[52] != '-') return {};
  if (traceparent.substr(0, 2) == "ff" || (traceparent.substr(0, 2) == "00" && traceparent.size() != 55)) return {};
  const std::string_view id = traceparent.substr(3, 32);
  const std::string_view parent = traceparent.substr(36, 16);
  const auto zero = [](char c) { return c == '0'; };
  if (!std::ranges::all_of(id, is_small_hexadecimal) || std::ranges::all_of(id, zero)) return {};
  if (!std::ranges::all_of(parent, is_small_hexadecimal) || std::ranges::all_of(parent, zero)) return {};
  return id;
}

bool can_be_logged(std::string_view id) {
  std::size_t letters = 0;
  std::size_t figures = 0;
  for (std::size_t i = 0; i < id.size(); ++i) {
    if (const int value = hexadecimal(id[i]); value >= 0) {
      ++figures;
      if (value > 9) ++letters;
    } else if (id[i] != '-' || id.size() != 36 || (i != 8 && i != 13 && i != 18 && i != 23)) {
      return false;
    }
  }
  return letters > 0 && figures >= 16 && figures <= 64;
}

}  // namespace assent::api
