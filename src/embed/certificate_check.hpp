// Checks a certificate against keys, lists, rules and the ledger, all by name.
#pragma once

#include "base/result.hpp"
#include "embed/opened_engine.hpp"
#include "explanation/language.hpp"
#include "service/certify.hpp"

#include <string>
#include <vector>

namespace assent {

struct FilesToCheck {
  std::string certificate;
  std::vector<std::string> keys;  // verifier keys, or files of them
  std::string list;               // empty: not requested; the others too
  std::string permitted;
  std::string refused;
};

// `against`: nullptr, or the engine whose rules (and, with `ledger`, whose ledger) it is checked against. Findings are
// worded in `language`.
//
//   not_found, invalid, unavailable  a file or a key, or as check_certificate()
Result<CertificateReport> check_files(const FilesToCheck& files, const OpenedEngine* against, bool ledger,
                                      Language language);

}  // namespace assent
