// RejectFile: the file of the rows that could not be used as they stand. Unless it is named, it is beside the input. It
// is written if there are such rows, or if an earlier run wrote it.
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

namespace assent::cli {

class RejectFile {
 public:
  // `name` empty: "INPUT.rejects.csv". `mapping`, if any, is also read. Fails as check_file_use() does.
  static Result<RejectFile> create(Invocation& call, const std::string& input, const std::string& name,
                                   const std::string& mapping = {});

  // Words the reasons in the call's language and counts them. Precondition: this object is not moved afterwards.
  service::RejectsTo sink() { return {*sink_, language_, &tally_}; }
  const std::string& name() const { return name_; }

  // Here and below: the number of rows in the file.
  Result<void> keep(std::uint64_t rejected);

  // Says on standard error where to look, if the file has rows; `in_part` of them were used except for a part.
  void tell(Terminal& terminal, std::uint64_t rejected, std::uint64_t in_part = 0) const;
  // The same for rows that were recorded despite a fault.
  void tell_mended(Terminal& terminal, std::uint64_t mended) const;
  // The file's name, or none if there is no file; and what it contains.
  wire::RejectsNamed named(std::uint64_t rejected) const;

 private:
  RejectFile(std::string name, bool named, std::unique_ptr<embed::NamedSink> sink, explanation::Language language)
      : name_(std::move(name)), named_(named), sink_(std::move(sink)), language_(language) {}

  std::string name_;
  bool named_;  // by the user
  std::unique_ptr<embed::NamedSink> sink_;
  explanation::Language language_;
  service::TalliedReasons tally_{};
};

}  // namespace assent::cli
