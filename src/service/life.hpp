// A customer's life in the ledger, entry by entry, as a person reads it.
#pragma once

#include "base/result.hpp"
#include "base/time_zone.hpp"
#include "explanation/language.hpp"
#include "ledger/ledger.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace assent::service {

struct LifeRow {
  Position position;
  Instant effective;
  Instant recorded;
  evidence::EntryKind kind = evidence::EntryKind::customer;
  std::string account;  // empty: carrier-wide
  std::string what;     // in words; never a telephone number, an e-mail address or a postal address
  std::string actor;
  std::string channel;
  std::string evidence;      // reference, and the first digits of the hash; empty: none
  bool provisional = false;  // a refusal that was recorded as provisional, even if it has been reviewed since
};

// One row, in that language. Pure.
LifeRow life_row(const ledger::Recorded& recorded, explanation::Language language = explanation::Language::en);

// When the customer's identity was last erased, by these entries of the account; nothing: never. Pure.
std::optional<Instant> erased_at(std::span<const ledger::Recorded> entries);
// The same in words, with the day in that zone. Pure.
std::string erased_words(Instant erased, const TimeZone& zone, explanation::Language language);

// All entries of one account ("" for the carrier's own), in the ledger's order, recorded by `known_at` (none: all).
Result<std::vector<LifeRow>> life(const ledger::Ledger& ledger, std::string_view account,
                                  std::optional<Instant> known_at = std::nullopt,
                                  explanation::Language language = explanation::Language::en);

}  // namespace assent::service
