// Whole blocks of two hashes side by side, for update_both(). Pure; thread-safe, as long as the words are each thread's
// own.
//
// One hash is limited by the latency of instructions, because nearly each waits for the result of the one before.
// Meanwhile the processor can run those of a second hash.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace assent::evidence {

// FIPS 180-4's hash value: eight words, which each block changes.
using Sha256Words = std::span<std::uint32_t, 8>;
inline constexpr std::size_t kSha256Block = 64;  // bytes

// Takes `blocks` blocks, at any address, into each (FIPS 180-4, 6.2.2). False, and nothing happened: this processor
// lacks the instructions for it. `a` and `b` do not overlap.
bool compress_two(Sha256Words a, const std::uint8_t* of_a, Sha256Words b, const std::uint8_t* of_b, std::size_t blocks);

}  // namespace assent::evidence
