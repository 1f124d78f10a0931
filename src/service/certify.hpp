// Certifying a scrub, and holding a certificate against what it speaks of: keys, lists, the ledger, the present.
//
// Whoever gets a list with its certificate can tell, without trusting the way both came: this is the list that was
// checked, nobody changed a row, and these approvals stood behind it. Anything that cannot be established counts
// against the certificate.
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

namespace assent {

// The certificate as a signed note (evidence/note.hpp). invalid: check() refuses it, or it contradicts itself
// (contradiction_in()): nothing is signed that would not be accepted.
Result<std::string> sign_certificate(const Certificate& certificate, const SignerKey& key);

// What is known of the certificate's rules by whoever holds it against them.
struct RulesKnown {
  enum class Standing : std::uint8_t {
    hold,      // that text is in effect still
    ended,     // it was in effect until `day` only
    replaced,  // another version is in effect: `version`
    differ     // its version is in effect in another text
  };
  Standing standing = Standing::hold;
  std::string version = {};
  std::string day = {};
};

// What a certificate is held against, apart from the keys and the present. nullptr: not asked for.
struct CertificateSubjects {
  ByteSource* list = nullptr;  // each from its beginning, without compression
  ByteSource* permitted_list = nullptr;
  ByteSource* refused_list = nullptr;
  const Ledger* ledger = nullptr;
  // Nothing: no rules of that name are known. May be empty.
  std::function<std::optional<RulesKnown>(const Certificate&)> rules = {};
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
  std::optional<Certificate> certificate;    // none: the note is not signed by a trusted key, or no certificate
  std::vector<CertificateFinding> findings;  // in the order in which they are listed above
  std::optional<EntriesSince> since;         // with a ledger only

  // Every check that was asked for was made and holds.
  bool good() const;
};

// Holds the note against the keys and, if a trusted key signed it, its text against itself, `now` and the subjects.
// A text that no trusted key signed is not looked at, so that then `signature` is the only finding. docs/certificate.md
// lists the checks. What is found is told in `language`. Reads each source to its end, and the ledger once.
//
//   invalid      the note is not well-formed (read_note()), or no key is given
//   unavailable  a source or the ledger cannot be read: nothing can be said
//
// A ledger that is damaged where it is looked at is a finding.
Result<CertificateReport> check_certificate(std::string_view note, std::span<const VerifierKey> trusted,
                                            const CertificateSubjects& subjects, Instant now,
                                            Language language = Language::en);

}  // namespace assent
