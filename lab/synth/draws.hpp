// Draws: random numbers that depend only on a seed and a counter (splitmix64), the same on every machine.
#pragma once

#include <cstdint>

namespace assent::synth {

constexpr std::uint64_t mixed(std::uint64_t bits) {
  bits = (bits ^ (bits >> 30)) * 0xbf58476d1ce4e5b9U;
  bits = (bits ^ (bits >> 27)) * 0x94d049bb133111ebU;
  return bits ^ (bits >> 31);
}

class Draws {
 public:
  constexpr Draws(std::uint64_t seed, std::uint64_t place) : state_(mixed(seed + mixed(place + kStep))) {}

  constexpr std::uint64_t next() { return mixed(state_ += kStep); }

  // 0 to `end` - 1, each as likely. Precondition: `end` > 0.
  constexpr std::uint32_t below(std::uint32_t end) { return static_cast<std::uint32_t>(((next() >> 32) * end) >> 32); }

  // True in that many of 10,000 cases.
  constexpr bool happens(std::uint32_t of_10_000) { return below(10'000) < of_10_000; }

 private:
  static constexpr std::uint64_t kStep = 0x9e3779b97f4a7c15U;
  std::uint64_t state_;
};

}  // namespace assent::synth
