// A reach over days, as `assent reach --json` prints it (docs/reach.md). Pure.
#pragma once

#include "base/instant.hpp"
#include "base/issue.hpp"
#include "consent/reason.hpp"

#include <tl/expected.hpp>

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace assent::lab_cli {

// Whether customers with this reason may be contacted: each reason has one outcome.
Outcome outcome_of(Reason reason);

struct ReachDay {
  Date day;
  std::uint64_t customers = 0;
  std::uint64_t permitted = 0;
  std::map<Reason, std::uint64_t> by_reason;  // they add up to `customers`, those that permit to `permitted`
};

struct ReachCurve {
  std::string campaign;
  bool synthetic = false;
  std::vector<ReachDay> days;  // not empty
};

// Every fault is an Issue with line and column; never empty on failure.
tl::expected<ReachCurve, Issues> read_reach_curve(std::string_view text, std::string_view file);

}  // namespace assent::lab_cli
