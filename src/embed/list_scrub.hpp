// A list scrubbed by name: files in, files out.
#pragma once

#include "app/scrub.hpp"
#include "base/result.hpp"
#include "embed/opened_engine.hpp"

#include <optional>
#include <string>

namespace assent {

struct FilesToScrub {
  std::string campaign;
  std::string list;         // plain, or packed with gzip or Zstandard
  std::string permitted;    // packed as its name says
  std::string refused;      // likewise
  std::string report;       // the summary as JSON; empty: none
  std::string certificate;  // empty: none
  std::string key;          // that signs it
};

struct ScrubManner {
  std::optional<Instant> at;  // none: the campaign's instant, else the present
  ListColumns columns;
  Language language = Language::en;
  bool explain_each = false;
  std::string actor;   // who runs the campaign; empty: the engine's
  bool trial = false;  // the run is not recorded, and its lists are not for use
};

// Scrubs the list against the engine's ledger, by its index where there is one. Unless it is a trial, a run of the
// campaign is recorded before the results are shown.
//
//   invalid  also: a campaign with issues; a country that is none; a result that would take the place of a file that is
//            read, of the ledger or of another result; a certificate without a key; no trial, and nobody is named as
//            the actor or the engine is read-only
//
// Else fails as ListScrub does.
Result<ScrubOutcome> scrub_files(OpenedEngine& opened, const FilesToScrub& files, const ScrubManner& manner);

}  // namespace assent
