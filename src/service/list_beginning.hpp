// ListBeginning: hashes the beginning of a list that this run does not scrub: the first line, and what an earlier run
// scrubbed. The rest is hashed with the results (write_both()). Not thread-safe.
#pragma once

#include "base/byte_stream.hpp"
#include "certificate/certificate.hpp"
#include "evidence/hash.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace assent::service {

class ListBeginning final : public ByteSource {
 public:
  // `list` outlives it.
  explicit ListBeginning(ByteSource& list) : list_(list) {}

  // The list must begin like this. After reading so much, or at an earlier end, a difference is a failure to read
  // (`conflict`). Call it before anything is read.
  void expect(const certificate::CertifiedFile& beginning) { expected_ = beginning; }

  Result<std::size_t> read(std::span<char> into) override {
    const auto count = list_.read(into);
    if (!count || left_) return count;
    std::string_view bytes(into.data(), *count);
    if (expected_) {
      const std::string_view first = bytes.substr(0, expected_->bytes - hash_.size());
      hash_.update(evidence::view_of(first));
      bytes.remove_prefix(first.size());
      if (first.empty() || hash_.size() == expected_->bytes) {
        if (certificate::CertifiedFile{hash_.size(), hash_.so_far()} != *expected_) return other_list();
        expected_.reset();
      }
    }
    // A first line over the limit is read to its end without being kept, and fails. The same applies here.
    kept_ = kept_ && read_ahead_.size() + bytes.size() <= kKeptMost;
    if (kept_) read_ahead_ += bytes;
    else read_ahead_ = {};
    return count;
  }

  // The hash of the list up to `offset`; what is read afterwards is only passed on. `conflict` if the expected
  // beginning ends after that, `invalid` if more was read than is kept. Precondition: so much was read.
  Result<evidence::Sha256Stream> leave(std::uint64_t offset) {
    if (!kept_) return fail(ErrorCode::invalid, "the list's first line is too long", "mend the list");
    if (expected_ || offset < hash_.size()) return other_list();
    hash_.update(evidence::view_of(std::string_view(read_ahead_).substr(0, offset - hash_.size())));
    left_ = true;
    read_ahead_ = {};
    return std::move(hash_);
  }

 private:
  static constexpr std::size_t kKeptMost = std::size_t{8} << 20;  // far more than a first line and what is read with it

  static tl::unexpected<Error> other_list() {
    return fail(ErrorCode::conflict, "the list does not begin as it did for the interrupted scrub",
                "begin again without `--resume`");
  }

  ByteSource& list_;
  std::optional<certificate::CertifiedFile> expected_;
  evidence::Sha256Stream hash_;
  std::string read_ahead_;  // read, but not hashed
  bool kept_ = true;        // all of it
  bool left_ = false;
};

}  // namespace assent::service
