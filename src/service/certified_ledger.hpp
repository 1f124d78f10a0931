// Whether a ledger is the one in a certificate, and which entries it has beyond that. Behind certify.hpp.
#pragma once

#include "service/certificate_words.hpp"
#include "service/certify.hpp"

#include <optional>
#include <vector>

namespace assent::service {

struct LedgerFindings {
  std::vector<CertificateFinding> findings;  // `ledger`, one for each log; and `since`, if all of them are valid
  std::optional<EntriesSince> since;         // the same
};

// Reads the ledger once. unavailable: it cannot be read; damage is a finding.
Result<LedgerFindings> check_ledger(const ledger::Ledger& ledger, const std::vector<certificate::LogSpan>& certified,
                                    const CertificateWords& words);

}  // namespace assent::service
