#include "intake/read_rule.hpp"

#include "base/telephones.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace assent::intake {

using written::Written;
namespace {

using Kind = Written::Kind;

class RuleReader {
 public:
  RuleReader(written::Findings& findings, const Written& table, const std::string& path, const RuleShape& shape)
      : shape_(shape), section_(findings, table, path, keys_of(shape)) {}

  CellRule read() {
    CellRule rule;
    rule.place = section_.place();
    if (!section_.is_table()) return rule;
    const Written* column = section_.find("column");
    const Written* constant = shape_.may_be_constant ? section_.find("constant") : nullptr;
    if (column != nullptr && constant != nullptr) {
      section_.add(constant->place, in_section("has both `column` and `constant`"), "leave one of them out");
    } else if (constant != nullptr) {
      rule.place = constant->place;
      rule.constant = words_in(*constant, "constant");
      for (const char* key : {"values", "default", "separator"}) {
        if (const Written* idle = section_.find(key)) {
          section_.add(idle->place, in_section(fmt::format("has `{}` but no `column`", key)), "leave it out");
        }
      }
    } else if (column == nullptr) {
      section_.add(section_.place(),
                   in_section(shape_.may_be_constant ? "has neither `column` nor `constant`" : "has no `column`"),
                   "name the file's column for it");
    } else {
      rule.place = column->place;
      rule.column = section_.text("column");
      if (shape_.may_have_values) read_values(rule);
    }
    return rule;
  }

 private:
  static std::vector<std::string_view> keys_of(const RuleShape& shape) {
    std::vector<std::string_view> keys = shape.further_keys;
    keys.push_back("column");
    if (shape.may_be_constant) keys.push_back("constant");
    if (shape.may_have_values) keys.push_back("values");
    if (shape.may_have_values) keys.push_back("default");
    if (shape.may_be_several) keys.push_back("separator");
    return keys;
  }

  void read_values(CellRule& rule) {
    if (const Written* values = section_.optional("values", Kind::table)) {
      if (values->entries.empty())
        section_.add(values->place, in_section("has no `values`"), "add one or leave it out");
      for (const written::WrittenEntry& entry : values->entries) {
        const std::string_view text = trimmed(entry.key);
        if (text.empty()) {
          section_.add(entry.place, in_section("gives a value to an empty cell in `values`"), "use `default` for that");
        }
        rule.values.emplace_back(text, words_in(entry.value, "values"));
      }
    } else {
      for (const std::string_view word : shape_.words) rule.values.push_back({std::string(word), {std::string(word)}});
    }
    if (const Written* fallback = section_.find("default")) rule.fallback = words_in(*fallback, "default");
    if (!shape_.may_be_several) return;
    if (const Written* separator = section_.optional("separator", Kind::text)) {
      if (separator->text.size() != 1) {
        section_.add(separator->place, in_section("has a `separator` that is not one character"),
                     "write one, such as `;`");
      } else {
        rule.separator = separator->text[0];
      }
    }
  }

  Names words_in(const Written& value, std::string_view key) {
    Names names;
    if (value.kind == Kind::text) {
      add_word(names, value);
    } else if (value.kind == Kind::list && shape_.may_be_several) {
      for (const Written& item : value.items) add_word(names, item);
    } else {
      section_.add(value.place, in_section(fmt::format("has a `{}` that is not text", key)),
                   shape_.may_be_several ? "write text in quotes, or a list of texts" : "write text in quotes");
    }
    return names;
  }

  void add_word(Names& names, const Written& value) {
    if (value.kind != Kind::text) {
      section_.add(value.place, in_section("lists something that is not text"), "write text in quotes");
    } else if (trimmed(value.text).empty()) {
      section_.add(value.place, in_section("has an empty text"), "write a word, or leave it out");
    } else if (!shape_.words.empty() &&
               std::find(shape_.words.begin(), shape_.words.end(), value.text) == shape_.words.end()) {
      section_.add(value.place, in_section(fmt::format("does not know {}", written::quoted(value.text))),
                   written::suggestion(value.text, shape_.words));
    } else if (!contains(names, value.text)) {
      names.push_back(value.text);
    }
  }

  std::string in_section(std::string_view problem) const { return fmt::format("`{}` {}", section_.path(), problem); }

  const RuleShape& shape_;
  written::Section section_;
};

}  // namespace

CellRule read_rule(written::Findings& findings, const Written& table, const std::string& path, const RuleShape& shape) {
  return RuleReader(findings, table, path, shape).read();
}

CellRule read_needed_rule(written::Findings& findings, written::Section& mapping, std::string_view key,
                          const RuleShape& shape) {
  if (mapping.find(key) == nullptr) {
    mapping.add(mapping.place(), fmt::format("`[{}]` is missing", key),
                shape.may_be_constant ? "add it, with `column` or, if it is the same for all, `constant`"
                                      : "add it, with its `column`");
    return {};
  }
  return read_rule(findings, *mapping.find(key), std::string(key), shape);
}

std::optional<CellRule> read_optional_rule(written::Findings& findings, written::Section& mapping, std::string_view key,
                                           const RuleShape& shape) {
  const Written* table = mapping.find(key);
  if (table == nullptr) return std::nullopt;
  return read_rule(findings, *table, std::string(key), shape);
}

char read_delimiter(written::Findings& findings, written::Section& mapping) {
  const Written* table = mapping.find("file");
  if (table == nullptr) return ',';
  written::Section file(findings, *table, "file", {"delimiter"});
  const Written* delimiter = file.optional("delimiter", Kind::text);
  if (delimiter == nullptr) return ',';
  const std::string& text = delimiter->text;
  const bool usable =
      text.size() == 1 && static_cast<unsigned char>(text[0]) < 0x80 && text != "\"" && text != "\r" && text != "\n";
  if (!usable) {
    file.add(delimiter->place, "`file.delimiter` is not one character that can separate fields",
             "write `,`, `;`, `|` or `\\t`");
    return ',';
  }
  return text[0];
}

std::optional<CellRule> read_country(written::Findings& findings, const Written& table, const std::string& path) {
  Written own;  // without the keys that other code reads
  own.kind = Kind::table;
  own.place = table.place;
  for (const written::WrittenEntry& entry : table.entries) {
    if (entry.key == "country" || entry.key == "country_column") own.entries.push_back(entry);
  }
  written::Section section(findings, own, path, {"country", "country_column"});
  const Written* constant = section.optional("country", Kind::text);
  const Written* column = section.optional("country_column", Kind::text);
  if (constant != nullptr && column != nullptr) {
    section.add(column->place, fmt::format("`{}` has both `country` and `country_column`", section.path()),
                "leave one of them out");
    return std::nullopt;
  }
  CellRule rule;
  if (constant != nullptr) {
    rule.place = constant->place;
    rule.constant = {constant->text};
    if (!is_country_code(constant->text)) {
      section.add(constant->place, fmt::format("{} is not a country", written::quoted(constant->text)),
                  "write its two capital letters (ISO 3166-1), such as `LB`");
    }
    return rule;
  }
  if (column == nullptr) return std::nullopt;
  rule.place = column->place;
  rule.column = section.text("country_column");
  return rule;
}

}  // namespace assent::intake
