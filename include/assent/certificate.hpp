// Certificates of scrubs: checks them against keys, lists, the present and, with an engine, its rules and ledger.
#pragma once

#include "assent/engine.hpp"
#include "assent/result.hpp"

namespace assent {
inline namespace v0 {

struct CertificateCheck {
  std::string certificate = {};        // its file; needed
  std::vector<std::string> keys = {};  // the signers you trust: verifier keys, or files of them; at least one
  std::string list = {};               // empty: not checked; the others too
  std::string permitted = {};
  std::string refused = {};
  bool against_ledger = false;  // the engine's ledger is checked, too
  std::string language = "en";  // of the findings: `en`, `ar` or `fr`
};

struct Finding {
  std::string check;   // `signature`, `counts`, `valid_until`, `permitted_list`, ... (docs/certificate.md)
  std::string result;  // `holds`, `fails` or `information`
  std::string detail;
};

struct CertificateReport {
  bool holds = false;  // every requested check was made and passed
  std::vector<Finding> findings;
};

// A certificate that is not valid is a result, not an error. As assent_verify_certificate().
inline Result<CertificateReport> verify_certificate(const CertificateCheck& check, const Engine* engine = nullptr) {
  const detail::GivenNames keys(check.keys);
  auto asked = detail::sized<assent_certificate_check>();
  asked.certificate = check.certificate.c_str();
  asked.keys = keys.get();
  asked.list = check.list.c_str();
  asked.permitted = check.permitted.c_str();
  asked.refused = check.refused.c_str();
  asked.against_ledger = check.against_ledger ? 1 : 0;
  asked.language = check.language.c_str();
  assent_certificate_report* given = nullptr;
  assent_error* error = nullptr;
  const assent_status status =
      assent_verify_certificate(engine == nullptr ? nullptr : engine->get(), &asked, &given, &error);
  if (status != ASSENT_OK) return detail::error_of(status, error);
  const std::unique_ptr<assent_certificate_report, decltype(&assent_certificate_report_free)> kept(
      given, &assent_certificate_report_free);
  CertificateReport made;
  made.holds = kept->holds != 0;
  for (std::size_t i = 0; i < kept->finding_count; ++i) {
    made.findings.push_back({kept->findings[i].check, kept->findings[i].result, kept->findings[i].detail});
  }
  return made;
}

}  // namespace v0
}  // namespace assent
