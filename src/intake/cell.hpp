// CellRule: where a mapping takes one value of every row from; Cell: the same, bound to a file's header. Values.
// Immutable; thread-safe.
#pragma once

#include "base/issue.hpp"
#include "base/marks.hpp"
#include "base/time_zone.hpp"
#include "consent/coverage.hpp"
#include "reasons/row_reason.hpp"
#include "written/section.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <tl/expected.hpp>

namespace assent::intake {

struct CellRule {
  written::Place place;  // in the mapping
  std::string column;    // empty: `constant` in every row
  Names constant;
  std::vector<std::pair<std::string, Names>> values;  // what a cell's text means; empty: it means itself
  std::optional<Names> fallback;                      // what an empty cell means; none: nothing is known
  char separator = '\0';                              // between several texts in one cell; 0: a cell is one text
};

// Why a row cannot be used. Contains nothing from the row, except a word that should be a service.
struct RowFault {
  std::size_t field = 0;        // from 0
  reasons::RowReasons reasons;  // name the column; say how to mend it

  friend bool operator==(const RowFault&, const RowFault&) = default;
};

using Row = std::span<const std::string_view>;

// With small letters instead of capital ones (ASCII only).
std::string lowered(std::string_view text);

// Whether it is one of the words that mean "nothing" in files: `-`, `0`, `no`, `none`, `n/a`, …
bool says_nothing(std::string_view text);

class Cell {
 public:
  Cell() = default;  // a value that nothing is known of
  Cell(CellRule rule, std::size_t field) : rule_(std::move(rule)), field_(field) {}

  const std::string& column() const { return rule_.column; }
  const CellRule& rule() const { return rule_; }
  std::size_t field() const { return field_; }  // no matter for a constant

  // Its text without blanks and invisible marks around it. For a constant, its first word; empty: nothing is known.
  // Precondition: the rule has no `values`.
  std::string_view text(Row row) const;

  // What the row says, through `values`: none, one or several words; nothing: nothing is known. `scratch` is
  // overwritten, and the result may point to it.
  tl::expected<const Names*, RowFault> words(Row row, Names& scratch) const;

  // Whether the row leaves it open: it comes from no column, or the cell is empty.
  bool is_left_out(Row row) const;

  // Whether the row says this with another spelling of one of `values` (base/marks.hpp). Ask only if words() finds a
  // fault.
  bool says_likewise(Row row, std::string_view word) const;

  // The first of words(); empty: there is none.
  tl::expected<std::string_view, RowFault> word(Row row, Names& scratch) const;

  // That fault of this cell, with its `column` and these other arguments.
  tl::unexpected<RowFault> fault(reasons::CellFault code, std::vector<reasons::RowArgument> further = {}) const;

 private:
  const Names* meaning_of(std::string_view text) const;

  CellRule rule_;
  std::size_t field_ = 0;
};

// Finds the columns of a mapping in a file's header; each that is missing or there twice becomes an issue.
class Binder {
 public:
  Binder(std::string file, Row header) : file_(std::move(file)), header_(header) {}

  Cell bind(const CellRule& rule);
  Cell bind(const std::optional<CellRule>& rule) { return rule ? bind(*rule) : Cell(); }
  // Every time zone that the mapping itself names must be known.
  void check_zones(const CellRule& rule, const TimeZones& zones);
  void add(written::Place place, std::string problem, std::string mend);

  const Issues& issues() const { return issues_; }

 private:
  std::string file_;
  Row header_;
  Issues issues_;
};

}  // namespace assent::intake
