// Files by name, for code that speaks to people and may not open files itself.
//
// `-` names standard input for reading and standard output for writing. Every error names the file, and says what the
// system reported and how to mend it:
//   not_found    there is no such file to read, no such folder to write it in, or the name is empty
//   invalid      a folder is named as a file, or a file as a folder
//   unavailable  anything else; another run writes the file
// A file that is made here can be read by its owner only, for it may list customers. What is opened is not thread-safe.
#pragma once

#include "base/byte_stream.hpp"
#include "base/result.hpp"
#include "service/circumstances.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace assent::embed {

inline constexpr std::size_t kTextBytesMost = 64 * 1024 * 1024;

// The whole of a file that a person wrote. A larger one than `bytes_most` is `invalid`.
Result<std::string> text_in(const std::string& file, std::size_t bytes_most = kTextBytesMost);

class NamedSource : public ByteSource {
 public:
  // In bytes, for a progress bar; 0: it is not known, as of a pipe.
  virtual std::uint64_t size() const = 0;
};
Result<std::unique_ptr<NamedSource>> open_source(const std::string& file);
// A list, unpacked where it is packed with gzip or Zstandard; its size is that of the file.
Result<std::unique_ptr<NamedSource>> open_list_source(const std::string& file);

// Gives `first`, if there is one, and then opens the file again: for a run that reads its text twice. A file that is
// not plain is given once; then it is `unavailable`.
service::OpenText opener_of(const std::string& file, std::unique_ptr<NamedSource> first = {});

// A file that takes its name when it is complete: until commit() there is nothing under it, or what was there before.
class NamedSink : public ByteSink {
 public:
  // Makes what was written durable and gives it its name. Nothing can be written after.
  virtual Result<void> commit() = 0;
};
Result<std::unique_ptr<NamedSink>> create_sink(const std::string& file);

// `-` where the name means standard input (`/dev/stdin`) or standard output, by whichever name or pipe; otherwise the
// name.
std::string name_to_read(const std::string& file);
std::string name_to_write(const std::string& file);

// The name under which a file grows until it is complete.
std::string unfinished_name(const std::string& file);
// Whether standard output leads to that plain file.
bool is_where_output_goes(const std::string& file);
// Whether it is a plain file by a name of its own, or nothing that could be one yet.
bool may_be_named_file(const std::string& file);
// Whether there is a plain file of that name.
bool is_there(const std::string& file);

}  // namespace assent::embed
