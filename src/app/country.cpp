#include "app/country.hpp"

#include "wording/words.hpp"

#include <fmt/format.h>

namespace assent {

Result<void> check_country(const Telephones& telephones, std::string_view country, std::string_view called) {
  if (country.empty() || (is_country_code(country) && telephones.knows_country(country))) return {};
  return fail(ErrorCode::invalid, fmt::format("{} is {}, which is no country's code", called, shown(country)),
              "write two capitals as ISO 3166-1 has them, such as `LB`");
}

}  // namespace assent
