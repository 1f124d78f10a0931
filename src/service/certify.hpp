// Certifying a scrub, and checking a certificate against keys, lists, the ledger and the present.
//
// With a list and its certificate you can check, without trusting the way they came: this is the list that was
// scrubbed, no row was changed, and these approvals stood behind it. Anything that cannot be established counts against
// the certificate.
#pragma once

#include "base/byte_stream.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "certificate/certificate.hpp"
#include "evidence/note.hpp"
#include "explanation/language.hpp"
#include "ledger/ledger.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace assent::service {

// The certificate as a signed note (evidence/note.hpp). invalid: check() refuses it, or it contradicts itself
// (contradiction_in()): nothing is signed that a verification would reject.
Result<std::string> sign_certificate(const certificate::Certificate& certificate, const evidence::SignerKey& key);

// What the verifying side knows about the certificate's rules.
struct RulesKnown {
  enum class Standing : std::uint8_t {
    hold,      // that text is still in effect
    ended,     // it was only in effect until `day`
    replaced,  // another version is in effect: `version`
    differ     // its version is in effect with another text
  };
  Standing standing = Standing::hold;
  std::string version = {};
  std::string day = {};
};

// What a certificate is checked against, besides the keys and the present. nullptr: not requested.
struct CertificateSubjects {
  ByteSource* list = nullptr;  // each from its beginning, unpacked
  ByteSource* permitted_list = nullptr;
  ByteSource* refused_list = nullptr;
  const ledger::Ledger* ledger = nullptr;
  // Nothing: no rules of that name are known. May be empty.
  std::function<std::optional<RulesKnown>(const certificate::Certificate&)> rules = {};
};

// information: counts neither for nor against the certificate.
enum class CheckResult : std::uint8_t { holds, fails, information };

std::string_view to_string(CheckResult result);

struct CertificateFinding {
  std::string check;  // `signature`, `text`, `counts`, `valid_until`, `rules`, `list`, `permitted_list`,
                      // `refused_list`, `ledger`, `since`
  CheckResult result = CheckResult::fails;
  std::string detail;  // lower case, no full stop, no personal data

  friend bool operator==(const CertificateFinding&, const CertificateFinding&) = default;
};

// Entries that the ledger has beyond those that every row of the scrub reflects.
struct EntriesSince {
  std::uint64_t of_accounts = 0;
  std::uint64_t carrier_wide = 0;

  friend bool operator==(const EntriesSince&, const EntriesSince&) = default;
};

struct CertificateReport {
  std::optional<certificate::Certificate>
      certificate;                           // none: the note is not signed by a trusted key, or no certificate
  std::vector<CertificateFinding> findings;  // in the order listed above
  std::optional<EntriesSince> since;         // only with a ledger

  // Every requested check was made and passed.
  bool good() const;
};

// Checks the note against the keys. If a trusted key signed it, checks its text against itself, `now` and the subjects.
// A text that no trusted key signed is not read; then `signature` is the only finding. docs/certificate.md lists the
// checks. Findings are worded in `language`. Reads each source to its end, and the ledger once.
//
//   invalid      the note is not well-formed (read_note()), or no key is given
//   unavailable  a source or the ledger cannot be read: nothing can be said
//
// Damage in the part of the ledger that is read is a finding.
Result<CertificateReport> check_certificate(std::string_view note, std::span<const evidence::VerifierKey> trusted,
                                            const CertificateSubjects& subjects, Instant now,
                                            explanation::Language language = explanation::Language::en);

}  // namespace assent::service
