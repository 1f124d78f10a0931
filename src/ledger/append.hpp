// How an append() is settled before anything is written: the same for every store. Pure.
#pragma once

#include "ledger/ledger.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace assent {

// The entry that a draft's key already stands for.
struct KnownKey {
  Receipt receipt;    // `repeated`
  bool same = false;  // the draft says the same again (same_content())
};

// `known_key` is asked about drafts that have a key, and looks under their accounts: nothing where the key is free.
// `record` is called for each draft that is to be recorded, in order, when it is settled what becomes of all of them;
// `recorded` is the instant that these get. The answer is that of Ledger::append(). Fails only as the two do.
using FindKey = std::function<Result<std::optional<KnownKey>>(const Draft&)>;
using RecordDraft = std::function<Result<Receipt>(const Draft&)>;
Result<std::vector<Result<Receipt>>> settle_append(std::span<const Draft> drafts, Instant recorded,
                                                   const FindKey& known_key, const RecordDraft& record);

// Each draft with that one error.
std::vector<Result<Receipt>> refuse_all(std::size_t drafts, const Error& error);

}  // namespace assent
