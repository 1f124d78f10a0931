// Verification of a ledger's file: everything in it, checked against everything else in it.
#pragma once

#include "ledger/ledger.hpp"

#include <chrono>
#include <functional>
#include <string>

namespace assent::store {

using VerifyProgress = std::function<void(std::uint64_t done, std::uint64_t all)>;

// As Ledger::verify(); also for a file that SqliteLedger::open() refuses as damaged.
Result<ledger::Inspection> verify_ledger_file(const std::string& path, std::chrono::milliseconds busy_wait,
                                              const VerifyProgress& progress);

}  // namespace assent::store
