// What "the same entry again" means for an idempotency key. Pure.
#pragma once

#include "ledger/ledger.hpp"

#include <string>
#include <variant>

namespace assent {

// Of profiles that are both sealed, what was sealed is compared, as the same content gives the same box; where one
// stands in clear, what was said.
inline bool same_body(const Body& stored, const Body& again) {
  const auto* one = std::get_if<CustomerRecorded>(&stored);
  const auto* other = std::get_if<CustomerRecorded>(&again);
  if (one == nullptr || other == nullptr || !other->sealed) return stored == again;
  CustomerRecorded comparable = *other;
  if (one->sealed) {
    comparable.telephones.clear();
    comparable.email_addresses.clear();
    comparable.address = {};
  } else {
    comparable.sealed.reset();
  }
  return *one == comparable;
}

// True if the draft says what the stored entry says; only the recorded instant, which the ledger gives, and an
// effective instant that nobody named may differ.
inline bool same_content(const Entry& stored, const Draft& draft) {
  const Entry& again = draft.entry;
  return stored.account == again.account && stored.actor == again.actor && stored.channel == again.channel &&
         stored.key == again.key && (draft.effective_is_now || stored.effective == again.effective) &&
         same_body(stored.body, again.body);
}

// What the ledger makes of a draft that it accepts then: what nobody dated counts from there, so that it comes after
// all that was recorded before it, whatever the caller's clock said.
inline Entry entry_of(const Draft& draft, Instant recorded) {
  Entry entry = draft.entry;
  entry.recorded = recorded;
  if (draft.effective_is_now) entry.effective = recorded;
  return entry;
}

}  // namespace assent
