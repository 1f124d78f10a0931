// Replies in bulk: a list of choices from a mailroom, a telephone menu or an SMS gateway. Each is recorded as Recorder
// would record it, in durable batches. service/answer_row.hpp lists the columns.
//
// A row can name the customer by telephone number. It then stands for the accounts that have the number when it is
// recorded (service/number_holders.hpp). A refusal is recorded for each of them; if no active account has the number,
// it is kept for the account that gets it (service/kept_refusals.hpp). An approval is recorded only if one active
// account has the number, and no other one had it since the instant that the row or the run names. The number itself is
// in no key and no evidence.
//
// Safe to repeat: a reply without a key gets one made from its content, so a second run records nothing. The key of an
// undated refusal also includes the account's latest grant: refused, approved and refused again in the same words is a
// new refusal. But an undated approval in the same words as before is never a new one. So if undated rows of a list
// first refuse and then approve for one account, running the list again refuses; rows with `at` or `key` never do that.
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

namespace assent::service {

// Every row is counted in exactly one of the members down to `rejected`, or in `email_permissions`.
struct AnswerCounts {
  std::uint64_t rows = 0;
  std::uint64_t opt_outs = 0;  // recorded
  std::uint64_t opt_ins = 0;
  std::uint64_t withdrawals = 0;
  std::uint64_t already = 0;           // recorded before, by an earlier run or row
  std::uint64_t rejected = 0;          // in the reject list
  std::uint64_t unknown_accounts = 0;  // refusals, recorded now or before, for accounts that are not on record
  std::uint64_t mended = 0;            // refusals, recorded now or before, despite a fault; also in the reject list
  std::uint64_t unknown_telephones =
      0;  // of the rejected: the telephone number belongs to no account, or is not a number
  std::uint64_t further_accounts = 0;   // for which a refusal was recorded, besides the first account of its row
  std::uint64_t kept_numbers = 0;       // refusals that are kept, now or before, for the account that gets the number
  std::uint64_t carried = 0;            // refusals recorded for accounts that continue those of the rows
  std::uint64_t email_permissions = 0;  // recorded

  friend bool operator==(const AnswerCounts&, const AnswerCounts&) = default;
};

struct AnswerOptions {
  std::size_t batch_rows = 4096;
  AnswerNames names;
  bool refusals_only = false;  // approvals are rejected: the given clock is ahead of the right one
  DrawKey draw{};  // makes the key under which refusals from unknown numbers are kept, for the first of them
};

// Streams a CSV of replies. `circumstances` supply what a row does not say; their key is not used. A row that cannot be
// recorded goes to `rejects`, and so does a row whose key is on record for something else. A refusal is never rejected
// because its account is unknown or its row is damaged (intake/refusal_law.hpp). With a future instant it counts at
// once; with an instant that cannot be read it counts from the present. With a scope that the regime does not know it
// is for all recipients; with a channel, class or category that cannot be read it is for all of them. A reference of
// evidence that contains the customer's telephone number is left out. `rejects` reports all of this. A key stands for
// the row's reply for one account: if it is already used for one, the row is rejected, but it is still recorded for the
// others.
//
//   invalid               the list lacks a required column, or has an unknown one; no actor or channel
//   unavailable, damaged  what was recorded before stays; repeat the run
Result<AnswerCounts> record_answers(ByteSource& answers, const regime::Regime& regime, const Telephones& telephones,
                                    ledger::Ledger& ledger, const Circumstances& circumstances, RejectsTo rejects,
                                    const Clock& clock, const AnswerOptions& options = {},
                                    const OnProgress& on_progress = {});

}  // namespace assent::service
