// A certificate held against keys, lists, rules and the ledger, all by name.
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
  std::string list;               // empty: not asked for; and so the others
  std::string permitted;
  std::string refused;
};

// `against`: nullptr, or whose rules it is held against and, with `ledger`, whose ledger. What is found is told in
// `language`.
//
//   not_found, invalid, unavailable  a file or a key, or as check_certificate()
Result<CertificateReport> check_files(const FilesToCheck& files, const OpenedEngine* against, bool ledger,
                                      Language language);

}  // namespace assent
