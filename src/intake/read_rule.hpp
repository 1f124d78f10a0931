// Reading one section of a mapping as a CellRule. Lives within one reading; not thread-safe.
#pragma once

#include "intake/cell.hpp"
#include "written/section.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace assent {

struct RuleShape {
  bool may_be_constant = true;                      // the same for every row
  bool may_have_values = true;                      // `values` and `default`
  bool may_be_several = false;                      // a list of words
  std::span<const std::string_view> words = {};     // what may be said; empty: anything
  std::vector<std::string_view> further_keys = {};  // that the section knows besides
};

// A harmless rule where something is wrong with it.
CellRule read_rule(Findings& findings, const Written& table, const std::string& path, const RuleShape& shape);

// The section `key` of a mapping. An absent one is an issue where it is needed.
CellRule read_needed_rule(Findings& findings, Section& mapping, std::string_view key, const RuleShape& shape);
std::optional<CellRule> read_optional_rule(Findings& findings, Section& mapping, std::string_view key,
                                           const RuleShape& shape);

// The delimiter of `[file]`: one ASCII character, a comma where it is not given.
char read_delimiter(Findings& findings, Section& mapping);

// `country` or `country_column` of a section: ISO 3166-1 alpha-2. Other keys of the table are not looked at.
std::optional<CellRule> read_country(Findings& findings, const Written& table, const std::string& path);

}  // namespace assent
