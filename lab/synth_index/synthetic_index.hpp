// An index of a synthetic base, made from the customers themselves and not from their ledger: for benchmarks, and for
// trials with bases that are too large to be written to disk. It is the same index that their ledger would give.
#pragma once

#include "base/time_zone.hpp"
#include "index/index.hpp"
#include "ledger/fold.hpp"
#include "synth/base.hpp"

#include <cstdint>
#include <functional>

namespace assent::synth_index {

// What is carrier-wide in a synthetic base, as its ledger would have it.
ledger::CarrierFile synthetic_carrier(const synth::SyntheticBase& base);

// Preconditions: the base has at most kRowsMost customers and begins no earlier than kIndexFrom; `zones` has the
// zones of all its profiles. `carrier` is synthetic_carrier(base). `progress` is called from this thread, now and then,
// with how many customers are in; it may be empty. `threads` make customers while this one puts them in.
index::Index index_of(const synth::SyntheticBase& base, const ledger::CarrierFile& carrier, const TimeZones& zones,
                      const index::Footprints& footprints, const Memory& memory, unsigned threads,
                      const std::function<void(std::uint64_t)>& progress = {});

}  // namespace assent::synth_index
