#include "app/regime_values.hpp"

#include "written/written.hpp"

#include <algorithm>

namespace assent::app {

using written::Written;
namespace {

const Written* find(const Written& table, std::string_view key) {
  const auto at = std::find_if(table.entries.begin(), table.entries.end(),
                               [&](const written::WrittenEntry& entry) { return entry.key == key; });
  return at == table.entries.end() ? nullptr : &at->value;
}

std::string text_at(const Written& table, std::string_view key) {
  const Written* value = find(table, key);
  return value == nullptr ? std::string() : value->text;
}

bool is_table(const Written& value) { return value.kind == Written::Kind::table; }

bool is_list_of_tables(const Written& value) {
  return value.kind == Written::Kind::list && !value.items.empty() && is_table(value.items.front());
}

std::string plain(const Written& value) {
  switch (value.kind) {
    case Written::Kind::text: return value.text;
    case Written::Kind::integer: return std::to_string(value.integer);
    case Written::Kind::boolean: return value.boolean ? "yes" : "no";
    case Written::Kind::date: return to_string(value.date);
    case Written::Kind::list: {
      std::string all;
      for (const Written& item : value.items) all += (all.empty() ? "" : " ") + plain(item);
      return all.empty() ? "none" : all;
    }
    case Written::Kind::table:
    case Written::Kind::nothing:
    case Written::Kind::other: return "";
  }
  return "";
}

// For a table: `value` first, then its other fields.
std::string said(const Written& table) {
  std::string all;
  for (const written::WrittenEntry& entry : table.entries) {
    if (entry.key == "name" || entry.key == "source" || entry.key == "standing") continue;
    if (is_table(entry.value) || is_list_of_tables(entry.value)) continue;
    if (!all.empty()) all += ", ";
    all += entry.key == "value" ? plain(entry.value) : entry.key + " " + plain(entry.value);
  }
  return all;
}

void collect(const Written& table, const std::string& path, std::vector<wire::RegimeValue>& values) {
  if (find(table, "source") != nullptr) {
    values.push_back({path, said(table), text_at(table, "standing"), text_at(table, "source")});
  }
  for (const written::WrittenEntry& entry : table.entries) {
    const std::string key = path.empty() ? entry.key : path + "." + entry.key;
    if (is_table(entry.value)) collect(entry.value, key, values);
    if (!is_list_of_tables(entry.value)) continue;
    int number = 0;
    for (const Written& item : entry.value.items) {
      ++number;
      const std::string name = text_at(item, "name");
      collect(item, key + "." + (name.empty() ? std::to_string(number) : name), values);
    }
  }
}

}  // namespace

std::vector<wire::RegimeValue> regime_values(std::string_view pack_text) {
  std::vector<wire::RegimeValue> values;
  if (const auto written = written::read_toml(pack_text, "")) collect(*written, "", values);
  return values;
}

}  // namespace assent::app
