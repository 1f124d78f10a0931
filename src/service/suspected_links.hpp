// Suspected links: if one account leaves as another comes with its telephone number, the carrier may only have given a
// customer a new account. No record says so; but while it is possible, their earlier refusals must count.
#pragma once

#include "base/clock.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "ledger/ledger.hpp"
#include "service/circumstances.hpp"

#include <chrono>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace assent::service {

// How far apart leaving and coming can be. Carriers let a number rest before another customer gets it; under 47 CFR
// 52.15(f)(1)(ii) a residential number rests for at most ninety days.
inline constexpr std::chrono::days kNumberRests{90};

struct SuspectedLink {
  std::string from;  // the account that left
  std::string to;    // the account that came with a number of the first

  friend auto operator<=>(const SuspectedLink&, const SuspectedLink&) = default;
};

struct Suspicions {
  std::vector<SuspectedLink> links;  // each once, without recorded links
  std::vector<std::string> sharing;  // active accounts that have a number of this account, which is active too
};

// A number that more accounts than this ever had says nothing: it is not one customer's own, but for example made up.
inline constexpr std::size_t kAccountsOfOneNumber = 32;

// Not thread-safe.
class Suspicion {
 public:
  explicit Suspicion(const ledger::Ledger& ledger) : ledger_(&ledger) {}

  // The links to suspect, by the ledger, for an account that has just come, got a number or left. `since` is since when
  // it has its numbers, if known: an account that had left by then was another customer.
  //
  //   unavailable, damaged  as the ledger
  Result<Suspicions> of(std::string_view account, std::optional<Instant> since = {});

 private:
  const ledger::Ledger* ledger_;
  std::set<std::string> crowded_;  // numbers that are not one customer's own
};

struct CarriedOnSuspicion {
  std::uint64_t from_link = 0;  // refusals of the account that left, recorded for the other one
  std::uint64_t further = 0;    // recorded for accounts that continue that one
};

// They may be one customer: the refusals of the one count for the other, until someone shows that they are two
// customers. `since` as above. Safe to repeat.
//
//   unavailable, damaged  as the ledger; some may be recorded
Result<CarriedOnSuspicion> carry_suspected(ledger::Ledger& ledger, const SuspectedLink& link,
                                           std::optional<Instant> since, const Circumstances& by, const Clock& clock);

}  // namespace assent::service
