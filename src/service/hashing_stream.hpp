// Byte streams that measure and hash what passes through them. Not thread-safe, like the streams behind them.
//
// The sink writes large data in blocks, and hashes each block after writing it: the block is then still in the cache,
// and the system copies such blocks faster than many megabytes at once.
#pragma once

#include "base/byte_stream.hpp"
#include "certificate/certificate.hpp"
#include "evidence/hash.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>

namespace assent::service {

class HashingSource final : public ByteSource {
 public:
  // `source` outlives it.
  explicit HashingSource(ByteSource& source) : source_(source) {}

  Result<std::size_t> read(std::span<char> into) override {
    const auto count = source_.read(into);
    if (count) stream_.update(evidence::view_of({into.data(), *count}));
    return count;
  }

  // Of what was read. Call it once.
  certificate::CertifiedFile finish() {
    const std::uint64_t bytes = stream_.size();
    return {bytes, stream_.finish()};
  }

 private:
  ByteSource& source_;
  evidence::Sha256Stream stream_;
};

class HashingSink final : public ByteSink {
 public:
  // `sink` outlives it. `before` has what was written to it earlier.
  explicit HashingSink(ByteSink& sink, evidence::Sha256Stream before = {}) : sink_(sink), stream_(std::move(before)) {}

  Result<void> write(std::string_view bytes) override {
    while (!bytes.empty()) {
      const std::string_view block = bytes.substr(0, kBlock);
      TRY(sink_.write(block));
      stream_.update(evidence::view_of(block));
      bytes.remove_prefix(block.size());
    }
    return {};
  }

  // Writes to both, and hashes what was written and more bytes of a third stream, two of the three at the same time.
  friend Result<void> write_both(HashingSink& one, std::string_view of_one, HashingSink& other,
                                 std::string_view of_other, evidence::Sha256Stream& third, std::string_view of_third) {
    const auto hash = [&](HashingSink& sink, std::string_view bytes) {
      const std::string_view beside = of_third.substr(0, bytes.size());
      evidence::update_both(sink.stream_, evidence::view_of(bytes), third, evidence::view_of(beside));
      of_third.remove_prefix(beside.size());
    };
    while (!of_one.empty() || !of_other.empty()) {
      const std::string_view one_block = of_one.substr(0, kBlock);
      const std::string_view other_block = of_other.substr(0, kBlock);
      TRY(one.put(one_block));
      TRY(other.put(other_block));
      const std::size_t both = std::min(one_block.size(), other_block.size());
      evidence::update_both(one.stream_, evidence::view_of(one_block.substr(0, both)), other.stream_,
                            evidence::view_of(other_block.substr(0, both)));
      hash(one, one_block.substr(both));
      hash(other, other_block.substr(both));
      of_one.remove_prefix(one_block.size());
      of_other.remove_prefix(other_block.size());
    }
    third.update(evidence::view_of(of_third));
    return {};
  }

  // Of what was written so far.
  certificate::CertifiedFile so_far() const { return {stream_.size(), stream_.so_far()}; }
  // Of what was written. Call it once.
  certificate::CertifiedFile finish() {
    const std::uint64_t bytes = stream_.size();
    return {bytes, stream_.finish()};
  }

 private:
  static constexpr std::size_t kBlock = std::size_t{256} << 10;

  Result<void> put(std::string_view bytes) { return bytes.empty() ? Result<void>{} : sink_.write(bytes); }

  ByteSink& sink_;
  evidence::Sha256Stream stream_;
};

}  // namespace assent::service
