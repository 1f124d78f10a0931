#include "cases/strict_json.hpp"

#include <fmt/format.h>

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/error.hpp>
#include <boost/json/value_stack.hpp>
#include <set>
#include <string>
#include <vector>

namespace assent {
namespace {

namespace json = boost::json;

constexpr std::size_t kCaseBytesMax = std::size_t{1024} * 1024;
constexpr std::size_t kCaseDepthMax = 32;

// Builds the value and watches the keys of every object that is open.
struct Handler {
  static constexpr std::size_t max_object_size = json::object::max_size();
  static constexpr std::size_t max_array_size = json::array::max_size();
  static constexpr std::size_t max_key_size = json::string::max_size();
  static constexpr std::size_t max_string_size = json::string::max_size();

  json::value_stack stack;
  std::vector<std::set<std::string>> open;  // the keys of each open object so far
  std::string key;                          // the key being read
  std::string twice;                        // the first key that was stated twice

  bool on_document_begin(json::error_code&) {
    stack.reset();
    return true;
  }
  bool on_document_end(json::error_code&) { return true; }
  bool on_object_begin(json::error_code&) {
    open.emplace_back();
    return true;
  }
  bool on_object_end(std::size_t size, json::error_code&) {
    open.pop_back();
    stack.push_object(size);
    return true;
  }
  bool on_array_begin(json::error_code&) { return true; }
  bool on_array_end(std::size_t size, json::error_code&) {
    stack.push_array(size);
    return true;
  }
  bool on_key_part(json::string_view part, std::size_t, json::error_code&) {
    key += part;
    stack.push_chars(part);
    return true;
  }
  bool on_key(json::string_view last, std::size_t, json::error_code& error) {
    key += last;
    if (!open.back().insert(key).second) {
      twice = key;
      error = json::error::extra_data;
      return false;
    }
    key.clear();
    stack.push_key(last);
    return true;
  }
  bool on_string_part(json::string_view part, std::size_t, json::error_code&) {
    stack.push_chars(part);
    return true;
  }
  bool on_string(json::string_view last, std::size_t, json::error_code&) {
    stack.push_string(last);
    return true;
  }
  bool on_number_part(json::string_view, json::error_code&) { return true; }
  bool on_int64(std::int64_t number, json::string_view, json::error_code&) {
    stack.push_int64(number);
    return true;
  }
  bool on_uint64(std::uint64_t number, json::string_view, json::error_code&) {
    stack.push_uint64(number);
    return true;
  }
  bool on_double(double number, json::string_view, json::error_code&) {
    stack.push_double(number);
    return true;
  }
  bool on_bool(bool value, json::error_code&) {
    stack.push_bool(value);
    return true;
  }
  bool on_null(json::error_code&) {
    stack.push_null();
    return true;
  }
  bool on_comment_part(json::string_view, json::error_code&) { return true; }
  bool on_comment(json::string_view, json::error_code&) { return true; }
};

}  // namespace

Result<json::value> parse_strict_json(std::string_view line) {
  if (line.size() > kCaseBytesMax) {
    return fail(ErrorCode::invalid, fmt::format("the line is longer than {} bytes", kCaseBytesMax),
                "write one case on one line");
  }
  json::parse_options options;
  options.max_depth = kCaseDepthMax;
  json::basic_parser<Handler> parser{options};
  json::error_code error;
  std::size_t read = parser.write_some(false, line.data(), line.size(), error);
  if (!parser.handler().twice.empty()) {
    return fail(ErrorCode::invalid, fmt::format("the key `{}` is stated twice", parser.handler().twice),
                "keep one of the two");
  }
  while (!error && read < line.size() && std::string_view(" \t\r\n").find(line[read]) != std::string_view::npos) ++read;
  if (error || read < line.size()) {
    return fail(ErrorCode::invalid, fmt::format("column {} is where the line stops being JSON", read + 1),
                "write one JSON object on one line");
  }
  return parser.handler().stack.release();
}

}  // namespace assent
