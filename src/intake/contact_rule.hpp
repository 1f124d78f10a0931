// ContactRule: in which columns a customer's telephone numbers stand, or his e-mail addresses, as a mapping says it. A
// value. Reading it lives within one reading; not thread-safe.
#pragma once

#include "intake/cell.hpp"
#include "intake/read_rule.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assent {

struct ContactRule {
  Place place;                      // in the mapping
  std::vector<CellRule> columns;    // each holds one, or several with a separator between; the main one first
  bool joined = false;              // what stands in the columns is one, put together in this order
  char separator = '\0';            // between several in one cell; 0: a cell holds one
  std::optional<CellRule> country;  // where a number without `+` is meant
};

// The section `key` of a mapping, which may be a list of tables: `column`, `columns` or `join`, `separator`, and where
// `with_country` is true `country` or `country_column`. Empty: it is absent, or faulty.
std::vector<ContactRule> read_contact_rules(Findings& findings, Section& mapping, std::string_view key,
                                            bool with_country);

}  // namespace assent
