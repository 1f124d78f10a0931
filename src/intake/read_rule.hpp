// Reading one section of a mapping as a CellRule. Lives within one reading; not thread-safe.
#pragma once

#include "intake/cell.hpp"
#include "written/section.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace assent::intake {

struct RuleShape {
  bool may_be_constant = true;                      // the same for every row
  bool may_have_values = true;                      // `values` and `default`
  bool may_be_several = false;                      // a list of words
  std::span<const std::string_view> words = {};     // the allowed words; empty: any
  std::vector<std::string_view> further_keys = {};  // other keys of the section
};

// A harmless rule if something is wrong with it.
CellRule read_rule(written::Findings& findings, const written::Written& table, const std::string& path,
                   const RuleShape& shape);

// The section `key` of a mapping. An absent one is an issue if it is needed.
CellRule read_needed_rule(written::Findings& findings, written::Section& mapping, std::string_view key,
                          const RuleShape& shape);
std::optional<CellRule> read_optional_rule(written::Findings& findings, written::Section& mapping, std::string_view key,
                                           const RuleShape& shape);

// The delimiter of `[file]`: one ASCII character; by default a comma.
char read_delimiter(written::Findings& findings, written::Section& mapping);

// `country` or `country_column` of a section: ISO 3166-1 alpha-2. Ignores other keys of the table.
std::optional<CellRule> read_country(written::Findings& findings, const written::Written& table,
                                     const std::string& path);

}  // namespace assent::intake
