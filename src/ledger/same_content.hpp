// What "the same entry again" means for an idempotency key. Pure.
#pragma once

#include "ledger/ledger.hpp"

#include <string>

namespace assent {

// True if the draft says what the stored entry says; only the recorded instant, which the ledger gives, and an
// effective instant that nobody named may differ.
inline bool same_content(const Entry& stored, const Draft& draft) {
  const Entry& again = draft.entry;
  return stored.account == again.account && stored.actor == again.actor && stored.channel == again.channel &&
         stored.key == again.key && (draft.effective_is_now || stored.effective == again.effective) &&
         stored.body == again.body;
}

// What the ledger makes of a draft that it accepts then: what nobody dated counts from there, so that it comes after
// all that was recorded before it, whatever the caller's clock said.
inline Entry entry_of(const Draft& draft, Instant recorded) {
  Entry entry = draft.entry;
  entry.recorded = recorded;
  if (draft.effective_is_now) entry.effective = recorded;
  return entry;
}

// What append() answers when it does not; `draft` is its number in the call, from 0. The key itself is not repeated:
// callers make keys from what they know, personal data among it.
inline Error key_conflict(std::size_t draft, Position first) {
  return {ErrorCode::conflict,
          "the key of draft " + std::to_string(draft + 1) + " was used before for another content, in entry " +
              entry_name(first),
          "use a new key for new content; nothing was recorded"};
}

}  // namespace assent
