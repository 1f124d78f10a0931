// What the numbering plans take for E.164 is exactly what libphonenumber makes of it.
#include "world/numbering_plans.hpp"

#include <gtest/gtest.h>
#include <phonenumbers/phonenumberutil.h>
#include <rapidcheck/gtest.h>

#include <set>
#include <string>

namespace assent {
namespace {

using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

const NumberingPlans& plans() {
  static const NumberingPlans all;
  return all;
}

// libphonenumber's own answer; empty where it refuses.
std::string asked(const std::string& text) {
  const PhoneNumberUtil& library = *PhoneNumberUtil::GetInstance();
  PhoneNumber number;
  if (library.Parse(text, "LB", &number) != PhoneNumberUtil::NO_PARSING_ERROR) return {};
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
    RC_ASSERT(!plans().is_plain_e164(text) || asked(text) == text);
  }
}

}  // namespace
}  // namespace assent
