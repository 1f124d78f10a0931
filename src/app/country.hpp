// Countries as people name them where telephone numbers are written without `+`. Pure.
#pragma once

#include "base/result.hpp"
#include "base/telephones.hpp"

#include <string_view>

namespace assent {

// Empty: none, which is well.
//
//   invalid  `country`, which messages call `called`, is not the ISO 3166-1 alpha-2 code of a country whose numbers are
//            known, such as `LB`
Result<void> check_country(const Telephones& telephones, std::string_view country, std::string_view called);

}  // namespace assent
