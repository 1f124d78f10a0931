// A customer's telephone numbers and e-mail addresses, in as many columns as a carrier's file has for them.
#include "intake/contacts.hpp"
#include "explanation/row_words.hpp"
#include "intake/customer_mapping.hpp"
#include "intake/customers.hpp"

#include "intake/known_world.hpp"
#include "intake/one_row.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace assent::contacts_test {

using namespace intake;
namespace {

using testing::HasSubstr;

const KnownZones kZones;

// `0` and digits, at least seven of them, in LB; a number that begins with `+` stays as it is, without blanks.
class StrictTelephones : public Telephones {
 public:
  tl::expected<std::string, TelephoneFault> e164(std::string_view text, std::string_view country) const override {
    std::string digits;
    for (const char c : text) {
      if (c >= '0' && c <= '9') digits += c;
    }
    if (digits.size() < 7 || digits.size() > 12) return tl::unexpected(TelephoneFault::not_a_number);
    if (text.starts_with('+')) return "+" + digits;
    if (country != "LB" || digits.front() != '0') return tl::unexpected(TelephoneFault::without_country);
    return "+961" + digits.substr(1);
  }
  bool knows_country(std::string_view country) const override { return country == "LB"; }
};
const StrictTelephones kTelephones;

// The row's two cells `a` and `b` under that mapping.
CustomerRow read(const std::string& contacts, std::string_view a, std::string_view b) {
  return one_row(contacts, {"a", "b"}, {a, b}, kZones, kTelephones);
}

TEST(Contacts, StandInSeveralColumns) {
  const std::string several = "[telephone]\ncolumns = [\"a\", \"b\"]\ncountry = \"LB\"\n";
  EXPECT_EQ(read(several, "03 123 456", "01 123 456").customer.telephones, (Names{"+9613123456", "+9611123456"}));
  EXPECT_EQ(read(several, "03 123 456", "+961 3 123456").customer.telephones, Names{"+9613123456"}) << "each once";
  EXPECT_EQ(read(several, "", "01 123 456").customer.telephones, Names{"+9611123456"});
  const CustomerRow half = read(several, "call me", "01 123 456");
  EXPECT_EQ(half.customer.telephones, Names{"+9611123456"});
  ASSERT_TRUE(half.left_out);
  EXPECT_THAT(explanation::say(half.left_out->reasons, explanation::Language::en),
              HasSubstr("`a` is not a telephone number"));

  const std::string list =
      "[[telephone]]\ncolumn = \"b\"\n[[telephone]]\ncolumn = \"a\"\ncountry = \"LB\"\nseparator = \";\"\n";
  EXPECT_EQ(read(list, "03 123 456; 03 123 457;", "+33 1 23 45 67 89").customer.telephones,
            (Names{"+33123456789", "+9613123456", "+9613123457"}));
}

TEST(Contacts, OneNumberStandsInTwoColumns) {
  const std::string joined = "[telephone]\njoin = [\"a\", \"b\"]\ncountry = \"LB\"\n";
  EXPECT_EQ(read(joined, "03", "123 456").customer.telephones, Names{"+9613123456"});
  EXPECT_EQ(read(joined, "", "03123456").customer.telephones, Names{"+9613123456"});
  EXPECT_TRUE(read(joined, "03", "").left_out);
  EXPECT_FALSE(read(joined, "", "").left_out);
  const std::string with_code = "[telephone]\njoin = [\"a\", \"b\"]\n";
  for (const char* code : {"961", "+961", "00961"}) {
    EXPECT_EQ(read(with_code, code, "3123456").customer.telephones, Names{"+9613123456"}) << code;
  }
}

// If a mapping lists columns that it should join, no number is lost that may be the customer's.
TEST(Contacts, ListedPartsAreReadTogether) {
  const std::string listed = "[telephone]\ncolumns = [\"a\", \"b\"]\ncountry = \"LB\"\n";
  const CustomerRow parts = read(listed, "03", "123 456");
  EXPECT_EQ(parts.customer.telephones, Names{"+9613123456"});
  EXPECT_FALSE(parts.left_out);
  const CustomerRow either = read(listed, "03", "0123456");
  EXPECT_EQ(either.customer.telephones, (Names{"+961123456", "+96130123456"}));
  EXPECT_TRUE(either.left_out);
}

TEST(Contacts, EmailAddressesLikewise) {
  EXPECT_EQ(read("[email]\ncolumns = [\"a\", \"b\"]\n", "x@example.net", "y@example.net").customer.email_addresses,
            (Names{"x@example.net", "y@example.net"}));
  EXPECT_EQ(read("[email]\njoin = [\"a\", \"b\"]\n", "x", "example.net").customer.email_addresses,
            Names{"x@example.net"});
  const CustomerRow half = read("[email]\ncolumn = \"a\"\nseparator = \",\"\n", "x@example.net, nobody", "");
  EXPECT_EQ(half.customer.email_addresses, Names{"x@example.net"});
  EXPECT_TRUE(half.left_out);
}

TEST(Contacts, WhatAMappingGetsWrongIsTold) {
  for (const auto& [text, told] : std::vector<std::pair<std::string, std::string>>{
           {"[telephone]\ncolumn = \"a\"\ncolumns = [\"a\", \"b\"]\n",
            "more than one of `column`, `columns` and `join`"},
           {"[telephone]\ncolumns = [\"a\"]\n", "`telephone.columns` is not a list of columns"},
           {"[telephone]\njoin = \"a\"\n", "`telephone.join` is not a list of columns"},
           {"[telephone]\njoin = [\"a\", \"\"]\n", "lists something that is not a column"},
           {"[telephone]\njoin = [\"a\", \"b\"]\nseparator = \";\"\n", "both `join` and `separator`"},
           {"[telephone]\ncountry = \"LB\"\n", "`telephone` has no `column`"},
           {"[email]\ncolumn = \"a\"\ncountry = \"LB\"\n", "unknown key `country` in `email`"},
           {"[telephone_since]\ncolumn = \"a\"\n", "about numbers, but there is no `[telephone]`"},
           {"[telephone]\ncolumn = \"a\"\n[telephone_since]\ncolumn = \"b\"\nformat = \"day\"\n",
            "does not give a day"},
       }) {
    const auto mapping = read_customer_mapping(std::string(kHousehold) + text, "m.toml");
    ASSERT_FALSE(mapping) << text;
    EXPECT_THAT(to_string(mapping.error().front()), HasSubstr(told)) << text;
  }
}

TEST(Contacts, TellSinceWhenTheNumbersAreHis) {
  const std::string since = "[telephone]\ncolumn = \"a\"\ncountry = \"LB\"\n[telephone_since]\ncolumn = \"b\"\n";
  EXPECT_EQ(read(since, "03123456", "2024-01-31").telephone_since, parse_instant("2024-01-30T10:00:00Z").value())
      << "where on earth that day begins first, for his zone is unknown";
  EXPECT_EQ(read("[time_zone]\nconstant = \"Asia/Beirut\"\n" + since, "03123456", "2024-01-31").telephone_since,
            parse_instant("2024-01-30T22:00:00Z").value());
  EXPECT_EQ(read(since, "03123456", "").telephone_since, std::nullopt);
  EXPECT_EQ(read(since + "format = \"DD/MM/YYYY\"\n", "03123456", "31/01/2024").telephone_since,
            parse_instant("2024-01-30T10:00:00Z").value());
  const CustomerRow wrong = read(since, "03123456", "31/01/2024");
  EXPECT_EQ(wrong.telephone_since, std::nullopt);
  EXPECT_THAT(explanation::say(wrong.left_out->reasons, explanation::Language::en), HasSubstr("`b` is not a date"));
}

}  // namespace
}  // namespace assent::contacts_test
