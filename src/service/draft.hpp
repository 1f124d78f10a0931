// Drafts of what is recorded in some circumstances. Pure.
#pragma once

#include "ledger/ledger.hpp"
#include "service/circumstances.hpp"

#include <string>
#include <utility>

namespace assent::service {

// With that key instead of the circumstances' key. It counts from the instant that its writer sets.
inline ledger::Draft draft_of(const Circumstances& circumstances, std::string account, std::string key,
                              evidence::Body body) {
  ledger::Draft draft;
  draft.entry.account = std::move(account);
  draft.entry.actor = circumstances.actor;
  draft.entry.channel = circumstances.channel;
  draft.entry.key = std::move(key);
  draft.entry.body = std::move(body);
  return draft;
}

// The same, counting from the instant at which it is recorded.
inline ledger::Draft draft_from_now(const Circumstances& circumstances, std::string account, std::string key,
                                    evidence::Body body, Instant now) {
  ledger::Draft draft = draft_of(circumstances, std::move(account), std::move(key), std::move(body));
  draft.entry.effective = now;
  draft.effective_is_now = true;
  return draft;
}

}  // namespace assent::service
