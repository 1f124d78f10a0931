// Sweep: where many customers stand, found in the order of memory instead of the order in which they are named.
//
// A base is far larger than any cache, and finding somebody touches several places of it. Taken as they come, each is a
// wait for memory, and another for where in memory its page is. So names are first put in the order of their hashes,
// roughly: accounts and rows stand in that order too. What a telephone number's bucket says stands anywhere: it is put
// in the order of rows. Then what is touched next lies near what was touched before, and is on its way meanwhile.
//
// Keeps its room between uses. Not thread-safe: one a thread; the index is only read.
#pragma once

#include "index/index.hpp"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace assent {

class Sweep {
 public:
  // Calls `visit(which, row)` once for each of the names, by its place among them, in any order: with the row of that
  // account, or kNoRow. Precondition: fewer than 2^32 names.
  template <class Visit>
  void accounts(const Index& index, std::span<const std::string_view> names, Visit&& visit) {
    const AccountTable& in_order = index.in_order();
    if (in_order.rows() == 0) {
      for (std::uint32_t which = 0; which < names.size(); ++which) visit(which, index.row_behind(names[which]));
      return;
    }
    keys_.clear();
    for (const std::string_view each : names) keys_.push_back(packed_account_or_0(each));
    // A key is 0 where the name does not pack: then the text decides.
    const auto hash_of = [&](Key key, std::uint32_t which) { return key != 0 ? spread(key) : spread(names[which]); };
    put_in_order_of_hashes(keys_, hash_of);
    // Whoever was not found in his line, nor can be told to be nobody, is looked for in the next one.
    for (std::uint64_t further = 0; !sought_.empty(); ++further) {
      const auto line_of = [&](const Sought& each) {
        return in_order.home_of(hash_of(each.key, each.which)) + further;
      };
      candidates_.clear();
      // Three steps, so many names after one another that memory has brought what the next needs.
      const std::size_t size = sought_.size();
      for (std::size_t i = 0; i < size + 2 * kAhead; ++i) {
        if (i < size) in_order.prefetch(line_of(sought_[i]));
        if (i >= kAhead && i - kAhead < size) {
          Sought& each = sought_[i - kAhead];
          const auto looked = index.look_in_order(line_of(each), each.key, [&] { return names[each.which]; });
          each.candidate = looked.further ? kFurther : looked.row;
          if (looked.row != kNoRow) index.prefetch_row(looked.row);
        }
        if (i >= 2 * kAhead) {
          const Sought& each = sought_[i - 2 * kAhead];
          if (each.candidate == kFurther) candidates_.push_back(each);
          else visit(each.which, each.candidate != kNoRow ? each.candidate : index.row_behind(names[each.which]));
        }
      }
      std::swap(sought_, candidates_);
    }
  }

  // The same with telephone numbers, by their keys (0: none); kContested as Index::row_of_telephone() says it.
  template <class Visit>
  void telephones(const Index& index, std::span<const Key> keys, Visit&& visit) {
    put_in_order_of_hashes(keys, [](Key key, std::uint32_t) { return spread(key); });
    find_candidates(index);
    put_in_order_of_rows(index.size(), bits_for(keys.size()));
    for (std::size_t i = 0; i < sought_.size(); ++i) {
      if (i + kAhead < sought_.size()) index.prefetch_telephone(sought_[i + kAhead].candidate);
      const Sought& each = sought_[i];
      if (progress_[each.which] == Progress::found || each.key == 0) continue;
      if (!index.has_telephone(each.candidate, each.key)) continue;
      progress_[each.which] = Progress::found;
      visit(each.which, index.holder(each.candidate));
    }
    for (std::uint32_t which = 0; which < keys.size(); ++which) {
      const Key key = keys[which];
      if (progress_[which] == Progress::nobody) visit(which, index.contested(key) ? kContested : kNoRow);
      else if (progress_[which] == Progress::candidates) visit(which, key == 0 ? kNoRow : index.row_of_telephone(key));
    }
  }

 private:
  struct Sought {
    Key key;
    std::uint32_t which;
    RowNumber candidate;
  };

  static constexpr RowNumber kFurther = kContested;  // no row has that number

  enum class Progress : std::uint8_t { nobody, candidates, found };

  static constexpr std::size_t kAhead = 64;      // look-ups that are on their way from memory
  static constexpr int kPartsMostBits = 10;      // more parts than that are slow to fill
  static constexpr std::size_t kPartNames = 64;  // in a part, about
  static constexpr int kHashBits = 64;

  static int bits_for(std::size_t names) {
    return std::min(kPartsMostBits, static_cast<int>(std::bit_width(names / kPartNames)));
  }

  // Into sought_, without candidates.
  template <class HashOf>
  void put_in_order_of_hashes(std::span<const Key> keys, const HashOf& hash_of) {
    const int bits = bits_for(keys.size());
    parts_.resize(keys.size());
    begins_.assign((std::size_t{1} << bits) + 1, 0);
    for (std::uint32_t which = 0; which < keys.size(); ++which) {
      // The highest bits, in two steps: all 64 at once cannot be shifted out.
      const std::uint64_t part = hash_of(keys[which], which) >> 1 >> (kHashBits - 1 - bits);
      parts_[which] = static_cast<std::uint16_t>(part);
      ++begins_[part + 1];
    }
    add_up_begins();
    sought_.resize(keys.size());
    for (std::uint32_t which = 0; which < keys.size(); ++which) {
      sought_[begins_[parts_[which]]++] = {keys[which], which, kNoRow};
    }
  }

  // From sought_ into candidates_: of each number the rows that may well have it.
  void find_candidates(const Index& index) {
    const KeyMap& map = index.telephone_map();
    candidates_.clear();
    progress_.assign(sought_.size(), Progress::nobody);
    for (std::size_t i = 0; i < sought_.size(); ++i) {
      if (i + kAhead < sought_.size()) map.prefetch(spread(sought_[i + kAhead].key));
      const Sought& each = sought_[i];
      map.first_candidates(spread(each.key), [&](RowNumber row) {
        if (row >= index.size()) return;
        candidates_.push_back({each.key, each.which, row});
        progress_[each.which] = Progress::candidates;
      });
    }
  }

  // From candidates_ into sought_.
  void put_in_order_of_rows(std::uint64_t rows, int bits) {
    const int shift = std::max(0, static_cast<int>(std::bit_width(rows)) - bits);
    begins_.assign((std::size_t{1} << bits) + 1, 0);
    for (const Sought& each : candidates_) ++begins_[(std::uint64_t{each.candidate} >> shift) + 1];
    add_up_begins();
    sought_.resize(candidates_.size());
    for (const Sought& each : candidates_) sought_[begins_[std::uint64_t{each.candidate} >> shift]++] = each;
  }

  // From how many a part has, which stands behind its place, to where it begins.
  void add_up_begins() {
    for (std::size_t part = 1; part < begins_.size(); ++part) begins_[part] += begins_[part - 1];
  }

  std::vector<Key> keys_;
  std::vector<std::uint16_t> parts_;
  std::vector<std::uint32_t> begins_;
  std::vector<Sought> sought_;
  std::vector<Sought> candidates_;
  std::vector<Progress> progress_;
};

}  // namespace assent
