// Sweep: finds the rows of many customers in the order of memory instead of the order of their names.
//
// A base is far larger than any cache, and finding a customer touches several places in it. In the order of the list,
// each touch waits for memory, and for the address of its page. So names are first put roughly in the order of their
// hashes: accounts and rows are in that order too. The rows in the buckets of telephone numbers are in no order: they
// are put in the order of rows. Then each access is near the one before, and is prefetched. Each step runs for some
// names before the next step, in a loop that does nothing else: so the processor looks for many pages at once.
//
// Keeps its memory between uses. Not thread-safe: use one for each thread; the index is only read.
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

namespace assent::index {

class Sweep {
 public:
  // Calls `visit(which, row)` once for each name, in any order: with its index among the names, and the row of that
  // account, or kNoRow. Precondition: fewer than 2^32 names.
  template <class Visit>
  void accounts(const Index& index, std::span<const std::string_view> names, Visit&& visit) {
    const AccountTable& in_order = index.in_order();
    if (in_order.rows() == 0) {
      for (std::uint32_t which = 0; which < names.size(); ++which) visit(which, index.row_behind(names[which]));
      return;
    }
    candidates_.resize(names.size());
    for (std::uint32_t which = 0; which < names.size(); ++which) {
      const Key key = packed_account_or_0(names[which]);  // 0: it does not pack, and the text decides
      const std::uint64_t hash = key != 0 ? spread(key) : spread(names[which]);
      candidates_[which] = {key, which, static_cast<std::uint32_t>(in_order.home_of(hash))};
    }
    put_in_order(in_order.homes());
    // An account that is not in its line, and may be in a later one, is looked for in the next line.
    while (!sought_.empty()) {
      candidates_.clear();
      for (std::size_t begin = 0; begin < sought_.size() + 2 * kTogether; begin += kTogether) {
        for (const Sought& each : together(begin)) in_order.prefetch(each.at);
        for (Sought& each : together(begin - kTogether)) {
          const auto looked = index.look_in_order(each.at, each.key, [&] { return names[each.which]; });
          if (looked.further) candidates_.push_back({each.key, each.which, each.at + 1});
          each.at = looked.further ? kFurther : looked.row;
        }
        for (const Sought& each : together(begin - kTogether)) {
          if (each.at < kFurther) index.prefetch_row(each.at);
        }
        for (const Sought& each : together(begin - 2 * kTogether)) {
          if (each.at == kFurther) continue;
          visit(each.which, each.at != kNoRow ? each.at : index.row_behind(names[each.which]));
        }
      }
      std::swap(sought_, candidates_);
    }
  }

  // The same with telephone numbers, by their keys (0: none); kContested as in Index::row_of_telephone().
  template <class Visit>
  void telephones(const Index& index, std::span<const Key> keys, Visit&& visit) {
    candidates_.clear();
    for (std::uint32_t which = 0; which < keys.size(); ++which) {
      candidates_.push_back({keys[which], which, static_cast<std::uint32_t>(spread(keys[which]) >> 32)});
    }
    put_in_order(std::uint64_t{1} << 32);
    find_candidates(index);
    put_in_order(index.size());
    for (std::size_t begin = 0; begin < sought_.size() + kTogether; begin += kTogether) {
      for (const Sought& each : together(begin)) index.prefetch_telephone(each.at);
      for (const Sought& each : together(begin - kTogether)) {
        if (progress_[each.which] == Progress::found || each.key == 0) continue;
        if (!index.has_telephone(each.at, each.key)) continue;
        progress_[each.which] = Progress::found;
        visit(each.which, index.holder(each.at));
      }
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
    std::uint32_t at;  // the line, then the row, where the account may be
  };

  static constexpr RowNumber kFurther = kContested;  // no row has that number

  enum class Progress : std::uint8_t { nobody, candidates, found };

  static constexpr std::size_t kTogether = 64;   // look-ups that are on their way from memory
  static constexpr int kPartsMostBits = 10;      // more parts than that are slow to fill
  static constexpr std::size_t kPartNames = 64;  // in a part, about

  // Those from `begin` on; none where that is beyond the last, or, in the way of unsigned numbers, before the first.
  std::span<Sought> together(std::size_t begin) {
    if (begin >= sought_.size()) return {};
    return std::span(sought_).subspan(begin, std::min(kTogether, sought_.size() - begin));
  }

  // From candidates_ into sought_, by where they may stand, roughly. All are below `limit`.
  void put_in_order(std::uint64_t limit) {
    const int bits = std::min(kPartsMostBits, static_cast<int>(std::bit_width(candidates_.size() / kPartNames)));
    const int shift = std::max(0, static_cast<int>(std::bit_width(limit - 1)) - bits);
    begins_.assign((std::size_t{1} << bits) + 1, 0);
    for (const Sought& each : candidates_) ++begins_[(std::uint64_t{each.at} >> shift) + 1];
    for (std::size_t part = 1; part < begins_.size(); ++part) begins_[part] += begins_[part - 1];
    sought_.resize(candidates_.size());
    for (const Sought& each : candidates_) sought_[begins_[std::uint64_t{each.at} >> shift]++] = each;
  }

  // From sought_ into candidates_: of each number the rows that may well have it.
  void find_candidates(const Index& index) {
    const KeyMap& map = index.telephone_map();
    candidates_.clear();
    progress_.assign(sought_.size(), Progress::nobody);
    for (std::size_t begin = 0; begin < sought_.size() + kTogether; begin += kTogether) {
      for (const Sought& each : together(begin)) map.prefetch(spread(each.key));
      for (const Sought& each : together(begin - kTogether)) {
        map.first_candidates(spread(each.key), [&](RowNumber row) {
          if (row >= index.size()) return;
          candidates_.push_back({each.key, each.which, row});
          progress_[each.which] = Progress::candidates;
        });
      }
    }
  }

  std::vector<std::uint32_t> begins_;
  std::vector<Sought> sought_;
  std::vector<Sought> candidates_;
  std::vector<Progress> progress_;
};

}  // namespace assent::index
