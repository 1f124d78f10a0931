// ApprovalMapping: how to read a file of approval flags from another system (docs/import.md). A value.
#pragma once

#include "base/issue.hpp"
#include "intake/cell.hpp"

#include <optional>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

namespace assent::intake {

struct ApprovalMapping {
  std::string file;  // as the user named it, for issues
  char delimiter = ',';
  CellRule account;
  CellRule choice;                    // says `opted_out`, `opted_in` or `none`
  std::optional<CellRule> date;       // when it was given
  std::string date_format;            // intake/stated_time.hpp; empty: as `2026-02-18`, with or without a time
  std::optional<CellRule> time_zone;  // the zone of a date that is a day; none: unknown
  std::optional<CellRule> evidence;   // reference to what proves it
  std::optional<CellRule> notice;     // name of the notice given before it
  std::optional<CellRule> notice_version;
  std::optional<CellRule> actor;               // who recorded it then
  std::optional<CellRule> by;                  // who gave it; always there if `choice` can be `opted_in`
  std::optional<CellRule> form;                // `written`, `electronic`, `oral`; the same
  std::optional<CellRule> recipients;          // an opt-in's; none: the carrier only
  std::optional<CellRule> parties;             // an opt-in's; none: any
  std::optional<CellRule> information;         // an opt-in's; none: any
  std::optional<CellRule> refused_recipients;  // an opt-out's; none: all
};

// `text` is TOML. On failure: every issue in it, in the order of the text; never an empty list.
tl::expected<ApprovalMapping, Issues> read_approval_mapping(std::string_view text, std::string_view file);

}  // namespace assent::intake
