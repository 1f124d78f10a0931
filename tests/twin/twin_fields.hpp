// A case's fields, each with the meaning of its absence.
#pragma once

#include <boost/json.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace twin {

using Words = std::vector<std::string>;

bool has(const boost::json::object& object, std::string_view field);
std::string word(const boost::json::object& object, std::string_view field, std::string_view absent = "");
bool truth(const boost::json::object& object, std::string_view field, bool absent);
std::int64_t number(const boost::json::object& object, std::string_view field, std::int64_t absent);
Words words(const boost::json::object& object, std::string_view field, const Words& absent = {});

boost::json::array array_of(const Words& words);

bool contains(const Words& words, std::string_view word);

}  // namespace twin
