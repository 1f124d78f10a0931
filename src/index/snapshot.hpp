// Snapshot: an index as a file's bytes (docs/index-file.md has the grammar), bound to what it was built from. Pure.
//
// The bytes are not trusted: they are parsed, then validated, then used. If a snapshot's checksums match and its
// numbers are in range, decisions from it never read outside of it, however it was made. That it says what the ledger
// says follows from its binding, and from its checksums, which protect against accidents. Against intent, use the
// file's permissions, and build it again.
//
// snapshot_layout.hpp has the one table of the file's sections. A Snapshot is immutable; thread-safe.
#pragma once

#include "base/byte_stream.hpp"
#include "base/result.hpp"
#include "index/binding.hpp"
#include "index/index.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace assent::index {

namespace snapshot {
struct File;
}

// Writes the file's bytes, in order, at most a few megabytes at a time. Fails as the sink fails.
Result<void> write_snapshot(const Index& index, const IndexBinding& binding, ByteSink& sink);

class Snapshot {
 public:
  // Reads the frame: its binding and the places of the sections. `bytes` and `owner` as for a Column: the file's bytes,
  // writable in memory only. Touches little of the file.
  //
  //   invalid  this is not a snapshot, or has another format
  //   damaged  it is cut, or the frame's checksum does not match
  static Result<Snapshot> open(std::span<std::byte> bytes, std::shared_ptr<std::byte> owner);

  // Whether a file that begins with these bytes is a snapshot, of any format: sixteen bytes are enough.
  static bool is_one(std::string_view begin);

  const IndexBinding& binding() const;
  std::uint64_t size() const;
  std::uint64_t customers() const;
  // The frame's checksum. It covers all bytes in use, because the frame has the checksums of all pieces.
  std::uint64_t sum() const;

  // The sections by name, for people, in the order of the file.
  struct Part {
    std::string_view name;
    std::uint64_t size;  // bytes in use
  };
  std::vector<Part> parts() const;

  // The pieces that any number of threads can validate separately: [0, pieces()). The last one is everything not in
  // use, and counts as no bytes.
  std::size_t pieces() const;
  std::uint64_t piece_size(std::size_t piece) const;
  // `damaged`: the piece's checksum does not match, or a number in it is out of range; or what is not in use is not
  // zeros.
  Result<void> validate(std::size_t piece) const;

  // The index. Precondition: every piece was validated, now or earlier, and the bytes have not changed since. `memory`
  // is for what must grow.
  //
  //   damaged  the shares cannot be read
  Result<Index> index(const Memory& memory, const Surroundings& surroundings) const;

 private:
  explicit Snapshot(std::shared_ptr<const snapshot::File> file) : file_(std::move(file)) {}

  std::shared_ptr<const snapshot::File> file_;
};

}  // namespace assent::index
