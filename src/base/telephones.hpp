// Telephones: the port to what is known about the world's telephone numbers. Implementation: world/telephones.hpp.
#pragma once

#include "base/telephone_fault.hpp"

#include <string>
#include <string_view>

#include <tl/expected.hpp>

namespace assent {

// Whether it has the form of ISO 3166-1 alpha-2 codes: two capital letters. The country may not exist.
inline bool is_country_code(std::string_view text) {
  const auto capital = [](char c) { return c >= 'A' && c <= 'Z'; };
  return text.size() == 2 && capital(text[0]) && capital(text[1]);
}

class Telephones {
 public:
  virtual ~Telephones() = default;

  // The number in E.164 form, `+` and digits, from any spelling. `default_country` (ISO 3166-1 alpha-2, such as `LB`)
  // is the country of a number without `+`; empty: such a number is refused. Thread-safe.
  virtual tl::expected<std::string, TelephoneFault> e164(std::string_view text,
                                                         std::string_view default_country) const = 0;

  // Whether numbers of that country are known at all.
  virtual bool knows_country(std::string_view country) const = 0;
};

}  // namespace assent
