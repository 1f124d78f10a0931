// Histogram: how long things took, within a thousandth. Its size does not grow with what is counted. Pure.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace assent::load {

// Not thread-safe.
class Histogram {
 public:
  Histogram();

  // Less than nothing counts as nothing.
  void add(std::chrono::nanoseconds time);
  void add(const Histogram& other);

  std::uint64_t count() const { return count_; }
  std::chrono::nanoseconds least() const { return least_; }  // of nothing: 0
  std::chrono::nanoseconds most() const { return most_; }
  std::chrono::nanoseconds mean() const;

  // A time that at least that part of them did not exceed: not less than the exact one, and at most a 1,024th more. Of
  // nothing: 0. `part` is from 0 to 1.
  std::chrono::nanoseconds within(double part) const;

  // How many took longer than `from` and not longer than `to`, both as exactly as within().
  std::uint64_t between(std::chrono::nanoseconds from, std::chrono::nanoseconds to) const;

 private:
  static std::size_t place_of(std::uint64_t nanoseconds);
  static std::uint64_t top_of(std::size_t place);

  std::vector<std::uint64_t> counts_;
  std::uint64_t count_ = 0;
  long double sum_ = 0;
  std::chrono::nanoseconds least_{};
  std::chrono::nanoseconds most_{};
};

}  // namespace assent::load
