// Words: how messages write numbers, lists and a user's text. Pure; thread-safe.
#pragma once

#include "base/instant.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace assent::wording {

// "7,043".
std::string thousands(std::uint64_t number);

// "61.3 %"; out of nothing: "-"; never "0.0 %" for more than nothing or "100.0 %" for less than all.
std::string percentage(std::uint64_t part, std::uint64_t whole);

// An instant without its fraction, for tables: "2026-02-17T22:00:00Z".
std::string to_the_second(Instant instant);

// "1 row", "7,043 rows".
std::string counted(std::uint64_t number, std::string_view singular, std::string_view plural);

// "`carrier`, `agent`".
std::string listed(std::span<const std::string> names);

// "a, b", or "-" for none.
std::string joined(std::span<const std::string> names);

// A text for standard error: whatever looks like a telephone number or an e-mail address, or is a key that signs, an
// API key or an access token, is replaced by "…". A number may be written in digits of any script, and in groups by
// anything that groups: blanks, marks and symbols of every kind; the sign of an address as `%40`, `＠` or `(at)` too.
// Days and times, places (`list.csv:12:3`) and entries' names (`0/1234567`) stay.
std::string masked(std::string_view text);

// A word from the command line in `backticks`: cut to a readable length, masked, and visible (base/visible.hpp).
std::string shown(std::string_view word);

}  // namespace assent::wording
