// BackOff: when to try again what has failed. Pure.
#pragma once

#include <algorithm>
#include <chrono>

namespace assent::webhook {

// After so many failures in a row (at least 1): a second, then twice as long each time, an hour at most.
inline std::chrono::seconds wait_after(unsigned failures) {
  constexpr std::chrono::seconds kMost = std::chrono::hours{1};
  constexpr unsigned kDoublings = 12;  // beyond the hour
  return std::min(kMost, std::chrono::seconds{1LL << std::min(failures - 1, kDoublings)});
}

}  // namespace assent::webhook
