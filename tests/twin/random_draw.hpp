// Draws that depend on the seed alone: the same on every machine and with every standard library.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <random>
#include <string>
#include <vector>

namespace twin {

class Draw {
 public:
  explicit Draw(std::uint64_t seed) : engine_(seed) {}

  // From 0 to n - 1. Requires n > 0. (The standard distributions may differ between libraries; the engine may not.)
  std::uint64_t below(std::uint64_t n) { return engine_() % n; }

  // Both ends included.
  std::int64_t between(std::int64_t low, std::int64_t high) {
    return low + static_cast<std::int64_t>(below(static_cast<std::uint64_t>(high - low + 1)));
  }

  bool percent(std::uint64_t chance) { return below(100) < chance; }

  template <class T>
  const T& of(const std::vector<T>& choices) {
    return choices[below(choices.size())];
  }

  std::string word(std::initializer_list<const char*> choices) { return *(choices.begin() + below(choices.size())); }

  // Each of the words with this chance, and at least one.
  std::vector<std::string> some(std::initializer_list<const char*> choices, std::uint64_t chance) {
    std::vector<std::string> result;
    for (const char* choice : choices) {
      if (percent(chance)) result.emplace_back(choice);
    }
    if (result.empty()) result.push_back(word(choices));
    return result;
  }

 private:
  std::mt19937_64 engine_;
};

}  // namespace twin
