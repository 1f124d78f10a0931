// ScrubRequest: everything that a caller asks of a scrub, as values without references.
#pragma once

#include "base/instant.hpp"
#include "consent/use.hpp"
#include "explanation/language.hpp"
#include "regime/regime.hpp"
#include "service/campaign.hpp"
#include "service/circumstances.hpp"
#include "service/scrub.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace assent::app {

// An instant, and its text as the caller wrote it. To continue a scrub, write the same text.
struct StatedInstant {
  Instant instant;
  std::string text;
};

// The certificate of an earlier scrub of the same list.
struct EarlierCertificate {
  std::string note;  // as it was signed (evidence/note.hpp)
  std::string name;  // its name in messages; contains no personal data
};

struct ScrubRequest {
  std::string program;  // the version of the calling program, which the certificate states

  service::Campaign campaign;
  Use use;  // the campaign's use with its offer, as use_of() gives it; the regime knows its purpose and its relation
  regime::Regime regime;
  // The bytes that the three were read from. The certificate states their hashes, which also identify the order.
  std::string campaign_text;
  std::string catalogue_text;
  std::string regime_text;

  std::optional<Instant> at;              // decided about; none: the campaign's instant, else the present
  std::optional<StatedInstant> known_at;  // known at; none: everything recorded

  service::ListColumns columns;  // the column that names the customer, and the country of numbers without `+`
  explanation::Language language = explanation::Language::en;  // of the reasons in words
  bool explain_each = false;                                   // a sentence about each refused customer; takes longer
  unsigned threads = 2;                         // that judge rows side by side, including the caller's own
  std::optional<std::size_t> piece_bytes = {};  // judged together; none: the judge chooses
  std::uint64_t mark_bytes = service::Scrub::Options{}.mark_bytes;  // of the list, at least, between two marks

  // Write only the rows that changed since. Such results have no certificate.
  std::optional<EarlierCertificate> since = {};
  // Who ran it, and by which channel: the run of the campaign is recorded before the list becomes visible. None: a
  // trial, which is not recorded.
  std::optional<service::Circumstances> recorded_by = {};
  bool resume = false;  // continue an interrupted scrub, if the results have one
};

}  // namespace assent::app
