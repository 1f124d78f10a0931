// Words: how the terminal writes numbers, lists and what a user typed. Pure.
#pragma once

#include "base/instant.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace assent {

// "7,043".
std::string thousands(std::uint64_t number);

// "61.3 %"; of nothing: "-"; never "0.0 %" for something or "100.0 %" for less than all.
std::string share(std::uint64_t part, std::uint64_t whole);

// An instant without its fraction, for tables: "2026-02-17T22:00:00Z".
std::string to_the_second(Instant instant);

// "1 row", "7,043 rows".
std::string counted(std::uint64_t number, std::string_view singular, std::string_view plural);

// "`carrier`, `agent`".
std::string listed(std::span<const std::string> names);

// "a, b", or "-" for none.
std::string joined(std::span<const std::string> names);

// A text for standard error: whatever looks like a telephone number or a mail address, or is a key that signs, is
// replaced by "…".
std::string masked(std::string_view text);

// A word from the command line in `backticks`: cut to a readable length, without control characters, masked.
std::string shown(std::string_view word);

// A name for a heading: as it is, or as a literal (certificate/literal.hpp) where it has something that could move a
// cursor, turn a line or the direction of writing. Precondition: `name` is UTF-8.
std::string printable(std::string_view name);

// Columns that the text takes on a terminal: combining marks and format characters take none, East Asian wide
// characters two.
std::size_t display_width(std::string_view utf8);

// Broken between words into lines of at most `width` columns, all but the first indented by `indent` spaces.
std::string wrapped(std::string_view text, std::size_t width, std::size_t indent);

}  // namespace assent
