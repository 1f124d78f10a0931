// Acknowledgement: what recording a choice came to, and what it changed.
#pragma once

#include "base/result.hpp"
#include "decision/decide.hpp"
#include "evidence/entry.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace assent {

// The answer to one use, just before and just after: marketing a communications service that the customer does not
// have, by or with one relation. Asked about are, for each relation of the regime, every party and offer, the
// information, and the channels of contact, that the choice or an approval on record names, and the parties of
// agreements; where none is named, no party, an offer that nobody names, `contact` and `services`, and no channel. Of
// the classes and categories that an approval names the first ones stand for all.
struct StatusChange {
  std::string relation;
  std::string party;  // empty: none is named
  std::string offer;  // likewise
  Names information;
  std::string contact_channel;  // empty: nobody is contacted
  Decision before;
  Decision after;

  bool changed() const { return before.outcome != after.outcome || before.reason != after.reason; }
};

struct Acknowledgement {
  Position position;
  Entry entry;                            // as the ledger holds it, with the recorded instant
  bool repeated = false;                  // the key was known; nothing new was written
  bool account_unknown = false;           // a refusal was recorded for an account that is not on record
  std::string told{};                     // of a refusal: what was made of what could not be recorded as given
  std::uint64_t carried = 0;              // refusals that were recorded for accounts that continue this one
  std::vector<StatusChange> changes;      // for the relations of the regime, in its order; none for an agreement
  std::optional<Error> changes_unread{};  // recorded, but the ledger could not be asked what that changes
};

// What a refusal by telephone number was recorded as: one acknowledgement for each account that has the number, and
// where no active one has it, what is kept for whoever gets it. Never nothing at all.
struct RefusalsOfNumber {
  std::vector<Acknowledgement> all;
  bool former = false;                  // nobody has the number now; they left, and it was their last one
  std::optional<Acknowledgement> kept;  // under a number account (service/kept_refusals.hpp)
  std::uint64_t carried = 0;  // refusals that were recorded for accounts that continue these, or got the number
};

}  // namespace assent
