// Reviewing: what a person found who read a provisional refusal. The refusal counts from the moment when it was
// recorded; the review decides whether it continues to count.
//
// As thread-safe as the ledger.
#pragma once

#include "base/result.hpp"
#include "evidence/entry.hpp"
#include "ledger/ledger.hpp"
#include "service/circumstances.hpp"

#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace assent::service {

struct Review {
  std::string account;
  Position entry;  // the refusal
  evidence::ReviewRecorded::Outcome outcome = evidence::ReviewRecorded::Outcome::confirmed;
  evidence::Evidence evidence;
};

struct Reviewed {
  ledger::Receipt receipt;    // `repeated`: it was already reviewed, with the same outcome
  evidence::Entry entry;      // the review, as the ledger has it
  ledger::Recorded reviewed;  // the refusal, as it was recorded
};

// Records the review as of `now`. The actor of `circumstances` is the reviewer; its key is not used, because a refusal
// is reviewed once. A refusal that was carried to another account is a separate one, and stays as it is.
//
//   invalid      no reviewer; the entry is not a refusal, or was not recorded as provisional; its own recorder (in any
//                spelling) says that it is not a refusal; the evidence contains the customer's number
//   not_found    the account has no such entry
//   conflict     it was already reviewed, with the other outcome
//   unavailable, damaged  as the ledger; nothing was written
Result<Reviewed> record_review(ledger::Ledger& ledger, const Review& review, const Circumstances& circumstances,
                               Instant now);

// The refusals among one account's entries that wait for a review, in the ledger's order. What a confirmed correction
// took back no longer waits. Pure.
std::vector<ledger::Recorded> waiting_among(std::span<const ledger::Recorded> entries);

// Those of all accounts, including number accounts, ordered by account. Reads the whole ledger once.
//
//   unavailable, damaged  as the ledger; unavailable also: `stop` was asked for
Result<std::vector<ledger::Recorded>> waiting_for_review(const ledger::Ledger& ledger,
                                                         const OnProgress& on_progress = {},
                                                         const std::stop_token& stop = {});

}  // namespace assent::service
