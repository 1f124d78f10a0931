// ListFile: the list that a command reads, packed or not, with a line on standard error of how far it has been read.
#pragma once

#include "app/scrub_ports.hpp"
#include "cli/invocation.hpp"
#include "cli/progress_line.hpp"
#include "world/compressed.hpp"
#include "world/files.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace assent {

class ListFile final : public ListToScrub {
 public:
  // `-` is standard input. `doing` is what the line says, as "scrubbing". The call outlives it.
  ListFile(Invocation& call, std::string path, std::string doing)
      : call_(call), path_(std::move(path)), doing_(std::move(doing)) {}

  bool can_be_read_again() const override { return may_be_plain_file(path_); }
  std::optional<std::string> state() const override { return state_of_file(path_); }
  Result<ByteSource*> open() override {
    source_ = TRY(open_list(path_));
    line_.emplace(call_.world(), call_.terminal(), doing_, source_->size().value_or(0));
    return source_.get();
  }

  // Goes by what was read of the file, which may be packed. Precondition: it is open.
  void show(std::uint64_t rows) { line_->show({rows, source_->bytes_read()}); }
  void clear() { line_.reset(); }

 private:
  Invocation& call_;
  std::string path_;
  std::string doing_;
  std::unique_ptr<ListSource> source_;
  std::optional<ProgressLine> line_;
};

}  // namespace assent
