// How many parts an SMS has (3GPP TS 23.038 and 23.040). Pure; thread-safe.
#pragma once

#include <cstddef>
#include <string_view>

namespace assent::notice_check {

struct SmsParts {
  bool ucs2 = false;      // a character is not in GSM's default alphabet: 16 bits for each
  std::size_t units = 0;  // septets, or UTF-16 units
  std::size_t parts = 1;  // 160 or 153 septets each; 70 or 67 units
};

// Of a text in UTF-8. No character and no escape sequence is divided between parts.
SmsParts sms_parts_of(std::string_view text);

}  // namespace assent::notice_check
