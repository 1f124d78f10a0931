// Checks a certificate against keys, lists, rules and the ledger, all by name.
#pragma once

#include "app/rule_packs.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "base/time_zone.hpp"
#include "explanation/language.hpp"
#include "ledger/ledger.hpp"
#include "service/certify.hpp"

#include <functional>
#include <string>
#include <vector>

namespace assent::embed {

class OpenedEngine;

struct FilesToCheck {
  std::string certificate;
  std::vector<std::string> keys;  // verifier keys, or files of them
  std::string list;               // empty: not requested; the others too
  std::string permitted;
  std::string refused;
};

// What else it is checked against, opened after the certificate and the lists. Each may be empty: then it is not
// checked.
struct CheckedAgainst {
  std::function<Result<const ledger::Ledger*>()> ledger = {};
  std::function<Result<const app::RulePacks*>()> packs = {};  // nullptr: there are none
  const TimeZones* zones = nullptr;                           // of the packs
};

// Findings are worded in `language`.
//
//   not_found, invalid, unavailable  a file or a key, or as check_certificate(), or as `against` says
Result<service::CertificateReport> check_files(const FilesToCheck& files, const CheckedAgainst& against, Instant now,
                                               explanation::Language language);

// The same, against the rules of an engine (and, with `ledger`, its ledger); nullptr: against none.
Result<service::CertificateReport> check_files(const FilesToCheck& files, const OpenedEngine* against, bool ledger,
                                               explanation::Language language);

}  // namespace assent::embed
