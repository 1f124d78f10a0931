// Dictionary: byte strings, each kept once, numbered from 0 in the order in which they first came, up to a limit. Not
// thread-safe.
#pragma once

#include "evidence/hash.hpp"

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace assent::index {

class Dictionary {
 public:
  explicit Dictionary(std::uint32_t most) : most_(most) {}

  struct Place {
    std::uint32_t number;
    bool added;
  };
  // Nothing: it is a new one, and the limit is reached.
  std::optional<Place> intern(const evidence::Bytes& bytes) {
    const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    if (const auto found = numbers_.find(text); found != numbers_.end()) return Place{found->second, false};
    if (texts_.size() >= most_) return std::nullopt;
    const auto number = static_cast<std::uint32_t>(texts_.size());
    texts_.emplace_back(text);
    numbers_.emplace(texts_.back(), number);
    return Place{number, true};
  }

  std::size_t size() const { return texts_.size(); }
  evidence::ByteView operator[](std::size_t number) const { return evidence::view_of(texts_[number]); }

 private:
  std::uint32_t most_;
  std::deque<std::string> texts_;  // which does not move them
  std::unordered_map<std::string_view, std::uint32_t> numbers_;
};

}  // namespace assent::index
