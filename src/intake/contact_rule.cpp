#include "intake/contact_rule.hpp"

#include <fmt/format.h>

#include <utility>

namespace assent::intake {
namespace {

using Kind = written::Written::Kind;

CellRule rule_of(const written::Written& column) {
  CellRule rule;
  rule.place = column.place;
  rule.column = column.text;
  return rule;
}

void read_columns(written::Section& section, const written::Written& list, std::string_view key, ContactRule& rule) {
  if (list.kind != Kind::list || list.items.size() < 2) {
    section.add(list.place, fmt::format("`{}.{}` is not a list of columns", section.path(), key),
                key == "join" ? "name the columns of its parts, in order"
                              : "name each column that has one, or write `column` if there is only one");
    return;
  }
  for (const written::Written& item : list.items) {
    if (item.kind != Kind::text || item.text.empty()) {
      section.add(item.place, fmt::format("`{}.{}` lists something that is not a column", section.path(), key),
                  "write its name in quotes");
    } else {
      rule.columns.push_back(rule_of(item));
    }
  }
}

char read_separator(written::Section& section) {
  const written::Written* separator = section.optional("separator", Kind::text);
  if (separator == nullptr) return '\0';
  if (separator->text.size() == 1) return separator->text[0];
  section.add(separator->place, fmt::format("`{}` has a `separator` that is not one character", section.path()),
              "write one, such as `;`");
  return '\0';
}

ContactRule read_one(written::Findings& findings, const written::Written& table, const std::string& path,
                     bool with_country) {
  std::vector<std::string_view> keys = {"column", "columns", "join", "separator"};
  if (with_country) keys.emplace_back("country");
  if (with_country) keys.emplace_back("country_column");
  written::Section section(findings, table, path, std::move(keys));
  ContactRule rule;
  rule.place = section.place();
  if (!section.is_table()) return rule;
  const written::Written* chosen = nullptr;
  for (const char* key : {"column", "columns", "join"}) {
    const written::Written* found = section.find(key);
    if (found == nullptr) continue;
    if (chosen != nullptr) {
      section.add(found->place, fmt::format("`{}` has more than one of `column`, `columns` and `join`", path),
                  "leave one of them out");
      continue;
    }
    chosen = found;
    rule.joined = std::string_view(key) == "join";
    if (std::string_view(key) != "column") {
      read_columns(section, *found, key, rule);
    } else if (const std::string column = section.text("column"); !column.empty()) {
      rule.columns.push_back(rule_of(*found));
    }
  }
  if (chosen == nullptr) {
    section.add(section.place(), fmt::format("`{}` has no `column`", path), "name the file's column for it");
  }
  rule.separator = read_separator(section);
  if (rule.joined && rule.separator != '\0') {
    section.add(section.place(), fmt::format("`{}` has both `join` and `separator`", path), "leave one of them out");
  }
  if (with_country) rule.country = read_country(findings, table, path);
  return rule;
}

}  // namespace

std::vector<ContactRule> read_contact_rules(written::Findings& findings, written::Section& mapping,
                                            std::string_view key, bool with_country) {
  std::vector<ContactRule> rules;
  const written::Written* written = mapping.find(key);
  if (written == nullptr) return rules;
  if (written->kind != Kind::list) {
    rules.push_back(read_one(findings, *written, std::string(key), with_country));
    return rules;
  }
  if (written->items.empty()) {
    mapping.add(written->place, fmt::format("`{}` is empty", key), "add one for each column that holds one");
  }
  for (const written::Written& table : written->items) {
    rules.push_back(read_one(findings, table, std::string(key), with_country));
  }
  return rules;
}

}  // namespace assent::intake
