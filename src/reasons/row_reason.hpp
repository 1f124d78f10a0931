// RowReason: one reason about a row of a list, as a value: why the row was rejected, or how it was mended. The reader
// of the row makes it; the writer of the rejects puts it into words (explanation/row_words.hpp).
//
// It contains nothing of the row that its words may not show. Values; thread-safe.
#pragma once

#include "reasons/row_code.hpp"

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace assent::reasons {

struct RowReason;

// In the order in which they are shown; empty: the row counts as written.
using RowReasons = std::vector<RowReason>;

// The value of one placeholder of the words: a text, a number, a list of words, or other reasons.
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

}  // namespace assent::reasons
