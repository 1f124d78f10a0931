// The five regimes: each column of the rules' table in full.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "twin_fields.hpp"

namespace twin {

struct Regime {
  std::string free_use;                      // "enhancement", "total_service" or "none"
  std::map<std::string, std::string> level;  // relation -> "opt_out", "opt_in" or "refused"
  Words agreement_needed_for;
  bool notice_language = false;
  bool winback = false;
  bool verified_in_a_year = false;
  bool soft_opt_in = false;
  bool pre_ticked_or_bundled_is_void = false;
  bool anonymous_is_outside = true;
  std::string approval_missing;
  std::string unknown_zone;  // the last zone of the carrier's footprint
};

// Throws std::out_of_range for a regime that is not one of the five.
const Regime& regime(std::string_view id);

// What all of the five say.
inline constexpr int kWaitingDays = 30;
inline constexpr int kMailDays = 3;
inline constexpr int kRenewalYears = 2;
inline constexpr int kVerificationYears = 1;
extern const Words kChannels;
extern const Words kClauses;

}  // namespace twin
