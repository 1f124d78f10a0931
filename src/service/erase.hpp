// Erasing: destroys on order what identifies a customer. Their choices, services, language and time zone stay on
// record, and so does the keyed hash of their telephone numbers: a refusal still counts for a customer named by such a
// number.
#pragma once

#include "base/result.hpp"
#include "ledger/ledger.hpp"
#include "service/circumstances.hpp"

#include <string_view>
#include <vector>

namespace assent::service {

struct Erased {
  ledger::Receipt receipt;      // of the entry that says so
  evidence::Entry entry;        // it
  bool destroyed = false;       // there was a key; false: nothing was left to destroy
  std::vector<Position> clear;  // entries that identify the customer in clear (entry format 1): they cannot be erased
};

// Destroys the account's keys, then records that. It counts from now; the circumstances' effective instant is ignored.
// `order` is the evidence of the order.
//
//   invalid               no actor or channel; not a customer's account; the evidence contains a number or address of
//                         theirs
//   not_found             no profile of the account is on record
//   unavailable, damaged  as the ledger. If the keys were destroyed and only the entry is missing, the message says so;
//                         erasing again records it
Result<Erased> erase_customer(ledger::Ledger& ledger, std::string_view account, const evidence::Evidence& order,
                              const Circumstances& circumstances, Instant now);

}  // namespace assent::service
