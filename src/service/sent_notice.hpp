// SentNotice: which notice a message was, by the place in the ledger under which it went out. As thread-safe as the
// ledger.
#pragma once

#include "base/result.hpp"
#include "evidence/entry.hpp"
#include "ledger/ledger.hpp"
#include "service/circumstances.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace assent::service {

struct SentNotice {
  std::string account;
  std::string notice;
  std::string version;
  std::string channel;
  std::optional<evidence::NoticeGivenRecorded> given;  // nothing: it is not recorded, or not yet
};

// The place is that of the entry that says that the notice was given, or that its message waited to be sent. Nothing:
// neither stands there.
//
//   unavailable, damaged  as the ledger
Result<std::optional<SentNotice>> sent_notice_at(const ledger::Ledger& ledger, Position place);

// A failure can be known before the sender has recorded that the notice was given. It is kept as an entry of the
// account, and the sender unmakes the giving by it. Precondition: `sent.given` is not there. Safe to repeat.
//
//   unavailable, damaged  as the ledger
Result<void> keep_early_failure(ledger::Ledger& ledger, const SentNotice& sent, Position queued,
                                std::string_view detail, const Circumstances& by, Instant now);

// What was kept so of the message that waited there, among entries_of(account); nullptr: nothing was.
const ledger::Recorded* early_failure_of(std::span<const ledger::Recorded> entries, Position queued);

}  // namespace assent::service
