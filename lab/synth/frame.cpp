#include "synth/frame.hpp"

#include "synth/templates.hpp"

namespace assent::synth {
namespace {

constexpr std::uint32_t kHalf = 100'000;  // five of ten digits

// Of each version's texts; the first has none in French, which was added later.
std::array<std::uint16_t, SyntheticFrame::kLanguages> texts_of(std::size_t version) {
  if (version == 0) return {0, 1, 1, 0};
  const auto first = static_cast<std::uint16_t>(2 + 3 * (version - 1));
  return {first, static_cast<std::uint16_t>(first + 1), static_cast<std::uint16_t>(first + 2), first};
}

}  // namespace

WeightedChoice::WeightedChoice(std::span<const std::uint32_t> shares) {
  std::size_t which = 0;
  std::uint32_t reached = shares[0];
  for (std::uint32_t place = 0; place < places_.size(); ++place) {
    while (place * 10'000 / places_.size() >= reached && which + 1 < shares.size()) reached += shares[++which];
    places_[place] = static_cast<std::uint8_t>(which);
  }
}

SyntheticFrame::SyntheticFrame(std::uint64_t seed, const SyntheticShares& given_shares, Instant day)
    : as_of(day),
      shares(given_shares),
      service_sets(synth::kServiceSetShares),
      languages(synth::kLanguageShares),
      zones(synth::kZoneShares) {
  Draws draws(seed, 0);
  customer_seed = draws.next();
  pair_seed = draws.next();
  for (auto& keys : scramble_keys) {
    for (std::uint32_t& key : keys) key = static_cast<std::uint32_t>(draws.next());
  }

  const std::chrono::year_month_day today{std::chrono::floor<std::chrono::days>(as_of)};
  const std::chrono::year_month month = today.year() / today.month();
  for (std::uint32_t i = 0; i <= kMonths; ++i) {
    const auto then = month - std::chrono::months{kMonths - i};
    month_begins[i] = std::chrono::sys_days{then / 1}.time_since_epoch().count();
  }
  for (std::uint32_t i = 0; i < kMonths; ++i) {
    for (std::uint8_t each = 0; each < kVersions; ++each) {
      if (kPublished[each] < i) version[i] = each;
    }
  }
  for (std::size_t each = 0; each < kVersions; ++each) text[each] = texts_of(each);
}

namespace {

// For one round of the network below: a number below kHalf that depends on one half.
std::uint32_t within_half(std::uint32_t half, std::uint32_t key) {
  std::uint32_t bits = (half + key) * 0x9e3779b1U;
  bits ^= bits >> 15;
  bits *= 0x85ebca77U;
  bits ^= bits >> 13;
  return static_cast<std::uint32_t>((std::uint64_t{bits} * kHalf) >> 32);
}

}  // namespace

// Four rounds of a Feistel network over two halves of five digits.
std::uint64_t SyntheticFrame::scrambled(std::uint64_t number, std::size_t use) const {
  auto high = static_cast<std::uint32_t>(number / kHalf);
  auto low = static_cast<std::uint32_t>(number % kHalf);
  for (const std::uint32_t key : scramble_keys[use]) {
    const std::uint32_t sum = high + within_half(low, key);
    high = low;
    low = sum < kHalf ? sum : sum - kHalf;
  }
  return std::uint64_t{high} * kHalf + low;
}

std::uint64_t SyntheticFrame::unscrambled(std::uint64_t number, std::size_t use) const {
  auto high = static_cast<std::uint32_t>(number / kHalf);
  auto low = static_cast<std::uint32_t>(number % kHalf);
  const auto& keys = scramble_keys[use];
  for (auto key = keys.rbegin(); key != keys.rend(); ++key) {
    const std::uint32_t within = within_half(high, *key);
    const std::uint32_t before = low < within ? low + kHalf - within : low - within;
    low = high;
    high = before;
  }
  return std::uint64_t{high} * kHalf + low;
}

}  // namespace assent::synth
