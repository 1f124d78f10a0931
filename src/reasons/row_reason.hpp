// RowReason: one thing that is said of a row of a list, as a value: why the row was turned away, or what was made of
// it. Whoever reads the row makes it; whoever writes the rejects words it in a language (explanation/row_words.hpp).
//
// It holds nothing of the row that its words may not tell. Values; thread-safe.
#pragma once

#include "reasons/row_code.hpp"

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace assent {

struct RowReason;

// In the order in which they are said; empty: the row stands as it is written.
using RowReasons = std::vector<RowReason>;

// What stands for one placeholder of the words: a text, a number, a list of words, or further reasons.
struct RowArgument {
  using Value = std::variant<std::string, std::uint64_t, std::vector<std::string>, RowReasons>;

  std::string_view name;  // of the placeholder; a literal
  Value value;

  RowArgument(std::string_view placeholder, std::string_view text);
  RowArgument(std::string_view placeholder, std::uint64_t number);
  RowArgument(std::string_view placeholder, std::vector<std::string> words);
  RowArgument(std::string_view placeholder, RowReasons reasons);

  friend bool operator==(const RowArgument& one, const RowArgument& other);
};

struct RowReason {
  RowCode code;
  std::vector<RowArgument> arguments;

  template <class Code>
    requires std::constructible_from<RowCode, Code>
  RowReason(Code which, std::vector<RowArgument> with = {}) : code(which), arguments(std::move(with)) {}

  friend bool operator==(const RowReason&, const RowReason&) = default;
};

// "DONE: WHY": what was made of a row, and the reason.
RowReason mended(Mending done, RowReasons why);

// Puts the others behind.
void add(RowReasons& reasons, RowReasons others);

}  // namespace assent
