// How many letters of each run were handed over to be printed, and wait for the day on which they are sent.
#pragma once

#include "base/result.hpp"
#include "ledger/ledger.hpp"
#include "outreach/notice_run.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace assent::outreach {

// By run; runs without letters are not named. Reads the whole ledger, unless no run has letters.
//
//   unavailable, damaged  as the ledger
Result<std::map<std::string, std::uint64_t>> letters_waiting(const ledger::Ledger& ledger,
                                                             const std::vector<NoticeRun>& runs);

}  // namespace assent::outreach
