// What an index was built from and how large it is, in words, for the commands that build or show one.
#pragma once

#include "index/snapshot.hpp"
#include "ledger/ledger.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace assent::cli {

std::uint64_t entries_in(const std::vector<ledger::LogHead>& heads);

// Bytes for each customer: "16.0".
std::string each_has(std::uint64_t bytes, std::uint64_t customers);

// The logs with their heads, the rule packs and the time zones, as tables.
std::string text_of(const index::IndexBinding& binding);

}  // namespace assent::cli
