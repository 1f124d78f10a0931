#include "twin_fields.hpp"

#include <algorithm>

namespace twin {

bool has(const boost::json::object& object, std::string_view field) { return object.contains(field); }

std::string word(const boost::json::object& object, std::string_view field, std::string_view absent) {
  if (!has(object, field)) return std::string(absent);
  return std::string(object.at(field).as_string());
}

bool truth(const boost::json::object& object, std::string_view field, bool absent) {
  return has(object, field) ? object.at(field).as_bool() : absent;
}

std::int64_t number(const boost::json::object& object, std::string_view field, std::int64_t absent) {
  return has(object, field) ? object.at(field).as_int64() : absent;
}

Words words(const boost::json::object& object, std::string_view field, const Words& absent) {
  if (!has(object, field)) return absent;
  Words result;
  for (const auto& value : object.at(field).as_array()) result.emplace_back(value.as_string());
  return result;
}

boost::json::array array_of(const Words& words) {
  boost::json::array result;
  for (const auto& word : words) result.emplace_back(word);
  return result;
}

bool contains(const Words& words, std::string_view word) { return std::ranges::find(words, word) != words.end(); }

}  // namespace twin
