// Whether a ledger is the one that a certificate speaks of, and what it has beyond that. Behind certify.hpp.
#pragma once

#include "service/certificate_words.hpp"
#include "service/certify.hpp"

#include <optional>
#include <vector>

namespace assent {

struct LedgerFindings {
  std::vector<CertificateFinding> findings;  // `ledger`, one a log; and `since`, where all of them hold
  std::optional<EntriesSince> since;         // likewise
};

// Reads the ledger once. unavailable: it cannot be read; damage is a finding.
Result<LedgerFindings> check_ledger(const Ledger& ledger, const std::vector<LogSpan>& certified,
                                    const CertificateWords& words);

}  // namespace assent
