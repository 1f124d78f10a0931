// Byte streams that measure and hash what passes through them. Not thread-safe, as the streams they stand before.
#pragma once

#include "base/byte_stream.hpp"
#include "certificate/certificate.hpp"
#include "evidence/hash.hpp"

namespace assent {

class HashingSource final : public ByteSource {
 public:
  // `source` outlives it.
  explicit HashingSource(ByteSource& source) : source_(source) {}

  Result<std::size_t> read(std::span<char> into) override {
    const auto count = source_.read(into);
    if (count) stream_.update(view_of({into.data(), *count}));
    return count;
  }

  // Of what was read; to be asked once.
  CertifiedFile finish() {
    const std::uint64_t bytes = stream_.size();
    return {bytes, stream_.finish()};
  }

 private:
  ByteSource& source_;
  Sha256Stream stream_;
};

class HashingSink final : public ByteSink {
 public:
  // `sink` outlives it.
  explicit HashingSink(ByteSink& sink) : sink_(sink) {}

  Result<void> write(std::string_view bytes) override {
    stream_.update(view_of(bytes));
    return sink_.write(bytes);
  }

  // Of what was written; to be asked once.
  CertifiedFile finish() {
    const std::uint64_t bytes = stream_.size();
    return {bytes, stream_.finish()};
  }

 private:
  ByteSink& sink_;
  Sha256Stream stream_;
};

}  // namespace assent
