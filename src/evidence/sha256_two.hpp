// Whole blocks of two hashes side by side, for update_both(). Pure; thread-safe, as long as the words are each thread's
// own.
//
// One hash is bound by the time an instruction takes to give its result, because nearly each waits for that of the one
// before. The processor could begin others meanwhile: those of a second hash.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace assent {

// FIPS 180-4's hash value: eight words, that each block changes.
using Sha256Words = std::span<std::uint32_t, 8>;
inline constexpr std::size_t kSha256Block = 64;  // bytes

// Takes `blocks` blocks, at any address, into each (FIPS 180-4, 6.2.2). False, and nothing happened: this processor
// lacks the instructions for it. `a` and `b` do not overlap.
bool compress_two(Sha256Words a, const std::uint8_t* of_a, Sha256Words b, const std::uint8_t* of_b, std::size_t blocks);

}  // namespace assent
