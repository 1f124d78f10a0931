// AccountTable: accounts of rows that are in the order of their accounts' hashes, seven to a cache line.
//
// The hash gives the line of an account, or the line before it: lines are filled in order, and an account without room
// goes to the next line. Rows follow one another through the lines, so a line only needs its first row. Most look-ups
// touch memory once, and a list in the order of its accounts' hashes reads all of it from front to back. Not
// thread-safe while it is made.
#pragma once

#include "index/column.hpp"
#include "index/key.hpp"
#include "index/prefetch.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace assent::index {

class AccountTable {
 public:
  static constexpr std::size_t kPlaces = 7;
  static constexpr std::uint32_t kNone = 0xFFFF'FFFF;

  struct alignas(64) Line {
    Key keys[kPlaces];    // of the rows from `first` on; 0: none
    std::uint32_t first;  // a row
    std::uint32_t count;  // how many
  };
  static_assert(sizeof(Line) == 64);

  explicit AccountTable(const Memory& memory) : lines_(memory) {}
  explicit AccountTable(Column<Line> lines) : lines_(std::move(lines)) {}

  // How many lines the hashes can choose from for so many rows; kSpareLines more follow them.
  static std::uint64_t homes_for(std::uint64_t rows) { return rows == 0 ? 0 : rows * 10 / kTenRowsALine + 1; }
  static constexpr std::uint64_t kSpareLines = 8;
  // The line that the hash chooses among so many. Precondition: at least one, and fewer than 2^32.
  static std::uint64_t home_of(std::uint64_t hash, std::uint64_t homes) { return ((hash >> 32) * homes) >> 32; }

  std::uint64_t homes() const { return lines_.size() < kSpareLines ? 0 : lines_.size() - kSpareLines; }
  const Column<Line>& lines() const { return lines_; }
  // How many rows it has: those from 0 on.
  std::uint32_t rows() const {
    return lines_.empty() ? 0 : lines_[lines_.size() - 1].first + lines_[lines_.size() - 1].count;
  }

  // From the accounts of all rows, in the order of their lines: those of line i end before ends[i]. Accounts without
  // room after the last line are left out.
  void fill(std::span<const Key> accounts, std::span<const std::uint32_t> ends) {
    lines_.resize(0);
    if (ends.empty()) return;
    lines_.resize(ends.size() + kSpareLines);
    std::uint32_t next = 0;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const std::uint32_t end = ends[std::min(i, ends.size() - 1)];
      Line& line = lines_.data()[i];
      line.first = next;
      line.count = static_cast<std::uint32_t>(std::min<std::size_t>(end - next, kPlaces));
      std::copy_n(accounts.data() + next, line.count, line.keys);
      next += line.count;
    }
  }

  // Where to look for an account with that hash first. Precondition: there are rows.
  std::uint64_t home_of(std::uint64_t hash) const { return home_of(hash, homes()); }
  void prefetch(std::uint64_t at) const { prefetch_for_reading(lines_.data() + at); }

  // The result of looking at a line: the row, or kNone and whether to look at the next line.
  struct Looked {
    std::uint32_t row = kNone;
    bool further = false;
  };
  // `key` is not an account in the arena. Precondition: there is such a line.
  Looked look(std::uint64_t at, Key key) const { return looked(at, places_of(lines_.data()[at], key)); }
  // For the key of which `is(key)` is true.
  template <class Is>
  Looked look_for(std::uint64_t at, const Is& is) const {
    const Line& line = lines_.data()[at];
    unsigned found = 0;
    for (unsigned i = 0; i < line.count && i < kPlaces; ++i) found |= unsigned{is(line.keys[i])} << 2 * i;
    return looked(at, found);
  }

  // Precondition: `row` < rows().
  Key key_of(std::uint32_t row) const {
    const auto lines = lines_.all();
    const auto behind = std::upper_bound(lines.begin(), lines.end(), row,
                                         [](std::uint32_t each, const Line& line) { return each < line.first; });
    const Line& line = *(behind - 1);
    return line.keys[(row - line.first) % kPlaces];
  }

 private:
  static constexpr std::uint64_t kTenRowsALine = 56;  // ten times as many as a line has on average

  // Where the key is: for each place two bits, of which the first is set or none.
  static unsigned places_of(const Line& line, Key key) {
#if defined(__SSE2__)
    // Halves of keys, four at a time; a place is the key's where both are.
    const auto* const halves = reinterpret_cast<const __m128i*>(&line);
    const __m128i sought = _mm_set1_epi64x(static_cast<long long>(key));
    const auto equal = [&](int i) { return _mm_cmpeq_epi32(_mm_load_si128(halves + i), sought); };
    const __m128i all = _mm_packs_epi16(_mm_packs_epi32(equal(0), equal(1)), _mm_packs_epi32(equal(2), equal(3)));
    const auto found = static_cast<unsigned>(_mm_movemask_epi8(all));
    constexpr unsigned kFirstOfTwo = 0x1555;  // and not the last place, which is no key
    return found & found >> 1 & kFirstOfTwo;
#else
    unsigned found = 0;
    for (unsigned i = 0; i < kPlaces; ++i) found |= unsigned{line.keys[i] == key} << 2 * i;
    return found;
#endif
  }

  Looked looked(std::uint64_t at, unsigned found) const {
    const Line& line = lines_.data()[at];
    if (found != 0) return {line.first + static_cast<unsigned>(__builtin_ctz(found)) / 2, false};
    return {kNone, line.count >= kPlaces && at + 1 < lines_.size()};
  }

  Column<Line> lines_;
};

}  // namespace assent::index
