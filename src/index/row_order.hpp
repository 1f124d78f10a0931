// RowOrder: puts columns with one element for each row into the order of the lines of the rows' accounts.
//
// In two steps, each of which writes to no more places at once than caches can keep: into buckets of some thousand
// lines, and within each bucket by line. Columns are moved one after the other, so that only one exists twice.
#pragma once

#include "index/account_table.hpp"
#include "index/side_by_side.hpp"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace assent::index {

class RowOrder {
 public:
  // `hash_of(row)` for all of them; called by several threads. Preconditions: fewer than 2^32 rows, and at least one.
  template <class HashOf>
  RowOrder(const Memory& memory, std::uint64_t rows, const SideBySide& workers, const HashOf& hash_of)
      : memory_(memory),
        workers_(workers),
        rows_(rows),
        homes_(AccountTable::homes_for(rows)),
        bucket_bits_(std::max(kLinesBits, static_cast<int>(std::bit_width(homes_)) - kBucketsMostBits)),
        buckets_(static_cast<std::size_t>((homes_ - 1) >> bucket_bits_) + 1),
        bucket_of_(memory),
        next_(workers.count(), std::vector<std::uint32_t>(buckets_)) {
    bucket_of_.resize(rows);
    workers.in_pieces(rows, [&](std::size_t piece, std::uint64_t from, std::uint64_t until) {
      for (std::uint64_t row = from; row < until; ++row) {
        const auto bucket = static_cast<std::uint16_t>(AccountTable::home_of(hash_of(row), homes_) >> bucket_bits_);
        bucket_of_.data()[row] = bucket;
        ++next_[piece][bucket];
      }
    });
    std::uint32_t begin = 0;
    for (std::size_t bucket = 0; bucket < buckets_; ++bucket) {
      begins_.push_back(begin);
      for (std::vector<std::uint32_t>& each : next_) begin += std::exchange(each[bucket], begin);
    }
    begins_.push_back(begin);
  }

  // Into buckets, with some room after them for later rows.
  template <class T>
  void scatter(Column<T>& column) const {
    Column<T> ordered(memory_);
    ordered.resize(rows_ + rows_ / kRoom + 1024);
    ordered.resize(rows_);
    workers_.in_pieces(rows_, [&](std::size_t piece, std::uint64_t from, std::uint64_t until) {
      std::vector<std::uint32_t> next = next_[piece];
      for (std::uint64_t row = from; row < until; ++row) {
        ordered.data()[next[bucket_of_.data()[row]]++] = column.data()[row];
      }
    });
    column = std::move(ordered);
  }

  // Of all columns, once they are in buckets, by line: gives where the rows of each end. `hash_of` as they are now.
  template <class HashOf, class... T>
  Column<std::uint32_t> finish(const HashOf& hash_of, Column<T>&... columns) const {
    Column<std::uint32_t> ends(memory_);
    ends.resize(homes_);
    workers_.in_pieces(buckets_, [&](std::size_t, std::uint64_t from, std::uint64_t until) {
      Places places;
      for (std::uint64_t bucket = from; bucket < until; ++bucket) {
        const std::uint32_t first = begins_[bucket];
        const std::uint32_t last = begins_[bucket + 1];
        find_places(places, bucket, ends, hash_of);
        (move(std::span(columns.data() + first, last - first), places), ...);
      }
    });
    return ends;
  }

 private:
  static constexpr int kLinesBits = 12;        // in a bucket, at least
  static constexpr int kBucketsMostBits = 12;  // more are slow to fill
  static constexpr std::uint64_t kRoom = 64;

  struct Places {
    std::vector<std::uint32_t> next;  // of each line
    std::vector<std::uint32_t> to;    // of each row, in the bucket
  };

  template <class HashOf>
  void find_places(Places& places, std::uint64_t bucket, Column<std::uint32_t>& ends, const HashOf& hash_of) const {
    const std::uint32_t first = begins_[bucket];
    const std::uint32_t last = begins_[bucket + 1];
    const std::uint64_t first_line = bucket << bucket_bits_;
    const std::uint64_t lines = std::min(std::uint64_t{1} << bucket_bits_, homes_ - first_line);
    places.next.assign(lines + 1, 0);
    places.to.resize(last - first);
    for (std::uint32_t row = first; row < last; ++row) {
      const auto line = static_cast<std::uint32_t>(AccountTable::home_of(hash_of(row), homes_) - first_line);
      places.to[row - first] = line;
      ++places.next[line + 1];
    }
    for (std::uint64_t line = 0; line < lines; ++line) {
      places.next[line + 1] += places.next[line];
      ends.data()[first_line + line] = first + places.next[line + 1];
    }
    for (std::uint32_t& each : places.to) each = places.next[each]++;
  }

  template <class T>
  static void move(std::span<T> rows, const Places& places) {
    thread_local std::vector<T> ordered;
    ordered.resize(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) ordered[places.to[i]] = rows[i];
    std::copy(ordered.begin(), ordered.end(), rows.begin());
  }

  const Memory& memory_;
  const SideBySide& workers_;
  std::uint64_t rows_;
  std::uint64_t homes_;
  int bucket_bits_;
  std::size_t buckets_;
  Column<std::uint16_t> bucket_of_;               // of each row, as it was
  std::vector<std::vector<std::uint32_t>> next_;  // of each piece of the work: where its rows go, by bucket
  std::vector<std::uint32_t> begins_;             // of each bucket, and where the last one ends
};

}  // namespace assent::index
