// Answers in bulk: a list of choices from a mailroom, a telephone menu or an SMS gateway, each recorded as Recorder
// would record it, in durable batches. service/answer_row.hpp tells the columns.
//
// A row may name the customer by telephone number, and stands then for the accounts that have it when it is recorded
// (service/number_holders.hpp): a refusal is recorded for each of them, and where no active one has it, kept for
// whoever gets it (service/kept_refusals.hpp); an approval only where one active account has
// it, and no other one had it since the instant that the row or the run names. The number itself is in no key and no
// evidence.
//
// Safe to repeat: an answer without a key gets one made from what it says, so that a second run records nothing. An
// undated refusal is told apart by the account's latest grant as well: refused, approved and refused again in the same
// words is a new refusal, while an undated approval in the same words as before is never a new one. So a list whose
// undated rows first refuse and then approve for one account refuses when it is run again; rows with `at` or `key`
// never do.
#pragma once

#include "base/byte_stream.hpp"
#include "base/clock.hpp"
#include "base/result.hpp"
#include "base/telephones.hpp"
#include "ledger/ledger.hpp"
#include "regime/regime.hpp"
#include "service/answer_row.hpp"
#include "service/circumstances.hpp"
#include "service/kept_refusals.hpp"
#include "service/rejects_to.hpp"

#include <cstddef>
#include <cstdint>

namespace assent {

// Every row is one of those down to `rejected`.
struct AnswerCounts {
  std::uint64_t rows = 0;
  std::uint64_t opt_outs = 0;  // recorded
  std::uint64_t opt_ins = 0;
  std::uint64_t withdrawals = 0;
  std::uint64_t already = 0;           // recorded before, by an earlier run or row
  std::uint64_t rejected = 0;          // in the reject list
  std::uint64_t unknown_accounts = 0;  // refusals, recorded now or before, for accounts that are not on record
  std::uint64_t mended = 0;            // refusals, recorded now or before, in spite of a fault; in the reject list, too
  std::uint64_t unknown_telephones = 0;  // of the rejected: the telephone number is nobody's, or none
  std::uint64_t further_accounts = 0;    // for which a refusal was recorded, beside the first one of its row
  std::uint64_t kept_numbers = 0;        // refusals that are kept, now or before, for whoever gets the number
  std::uint64_t carried = 0;             // refusals recorded for accounts that continue those of the rows

  friend bool operator==(const AnswerCounts&, const AnswerCounts&) = default;
};

struct AnswerOptions {
  std::size_t batch_rows = 4096;
  AnswerNames names;
  bool refusals_only = false;  // approvals are rejected: the clock that was given is ahead of the right one
  DrawKey draw{};  // makes the key under which refusals from unknown numbers are kept, when the first one comes
};

// Streams a CSV of answers. What a row leaves open, `circumstances` say; their key is not used. A row that cannot be
// recorded goes to `rejects`, and so does one whose key is on record for something else. A refusal is never rejected
// for an account that is unknown, which is told in `rejects`, nor for how its row is damaged (intake/refusal_law.hpp),
// and counts at once if it bears a future instant. With an instant that cannot be read
// it counts from the present, with a scope that the regime does not know it is for everybody, with a channel, class or
// category that cannot be read for all of them, and a reference of
// evidence that holds the customer's telephone number is left out; all of it is told in `rejects`. A key stands for
// the row's answer for one account: where it is taken for one, the row is rejected, and recorded for the others all the
// same.
//
//   invalid               the list lacks a needed column, or has an unknown one; no actor or channel
//   unavailable, damaged  what was recorded before stays; repeat the run
Result<AnswerCounts> record_answers(ByteSource& answers, const Regime& regime, const Telephones& telephones,
                                    Ledger& ledger, const Circumstances& circumstances, RejectsTo rejects,
                                    const Clock& clock, const AnswerOptions& options = {},
                                    const OnProgress& on_progress = {});

}  // namespace assent
