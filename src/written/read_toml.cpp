#include "written/bounds.hpp"
#include "written/written.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <cctype>

namespace assent::written {
namespace {

Place place_of(const toml::source_region& region) {
  return {static_cast<int>(region.begin.line), static_cast<int>(region.begin.column)};
}

Written written_from(const toml::node& node);

Written written_table(const toml::table& table) {
  Written result;
  result.kind = Written::Kind::table;
  result.entries.reserve(table.size());
  for (const auto& [key, value] : table)
    result.entries.push_back({std::string(key.str()), place_of(key.source()), written_from(value)});
  // toml++ sorts by key, but a person who mends the text reads it from the top.
  std::stable_sort(result.entries.begin(), result.entries.end(), [](const WrittenEntry& a, const WrittenEntry& b) {
    return a.place.line != b.place.line ? a.place.line < b.place.line : a.place.column < b.place.column;
  });
  return result;
}

Written written_from(const toml::node& node) {
  Written result;
  if (const toml::table* table = node.as_table()) {
    result = written_table(*table);
  } else if (const toml::array* array = node.as_array()) {
    result.kind = Written::Kind::list;
    result.items.reserve(array->size());
    for (const toml::node& item : *array) result.items.push_back(written_from(item));
  } else if (const auto* text = node.as_string()) {
    result.kind = Written::Kind::text;
    result.text = text->get();
  } else if (const auto* integer = node.as_integer()) {
    result.kind = Written::Kind::integer;
    result.integer = integer->get();
  } else if (const auto* boolean = node.as_boolean()) {
    result.kind = Written::Kind::boolean;
    result.boolean = boolean->get();
  } else if (const auto* date = node.as_date(); date != nullptr && date->get().year > 0) {
    result.kind = Written::Kind::date;
    result.date = Date{std::chrono::year{date->get().year} / std::chrono::month{date->get().month} /
                       std::chrono::day{date->get().day}};
  }
  result.place = place_of(node.source());
  return result;
}

}  // namespace

tl::expected<Written, Issue> read_toml(std::string_view text, std::string_view file) {
  if (auto beyond = beyond_bounds_of_toml(text, file)) return tl::unexpected(*std::move(beyond));
  try {
    const toml::table table = toml::parse(text);
    Written result = written_table(table);
    result.place = {1, 1};
    return result;
  } catch (const toml::parse_error& error) {
    std::string problem(error.description());
    if (!problem.empty()) problem[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(problem[0])));
    std::replace(problem.begin(), problem.end(), '\'', '`');
    const Place place = place_of(error.source());
    return tl::unexpected(Issue{std::string(file), place.line, place.column, std::move(problem),
                                "mend the TOML here; nothing after it was read"});
  }
}

}  // namespace assent::written
