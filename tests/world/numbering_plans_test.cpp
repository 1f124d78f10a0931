// The numbering plans give an E.164 form exactly where libphonenumber gives the same one.
#include "world/numbering_plans.hpp"

#include <gtest/gtest.h>
#include <phonenumbers/phonenumberutil.h>
#include <rapidcheck/gtest.h>

#include <cstdint>
#include <iterator>
#include <random>
#include <set>
#include <string>

namespace assent::numbering_plans_test {

using namespace world;
namespace {

using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

const NumberingPlans& plans() {
  static const NumberingPlans all;
  return all;
}

// libphonenumber's own result; empty: it refuses.
std::string asked(const std::string& text, const std::string& country) {
  const PhoneNumberUtil& library = *PhoneNumberUtil::GetInstance();
  PhoneNumber number;
  if (library.Parse(text, country, &number) != PhoneNumberUtil::NO_PARSING_ERROR) return {};
  if (library.IsPossibleNumberWithReason(number) != PhoneNumberUtil::IS_POSSIBLE) return {};
  std::string e164;
  library.Format(number, PhoneNumberUtil::E164, &e164);
  return e164;
}

std::string digits(std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += static_cast<char>('0' + *rc::gen::inRange(0, 10));
  return text;
}

TEST(NumberingPlans, KnowTheUsualNumbers) {
  for (const char* text : {"+9613123456", "+96170123456", "+12125550123", "+33612345678", "+447700900123"}) {
    EXPECT_TRUE(plans().is_plain_e164(text)) << text;
  }
  for (const char* text :
       {"", "+", "+961", "9613123456", "+9610123456", "+961 3123456", "+99912345678", "+0123456789"}) {
    EXPECT_FALSE(plans().is_plain_e164(text)) << text;
  }
}

RC_GTEST_PROP(NumberingPlansLaw, AgreeWithTheLibrary, ()) {
  static const std::set<int> codes = [] {
    std::set<int> all;
    PhoneNumberUtil::GetInstance()->GetSupportedCallingCodes(&all);
    return all;
  }();
  for (const int code : codes) {
    const std::string text = '+' + std::to_string(code) + digits(*rc::gen::inRange<std::size_t>(3, 13));
    RC_ASSERT(!plans().is_plain_e164(text) || asked(text, "LB") == text);
  }
}

struct Written {
  const char* country;
  const char* text;
  const char* e164;  // empty: left to libphonenumber
};

TEST(NumberingPlans, KnowTheUsualWaysToWrite) {
  const Written numbers[] = {
      {"LB", "03 123 456", "+9613123456"},
      {"LB", "03123456", "+9613123456"},
      {"LB", "3/123456", "+9613123456"},
      {"LB", "+961 (3) 123-456", "+9613123456"},
      {"LB", "70-123456", "+96170123456"},
      {"US", "(201) 555-0123", "+12015550123"},
      {"US", "1.201.555.0123", "+12015550123"},
      {"CA", "416 555 0123", "+14165550123"},
      {"FR", "06 12 34 56 78", "+33612345678"},
      {"GB", "07700 900123", "+447700900123"},
      {"DE", "0151/23456789", "+4915123456789"},
      {"EG", "0100 123 4567", "+201001234567"},
      {"IN", "098765 43210", "+919876543210"},
      {"IN", "91765 43210", "+919176543210"},
      {"AU", "0412 345 678", "+61412345678"},
      {"RU", "8 (916) 123-45-67", "+79161234567"},
      {"", "+33 6 12 34 56 78", "+33612345678"},
      {"LB", "", ""},
      {"LB", "()", ""},
      {"LB", "0", ""},
      {"LB", "00961 3 123 456", ""},
      {"LB", "03 123 456 x7", ""},
      {"LB", "03 123 4567 89", ""},
      {"US", "555-0123", ""},
      {"IT", "06 6982", ""},
      {"", "03 123 456", ""},
      {"QQ", "03 123 456", ""},
      {"lb", "03 123 456", ""},
  };
  for (const Written& number : numbers) {
    EXPECT_EQ(plans().e164(number.text, number.country), number.e164) << number.country << ' ' << number.text;
    if (*number.e164 != '\0') {
      EXPECT_EQ(asked(number.text, number.country), number.e164) << number.text;
    }
  }
}

// Writes numbers as people do, or nearly so; each is a function of the seed.
class Pen {
 public:
  explicit Pen(std::uint32_t seed) : random_(seed) {}

