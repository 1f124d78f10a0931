// ContactRule: the columns of a customer's telephone numbers or e-mail addresses, as a mapping names them. A value.
// Reading it lives within one reading; not thread-safe.
#pragma once

#include "intake/cell.hpp"
#include "intake/read_rule.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assent::intake {

struct ContactRule {
  written::Place place;             // in the mapping
  std::vector<CellRule> columns;    // each holds one, or several with a separator between; the main one first
  bool joined = false;              // the columns have the parts of one, in this order
  char separator = '\0';            // between several in one cell; 0: a cell holds one
  std::optional<CellRule> country;  // the country of a number without `+`
};

// The section `key` of a mapping, which may be a list of tables: `column`, `columns` or `join`, `separator`, and where
// `with_country` is true `country` or `country_column`. Empty: it is absent, or faulty.
std::vector<ContactRule> read_contact_rules(written::Findings& findings, written::Section& mapping,
                                            std::string_view key, bool with_country);

}  // namespace assent::intake
