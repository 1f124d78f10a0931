// One row of a carrier's file of customers, read under a mapping that says little else about them.
#pragma once

#include "base/issue.hpp"
#include "base/telephones.hpp"
#include "base/time_zone.hpp"
#include "intake/customer_mapping.hpp"
#include "intake/customers.hpp"

#include <gtest/gtest.h>

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace assent {

// The beginning of a mapping: all customers are active households with a line, by their accounts in the column `id`.
inline constexpr std::string_view kHousehold =
    "[account]\ncolumn = \"id\"\n[state]\nconstant = \"active\"\n[kind]\nconstant = \"residential\"\n"
    "[[services]]\nconstant = \"local\"\n";

// The row's `cells` under the columns `header`, after an account A-1 in the column `id`. `mapping` continues
// kHousehold.
inline intake::CustomerRow one_row(const std::string& mapping, std::vector<std::string_view> header,
                                   std::vector<std::string_view> cells, const TimeZones& zones,
                                   const Telephones& telephones) {
  const auto read = intake::read_customer_mapping(std::string(kHousehold) + mapping, "m.toml");
  EXPECT_TRUE(read) << to_string(read.error().front());
  if (!read) return {};
  header.insert(header.begin(), "id");
  cells.insert(cells.begin(), "A-1");
  const auto rows = intake::CustomerRows::bind(*read, header, zones, telephones, {"local"});
  EXPECT_TRUE(rows);
  if (!rows) return {};
  const auto row = rows->convert(cells);
  EXPECT_TRUE(row);
  return row.value_or(intake::CustomerRow{});
}

}  // namespace assent
