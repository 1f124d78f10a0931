// RejectFile: where the rows go that could not be used, or not as they stand. Without a name of its own it stands
// beside the input, and only if there are such rows, now or when it was made last.
#pragma once

#include "base/byte_stream.hpp"
#include "base/result.hpp"
#include "cli/invocation.hpp"
#include "embed/named_files.hpp"
#include "service/rejects_to.hpp"
#include "wire/imports.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace assent {

class RejectFile {
 public:
  // `name` empty: "INPUT.rejects.csv". `mapping` is read too, where there is one. Fails as check_file_use() does.
  static Result<RejectFile> create(Invocation& call, const std::string& input, const std::string& name,
                                   const std::string& mapping = {});

  // The reasons are worded in the call's language, and counted. Precondition: the file is not moved from then on.
  RejectsTo sink() { return {*sink_, language_, &tally_}; }
  const std::string& name() const { return name_; }

  // Here and below: how many rows are in the file.
  Result<void> keep(std::uint64_t rejected);

  // Says on standard error where to look, if there is something; `in_part` of the rows were used but for a part.
  void tell(Terminal& terminal, std::uint64_t rejected, std::uint64_t in_part = 0) const;
  // The same of rows that were recorded in spite of a fault.
  void tell_mended(Terminal& terminal, std::uint64_t mended) const;
  // The file's name, or none where there is no file; and what it tells.
  RejectsNamed named(std::uint64_t rejected) const;

 private:
  RejectFile(std::string name, bool named, std::unique_ptr<NamedSink> sink, Language language)
      : name_(std::move(name)), named_(named), sink_(std::move(sink)), language_(language) {}

  std::string name_;
  bool named_;  // by the user
  std::unique_ptr<NamedSink> sink_;
  Language language_;
  TalliedReasons tally_{};
};

}  // namespace assent
