// NumberingPlans: which numbers can be brought into E.164 form without asking libphonenumber. Thread-safe.
//
// It answers only where the answer cannot differ from libphonenumber's, and it never refuses a number: that is left to
// libphonenumber. It reads ASCII digits among the usual marks (spaces, `-`, `.`, `/` and parentheses), with `+` and the
// country's code or as they are dialled within the default country. The rules are those of libphonenumber's own
// metadata. They are regular expressions; instead of matching them, it asks what they may match at all (DigitLanguage)
// and leaves the number to libphonenumber wherever the outcome could depend on more.
#pragma once

#include "world/digit_language.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace assent::world {

class NumberingPlans {
 public:
  // From the metadata of the installed libphonenumber.
  NumberingPlans();

  // True: `text` is accepted, and is its own E.164 form. False: unknown; ask libphonenumber.
  bool is_plain_e164(std::string_view text) const;

  // The E.164 form of an accepted number. Empty: unknown; ask libphonenumber. `default_country` as for
  // Telephones::e164.
  std::string e164(std::string_view text, std::string_view default_country) const;

 private:
  struct Plan {
    std::size_t code = 0;  // country calling code
    std::string code_digits;
    std::uint32_t possible = 0;    // bit n: a national number may have n digits
    std::uint32_t local = 0;       // bit n: it has n digits where its area is left out
    std::string prefix;            // the national prefix that is mere digits; may be empty
    DigitLanguage other_prefixes;  // what else is taken for a national prefix
    std::string exit_code;         // dialled before the code of another country
    std::string national_numbers;  // without national prefix

    bool may_have_prefix(std::string_view digits) const;
  };
  // What only numbers without a country code need, read when the first of them comes.
  struct Home {
    std::once_flag read;
    DigitLanguage exit_code;
    DigitLanguage national_numbers;
  };
  using Place = std::uint16_t;  // in plans_; 0 is no plan

  bool is_national(const Plan& plan, std::string_view digits) const;
  bool is_international(std::string_view digits) const;
  const Home& home(Place place) const;
  std::string from_within(Place place, std::string_view digits) const;

  std::vector<Plan> plans_;
  std::unique_ptr<Home[]> homes_;      // beside plans_
  std::array<Place, 1000> by_code_{};  // the main country's
  std::array<Place, 26 * 26> by_country_{};
};

}  // namespace assent::world
