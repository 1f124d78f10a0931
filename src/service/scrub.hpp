// Scrubbing a list: each row of a CSV goes to the permitted or the refused list, for a reason, in the order read.
//
// No row is ever dropped: one that cannot be read is refused. Memory does not grow with the list. docs/scrub.md gives
// the formats.
#pragma once

#include "base/result.hpp"
#include "consent/reason.hpp"
#include "consent/use.hpp"
#include "explanation/language.hpp"
#include "regime/regime.hpp"
#include "service/circumstances.hpp"
#include "service/customer_file.hpp"

#include <cstdint>
#include <map>
#include <string>

namespace assent {

class Telephones;

// Which column names the customer.
struct ListColumns {
  std::string account;    // empty and no telephone either: the first column called `account`, else `telephone`,
  std::string telephone;  //   `phone`, `msisdn` or `number`
  std::string country;    // of telephone numbers written without one (ISO 3166-1 alpha-2)
};

struct ScrubOrder {
  std::string campaign;  // its name, for the summary
  Use use;
  AsOf as_of;
  ListColumns columns;
  Language language = Language::en;  // of the plain words
  unsigned threads = 2;
};

struct ScrubSummary {
  std::string campaign;
  std::string regime;
  std::string regime_version;
  AsOf as_of;
  std::uint64_t rows = 0;
  std::uint64_t permitted = 0;
  std::uint64_t refused = 0;
  std::uint64_t unreadable = 0;  // of the refused: rows that are not well-formed
  std::map<Reason, std::uint64_t> by_reason;

  friend bool operator==(const ScrubSummary&, const ScrubSummary&) = default;
};

// The permitted list has the columns and the bytes of the list. The refused list has two columns more, `reason` (the
// code) and `explanation` (in words).
//
//   invalid      the list has no header or no column that names the customer
//   unavailable  the list cannot be read or a result cannot be written; what was written is not to be used
Result<ScrubSummary> scrub(const CustomerFile& customers, const Telephones& telephones, const Regime& regime,
                           const ScrubOrder& order, ByteSource& list, ByteSink& permitted, ByteSink& refused,
                           const OnProgress& on_progress = {});

// The summary as JSON, one object, with a line feed at the end.
std::string to_json(const ScrubSummary& summary);

}  // namespace assent
