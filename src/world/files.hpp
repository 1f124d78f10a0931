// Files: access to the file system for everything that is read and written as a whole or as a stream. (Stores open
// their own files.)
//
// `-` names standard input for reading and standard output for writing. Every error names the file, and says what the
// system reported and how to mend it:
//   not_found    there is no such file to read, no such folder to write it in, or the name is empty
//   invalid      a folder is named as a file, or a file as a folder
//   unavailable  anything else; another run writes the file
// A file that is made here can be read by its owner only, for it may list customers.
// None of the classes is thread-safe.
#pragma once

#include "base/byte_stream.hpp"
#include "base/result.hpp"
#include "process/unfinished.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace assent::world {

inline constexpr std::size_t kSmallFileMax = 64 * 1024 * 1024;

// The whole of a file that a person wrote. A larger one than `bytes_max` is `invalid`.
Result<std::string> read_file(const std::string& path, std::size_t bytes_max = kSmallFileMax);

// The same of a file with a secret. `invalid` also: others than its owner may read or write it.
Result<std::string> read_secret_file(const std::string& path, std::size_t bytes_max = kSmallFileMax);

// What happens if two runs write one file at the same time.
enum class Rivals {
  refused,  // the later one gets `unavailable`, "another run writes …"; from the beginning until the file has its
            // name or is given up
  welcome,  // each is as good: the file is the one's that names it last
};

// Makes or replaces the whole file: a reader sees either the old bytes or the new ones, even after a power loss.
Result<void> write_file(const std::string& path, std::string_view bytes, Rivals rivals = Rivals::refused);

// Makes a new file, readable and writable by its owner only. It is complete when it appears, and durable when this
// returns. A file, a link or anything else of that name stays as it is: `conflict`; of several calls at once, one makes
// it. On any other failure nothing is left behind.
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
  // Whether it is a plain file that other users may read or write.
  bool is_open_to_others() const { return open_to_others_; }

 private:
  FileSource(std::string path, FileHandle handle);

  std::string path_;
  FileHandle handle_;
  std::optional<std::uint64_t> size_;
  std::uint64_t bytes_read_ = 0;
  bool open_to_others_ = false;
};

// A file that grows under another name, beside it, until it is complete. A lock, which always ends with the program,
// prevents others from writing it at the same time. The next run that makes it again removes what a killed one left.
class UnfinishedFile {
 public:
  // Empty. If the name belongs to a link or to a file of others, that is removed, not written to. Links and permissions
  // of the replaced file are kept.
  static Result<UnfinishedFile> create(const std::string& path, Rivals rivals);
  // The first `bytes` of what an earlier run left, which stays kept. `not_found`: it left nothing, or less than that; a
  // link or whatever is no plain file was not left by one.
  static Result<UnfinishedFile> reopen(const std::string& path, std::uint64_t bytes);

  // `.partial` after the name of the file that `path` stands for.
  static std::string name_of(const std::string& path);

  UnfinishedFile(UnfinishedFile&& other) noexcept;
  UnfinishedFile& operator=(UnfinishedFile&&) = delete;
  ~UnfinishedFile();  // leaves nothing behind that is neither named nor kept

  Result<void> write(std::string_view bytes);
  // Forces to the disk what was written so far.
  Result<void> force();
  // Everything is written, and on the disk: what can fail has been tried, but for the name.
  Result<void> finish();

  // Whether it stays if this ends without a name, so that it can be continued.
  void keep();
  void keep_not();

 private:
  friend Result<void> name_together(std::span<UnfinishedFile* const> files);

  UnfinishedFile(std::string path, std::string unfinished, FileHandle handle);
  static Result<UnfinishedFile> create_shared(std::string target);
  std::string told() const;

  std::string path_;
  std::string unfinished_;  // empty: named, or moved from
  FileHandle handle_;       // holds the lock
  process::UnfinishedName noted_;
  bool kept_ = false;
  std::uint64_t written_ = 0;
  std::uint64_t begun_on_ = 0;  // of that, what the disk was asked to begin on
};

// Gives finished files their names, in this order, the last one making the others count: what stood under the names is
// put aside before, the last one's first, and is back if anything fails. So at no moment, and after no end of the
// program, do new and old stand side by side, and the last one stands beside no others than its own. All is on the disk
// when this returns.
Result<void> name_together(std::span<UnfinishedFile* const> files);

// Writes a file that takes its name only when it is complete: until commit() there is nothing under `path`, or what was
// there before. Standard output, by whichever name, and whatever is not a plain file (a pipe, a terminal) are written
// to at once.
class FileSink : public ByteSink {
 public:
  static Result<FileSink> create(const std::string& path, Rivals rivals = Rivals::refused);

  Result<void> write(std::string_view bytes) override;

  // Makes what was written durable and gives it its name. Nothing can be written after.
  Result<void> commit();
  // All of that except the name, for naming several files together: everything that can fail has then been tried.
  // commit() or name_together() follows.
  Result<void> finish();
  // nullptr: it is written to at once.
  UnfinishedFile* unfinished() { return file_ ? &*file_ : nullptr; }

 private:
  explicit FileSink(UnfinishedFile file) : file_(std::move(file)) {}
  FileSink(std::string path, FileHandle handle) : path_(std::move(path)), handle_(std::move(handle)) {}

  std::optional<UnfinishedFile> file_;
  std::string path_;
  FileHandle handle_;
  bool finished_ = false;
};

// A result that can be continued after an interruption.
class PartialFile final : public ByteSink {
 public:
  // Fail as those of UnfinishedFile.
  static Result<PartialFile> create(const std::string& path);
  static Result<PartialFile> reopen(const std::string& path, std::uint64_t bytes);

  Result<void> write(std::string_view bytes) override { return file_.write(bytes); }
  UnfinishedFile& unfinished() { return file_; }

 private:
  explicit PartialFile(UnfinishedFile file) : file_(std::move(file)) {}

  UnfinishedFile file_;
};

// `-` where the name means standard input: `/dev/stdin`, `/dev/fd/0`; otherwise the name.
std::string read_name(const std::string& path);

// `-` where the name means standard output: `/dev/stdout`, `/dev/fd/1`, a pipe or a terminal that standard output is;
// otherwise the name.
std::string written_name(const std::string& path);

// Whether standard output leads to that plain file.
bool is_under_standard_output(const std::string& path);

// Size and time of the last change of a plain file, to tell whether it is still the same; nothing: it is none.
std::optional<std::string> state_of_file(const std::string& path);

// Whether it is a plain file by a name of its own, or nothing that could be one yet.
bool may_be_plain_file(const std::string& path);

// Removes a file, if there is one.
void remove_file(const std::string& path);

}  // namespace assent::world
