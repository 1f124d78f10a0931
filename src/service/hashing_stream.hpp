// Byte streams that measure and hash what passes through them. Not thread-safe, as the streams they stand before.
//
// The sink writes much at a time in blocks, and hashes each when it has been written: it is then still in the cache,
// and the system copies blocks of that size in less time than many megabytes at once.
#pragma once

#include "base/byte_stream.hpp"
#include "certificate/certificate.hpp"
#include "evidence/hash.hpp"

#include <optional>
#include <string_view>
#include <utility>

namespace assent {

class HashingSource final : public ByteSource {
 public:
  // `source` outlives it.
  explicit HashingSource(ByteSource& source) : source_(source) {}

  // What is read must begin so: as soon as so much was read, or when it ends before, a difference is a failure to read
  // (`conflict`). To be called before anything is read.
  void expect(const CertifiedFile& beginning) { expected_ = beginning; }

  Result<std::size_t> read(std::span<char> into) override {
    const auto count = source_.read(into);
    if (!count) return count;
    std::string_view bytes(into.data(), *count);
    if (expected_ && (bytes.empty() || stream_.size() + bytes.size() >= expected_->bytes)) {
      const std::string_view last = bytes.substr(0, expected_->bytes - stream_.size());
      stream_.update(view_of(last));
      if (so_far() != *expected_) {
        return fail(ErrorCode::conflict, "the list does not begin as the interrupted scrub read it",
                    "begin anew, without `--resume`");
      }
      expected_.reset();
      bytes.remove_prefix(last.size());
    }
    stream_.update(view_of(bytes));
    return count;
  }

  // Of what was read by now.
  CertifiedFile so_far() const { return {stream_.size(), stream_.so_far()}; }
  // Of what was read; to be asked once.
  CertifiedFile finish() {
    const std::uint64_t bytes = stream_.size();
    return {bytes, stream_.finish()};
  }

 private:
  ByteSource& source_;
  Sha256Stream stream_;
  std::optional<CertifiedFile> expected_;
};

class HashingSink final : public ByteSink {
 public:
  // `sink` outlives it. `before` has what was written to it earlier.
  explicit HashingSink(ByteSink& sink, Sha256Stream before = {}) : sink_(sink), stream_(std::move(before)) {}

  Result<void> write(std::string_view bytes) override {
    while (!bytes.empty()) {
      const std::string_view block = bytes.substr(0, kBlock);
      if (auto written = sink_.write(block); !written) return written;
      stream_.update(view_of(block));
      bytes.remove_prefix(block.size());
    }
    return {};
  }

  // Of what was written by now.
  CertifiedFile so_far() const { return {stream_.size(), stream_.so_far()}; }
  // Of what was written; to be asked once.
  CertifiedFile finish() {
    const std::uint64_t bytes = stream_.size();
    return {bytes, stream_.finish()};
  }

 private:
  static constexpr std::size_t kBlock = std::size_t{256} << 10;

  ByteSink& sink_;
  Sha256Stream stream_;
};

}  // namespace assent
