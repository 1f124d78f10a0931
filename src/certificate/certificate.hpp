// Certificate: what a scrub certifies about one list, and its one exact text. It says which list was checked against
// which rules and which state of the ledger, for which use, with what result, and until when the result is valid.
//
// A certificate has exactly one text, and every accepted text is the text of exactly one certificate
// (docs/certificate.md gives the grammar). The text is what is signed (evidence/note.hpp).
// Pure; thread-safe.
#pragma once

#include "base/instant.hpp"
#include "base/result.hpp"
#include "consent/reason.hpp"
#include "consent/use.hpp"
#include "evidence/hash.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assent::certificate {

inline constexpr std::size_t kCertificateBytesMax = 256 * 1024;

// An unpacked CSV.
struct CertifiedFile {
  std::uint64_t bytes = 0;
  evidence::Hash sha256{};

  friend bool operator==(const CertifiedFile&, const CertifiedFile&) = default;
};

// The first `size` entries of a log and the RFC 6962 root over them.
struct TreeHead {
  std::uint64_t size = 0;
  evidence::Hash root{};

  friend bool operator==(const TreeHead&, const TreeHead&) = default;
};

// The state of a log when the scrub began and when it ended. Every row reflects all entries before `begin`, and may
// reflect those before `end`.
struct LogSpan {
  std::uint32_t log = 0;
  TreeHead begin;
  TreeHead end;

  friend bool operator==(const LogSpan&, const LogSpan&) = default;
};

struct Certificate {
  std::string program;  // the version of the program that scrubbed
  Instant issued;

  std::string campaign;
  Use use;  // the offer as the catalogue had it

  std::string regime;
  std::string regime_version;
  evidence::Hash regime_sha256{};     // of the rule pack's text
  evidence::Hash catalogue_sha256{};  // of the catalogue's text
  std::string zone_data;              // the version of the time zone data; empty: data without versions

  Instant at;                       // decided about
  std::optional<Instant> known_at;  // known at; none: everything recorded
  std::optional<Instant>
      valid_until;  // the first instant at which a permitted row may be refused without a new event; none: never

  std::string column;             // of the list, that names the customer
  bool column_telephone = false;  // whether it has telephone numbers; otherwise accounts
  std::string country;            // of telephone numbers written without one; empty: none

  CertifiedFile list;
  CertifiedFile permitted_list;
  CertifiedFile refused_list;

  std::uint64_t rows = 0;
  std::uint64_t permitted = 0;
  std::uint64_t refused = 0;
  std::uint64_t unreadable = 0;               // of the refused: rows that are not well-formed
  std::map<Reason, std::uint64_t> by_reason;  // of those that occurred

  std::vector<LogSpan> logs;  // of the whole ledger, in order of log

  friend bool operator==(const Certificate&, const Certificate&) = default;
};

// Whether the certificate can be written.
//
//   invalid  a text is not UTF-8; a reason is counted zero times; an instant is out of range; there is no log, or the
//            logs are out of order; the whole would be longer than kCertificateBytesMax
Result<void> check(const Certificate& certificate);

// Precondition: check(certificate).
std::string to_text(const Certificate& certificate);

// Anything that to_text() cannot have written is `invalid`; the message names the line and the key, but no content.
// contradiction_in() checks whether the numbers are consistent.
Result<Certificate> read_certificate(std::string_view text);

// What in a certificate contradicts itself.
struct Contradiction {
  enum class Kind : std::uint8_t {
    rows,             // permitted and refused do not add up to the rows
    reasons,          // the reasons do not add up to the rows
    unreadable_rows,  // more unreadable rows than refused ones
    validity,         // the permitted rows are valid for no time after `at`
    log_shrinks,      // a log ends before it begins
    log_two_roots,    // it has two roots at one size
    log_empty_root    // it has a wrong root over no entries
  };
  Kind kind = Kind::rows;
  std::uint32_t log = 0;  // of the last three

  friend bool operator==(const Contradiction&, const Contradiction&) = default;
};

// A sentence, lower case, no full stop.
std::string to_string(const Contradiction& contradiction);

// The first one; nothing: it is consistent.
std::optional<Contradiction> contradiction_in(const Certificate& certificate);

}  // namespace assent::certificate
