// ScrubRequest: all that is asked of a scrub, as values. Nothing in it refers to anything else.
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

namespace assent {

// An instant, and how whoever asked wrote it. A scrub is gone on with only by whoever writes it the same way.
struct StatedInstant {
  Instant instant;
  std::string text;
};

// The certificate of an earlier scrub of the same list.
struct EarlierCertificate {
  std::string note;  // as it was signed (evidence/note.hpp)
  std::string name;  // how messages call it; holds no personal data
};

struct ScrubRequest {
  std::string program;  // the version of the program that asks: it is certified

  Campaign campaign;
  Use use;  // the campaign's with its offer, as use_of() gives it; the regime knows its purpose and its relation
  Regime regime;
  // The bytes that the three were read from. Their hashes are certified, and tell one order from another.
  std::string campaign_text;
  std::string catalogue_text;
  std::string regime_text;

  std::optional<Instant> at;              // decided about; none: the campaign's instant, else the present
  std::optional<StatedInstant> known_at;  // whose knowledge is used; none: all that is recorded

  ListColumns columns;               // the column that names the customer, and the country of numbers without one
  Language language = Language::en;  // of reasons in words
  bool explain_each = false;         // a sentence about each refused customer; takes longer
  unsigned threads = 2;              // that judge rows side by side, the caller's own among them
  std::optional<std::size_t> piece_bytes = {};             // judged together; none: what suits who judges
  std::uint64_t mark_bytes = Scrub::Options{}.mark_bytes;  // of the list, at least, between two marks

  // Write only the rows that have changed since. Such results are not certified.
  std::optional<EarlierCertificate> since = {};
  // Who ran it, and by which way: a list that is made is recorded as a run of the campaign before it is shown. None: a
  // trial, which is not recorded.
  std::optional<Circumstances> recorded_by = {};
  bool resume = false;  // go on with what was interrupted, where the results tell of it
};

}  // namespace assent
