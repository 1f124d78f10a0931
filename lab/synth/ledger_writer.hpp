// A synthetic base as a ledger.
//
// Everything is recorded in the order of time, in batches. The recorded instant of each entry is that of the latest
// entry of its batch, so you can ask about a past state of knowledge, to a week or two. What lies ahead of the base's
// day is recorded on it.
#pragma once

#include "base/result.hpp"
#include "ledger/ledger.hpp"
#include "synth/base.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace assent::synth {

struct SyntheticWriting {
  std::chrono::days batch_span{7};           // between the first and the last entry of a batch, at most
  std::size_t batch_entries = 50'000;        // at most, in one append
  std::size_t events_in_memory = 4'000'000;  // about so many, and never fewer than happened on one day; 24 bytes each
};

// Returns how many entries were appended. Calls `progress` after each batch with the number done and the total; it may
// be empty. Precondition: the ledger is empty. Fails as append() does; what was appended before stays.
Result<std::uint64_t> write_ledger(const SyntheticBase& base, ledger::Ledger& ledger,
                                   const SyntheticWriting& writing = {},
                                   const std::function<void(std::uint64_t done, std::uint64_t all)>& progress = {});

}  // namespace assent::synth
