// ScrubResults: the two lists that a scrub writes, with their hashes; where both are plain files, in such a way that an
// interrupted scrub can be gone on with.
#pragma once

#include "service/hashing_stream.hpp"
#include "service/scrub_journal.hpp"
#include "world/compressed.hpp"
#include "world/files.hpp"

#include <memory>
#include <optional>
#include <string>

namespace assent {

class ScrubResults {
 public:
  // Anew, where an earlier journal is forgotten, or going on from `journal`. Precondition of that: can_be_resumed().
  //
  //   damaged  what stands there is not what the journal says was written
  static Result<std::unique_ptr<ScrubResults>> open(const std::string& permitted, const std::string& refused,
                                                    const std::optional<ScrubJournal>& journal);

  // What was not committed is removed, unless the journal tells how to go on with it.
  ~ScrubResults();
  ScrubResults(const ScrubResults&) = delete;
  ScrubResults& operator=(const ScrubResults&) = delete;

  HashingSink& permitted() { return permitted_.hashing(); }
  HashingSink& refused() { return refused_.hashing(); }

  static std::string journal_path(const std::string& permitted) { return permitted + ".resume"; }
  // Whether both are plain files: not packed, and not standard output.
  static bool can_be_resumed(const std::string& permitted, const std::string& refused);
  // Keeps in the journal how far both have come; what it says was written is on the disk before it is.
  Result<void> mark(ScrubJournal journal);

  // Everything is written; what is left for commit() is to give names.
  Result<void> finish();
  // Gives their names to the refused list, the certificate (nullptr: there is none) and the permitted list, in that
  // order, so that no new permitted list stands beside an old certificate; and forgets the journal. Where the first
  // name cannot be given, nothing was replaced. `certificate` is finished.
  Result<void> commit(FileSink* certificate);
  // Leaves nothing behind, not even what the journal tells of.
  void discard();

  // To be asked once.
  CertifiedFile permitted_file() { return permitted_.file(); }
  CertifiedFile refused_file() { return refused_.file(); }

 private:
  ScrubResults() = default;

  class Output {
   public:
    Result<void> open(const std::string& path, bool plain, const CertifiedFile* before);
    HashingSink& hashing() { return *hashing_; }
    // What was written by now, on the disk.
    Result<CertifiedFile> force();
    Result<void> finish() { return plain_ ? plain_->finish() : packed_->finish(); }
    Result<void> commit() { return plain_ ? plain_->commit() : packed_->commit(); }
    CertifiedFile file() { return hashing_->finish(); }

   private:
    std::optional<PartialFile> plain_;
    std::unique_ptr<ListSink> packed_;
    std::unique_ptr<HashingSink> hashing_;
  };

  bool plain_ = false;
  bool kept_ = false;  // committed, or in the journal
  std::string paths_[2];
  std::string journal_path_;
  Output permitted_;
  Output refused_;
};

}  // namespace assent
