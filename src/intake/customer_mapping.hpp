// CustomerMapping: how to read a carrier's customer file, as its data engineer wrote it (docs/import.md). A value.
#pragma once

#include "base/issue.hpp"
#include "intake/cell.hpp"
#include "intake/contact_rule.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

namespace assent::intake {

struct CustomerMapping {
  std::string file;  // as the user named it, for issues
  char delimiter = ',';
  CellRule account;
  CellRule state;  // says `active` or `former`
  CellRule kind;   // says `residential` or `business`
  std::optional<CellRule> language;
  std::optional<CellRule> time_zone;
  std::vector<CellRule> services;  // never empty; a customer has what any of them says
  std::vector<ContactRule> telephones;
  std::optional<CellRule> telephone_since;  // the day since which they have their numbers
  std::string telephone_since_format;       // as in `DD/MM/YYYY`; empty: RFC 3339
  std::vector<ContactRule> email_addresses;
  std::vector<CellRule> address_lines;
  std::optional<CellRule> address_country;
  std::optional<CellRule> source_system;  // the system that the row came from
  std::optional<CellRule> activated;      // the day on which the customer became one
  std::string activated_format;           // as in `DD/MM/YYYY`; empty: RFC 3339
};

// `text` is TOML. On failure: every issue in it, in the order of the text; never an empty list.
tl::expected<CustomerMapping, Issues> read_customer_mapping(std::string_view text, std::string_view file);

}  // namespace assent::intake
