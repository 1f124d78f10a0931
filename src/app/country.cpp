#include "app/country.hpp"

#include "wording/words.hpp"

#include <fmt/format.h>

namespace assent::app {

Result<void> check_country(const Telephones& telephones, std::string_view country, std::string_view called) {
  if (country.empty() || (is_country_code(country) && telephones.knows_country(country))) return {};
  return fail(ErrorCode::invalid,
              fmt::format("{} is {}, which is not a country's code", called, wording::shown(country)),
              "write two capital letters from ISO 3166-1, such as `LB`");
}

}  // namespace assent::app
