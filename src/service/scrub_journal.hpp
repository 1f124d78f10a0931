// ScrubJournal: how far a scrub has come, beside its results, so that it can be gone on with after an interruption.
// Whatever it relies on it names with its hash: the beginnings of the list and of both results. Pure.
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
  CertifiedFile permitted;  // what of the results had been written
  CertifiedFile refused;
};

// One line of JSON, and its SHA-256 on another.
std::string to_text(const ScrubJournal& journal);
// `damaged`: it is none, or not what was written.
Result<ScrubJournal> read_journal(std::string_view text);

}  // namespace assent
