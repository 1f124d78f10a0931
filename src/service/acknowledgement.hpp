// Acknowledgement: the result of recording a choice, and what it changed.
#pragma once

#include "base/result.hpp"
#include "decision/decide.hpp"
#include "evidence/entry.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace assent::service {

// The decision about one use just before and just after: marketing a communications service that the customer does not
// have, by or with one relation. For each relation of the regime, the uses have every party, offer, type of information
// and channel of contact that the choice or an approval on record names, and the parties of agreements. If none is
// named: no party, an offer with no name, `contact` and `services`, and no channel. The first class and category that
// an approval names stand for all of its classes and categories.
struct StatusChange {
  std::string relation;
  std::string party;  // empty: none is named
  std::string offer;  // empty: none is named
  Names information;
  std::string contact_channel;  // empty: no contact
  decision::Decision before;
  decision::Decision after;

  bool changed() const { return before.outcome != after.outcome || before.reason != after.reason; }
};

// What an acknowledgement says. A receipt costs a fraction of what the changes do.
enum class Acknowledged : std::uint8_t { with_changes, as_receipt };

struct Acknowledgement {
  Position position;
  evidence::Entry entry;         // as the ledger has it, with the recorded instant
  bool repeated = false;         // the key was known; nothing new was written
  bool account_unknown = false;  // a refusal was recorded for an account that is not on record
  std::string told{};            // of a refusal: how what could not be recorded as given was mended
  std::uint64_t carried = 0;     // refusals that were recorded for accounts that continue this one
  Acknowledged as = Acknowledged::with_changes;
  std::vector<StatusChange> changes;      // for the relations of the regime, in its order; none for an agreement
  std::optional<Error> changes_unread{};  // recorded, but the ledger could not be read to see what that changes
};

// How a refusal by telephone number was recorded: one acknowledgement for each account that has the number. If no
// active account has it, also what is kept for the account that gets it. There is always at least one of the two.
struct RefusalsOfNumber {
  std::vector<Acknowledgement> all;
  bool former = false;  // no account has the number now; these customers left, and it was their last number
  std::optional<Acknowledgement> kept;  // under a number account (service/kept_refusals.hpp)
  std::uint64_t carried = 0;  // refusals that were recorded for accounts that continue these, or got the number
};

}  // namespace assent::service
