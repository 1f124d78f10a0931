// Lists as files: plain, or packed with gzip (RFC 1952) or Zstandard (RFC 8878).
//
// The first bytes decide how to read, not the name, even from standard input; several members or frames one after the
// other are one list. The name decides how to write: `.gz` packs with gzip, `.zst` with Zstandard, any other name does
// not pack. The classes are not thread-safe unless their comments say so.
//
// Use what you read from a packed list only after reading all of it: damage is often found at its end. Reading is
// `invalid` if the list
//   - is cut short, has other bytes after its end, or does not unpack to what its checksums say;
//   - is plain although its name ends in `.gz` or `.zst`, as a list cut to nothing also is;
//   - needs more than 128 MiB of memory to unpack (Zstandard with a long window);
//   - is an archive or packed in some other way, if that can be seen.
#pragma once

#include "base/byte_stream.hpp"
#include "base/result.hpp"
#include "world/files.hpp"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assent::world {

enum class Packing { none, gzip, zstd };

// As the ending of a file's name has it.
Packing packing_of(std::string_view path);

class Unpacker;
class Packer;

// Gives what another source holds, unpacked. A failure is for ever.
class UnpackedSource : public ByteSource {
 public:
  // `packed` outlives it; `path` is its name, for what its ending promises and for messages (`-`: standard input).
  UnpackedSource(ByteSource& packed, std::string path);
  ~UnpackedSource() override;

  Result<std::size_t> read(std::span<char> into) override;

 private:
  Result<void> recognise();
  Result<void> read_packed();
  Result<std::size_t> unpack(std::span<char> into);

  ByteSource& packed_;
  std::string path_;
  std::unique_ptr<Unpacker> unpacker_;  // none: plain
  bool recognised_ = false;
  bool ended_ = false;     // packed_ has
  bool complete_ = false;  // nothing was begun that has not ended
  std::vector<char> buffer_;
  std::string_view ahead_;  // of the buffer: not unpacked yet
  std::optional<Error> failure_;
};

// Packs what it is given into another sink.
class PackedSink : public ByteSink {
 public:
  // `to` outlives it.
  PackedSink(ByteSink& to, Packing packing);
  ~PackedSink() override;

  Result<void> write(std::string_view bytes) override;

  // Ends what is packed; without it, it is cut short. Nothing can be written after.
  Result<void> finish();

 private:
  Result<void> pack(std::string_view bytes, bool last);

  ByteSink& to_;
  std::unique_ptr<Packer> packer_;  // none: plain
  std::vector<char> buffer_;
};

// A list's file, or standard input, unpacked.
class ListSource : public ByteSource {
 public:
  explicit ListSource(FileSource file, std::string path) : file_(std::move(file)), unpacked_(file_, std::move(path)) {}

  Result<std::size_t> read(std::span<char> into) override;

  // For a progress bar: the size of the file as it is (nothing for a pipe), and how much was read; any thread can ask.
  std::optional<std::uint64_t> size() const { return file_.size(); }
  std::uint64_t bytes_read() const { return bytes_read_.load(std::memory_order_relaxed); }

 private:
  FileSource file_;
  UnpackedSource unpacked_;
  std::atomic<std::uint64_t> bytes_read_ = 0;
};

// A list's file, packed as its name says. As with FileSink, it takes its name when it is complete.
class ListSink : public ByteSink {
 public:
  explicit ListSink(FileSink file, Packing packing) : file_(std::move(file)), packed_(file_, packing) {}

  Result<void> write(std::string_view bytes) override { return packed_.write(bytes); }
  Result<void> commit();
  Result<void> finish();
  // As FileSink has it.
  UnfinishedFile* unfinished() { return file_.unfinished(); }

 private:
  FileSink file_;
  PackedSink packed_;
  bool finished_ = false;
};

// Fail as FileSource::open() and FileSink::create() do.
Result<std::unique_ptr<ListSource>> open_list(const std::string& path);
Result<std::unique_ptr<ListSink>> create_list(const std::string& path);

}  // namespace assent::world
