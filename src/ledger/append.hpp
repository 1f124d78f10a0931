// Decides about each draft of an append() before anything is written: the same for every store. Pure.
#pragma once

#include "ledger/ledger.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace assent::ledger {

// The entry that a draft's key already stands for.
struct KnownKey {
  Receipt receipt;    // `repeated`
  bool same = false;  // the draft says the same again (same_content())
};

// `known_key` is called for drafts with a key, and looks under their accounts; nothing: the key is free. After deciding
// about all drafts, `record` is called for each draft to record, in order; `recorded` is the instant that they get.
// Returns the result of Ledger::append(). Fails only as the two do.
using FindKey = std::function<Result<std::optional<KnownKey>>(const Draft&)>;
using RecordDraft = std::function<Result<Receipt>(const Draft&)>;
Result<std::vector<Result<Receipt>>> settle_append(std::span<const Draft> drafts, Instant recorded,
                                                   const FindKey& known_key, const RecordDraft& record);

// Each draft with that one error.
std::vector<Result<Receipt>> refuse_all(std::size_t drafts, const Error& error);

}  // namespace assent::ledger
