// Suspected links: where one account leaves as another one comes with its telephone number, the carrier may only have
// given a customer another account. Nobody says so; but while it may be so, what he refused before must hold.
#pragma once

#include "base/instant.hpp"
#include "base/result.hpp"
#include "ledger/ledger.hpp"

#include <chrono>
#include <compare>
#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace assent {

// How far apart leaving and coming may lie. Carriers let a number rest before they give it to somebody else; the
// longest such rest of a residential number under 47 CFR 52.15(f)(1)(ii) is ninety days.
inline constexpr std::chrono::days kNumberRests{90};

struct SuspectedLink {
  std::string from;  // who left
  std::string to;    // who came, and has a number of his

  friend auto operator<=>(const SuspectedLink&, const SuspectedLink&) = default;
};

struct Suspicions {
  std::vector<SuspectedLink> links;  // each once; none that is recorded as a link
  std::vector<std::string> sharing;  // active accounts that have a number of the account, who is active, too
};

// A number that more accounts than these ever had is nobody's own, such as a made-up one, and says nothing.
inline constexpr std::size_t kAccountsOfOneNumber = 32;

// Not thread-safe.
class Suspicion {
 public:
  explicit Suspicion(const Ledger& ledger) : ledger_(&ledger) {}

  // What the ledger makes one suspect of an account that has just come, got a number or left. `since` is since when it
  // has its numbers, where somebody tells: who had left by then was somebody else.
  //
  //   unavailable, damaged  as the ledger
  Result<Suspicions> of(std::string_view account, std::optional<Instant> since = {});

 private:
  const Ledger* ledger_;
  std::set<std::string> crowded_;  // numbers that are nobody's own
};

}  // namespace assent
