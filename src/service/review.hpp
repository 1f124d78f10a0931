// Reviewing: what a person found who has read a provisional refusal. It counts from the moment in which it was
// recorded; a review settles whether it goes on to.
//
// Thread-safe as far as the ledger is.
#pragma once

#include "base/result.hpp"
#include "evidence/entry.hpp"
#include "ledger/ledger.hpp"
#include "service/circumstances.hpp"

#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace assent {

struct Review {
  std::string account;
  Position entry;  // the refusal
  ReviewRecorded::Outcome outcome = ReviewRecorded::Outcome::confirmed;
  Evidence evidence;
};

struct Reviewed {
  Receipt receipt;    // `repeated`: it was reviewed before, with the same outcome
  Entry entry;        // the review, as the ledger has it
  Recorded reviewed;  // the refusal, as it was recorded
};

// Records the review as of `now`; the actor of `circumstances` is the reviewer, and its key is not used: a refusal is
// reviewed once. A refusal that was carried to another account is one of its own, and stays as it is.
//
//   invalid      nobody reviews; the entry is no refusal, or was not recorded as provisional; that it is none is said
//                by who recorded it, in whatever spelling; the evidence holds the customer's number
//   not_found    the account has no such entry
//   conflict     it was reviewed before, with the other outcome
//   unavailable, damaged  as the ledger; nothing was written
Result<Reviewed> record_review(Ledger& ledger, const Review& review, const Circumstances& circumstances, Instant now);

// Of one account's entries the refusals that wait for a review, in the ledger's order. What a confirmed correction took
// back waits no more. Pure.
std::vector<Recorded> waiting_among(std::span<const Recorded> entries);

// Those of all accounts, number accounts included, in order of account. Reads the whole ledger once.
//
//   unavailable, damaged  as the ledger; unavailable also: `stop` was asked for
Result<std::vector<Recorded>> waiting_for_review(const Ledger& ledger, const OnProgress& on_progress = {},
                                                 const std::stop_token& stop = {});

}  // namespace assent
