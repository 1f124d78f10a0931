#include "world/telephones.hpp"
#include "explanation/row_words.hpp"

#include <gtest/gtest.h>

#include <string>

namespace assent::telephones_test {

using namespace world;
namespace {

struct Number {
  const char* text;
  const char* country;
  const char* e164;
};

TEST(WorldTelephones, ReadNumbersAsPeopleWriteThem) {
  const Number numbers[] = {
      {"+961 3 123 456", "", "+9613123456"},
      {"03 123 456", "LB", "+9613123456"},
      {"03/123456", "LB", "+9613123456"},
      {"70-123456", "LB", "+96170123456"},
      {"00961 70 123456", "LB", "+96170123456"},
      {"+96170123456", "LB", "+96170123456"},
      {"(212) 555-0123", "US", "+12125550123"},
      {"+1 212 555 0123", "LB", "+12125550123"},
      {"\xD9\xA0\xD9\xA3 \xD9\xA1\xD9\xA2\xD9\xA3\xD9\xA4\xD9\xA5\xD9\xA6", "LB", "+9613123456"},
      {"+39 06 6982", "LB", "+39066982"},
  };
  const WorldTelephones telephones;
  for (const Number& number : numbers) {
    const auto e164 = telephones.e164(number.text, number.country);
    ASSERT_TRUE(e164) << number.text << ": " << explanation::row_words(e164.error(), explanation::Language::en).what;
    EXPECT_EQ(*e164, number.e164) << number.text;
    EXPECT_EQ(telephones.e164(*e164, "LB"), *e164);
  }
}

TEST(WorldTelephones, RefuseWithoutRepeatingTheNumber) {
  const Number numbers[] = {
      {"", "LB", "not a telephone number"},
      {"call me", "LB", "not a telephone number"},
      {"03 123 456", "", "a telephone number without its country"},
      {"03 123 456", "QQ", "a telephone number whose country is unknown"},
      {"+999 123 456 789", "LB", "a telephone number whose country is unknown"},
      {"12", "LB", "too short for a telephone number of its country"},
      {"+961 3 123", "LB", "too short for a telephone number of its country"},
      {"+961 3 123 456 789 12", "LB", "too long for a telephone number of its country"},
      {"555-0123", "US", "a telephone number without its area"},
  };
  const WorldTelephones telephones;
  for (const Number& number : numbers) {
    const auto e164 = telephones.e164(number.text, number.country);
    ASSERT_FALSE(e164) << number.text;
    EXPECT_EQ(explanation::row_words(e164.error(), explanation::Language::en).what, number.e164) << number.text;
  }
  EXPECT_EQ(telephones.e164(std::string(10'000, '1'), "LB").error(), TelephoneFault::too_long);
}

TEST(WorldTelephones, ReadThePlansOfToday) {
  const WorldTelephones telephones;
  const std::string line = "+2290197123456";
  const Number forms[] = {
      {"+229 01 97 12 34 56", "", ""},
      {"+2290197123456", "LB", ""},
      {"01 97 12 34 56", "BJ", ""},
      {"00229 01 97 12 34 56", "LB", ""},
      {"+229 97 12 34 56", "", ""},
      {"97123456", "BJ", ""},
      {"+22997123456", "BJ", ""},
      {"00229 97123456", "LB", ""},
      {"2290197123456", "BJ", ""},
      {"0197123456.0", "BJ", ""},
      {"+\xD9\xA2\xD9\xA2\xD9\xA9 \xD9\xA0\xD9\xA1 97 12 34 56", "", ""},
  };
  for (const Number& form : forms) {
    const auto e164 = telephones.e164(form.text, form.country);
    ASSERT_TRUE(e164) << form.text << ": " << explanation::row_words(e164.error(), explanation::Language::en).what;
    EXPECT_EQ(*e164, line) << form.text;
  }
  for (const char* wrong : {"+229 02 97 12 34 56", "+229 97 12 34 5", "+229 01 97 12 34 56 7"}) {
    EXPECT_FALSE(telephones.e164(wrong, "BJ")) << wrong;
  }
}

// A STOP comes by a message, from the form with the 9; the carrier's base has the other form. libphonenumber takes both
// as valid, and as two numbers.
TEST(WorldTelephones, KnowAnArgentineLineByBothOfItsForms) {
  const WorldTelephones telephones;
  const Number forms[] = {
      {"+5491123456789", "", ""},     {"+54 9 11 2345-6789", "AR", ""}, {"+541123456789", "", ""},
      {"011 15 2345-6789", "AR", ""}, {"11 2345 6789", "AR", ""},       {"91123456789", "AR", ""},
      {"5491123456789", "AR", ""},    {"005491123456789", "AR", ""},    {"5491123456789.0", "AR", ""},
  };
  for (const Number& form : forms) {
    const auto e164 = telephones.e164(form.text, form.country);
    ASSERT_TRUE(e164) << form.text << ": " << explanation::row_words(e164.error(), explanation::Language::en).what;
    EXPECT_EQ(*e164, "+541123456789") << form.text;
  }
}

// A spreadsheet takes a number for a quantity, and writes one digit more.
TEST(WorldTelephones, ReadNoDecimalAsAFigure) {
  const WorldTelephones telephones;
  for (const char* text : {"3123456.0", "3123456.00", " 3123456.0 ", "3123456,0", "9613123456.0", "+9613123456.0"}) {
    const auto e164 = telephones.e164(text, "LB");
    ASSERT_TRUE(e164) << text;
    EXPECT_EQ(*e164, "+9613123456") << text;
  }
  for (const char* text : {"9.613123456E9", "9.6131E+09", "9,61312E+11", "96131E5"}) {
    const auto e164 = telephones.e164(text, "LB");
    ASSERT_FALSE(e164) << text;
    EXPECT_EQ(explanation::row_words(e164.error(), explanation::Language::en).what,
              "a telephone number that a spreadsheet has rounded");
  }
}

TEST(WorldTelephones, KnowTheirCountries) {
  const WorldTelephones telephones;
  EXPECT_TRUE(telephones.knows_country("LB"));
  EXPECT_FALSE(telephones.knows_country("QQ"));
  EXPECT_FALSE(telephones.knows_country("lb"));
}

}  // namespace
}  // namespace assent::telephones_test
