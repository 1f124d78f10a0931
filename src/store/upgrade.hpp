// Upgrade: a ledger of an earlier format brought to this one.
//
// Entries, positions, instants, commits and roots stay what they were, byte for byte, so that certificates and copies
// still fit; only how the file finds them changes. The former file is kept beside the new one, under its name and
// `.format-1`, with its write-ahead log. Whatever happens on the way, the ledger is one of the two: where the computer
// stops between the last steps, no ledger is under the name, and another upgrade finishes it.
#pragma once

#include "base/result.hpp"
#include "ledger/upgraded.hpp"

#include <cstdint>
#include <functional>
#include <string>

namespace assent {

// `progress` is called now and then with how many of how many entries are done; it may be empty.
//
//   not_found    there is no file
//   invalid      it is not a ledger, or one of a later format
//   conflict     somebody has it open; or a file is in the way of the former one's name
//   damaged      an entry or a root is not what was written; nothing was changed
//   unavailable  it cannot be read or written; nothing was changed
Result<Upgraded> upgrade_ledger_file(const std::string& named,
                                     const std::function<void(std::uint64_t done, std::uint64_t all)>& progress);

}  // namespace assent
