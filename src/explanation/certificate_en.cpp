#include "explanation/tongue.hpp"

namespace assent::explanation {

std::string_view english_certificate(CertificatePhrase phrase) {
  switch (phrase) {
    case CertificatePhrase::signature_changed:
      return "the signature of {keys} does not match this text: text or signature was changed";
    case CertificatePhrase::signature_missing: return "no trusted key signed it; its text is not checked";
    case CertificatePhrase::signed_by: return "signed by {keys}";
    case CertificatePhrase::signed_by_others: return "signatures by others, which do not count: {count}";
    case CertificatePhrase::no_certificate: return "it is signed, but is not a certificate: {why}";
    case CertificatePhrase::certificate: return "a scrub certificate, issued {instant}";
    case CertificatePhrase::row: return "{count} row";
    case CertificatePhrase::rows: return "{count} rows";
    case CertificatePhrase::counts_agree:
      return "{rows} = {permitted} permitted + {refused} refused, and the sum of the reasons";
    case CertificatePhrase::rows_do_not_add_up: return "the permitted and the refused rows do not add up to all rows";
    case CertificatePhrase::reasons_do_not_add_up: return "the rows by reason do not add up to all rows";
    case CertificatePhrase::unreadable_beyond_refused: return "more rows are unreadable than are refused";
    case CertificatePhrase::valid_for_no_time:
      return "it is valid until an instant that is not after the one decided about";
    case CertificatePhrase::log_shrinks: return "log {log} ends before it begins";
    case CertificatePhrase::log_two_roots: return "log {log} has two roots at one size";
    case CertificatePhrase::log_empty_root: return "log {log} has a root over nothing";
    case CertificatePhrase::was_valid: return "it was valid until {instant}; scrub again";
    case CertificatePhrase::holds_until: return "it is valid until {instant}";
    case CertificatePhrase::does_not_end: return "it does not end by itself";
    case CertificatePhrase::begins_later: return "it is valid from {instant} on, and not before";
    case CertificatePhrase::rules_hold:
      return "rule pack `{regime}` version {version} is in effect as it was certified";
    case CertificatePhrase::rules_ended:
      return "rule pack `{regime}` version {version} was in effect until {day}; scrub again";
    case CertificatePhrase::rules_replaced:
      return "rule pack `{regime}` version {version} is not in effect, version {other} is; scrub again";
    case CertificatePhrase::rules_differ: return "rule pack `{regime}` version {version} has another text here";
    case CertificatePhrase::other_length: return "it is another file: {found} bytes instead of {certified}";
    case CertificatePhrase::other_bytes: return "it is another file: it has the certified length, but other bytes";
    case CertificatePhrase::other_rows: return "rows in it: {found}; certified: {certified}";
    case CertificatePhrase::other_unreadable: return "unreadable rows in it: {found}; certified: {certified}";
    case CertificatePhrase::same_file: return "it is the certified file: {bytes} bytes, {rows}";
    case CertificatePhrase::entry_missing: return "log {log} has no entry {index}";
    case CertificatePhrase::log_short: return "entries in log {log}: {found}; certified: {certified}";
    case CertificatePhrase::roots_hold: return "log {log} has the certified roots at {begin} and {end} entries";
    case CertificatePhrase::other_root:
      return "log {log} has another root at {size} entries: it is another ledger, or it was changed";
    case CertificatePhrase::entry_damaged: return "entry {entry} is damaged";
    case CertificatePhrase::nothing_since: return "nothing was recorded since the scrub began";
    case CertificatePhrase::recorded_since:
      return "recorded since the scrub began: {accounts} about single customers, {all} about all; scrub again before "
             "use";
    case CertificatePhrase::further_clause: return "; ";
  }
  return {};
}

}  // namespace assent::explanation
