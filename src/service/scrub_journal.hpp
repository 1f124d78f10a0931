// ScrubJournal: how far a scrub has come, kept beside its results, so that it can be continued after an interruption.
// It has the hashes of what it relies on: the beginnings of the list and of both results. Pure.
#pragma once

#include "base/result.hpp"
#include "evidence/hash.hpp"
#include "ledger/ledger.hpp"
#include "service/scrub.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace assent::service {

struct ScrubJournal {
  std::string order;  // the full order: another order is another scrub
  Instant at;
  std::vector<ledger::LogHead> began;  // the state of the ledger
  ScrubMark mark;
  certificate::CertifiedFile permitted;  // how much of the results was written
  certificate::CertifiedFile refused;
};

// One line of JSON, and its SHA-256 on a second line.
std::string to_text(const ScrubJournal& journal);
// `damaged`: it is not a journal, or not what was written.
Result<ScrubJournal> read_journal(std::string_view text);

}  // namespace assent::service
