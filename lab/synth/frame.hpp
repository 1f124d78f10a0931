// SyntheticFrame: what is computed once for a base, so that making a customer is arithmetic. Internal to synth.
//
// Time is counted in months: month kMonths is the one of the base's day, the records begin with month 0.
#pragma once

#include "base/instant.hpp"
#include "synth/customer.hpp"
#include "synth/draws.hpp"
#include "synth/shares.hpp"

#include <array>
#include <cstdint>
#include <span>

namespace assent::synth {

// Telephone numbers are +888 1 and ten digits: 888 is a code that no country has.
inline constexpr std::uint64_t kSyntheticTelephones = 888'1'0'000'000'000;

// Chooses among up to 256 things by their frequencies in parts of 10,000, which add up to 10,000; exact to a part in
// 1,024.
class WeightedChoice {
 public:
  explicit WeightedChoice(std::span<const std::uint32_t> shares);
  std::uint8_t draw(Draws& draws) const { return places_[draws.next() >> 54]; }

 private:
  std::array<std::uint8_t, 1024> places_{};
};

struct SyntheticFrame {
  static constexpr std::uint32_t kMonths = 48;
  static constexpr std::uint32_t kFirstWave = 13;   // the month in which all who are customers by then get a notice
  static constexpr std::uint32_t kRenewAfter = 23;  // months
  static constexpr std::size_t kVersions = 4;
  static constexpr std::array<std::uint32_t, kVersions> kPublished = {12, 25, 34, 45};  // months; on their first day
  static constexpr std::size_t kLanguages = 4;                                          // ar, en, fr, unknown

  SyntheticFrame(std::uint64_t seed, const SyntheticShares& shares, Instant as_of);

  std::int64_t day(std::uint32_t month, std::uint32_t day_of_month) const {  // since 1970, both from 0
    return month_begins[month] + day_of_month;
  }

  // Ten digits made from ten digits; no two inputs give the same.
  std::uint64_t scrambled(std::uint64_t number, std::size_t use) const;
  std::uint64_t unscrambled(std::uint64_t number, std::size_t use) const;  // the number from which scrambled() made it
  static constexpr std::size_t kForAccounts = 0;
  static constexpr std::size_t kForTelephones = 1;

  Instant as_of;
  SyntheticShares shares;
  std::uint64_t customer_seed = 0;
  std::uint64_t pair_seed = 0;
  std::array<std::array<std::uint32_t, 4>, 2> scramble_keys{};
  std::array<std::int64_t, kMonths + 1> month_begins{};
  std::array<std::uint8_t, kMonths> version{};  // that is given in the month
  std::array<std::array<std::uint16_t, kLanguages>, kVersions>
      text{};  // index into texts(), for the customer's language
  WeightedChoice service_sets;
  WeightedChoice languages;
  WeightedChoice zones;
};

SyntheticCustomer make_customer(const SyntheticFrame& frame, std::uint64_t number);

}  // namespace assent::synth
