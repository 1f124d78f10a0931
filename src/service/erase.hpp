// Erasing: what identifies a customer is destroyed on order. Their choices, services, language and time zone stay on
// record, and so does the keyed hash of their telephone numbers: a refusal holds for who is named by such a number.
#pragma once

#include "base/result.hpp"
#include "ledger/ledger.hpp"
#include "service/circumstances.hpp"

#include <string_view>
#include <vector>

namespace assent {

struct Erased {
  Receipt receipt;              // of the entry that says so
  Entry entry;                  // it
  bool destroyed = false;       // there was a key; false: nothing was left that could be destroyed
  std::vector<Position> clear;  // entries that identify the customer in clear (entry format 1): they cannot be erased
};

// Destroys the account's keys, then records that they were. The circumstances' effective instant is not looked at: it
// counts from now. `order` is the evidence of whoever asked for it.
//
//   invalid               no actor or channel; no customer's account; the evidence holds a number or address of theirs
//   not_found             no profile of the account is on record
//   unavailable, damaged  as the ledger. Where the keys were destroyed and only the entry is missing, the message says
//                         so; to erase again records it
Result<Erased> erase_customer(Ledger& ledger, std::string_view account, const Evidence& order,
                              const Circumstances& circumstances, Instant now);

}  // namespace assent
