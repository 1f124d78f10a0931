#include "access/weak_modulus.hpp"

#include <algorithm>
#include <array>

namespace assent::access {
namespace {

// Those of 2 to 167 modulo which 65537 does not make every number.
constexpr std::array<std::uint32_t, 17> kTellingPrimes = {11, 13, 17,  19,  37,  53,  61,  71, 73,
                                                          79, 97, 103, 107, 109, 127, 151, 157};

std::uint32_t remainder(evidence::ByteView number, std::uint32_t divisor) {
  std::uint32_t left = 0;
  for (const std::uint8_t byte : number) left = (left * 256 + byte) % divisor;
  return left;
}

bool is_power_of_65537(std::uint32_t number, std::uint32_t prime) {
  std::uint32_t power = 1;
  do {
    if (power == number) return true;
    power = power * (65537 % prime) % prime;
  } while (power != 1);
  return false;
}

}  // namespace

bool shows_its_primes(evidence::ByteView modulus) {
  return std::ranges::all_of(kTellingPrimes,
                             [&](std::uint32_t prime) { return is_power_of_65537(remainder(modulus, prime), prime); });
}

}  // namespace assent::access
