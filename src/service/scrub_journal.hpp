// ScrubJournal: how far a scrub has come, beside its results, so that it can be gone on with after an interruption.
// Pure.
#pragma once

#include "base/result.hpp"
#include "evidence/hash.hpp"
#include "ledger/ledger.hpp"
#include "service/scrub.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace assent {

struct ScrubJournal {
  std::string order;  // what was asked, in full: another order is another scrub
  Instant at;
  std::vector<LogHead> began;  // where the ledger stood
  ScrubMark mark;
  std::uint64_t permitted_bytes = 0;
  std::uint64_t refused_bytes = 0;
};

std::string to_text(const ScrubJournal& journal);
// `damaged`: it is none.
Result<ScrubJournal> read_journal(std::string_view text);

}  // namespace assent
