#include "api/request_log.hpp"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>

namespace assent::api {
namespace {

bool is_lower_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); }
bool is_hex(char c) { return is_lower_hex(c) || (c >= 'A' && c <= 'F'); }
bool is_letter(char c) { return is_hex(c) && (c > '9'); }

}  // namespace

std::optional<Logged> logged_of(std::string_view name) {
  if (name == "all") return Logged::all;
  if (name == "changes") return Logged::changes;
  if (name == "errors") return Logged::errors;
  return std::nullopt;
}

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
  if (!std::ranges::all_of(id, is_lower_hex) || std::ranges::all_of(id, zero)) return {};
  if (!std::ranges::all_of(parent, is_lower_hex) || std::ranges::all_of(parent, zero)) return {};
  return id;
}

bool can_be_logged(std::string_view id) {
  std::size_t letters = 0;
  std::size_t figures = 0;
  for (std::size_t i = 0; i < id.size(); ++i) {
    if (is_hex(id[i])) {
      ++figures;
      if (is_letter(id[i])) ++letters;
    } else if (id[i] != '-' || id.size() != 36 || (i != 8 && i != 13 && i != 18 && i != 23)) {
      return false;
    }
  }
  return letters > 0 && figures >= 16 && figures <= 64;
}

}  // namespace assent::api
