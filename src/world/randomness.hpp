// Randomness: access to the system's source of bytes that cannot be guessed.
#pragma once

#include "base/result.hpp"

#include <array>
#include <cstdint>

namespace assent::world {

// For a key. unavailable: the system gives none. Thread-safe.
Result<std::array<std::uint8_t, 32>> random_seed();

}  // namespace assent::world
