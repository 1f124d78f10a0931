// FirstLines: the line of a text on which each account occurs first.
//
// Keeps a 64-bit fingerprint of each account, not the account, so that ten million take at most 240 MB. In one of some
// 400,000 texts of that size, two accounts have the same fingerprint; the second then counts as a repeated row. Not
// thread-safe.
#pragma once

#include "index/key.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace assent::service {

class FirstLines {
 public:
  FirstLines() : fingerprints_(kSlotsMin), lines_(kSlotsMin) {}

  // The earlier line of the account. Nothing: this is the first, and it is noted now.
  std::optional<std::uint64_t> earlier(std::string_view account, std::uint64_t line) {
    if ((count_ + 1) * 4 > fingerprints_.size() * 3) grow();
    const std::uint64_t fingerprint = fingerprint_of(index::spread(account));
    const std::size_t slot = slot_of(fingerprint);
    if (fingerprints_[slot] == fingerprint) return lines_[slot];
    fingerprints_[slot] = fingerprint;
    lines_[slot] = static_cast<std::uint32_t>(line);
    ++count_;
    return std::nullopt;
  }

  // Whether an account with that hash (spread(account)) was noted.
  bool holds(std::uint64_t hash) const {
    const std::uint64_t fingerprint = fingerprint_of(hash);
    return fingerprints_[slot_of(fingerprint)] == fingerprint;
  }

 private:
  static constexpr std::size_t kSlotsMin = 1024;  // a power of two

  static std::uint64_t fingerprint_of(std::uint64_t hash) { return hash == 0 ? 1 : hash; }  // 0 marks a free slot

  std::size_t slot_of(std::uint64_t fingerprint) const {
    const std::size_t mask = fingerprints_.size() - 1;
    std::size_t slot = static_cast<std::size_t>(fingerprint) & mask;
    while (fingerprints_[slot] != 0 && fingerprints_[slot] != fingerprint) slot = (slot + 1) & mask;
    return slot;
  }

  void grow() {
    std::vector<std::uint64_t> fingerprints(fingerprints_.size() * 2);
    std::vector<std::uint32_t> lines(fingerprints.size());
    fingerprints.swap(fingerprints_);
    lines.swap(lines_);
    for (std::size_t i = 0; i < fingerprints.size(); ++i) {
      if (fingerprints[i] == 0) continue;
      const std::size_t slot = slot_of(fingerprints[i]);
      fingerprints_[slot] = fingerprints[i];
      lines_[slot] = lines[i];
    }
  }

  std::size_t count_ = 0;
  std::vector<std::uint64_t> fingerprints_;
  std::vector<std::uint32_t> lines_;
};

}  // namespace assent::service
