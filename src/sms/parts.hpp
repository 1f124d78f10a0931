// Parts: how a text travels as text messages (3GPP TS 23.038 and 23.040), and in how many. Pure; thread-safe.
#pragma once

#include "base/result.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace assent::sms {

// A text whose characters all are in the default alphabet, with its extension table, travels in septets; every other
// text in UCS-2, with pairs of surrogates for what is beyond it.
enum class Alphabet : std::uint8_t { gsm, ucs2 };
std::string_view to_string(Alphabet alphabet);  // `gsm-7bit`, `ucs-2`

struct Parts {
  Alphabet alphabet = Alphabet::gsm;
  std::size_t units = 0;  // septets (a character of the extension table takes two), or code units of 16 bits
  std::size_t parts = 0;  // 0: the text is empty
  std::size_t left = 0;   // units that still fit into the last part
  std::string outside;    // the first character that is not in the default alphabet; empty: there is none

  friend bool operator==(const Parts&, const Parts&) = default;
};

// 160 septets or 70 code units in one part; 153 or 67 in each of several, for each begins with a header that joins
// them. Neither a pair of surrogates nor an escape and its character is split.
//
//   invalid  the text is not UTF-8
Result<Parts> parts_of(std::string_view text);

}  // namespace assent::sms
