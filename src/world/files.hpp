// Files: the door to the file system for whatever is read and written as a whole or as a stream. (Stores open their
// own.)
//
// `-` names standard input for reading and standard output for writing. Every error names the file, tells what the
// system said and how to mend it:
//   not_found    there is no such file to read
//   invalid      a folder is named as a file, or a file as a folder
//   unavailable  anything else
// A file that is made here can be read by its owner only, for it may list customers.
// None of the classes is thread-safe.
#pragma once

#include "base/byte_stream.hpp"
#include "base/result.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace assent {

inline constexpr std::size_t kSmallFileMax = 64 * 1024 * 1024;

// The whole of a file that a person wrote. A larger one than `bytes_max` is `invalid`.
Result<std::string> read_file(const std::string& path, std::size_t bytes_max = kSmallFileMax);

// Makes or replaces the file as a whole: whoever looks sees the old bytes or the new ones, also after a loss of power.
Result<void> write_file(const std::string& path, std::string_view bytes);

// Makes a file that was not there before, readable and writable by its owner only; it is durable when this returns. A
// file, a link or anything else of that name is left as it is: `conflict`. On any other failure nothing is left behind.
Result<void> create_file(const std::string& path, std::string_view bytes);

// An open file that closes itself. -1: none.
class FileHandle {
 public:
  explicit FileHandle(int descriptor = -1) : descriptor_(descriptor) {}
  FileHandle(FileHandle&& other) noexcept : descriptor_(other.release()) {}
  FileHandle& operator=(FileHandle&& other) noexcept;
  ~FileHandle();

  int get() const { return descriptor_; }
  int release();
  bool close();  // false: the system reported an error, as it may for what was written

 private:
  int descriptor_;
};

class FileSource : public ByteSource {
 public:
  static Result<FileSource> open(const std::string& path);

  Result<std::size_t> read(std::span<char> into) override;

  // How large it is, for a progress bar; nothing for a pipe.
  std::optional<std::uint64_t> size() const { return size_; }
  std::uint64_t bytes_read() const { return bytes_read_; }

 private:
  FileSource(std::string path, FileHandle handle);

  std::string path_;
  FileHandle handle_;
  std::optional<std::uint64_t> size_;
  std::uint64_t bytes_read_ = 0;
};

// Writes a file that takes its name only when it is complete: until commit() there is nothing under `path`, or what was
// there before. Standard output and whatever is not a plain file (a pipe, a terminal) are written to at once.
class FileSink : public ByteSink {
 public:
  static Result<FileSink> create(const std::string& path);

  FileSink(FileSink&& other) noexcept;
  FileSink& operator=(FileSink&&) = delete;
  ~FileSink() override;  // without commit(): leaves nothing behind

  Result<void> write(std::string_view bytes) override;

  // Makes what was written durable (unless it is enough that the system has it: what can be made again) and gives it
  // its name. Nothing can be written after.
  enum class Durable { yes, no };
  Result<void> commit(Durable durable = Durable::yes);
  // All of that but the name, for whoever names several files together: what can fail has then been tried. commit()
  // follows.
  Result<void> finish(Durable durable = Durable::yes);

 private:
  FileSink(std::string path, std::string unfinished, FileHandle handle);

  std::string path_;
  std::string unfinished_;  // the name until then; empty: written directly, or committed
  FileHandle handle_;
};

// A result that can be made again: it grows under another name until it is complete, and can be gone on with after an
// interruption. It is forced to the disk only by force(). Links and permissions are kept as FileSink keeps them.
class PartialFile final : public ByteSink {
 public:
  // Empty; whatever an earlier run left, or anybody else put there, is removed. Fails as FileSink::create() does.
  static Result<PartialFile> create(const std::string& path);
  // The first `bytes` of what an earlier run left. `not_found`: it left nothing, or less than that; a link or whatever
  // is no plain file was not left by one.
  static Result<PartialFile> reopen(const std::string& path, std::uint64_t bytes);

  // Where it stands until it is complete: beside the file that `path` stands for, `.partial` after that one's name.
  static std::string name_of(const std::string& path);

  Result<void> write(std::string_view bytes) override;
  // Forces to the disk what was written by now.
  Result<void> force();
  // Gives it its name. Nothing can be written after.
  Result<void> commit();
  // As FileSink has it.
  Result<void> finish();

 private:
  PartialFile(std::string path, std::string unfinished, FileHandle handle)
      : path_(std::move(path)), unfinished_(std::move(unfinished)), handle_(std::move(handle)) {}

  std::string path_;
  std::string unfinished_;
  FileHandle handle_;
};

// Size and time of the last change of a plain file, to tell whether it is still the same; nothing: it is none.
std::optional<std::string> state_of_file(const std::string& path);

// Whether it is a plain file, or nothing that could be one yet.
bool may_be_plain_file(const std::string& path);

// Removes a file, if there is one.
void remove_file(const std::string& path);

}  // namespace assent
