// What "the same entry again" means for an idempotency key. Pure.
#pragma once

#include "ledger/ledger.hpp"

#include <string>
#include <variant>

namespace assent::ledger {

// If both profiles or documents are sealed, their boxes are compared, because the same content gives the same box; if
// one is in clear, their content.
inline bool same_body(const evidence::Body& stored, const evidence::Body& again) {
  const auto* kept = std::get_if<evidence::PrivacyDocumentRecorded>(&stored);
  const auto* sent = std::get_if<evidence::PrivacyDocumentRecorded>(&again);
  if (kept != nullptr && sent != nullptr && kept->sealed && sent->sealed) {
    evidence::PrivacyDocumentRecorded comparable = *sent;
    comparable.text.clear();
    return *kept == comparable;
  }
  const auto* one = std::get_if<evidence::CustomerRecorded>(&stored);
  const auto* other = std::get_if<evidence::CustomerRecorded>(&again);
  if (one == nullptr || other == nullptr || !other->sealed) return stored == again;
  evidence::CustomerRecorded comparable = *other;
  if (one->sealed) {
    comparable.telephones.clear();
    comparable.email_addresses.clear();
    comparable.address = {};
  } else {
    comparable.sealed.reset();
  }
  return *one == comparable;
}

// True if the draft says what the stored entry says. Only the recorded instant, which the ledger sets, and an effective
// instant that the caller did not name may differ.
inline bool same_content(const evidence::Entry& stored, const Draft& draft) {
  const evidence::Entry& again = draft.entry;
  return stored.account == again.account && stored.actor == again.actor && stored.channel == again.channel &&
         stored.key == again.key && (draft.effective_is_now || stored.effective == again.effective) &&
         same_body(stored.body, again.body);
}

// The entry that the ledger makes of a draft that it accepts then. An undated entry counts from there, so it comes
// after everything recorded before, whatever the caller's clock says.
inline evidence::Entry entry_of(const Draft& draft, Instant recorded) {
  evidence::Entry entry = draft.entry;
  entry.recorded = recorded;
  if (draft.effective_is_now) entry.effective = recorded;
  return entry;
}

}  // namespace assent::ledger
