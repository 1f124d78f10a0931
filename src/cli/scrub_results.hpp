// ScrubResults: all that a scrub writes: two lists, with their hashes, their certificate and the report; where both
// lists are plain files, in such a way that an interrupted scrub can be gone on with. They get their names together.
#pragma once

#include "service/hashing_stream.hpp"
#include "service/scrub_journal.hpp"
#include "world/compressed.hpp"
#include "world/files.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace assent {

class ScrubResults {
 public:
  struct Names {
    std::string permitted;
    std::string refused;
    std::string certificate;  // empty: there is none
    std::string report;       // likewise
  };

  // Anew, where an earlier journal is forgotten, or going on from `journal`. Precondition of that: can_be_resumed().
  // Nobody else writes any of these files until this is destroyed.
  //
  //   damaged      what stands there is not what the journal says was written
  //   unavailable  another run writes one of them
  static Result<std::unique_ptr<ScrubResults>> open(const Names& names, const std::optional<ScrubJournal>& journal);

  // What was not committed is removed, unless the journal tells how to go on with it.
  ScrubResults(const ScrubResults&) = delete;
  ScrubResults& operator=(const ScrubResults&) = delete;

  HashingSink& permitted() { return permitted_.hashing(); }
  HashingSink& refused() { return refused_.hashing(); }

  static std::string journal_path(const std::string& permitted) { return permitted + ".resume"; }
  // Whether both are plain files: not packed, and not standard output.
  static bool can_be_resumed(const std::string& permitted, const std::string& refused);
  // Keeps in the journal how far both have come; what it says was written is on the disk before it is.
  Result<void> mark(ScrubJournal journal);

  // Both lists are written, and on the disk. The certificate and the report may follow.
  Result<void> finish_lists();
  // To be asked once, after that.
  CertifiedFile permitted_file() { return permitted_.file(); }
  CertifiedFile refused_file() { return refused_.file(); }
  // Precondition of each: it has a name.
  Result<void> write_certificate(std::string_view text) { return write_whole(*certificate_, text); }
  Result<void> write_report(std::string_view text) { return write_whole(*report_, text); }

  // Gives all their names: the refused list, the report, the permitted list and at last the certificate, which no
  // others than its own stand beside at any moment (name_together()). Forgets the journal. After a failure all that
  // stood under the names still does.
  Result<void> commit();
  // Leaves nothing behind, not even what the journal tells of.
  void discard();

 private:
  ScrubResults() = default;

  class Output {
   public:
    Result<void> open(const std::string& path, bool plain, const CertifiedFile* before);
    HashingSink& hashing() { return *hashing_; }
    // What was written by now, on the disk.
    Result<CertifiedFile> force();
    Result<void> finish() { return plain_ ? plain_->unfinished().finish() : packed_->finish(); }
    CertifiedFile file() { return hashing_->finish(); }
    UnfinishedFile* unfinished() { return plain_ ? &plain_->unfinished() : packed_->unfinished(); }

   private:
    std::optional<PartialFile> plain_;
    std::unique_ptr<ListSink> packed_;
    std::unique_ptr<HashingSink> hashing_;
  };

  static Result<void> write_whole(FileSink& sink, std::string_view text);

  bool plain_ = false;
  std::string journal_path_;
  Output permitted_;
  Output refused_;
  std::optional<FileSink> certificate_;
  std::optional<FileSink> report_;
};

}  // namespace assent
