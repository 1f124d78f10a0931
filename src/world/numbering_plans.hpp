// NumberingPlans: which texts are E.164 numbers already, so that libphonenumber need not be asked. Immutable;
// thread-safe.
//
// It answers only where the answer cannot differ from libphonenumber's. That library leaves a number as it is when it
// is `+` and digits, its national part has a possible length and does not begin with 0, and nothing that could be a
// national prefix stands in front of it. Prefixes are regular expressions; a digit that such an expression does not
// mention cannot be matched by it, so a national part that begins with one holds no prefix.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace assent {

class NumberingPlans {
 public:
  // From the metadata of the installed libphonenumber.
  NumberingPlans();

  // True: `text` is accepted, and is its own E.164 form. False: unknown; ask libphonenumber.
  bool is_plain_e164(std::string_view text) const;

 private:
  struct Plan {
    bool known = false;
    std::uint32_t lengths = 0;     // bit n: a national part may have n digits
    std::uint32_t may_prefix = 0;  // bit d: a national prefix may begin with digit d
  };
  std::array<Plan, 1000> plans_{};  // by country calling code
};

}  // namespace assent
