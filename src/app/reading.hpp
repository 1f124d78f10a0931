// Reading: the record that what is on record about customers was given to a caller. Every interface
// that gives it away calls this before it answers, and refuses if this fails: what is not on record does not leave. A
// decision is no such reading. As thread-safe as the engine.
#pragma once

#include "app/engine.hpp"
#include "base/result.hpp"
#include "service/customer_file.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace assent::app {

// Who reads, and how. No member holds personal data.
struct Reader {
  std::string actor;         // who: stands in the ledger as the actor
  std::string role;          // `agent`, `compliance`, …
  std::string client;        // the program by which they ask; empty: it is the actor itself
  std::string interface;     // `own`, `authzen`, `tmf644`, …
  std::string operation;     // of that interface: `account_history`, …
  std::string purpose = {};  // what for; empty: not stated. What may_be_purpose() does not take is left out
  std::string channel = "api";
};

// Whether a purpose can be recorded: small letters, digits, `_`, `.` and `-`, at most 64, a letter first. So it is no
// telephone number and no address. Pure.
bool may_be_purpose(std::string_view text);

// Records that one customer was read. It stands in the account, or in the account that has the telephone number now.
// If no account has that name, it stands under kReadings, as a search that found no customer.
//
//   unavailable, damaged  as the ledger: nothing may be given away
Result<void> record_reading(const Engine& engine, const service::CustomerName& who, const Reader& reader);

// Records that a search or a list gave away so many customers. `query` is what was asked, in whatever form is the same
// for the same question. It may hold personal data: only a hash of it is kept, under a key outside the ledger.
//
//   unavailable, damaged  as the ledger, and as its keys: nothing may be given away
Result<void> record_reading_of_many(const Engine& engine, std::string_view query, std::uint64_t customers,
                                    const Reader& reader);

}  // namespace assent::app
