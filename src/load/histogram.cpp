#include "load/histogram.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

namespace assent::load {
namespace {

// Places of equal width between one power of two and the next.
constexpr unsigned kBits = 10;
constexpr std::uint64_t kPlaces = std::uint64_t{1} << kBits;
constexpr std::size_t kAll = (64 - kBits) * kPlaces + kPlaces;

std::uint64_t ticks_of(std::chrono::nanoseconds time) {
  return static_cast<std::uint64_t>(std::max<std::int64_t>(time.count(), 0));
}

}  // namespace

Histogram::Histogram() : counts_(kAll, 0) {}

// Up to 2^(kBits+1) every time has its own place; above, as many as have the same first kBits + 1 bits share one.
std::size_t Histogram::place_of(std::uint64_t nanoseconds) {
  const auto width = static_cast<unsigned>(std::bit_width(nanoseconds));
  const unsigned shift = width > kBits + 1 ? width - kBits - 1 : 0;
  return static_cast<std::size_t>(shift * kPlaces + (nanoseconds >> shift));
}

std::uint64_t Histogram::top_of(std::size_t place) {
  if (place < 2 * kPlaces) return place;
  const std::uint64_t shift = place / kPlaces - 1;
  return ((place - shift * kPlaces + 1) << shift) - 1;
}

void Histogram::add(std::chrono::nanoseconds time) {
  time = std::max(time, std::chrono::nanoseconds{});
  ++counts_[place_of(ticks_of(time))];
  least_ = count_ == 0 ? time : std::min(least_, time);
  most_ = std::max(most_, time);
  sum_ += static_cast<long double>(time.count());
  ++count_;
}

void Histogram::add(const Histogram& other) {
  if (other.count_ == 0) return;
  for (std::size_t i = 0; i < kAll; ++i) counts_[i] += other.counts_[i];
  least_ = count_ == 0 ? other.least_ : std::min(least_, other.least_);
  most_ = std::max(most_, other.most_);
  sum_ += other.sum_;
  count_ += other.count_;
}

std::chrono::nanoseconds Histogram::mean() const {
  if (count_ == 0) return {};
  return std::chrono::nanoseconds(static_cast<std::int64_t>(sum_ / static_cast<long double>(count_)));
}

std::chrono::nanoseconds Histogram::within(double part) const {
  const auto wanted =
      static_cast<std::uint64_t>(std::max(std::ceil(std::clamp(part, 0.0, 1.0) * static_cast<double>(count_)), 1.0));
  std::uint64_t seen = 0;
  for (std::size_t i = 0; i < kAll && count_ > 0; ++i) {
    seen += counts_[i];
    if (seen >= wanted) return std::min(std::chrono::nanoseconds(static_cast<std::int64_t>(top_of(i))), most_);
  }
  return most_;
}

std::uint64_t Histogram::between(std::chrono::nanoseconds from, std::chrono::nanoseconds to) const {
  std::uint64_t found = 0;
  if (to <= from) return 0;
  for (std::size_t i = place_of(ticks_of(from)) + 1; i <= place_of(ticks_of(to)); ++i) found += counts_[i];
  return found;
}

}  // namespace assent::load
