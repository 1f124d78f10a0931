// KeyMap: from a key's hash to the rows that may have it, in 5.3 bytes for each place.
//
// Buckets of one cache line: twelve rows with one byte each of their hashes. What does not fit goes to the next bucket,
// and the full one says so. A found row is a candidate: the caller compares its key. Not thread-safe.
#pragma once

#include "index/column.hpp"
#include "index/prefetch.hpp"

#include <cstddef>
#include <cstdint>
#include <span>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace assent::index {

class KeyMap {
 public:
  static constexpr std::size_t kPlaces = 12;
  static constexpr std::uint32_t kNone = 0xFFFF'FFFF;

  struct alignas(64) Bucket {
    std::uint8_t mark[kPlaces];  // 0: empty
    std::uint8_t overflowed;     // something that belongs here is in the next bucket
    std::uint8_t unused[3];
    std::uint32_t row[kPlaces];
  };
  static_assert(sizeof(Bucket) == 64);

  explicit KeyMap(const Memory& memory) : buckets_(memory) {}
  KeyMap(Column<Bucket> buckets, std::uint64_t size) : buckets_(std::move(buckets)), size_(size) {}

  std::uint64_t size() const { return size_; }
  const Column<Bucket>& buckets() const { return buckets_; }

  // How many buckets hold so many keys with room to spare.
  static std::size_t buckets_for(std::uint64_t keys) {
    return static_cast<std::size_t>(static_cast<double>(keys) / (kPlaces * kFill)) + 1;
  }
  // Whether so many keys are too many: chains of full buckets would get long.
  bool full_for(std::uint64_t keys) const {
    return static_cast<double>(keys) > static_cast<double>(buckets_.size() * kPlaces) * kFullAt;
  }

  // Empty, for so many keys. For none: without any room.
  void reset(std::uint64_t keys) {
    buckets_.resize(0);
    if (keys > 0) buckets_.resize(buckets_for(keys));
    size_ = 0;
  }

  // In the buckets [from, until), each row gets its new number from `is`.
  void renumber(std::span<const std::uint32_t> is, std::uint64_t from, std::uint64_t until) {
    for (std::uint64_t at = from; at < until; ++at) {
      Bucket& bucket = buckets_.data()[at];
      for (std::size_t place = 0; place < kPlaces; ++place) {
        if (bucket.mark[place] != 0) bucket.row[place] = is[bucket.row[place]];
      }
    }
  }

  void prefetch(std::uint64_t hash) const {
    if (!buckets_.empty()) prefetch_for_reading(&buckets_.data()[bucket_of(hash)]);
  }

  // Calls `each(row)` with the candidates of the first bucket that has any: nearly always the only one to read. None:
  // no row has the key.
  template <class Each>
  void first_candidates(std::uint64_t hash, Each&& each) const {
    std::size_t at = bucket_of(hash);
    for (std::size_t looked = 0; looked < buckets_.size(); ++looked) {
      const Bucket& bucket = buckets_.data()[at];
      const unsigned all = marked(bucket, mark_of(hash));
      for (unsigned found = all; found != 0; found &= found - 1) {
        each(bucket.row[static_cast<unsigned>(__builtin_ctz(found))]);
      }
      if (all != 0 || bucket.overflowed == 0) return;
      at = at + 1 == buckets_.size() ? 0 : at + 1;
    }
  }

  // Calls `matches(row)` with candidates until it returns true; kNone: none does.
  template <class Matches>
  std::uint32_t find(std::uint64_t hash, Matches&& matches) const {
    // Bounded, even for wrong bytes of a file.
    std::size_t at = bucket_of(hash);
    for (std::size_t looked = 0; looked < buckets_.size(); ++looked) {
      const Bucket& bucket = buckets_.data()[at];
      for (unsigned found = marked(bucket, mark_of(hash)); found != 0; found &= found - 1) {
        const std::uint32_t row = bucket.row[static_cast<unsigned>(__builtin_ctz(found))];
        if (matches(row)) return row;
      }
      if (bucket.overflowed == 0) break;
      at = at + 1 == buckets_.size() ? 0 : at + 1;
    }
    return kNone;
  }

  // Precondition: the row is not in it. False: there is no place left, as cannot be where !full_for(size() + 1), unless
  // a file's bytes said that there are fewer keys than there are.
  [[nodiscard]] bool insert(std::uint64_t hash, std::uint32_t row) {
    std::size_t at = bucket_of(hash);
    for (std::size_t looked = 0; looked < buckets_.size(); ++looked) {
      Bucket& bucket = buckets_.data()[at];
      const unsigned empty = marked(bucket, 0);
      if (empty != 0) {
        const auto place = static_cast<unsigned>(__builtin_ctz(empty));
        bucket.mark[place] = mark_of(hash);
        bucket.row[place] = row;
        ++size_;
        return true;
      }
      bucket.overflowed = 1;
      at = at + 1 == buckets_.size() ? 0 : at + 1;
    }
    return false;
  }

  // The row no longer has that key; does nothing if it did not have it.
  void erase(std::uint64_t hash, std::uint32_t row) {
    std::size_t at = bucket_of(hash);
    for (std::size_t looked = 0; looked < buckets_.size(); ++looked) {
      Bucket& bucket = buckets_.data()[at];
      for (unsigned found = marked(bucket, mark_of(hash)); found != 0; found &= found - 1) {
        const auto place = static_cast<unsigned>(__builtin_ctz(found));
        if (bucket.row[place] != row) continue;
        bucket.mark[place] = 0;
        --size_;
        return;
      }
      if (bucket.overflowed == 0) return;
      at = at + 1 == buckets_.size() ? 0 : at + 1;
    }
  }

 private:
  static constexpr double kFill = 0.85;    // when it is made
  static constexpr double kFullAt = 0.92;  // when another must be made

  std::size_t bucket_of(std::uint64_t hash) const {
    // The high 32 bits choose the bucket: a fraction of all of them.
    return static_cast<std::size_t>(((hash >> 32) * buckets_.size()) >> 32);
  }
  static std::uint8_t mark_of(std::uint64_t hash) {
    const auto low = static_cast<std::uint8_t>(hash);
    return low == 0 ? std::uint8_t{1} : low;
  }
  // One bit a place.
  static unsigned marked(const Bucket& bucket, std::uint8_t mark) {
    constexpr unsigned kAllPlaces = (1U << kPlaces) - 1;
#if defined(__SSE2__)
    const __m128i marks = _mm_load_si128(reinterpret_cast<const __m128i*>(&bucket));
    const __m128i equal = _mm_cmpeq_epi8(marks, _mm_set1_epi8(static_cast<char>(mark)));
    return static_cast<unsigned>(_mm_movemask_epi8(equal)) & kAllPlaces;
#else
    unsigned found = 0;
    for (unsigned i = 0; i < kPlaces; ++i) found |= unsigned{bucket.mark[i] == mark} << i;
    return found & kAllPlaces;
#endif
  }

  Column<Bucket> buckets_;
  std::uint64_t size_ = 0;
};

}  // namespace assent::index
