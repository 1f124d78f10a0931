// Countries as people name them for telephone numbers without `+`. Pure.
#pragma once

#include "base/result.hpp"
#include "base/telephones.hpp"

#include <string_view>

namespace assent::app {

// Empty is valid: no country.
//
//   invalid  `country`, named `called` in messages, is not the ISO 3166-1 alpha-2 code of a country with known numbers,
//            such as `LB`
Result<void> check_country(const Telephones& telephones, std::string_view country, std::string_view called);

}  // namespace assent::app