  std::string number_of(const std::string& country) {
    const std::string code = std::to_string(PhoneNumberUtil::GetInstance()->GetCountryCodeForRegion(country));
    const std::string beginnings[] = {"",   "",    "0",  "0",        "1",        "8",       "06",
                                      "00", "011", code, '+' + code, '0' + code, code + '0'};
    return marked(beginnings[below(std::size(beginnings))] + (below(3) == 0 ? digits(1 + below(14)) : alike(country)));
  }

 private:
  std::size_t below(std::size_t limit) { return random_() % limit; }
  char digit() { return static_cast<char>('0' + below(10)); }

  std::string digits(std::size_t count) {
    std::string text;
    while (text.size() < count) text += digit();
    return text;
  }

  // An example of the country's numbers with some digits changed, lost or added.
  std::string alike(const std::string& country) {
    constexpr PhoneNumberUtil::PhoneNumberType kinds[] = {PhoneNumberUtil::FIXED_LINE, PhoneNumberUtil::MOBILE,
                                                          PhoneNumberUtil::TOLL_FREE, PhoneNumberUtil::UAN};
    PhoneNumber example;
    PhoneNumberUtil::GetInstance()->GetExampleNumberForType(country, kinds[below(std::size(kinds))], &example);
    std::string text;
    PhoneNumberUtil::GetInstance()->GetNationalSignificantNumber(example, &text);
    for (std::size_t changes = below(5); changes > 0 && !text.empty(); --changes) text[below(text.size())] = digit();
    if (below(6) == 0 && !text.empty()) text.erase(below(text.size()), 1);
    if (below(6) == 0) text.insert(below(text.size() + 1), 1, digit());
    return text;
  }

  std::string marked(const std::string& plain) {
    const std::string strange[] = {"x", "#", ",", ";", "*", "~", ":", "+", "\t", "ext", "\xC2\xA0", "\xD9\xA3", "-"};
    const std::size_t every = 2 + below(6);
    std::string text;
    for (const char c : plain) {
      if (below(every) == 0) text += " -./()"[below(6)];
      text += c;
    }
    if (below(8) == 0) text += " -./()"[below(6)];
    if (below(20) == 0) text.insert(below(text.size() + 1), strange[below(std::size(strange))]);
    return text;
  }

  std::mt19937 random_;
};

// Every country in every run. What is not known is left to libphonenumber, so refusals come from it.
RC_GTEST_PROP(NumberingPlansLaw, AgreeWithTheLibraryInEveryCountry, ()) {
  static const std::set<std::string> countries = [] {
    std::set<std::string> all;
    PhoneNumberUtil::GetInstance()->GetSupportedRegions(&all);
    return all;
  }();
  Pen pen(*rc::gen::resize(rc::kNominalSize, rc::gen::inRange<std::uint32_t>(0, 1'000'000'000)));
  std::size_t known = 0;
  for (const std::string& country : countries) {
    for (int i = 0; i < 4; ++i) {
      const std::string text = pen.number_of(country);
      const std::string e164 = plans().e164(text, country);
      if (e164.empty()) continue;
      ++known;
      if (e164 != asked(text, country)) RC_FAIL(country + ' ' + text + ": " + e164);
    }
  }
  RC_ASSERT(known > countries.size() / 2);
}

}  // namespace
}  // namespace assent::numbering_plans_test
