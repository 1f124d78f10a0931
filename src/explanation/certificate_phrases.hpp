// CertificatePhrase: what is said about a checked certificate, by key, in each language.
//
// As with messages, the same key has the same placeholders in every language. Pure constants; thread-safe.
#pragma once

#include <cstdint>
#include <string_view>

#include "explanation/language.hpp"

namespace assent::explanation {

enum class CertificatePhrase : std::uint8_t {
  signature_changed,
  signature_missing,
  signed_by,
  signed_by_others,
  no_certificate,
  certificate,
  row,
  rows,
  counts_agree,
  rows_do_not_add_up,
  reasons_do_not_add_up,
  unreadable_beyond_refused,
  valid_for_no_time,
  log_shrinks,
  log_two_roots,
  log_empty_root,
  was_valid,
  holds_until,
  does_not_end,
  begins_later,
  rules_hold,
  rules_ended,
  rules_replaced,
  rules_differ,
  other_length,
  other_bytes,
  other_rows,
  other_unreadable,
  same_file,
  entry_missing,
  log_short,
  roots_hold,
  other_root,
  entry_damaged,
  nothing_since,
  recorded_since,
  further_clause,
};
inline constexpr int kCertificatePhrases = static_cast<int>(CertificatePhrase::further_clause) + 1;

std::string_view phrase(CertificatePhrase phrase, Language language);

}  // namespace assent::explanation
