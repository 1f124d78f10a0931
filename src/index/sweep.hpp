// Sweep: where many customers stand, found in the order of memory instead of the order in which they are named.
//
// A base is far larger than any cache, and finding somebody touches three places of it: his key's bucket, his key and
// his row. Taken as they come, each is a wait for memory, and another for where in memory its page is. So names are
// first put in the order of their buckets, and what the buckets say in the order of rows, both roughly: then what is
// touched next lies near what was touched before.
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
#include <vector>

namespace assent {

class Sweep {
 public:
  // Calls `visit(which, row)` once for each of the names, by its place among them, in any order: with the row of that
  // account, or kNoRow. Precondition: fewer than 2^32 names.
  template <class Visit>
  void accounts(const Index& index, std::span<const std::string_view> names, Visit&& visit) {
    keys_.clear();
    for (const std::string_view each : names) keys_.push_back(packed_account(each).value_or(0));
    run(ByAccount{index, names}, index.size(), keys_, visit);
  }

  // The same with telephone numbers, by their keys (0: none); kContested as Index::row_of_telephone() says it.
  template <class Visit>
  void telephones(const Index& index, std::span<const Key> keys, Visit&& visit) {
    run(ByTelephone{index}, index.size(), keys, visit);
  }

 private:
  struct ByAccount {
    const Index& index;
    std::span<const std::string_view> names;

    // A key is 0 where the name does not pack: then the text decides.
    std::uint64_t hash(Key key, std::uint32_t which) const { return key != 0 ? spread(key) : spread(names[which]); }
    void prefetch_bucket(std::uint64_t hash) const { index.account_map().prefetch(hash); }
    template <class Each>
    void candidates(std::uint64_t hash, Each&& each) const {
      index.account_map().first_candidates(hash, each);
    }
    void prefetch(RowNumber row) const { index.prefetch_account(row); }
    bool is(RowNumber row, Key key, std::uint32_t which) const {
      return key != 0 ? index.has_key(row, key) : index.has_account(row, names[which]);
    }
    RowNumber known(RowNumber row) const { return row; }
    RowNumber unknown(Key) const { return kNoRow; }
    RowNumber find(Key, std::uint32_t which) const { return index.row_of_account(names[which]); }
  };

  struct ByTelephone {
    const Index& index;

    std::uint64_t hash(Key key, std::uint32_t) const { return spread(key); }
    void prefetch_bucket(std::uint64_t hash) const { index.telephone_map().prefetch(hash); }
    template <class Each>
    void candidates(std::uint64_t hash, Each&& each) const {
      index.telephone_map().first_candidates(hash, each);
    }
    void prefetch(RowNumber row) const { index.prefetch_telephone(row); }
    bool is(RowNumber row, Key key, std::uint32_t) const { return key != 0 && index.has_telephone(row, key); }
    RowNumber known(RowNumber row) const { return index.holder(row); }
    RowNumber unknown(Key key) const { return index.contested(key) ? kContested : kNoRow; }
    RowNumber find(Key key, std::uint32_t) const { return key == 0 ? kNoRow : index.row_of_telephone(key); }
  };

  struct Sought {
    Key key;
    std::uint32_t which;
    RowNumber candidate;
  };

  enum class Progress : std::uint8_t { nobody, candidates, found };

  static constexpr std::size_t kAhead = 32;      // look-ups that are on their way from memory
  static constexpr int kPartsMostBits = 10;      // more parts than that are slow to fill
  static constexpr std::size_t kPartNames = 64;  // in a part, about
  static constexpr int kHashBits = 64;

  template <class Kind, class Visit>
  void run(const Kind& kind, std::uint64_t rows, std::span<const Key> keys, Visit& visit) {
    const int bits = std::min(kPartsMostBits, static_cast<int>(std::bit_width(keys.size() / kPartNames)));
    put_in_order_of_buckets(kind, keys, bits);
    find_candidates(kind, rows);
    put_in_order_of_rows(rows, bits);
    for (std::size_t i = 0; i < sought_.size(); ++i) {
      if (i + kAhead < sought_.size()) kind.prefetch(sought_[i + kAhead].candidate);
      const Sought& each = sought_[i];
      if (progress_[each.which] == Progress::found || !kind.is(each.candidate, each.key, each.which)) continue;
      progress_[each.which] = Progress::found;
      visit(each.which, kind.known(each.candidate));
    }
    for (std::uint32_t which = 0; which < keys.size(); ++which) {
      if (progress_[which] == Progress::nobody) visit(which, kind.unknown(keys[which]));
      else if (progress_[which] == Progress::candidates) visit(which, kind.find(keys[which], which));
    }
  }

  // Into sought_, without candidates.
  template <class Kind>
  void put_in_order_of_buckets(const Kind& kind, std::span<const Key> keys, int bits) {
    parts_.resize(keys.size());
    begins_.assign((std::size_t{1} << bits) + 1, 0);
    for (std::uint32_t which = 0; which < keys.size(); ++which) {
      // The highest bits say where the bucket is. In two steps: all 64 at once cannot be shifted out.
      const std::uint64_t part = kind.hash(keys[which], which) >> 1 >> (kHashBits - 1 - bits);
      parts_[which] = static_cast<std::uint16_t>(part);
      ++begins_[part + 1];
    }
    add_up_begins();
    sought_.resize(keys.size());
    for (std::uint32_t which = 0; which < keys.size(); ++which) {
      sought_[begins_[parts_[which]]++] = {keys[which], which, kNoRow};
    }
  }

  // From sought_ into candidates_: of each name the rows that may well be his.
  template <class Kind>
  void find_candidates(const Kind& kind, std::uint64_t rows) {
    const auto hash = [&](std::size_t i) { return kind.hash(sought_[i].key, sought_[i].which); };
    candidates_.clear();
    progress_.assign(sought_.size(), Progress::nobody);
    for (std::size_t i = 0; i < sought_.size(); ++i) {
      if (i + kAhead < sought_.size()) kind.prefetch_bucket(hash(i + kAhead));
      const Sought& each = sought_[i];
      kind.candidates(hash(i), [&](RowNumber row) {
        if (row >= rows) return;
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
