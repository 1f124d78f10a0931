// ScrubFiles: the results of a scrub as files: two lists, with their hashes, their certificate and the report; if both
// lists are plain files, an interrupted scrub can be continued. They get their names together.
#pragma once

#include "app/scrub_ports.hpp"
#include "service/hashing_stream.hpp"
#include "service/scrub_journal.hpp"
#include "world/compressed.hpp"
#include "world/files.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace assent::embed {

class ScrubFiles final : public app::ScrubResults {
 public:
  struct Names {
    std::string permitted;
    std::string refused;
    std::string certificate;  // empty: there is none
    std::string report;       // the same
  };

  // Nothing is opened yet.
  explicit ScrubFiles(Names names);

  // What was not committed is removed, unless the journal says how to continue it.
  ScrubFiles(const ScrubFiles&) = delete;
  ScrubFiles& operator=(const ScrubFiles&) = delete;

  static std::string journal_path(const std::string& permitted) { return permitted + ".resume"; }

  bool wants_certificate() const override { return !names_.certificate.empty(); }
  bool wants_report() const override { return !names_.report.empty(); }

  // Whether both lists are plain files: not packed, and not standard output.
  bool can_be_resumed() const override { return plain_; }
  Result<std::optional<service::ScrubJournal>> interrupted() override;

  // No other program writes any of these files from then on until this is destroyed.
  Result<void> open(const service::ScrubJournal* journal) override;

  service::HashingSink& permitted() override { return permitted_.hashing(); }
  service::HashingSink& refused() override { return refused_.hashing(); }

  // What the journal says was written is on the disk before it is.
  Result<void> mark(service::ScrubJournal journal) override;

  // The certificate and the report may follow.
  Result<void> finish_lists() override;
  certificate::CertifiedFile permitted_file() override { return permitted_.file(); }
  certificate::CertifiedFile refused_file() override { return refused_.file(); }
  Result<void> write_certificate(std::string_view note) override { return write_whole(*certificate_, note); }
  Result<void> write_report(std::string_view json) override { return write_whole(*report_, json); }

  // Gives all their names: the refused list, the report, the permitted list and at last the certificate, which is never
  // beside another scrub's lists (name_together()). Forgets the journal. After a failure the names still have their old
  // files.
  Result<void> commit() override;
  void discard() override;

 private:
  class Output {
   public:
    Result<void> open(const std::string& path, bool plain, const certificate::CertifiedFile* before);
    service::HashingSink& hashing() { return *hashing_; }
    // Forces what was written so far to the disk.
    Result<certificate::CertifiedFile> force();
    Result<void> finish() { return plain_ ? plain_->unfinished().finish() : packed_->finish(); }
    certificate::CertifiedFile file() { return hashing_->finish(); }
    world::UnfinishedFile* unfinished() { return plain_ ? &plain_->unfinished() : packed_->unfinished(); }

   private:
    std::optional<world::PartialFile> plain_;
    std::unique_ptr<world::ListSink> packed_;
    std::unique_ptr<service::HashingSink> hashing_;
  };

  static Result<void> write_whole(world::FileSink& sink, std::string_view text);

  Names names_;
  bool plain_;
  std::string journal_path_;
  Output permitted_;
  Output refused_;
  std::optional<world::FileSink> certificate_;
  std::optional<world::FileSink> report_;
};

}  // namespace assent::embed
