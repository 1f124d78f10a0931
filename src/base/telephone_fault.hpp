// TelephoneFault: why a text is not a telephone number. A constant; its words depend on the reader's language.
#pragma once

#include <cstdint>

namespace assent {

enum class TelephoneFault : std::uint8_t {
  rounded,
  quantity,
  without_country,
  country_unknown,
  not_a_number,
  ends_after_country,
  without_area,
  too_short,
  too_long,
  too_short_for_country,
  too_long_for_country,
  no_such_length,
};
inline constexpr int kTelephoneFaults = static_cast<int>(TelephoneFault::no_such_length) + 1;

}  // namespace assent
