// A list scrubbed by name: files in, files out.
#pragma once

#include "app/engine.hpp"
#include "app/faulty_text.hpp"
#include "app/rules.hpp"
#include "app/scrub.hpp"
#include "base/result.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace assent::embed {

class OpenedEngine;

struct FilesToScrub {
  std::string campaign;
  std::string list;         // plain, or packed with gzip or Zstandard
  std::string permitted;    // packed as its name says
  std::string refused;      // the same
  std::string report;       // the summary as JSON; empty: none
  std::string certificate;  // empty: none
  std::string key;          // that signs it
  std::string since = {};   // the certificate of an earlier scrub: only the changes are written; empty: everything
};

// Gives the results their final names. A certificate without a name goes beside the permitted list, unless that is not
// a plain file, or only changes are written.
void name_results(FilesToScrub& files);

// All files that a scrub of these reads, and all that it writes: where it keeps marks of how far it has come, too. Some
// names may be empty.
std::vector<std::string> files_read(const FilesToScrub& files);
std::vector<std::string> files_written(const FilesToScrub& files);

struct ScrubManner {
  std::optional<Instant> at;  // none: the campaign's instant, else the present
  service::ListColumns columns;
  explanation::Language language = explanation::Language::en;
  bool explain_each = false;
  std::string actor;                                // who runs the campaign; empty: the engine's
  std::string channel = "library";                  // by which they run it
  bool trial = false;                               // the run is not recorded, and its lists are not for use
  std::optional<app::StatedInstant> known_at = {};  // none: everything recorded
  bool resume = false;                              // continues an interrupted scrub
  unsigned threads = 0;                             // threads that judge rows; 0: as many as the engine's
};

// The request of the files and the manner under these rules, without the actor of the run. `now`: the scrub is about
// the present.
//
//   not_found, invalid, unavailable  a file cannot be read; a text has issues, or names something that does not exist
Result<app::ScrubRequest> scrub_request(const app::Rules& rules, const TimeZones& zones, Instant now,
                                        const FilesToScrub& files, const ScrubManner& manner,
                                        const app::OnIssues& on_issues);

// Gets reports about the reading of the list; each may be empty.
struct OnListRead {
  std::function<void(std::uint64_t bytes)> opened;  // the file's size; 0: unknown
  // How many rows are judged, and how much of the file is read.
  std::function<void(std::uint64_t rows, std::uint64_t bytes)> read;
};

// The scrub of a request with files as its list and its results, in two steps (app/scrub.hpp): between them the caller
// can show notices before rows are judged. Used by one thread.
class FileScrub {
 public:
  // `files`: the list and the results are checked. All of the ports outlive it. Fails as ListScrub::plan().
  static Result<std::unique_ptr<FileScrub>> plan(app::ScrubRequest request, const FilesToScrub& files,
                                                 const app::EnginePorts& ports, app::ScrubKeys& keys,
                                                 app::ScrubIndex* index);
  ~FileScrub();
  FileScrub(const FileScrub&) = delete;
  FileScrub& operator=(const FileScrub&) = delete;

  const app::ListScrub& scrub() const { return *scrub_; }

  // As ListScrub::run().
  Result<app::ScrubOutcome> run(const OnListRead& on_read = {}, const std::stop_token& stop = {});

 private:
  FileScrub();

  class List;
  std::unique_ptr<List> list_;
  std::unique_ptr<app::ScrubResults> results_;
  std::unique_ptr<app::ListScrub> scrub_;
};

// Scrubs the list against the engine's ledger, by its index where there is one. Unless it is a trial, a run of the
// campaign is recorded before the results are shown.
//
//   invalid  also: a campaign with issues; an unknown country; a result that would replace a file that is read, the
//            ledger or another result; a certificate without a key; not a trial, and there is no actor or the engine is
//            read-only
//
// Else fails as ListScrub does.
Result<app::ScrubOutcome> scrub_files(OpenedEngine& opened, const FilesToScrub& files, const ScrubManner& manner,
                                      const OnListRead& on_read = {}, const std::stop_token& stop = {});

}  // namespace assent::embed
