// A ledger's file: how it is made and recognised, and how connections to it are set up.
#pragma once

#include "store/connection.hpp"

namespace assent::store {

// Makes an empty ledger at `path`: whole or not at all, even if the process is killed. `invalid`: a file of that name
// exists.
Result<void> create_ledger_file(const std::string& path);

// The format that the header states, this one or another. Fails with `not_found` where there is no file, `invalid`
// where it is no ledger of any format, `unavailable` where it cannot be read; and as check_files() in ledger_name.hpp.
Result<std::uint32_t> format_of_ledger_file(const std::string& path);

// Reads the header. Fails with `not_found` where there is no file, `invalid` where it is not a ledger of this version,
// `damaged` where it is cut short, `unavailable` where it cannot be read; and as check_files() in ledger_name.hpp.
Result<void> check_ledger_file(const std::string& path);

// The writing connection and the reading ones differ in what they cache. None of them checkpoints (seal.hpp), and none
// has looked at the file yet: Snapshots does (snapshots.hpp).
Result<std::unique_ptr<Connection>> open_for_writing(const std::string& path, std::chrono::milliseconds busy_wait);
Result<std::unique_ptr<Connection>> open_for_reading(const std::string& path, Connection::Pages pages,
                                                     std::chrono::milliseconds busy_wait);

}  // namespace assent::store
