// Upgrade: a ledger of an earlier format brought to this one.
//
// Entries, positions, instants, commits and roots stay the same, byte for byte, so certificates and copies still fit;
// only the file's indexes change. The old file is kept beside the new one, under its name and `.format-1`, with its
// write-ahead log. Whatever happens, the ledger is one of the two: if the computer stops between the last steps, no
// ledger has the name, and another upgrade finishes it.
#pragma once

#include "base/result.hpp"
#include "ledger/upgraded.hpp"

#include <cstdint>
#include <functional>
#include <string>

namespace assent::store {

// `progress` is called now and then with how many of how many entries are done; it may be empty.
//
//   not_found    there is no file
//   invalid      it is not a ledger, or one of a later format
//   conflict     another program has it open; or a file already has the old file's new name
//   damaged      an entry or a root is not what was written; nothing was changed
//   unavailable  it cannot be read or written; nothing was changed
Result<ledger::Upgraded> upgrade_ledger_file(
    const std::string& named, const std::function<void(std::uint64_t done, std::uint64_t all)>& progress);

}  // namespace assent::store
