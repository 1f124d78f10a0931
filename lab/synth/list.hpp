// A campaign list of a synthetic base's customers: CSV rows in random order, each customer once until all have come,
// and among them some who are not in the base.
//
// A row depends on its number alone. Immutable; thread-safe.
#pragma once

#include "synth/base.hpp"

#include <cstdint>
#include <string>

namespace assent::synth {

enum class SyntheticListKey { account, telephone };

class SyntheticList {
 public:
  static constexpr std::uint64_t kRowsMax = 5'000'000'000;
  static constexpr std::uint32_t kUnknown = 100;  // of 10,000 rows: for no customer in the base

  // Precondition: the base, which outlives the list, has at least one customer. `seed`: another one gives another list.
  SyntheticList(const SyntheticBase& base, SyntheticListKey key, std::uint64_t seed);

  // The names of the columns, and the line's end.
  std::string header() const;

  // About thirty bytes and the line's end. Precondition: `row` < kRowsMax. In a list of numbers, a customer without a
  // number gets one that no customer has.
  void append_row(std::uint64_t row, std::string& text) const;

 private:
  std::uint64_t customer_at(std::uint64_t row) const;

  const SyntheticBase* base_;
  SyntheticListKey key_;
  std::uint64_t seed_;
  std::uint64_t side_;  // the least whose square is no less than the base's size
};

}  // namespace assent::synth
