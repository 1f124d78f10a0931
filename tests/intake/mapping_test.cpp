// All faults of a mapping are reported at once, each with its place and how to mend it.
#include "intake/approval_mapping.hpp"
#include "intake/customer_mapping.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace assent::mapping_test {

using namespace intake;
namespace {

std::string told(const Issues& issues) {
  std::string text;
  for (const Issue& issue : issues) text += to_string(issue) + '\n';
  return text;
}

template <class Mapping>
std::string told(const tl::expected<Mapping, Issues>& mapping) {
  return mapping ? std::string() : told(mapping.error());
}

constexpr std::string_view kLeast = R"([account]
column = "id"
[state]
constant = "active"
[kind]
constant = "residential"
[[services]]
constant = "local"
)";

TEST(CustomerMapping, TheLeast) {
  const auto mapping = read_customer_mapping(kLeast, "m.toml");
  ASSERT_TRUE(mapping) << told(mapping);
  EXPECT_EQ(mapping->account.column, "id");
  EXPECT_EQ(mapping->state.constant, Names{"active"});
  EXPECT_EQ(mapping->delimiter, ',');
  EXPECT_FALSE(mapping->language);
}

TEST(CustomerMapping, Everything) {
  const auto mapping = read_customer_mapping(R"(
[file]
delimiter = ";"
[account]
column = "id"
[state]
column = "STATUS"
values = { A = "active", X = "former" }
default = "active"
[kind]
column = "kind"
[language]
column = "lang"
values = { A = "ar", "English, UK" = "en-GB" }
[time_zone]
constant = "Asia/Beirut"
[[services]]
column = "PhoneService"
values = { Yes = "local", "Yes, with long distance" = ["local", "long_distance"], No = [] }
default = []
[[services]]
column = "all"
separator = ";"
[telephone]
column = "tel"
country = "LB"
[email]
column = "mail"
[address]
lines = ["street", "city"]
country_column = "country"
)",
                                             "m.toml");
  ASSERT_TRUE(mapping) << told(mapping);
  EXPECT_EQ(mapping->delimiter, ';');
  EXPECT_EQ(mapping->state.fallback, Names{"active"});
  EXPECT_EQ(mapping->kind.values.size(), 2U);  // the words themselves
  EXPECT_EQ(mapping->services.size(), 2U);
  EXPECT_EQ(mapping->services[0].fallback, Names{});
  EXPECT_EQ(mapping->services[1].separator, ';');
  EXPECT_EQ(mapping->telephones.at(0).country->constant, Names{"LB"});
  EXPECT_EQ(mapping->address_lines.size(), 2U);
  EXPECT_EQ(mapping->address_country->column, "country");
}

struct Fault {
  std::string_view text;
  std::string_view told;
};

TEST(CustomerMapping, TellsEachFaultWithItsPlace) {
  const Fault faults[] = {
      {"[account]\ncolumn = \"id\n", "m.toml:2:"},
      {"[acount]\ncolumn = \"id\"\n", "m.toml:1:2: unknown key `acount`; write `account`"},
      {"[account]\ncolum = \"id\"\n", "m.toml:2:1: unknown key `colum` in `account`; write `column`"},
      {"[account]\nconstant = \"1\"\n", "m.toml:2:1: unknown key `constant` in `account`"},
      {"[account]\n", "m.toml:1:1: `account` has no `column`; name the file's column for it"},
      {"[account]\ncolumn = 3\n", "m.toml:2:10: `account.column` is a whole number, not text"},
      {"[account]\ncolumn = \"\"\n", "m.toml:2:10: `account.column` is empty"},
      {"account = 3\n", "m.toml:1:11: `account` is a whole number, not a table"},
      {"", "m.toml:1:1: `[account]` is missing; add it, with its `column`"},
      {"", "m.toml:1:1: `[state]` is missing"},
      {"", "m.toml:1:1: `[[services]]` is missing"},
      {"[state]\nconstant = \"actve\"\n", "m.toml:2:12: `state` does not know `actve`; write `active`"},
      {"[state]\ncolumn = \"s\"\nvalues = { Y = \"gone\" }\n",
       "m.toml:3:16: `state` does not know `gone`; write one of `active`, `former`"},
      {"[state]\ncolumn = \"s\"\nvalues = { Y = [\"active\"] }\n",
       "m.toml:3:16: `state` has a `values` that is not text"},
      {"[state]\ncolumn = \"s\"\nvalues = {}\n", "m.toml:3:10: `state` has no `values`"},
      {"[state]\ncolumn = \"s\"\nvalues = { \"\" = \"active\" }\n",
       "m.toml:3:12: `state` gives a value to an empty cell in `values`; use `default` for that"},
      {"[state]\ncolumn = \"s\"\nconstant = \"active\"\n",
       "m.toml:3:12: `state` has both `column` and `constant`; leave one of them out"},
      {"[state]\n", "m.toml:1:1: `state` has neither `column` nor `constant`"},
      {"[state]\nconstant = \"active\"\ndefault = \"active\"\n", "m.toml:3:11: `state` has `default` but no `column`"},
      {"[language]\nconstant = \"arabic!\"\n", "m.toml:2:12: `language` cannot be `arabic!`"},
      {"[[services]]\ncolumn = \"p\"\nvalues = { Y = \"long distance\" }\n",
       "m.toml:2:10: `services` cannot be `long distance`"},
      {"[[services]]\ncolumn = \"p\"\nseparator = \"ab\"\n", "m.toml:3:13: `services` has a `separator`"},
      {"services = []\n", "m.toml:1:12: `services` is empty"},
      {"[telephone]\ncolumn = \"t\"\ncountry = \"Lebanon\"\n",
       "m.toml:3:11: `Lebanon` is not a country; write its two capital letters (ISO 3166-1), such as `LB`"},
      {"[telephone]\ncolumn = \"t\"\ncountry = \"LB\"\ncountry_column = \"c\"\n",
       "m.toml:4:18: `telephone` has both `country` and `country_column`"},
      {"[telephone]\ncolumn = \"t\"\nregion = \"LB\"\n", "m.toml:3:1: unknown key `region` in `telephone`"},
      {"[address]\nlines = []\n", "m.toml:2:9: `address.lines` is empty"},
      {"[address]\nlines = [1]\n", "m.toml:2:10: `address.lines` lists something that is not a column"},
      {"[file]\ndelimiter = \"ab\"\n", "m.toml:2:13: `file.delimiter` is not one character"},
      {"[file]\ndelimiter = '\"'\n", "m.toml:2:13: `file.delimiter` is not one character"},
  };
  for (const Fault& fault : faults) {
    const std::string all = told(read_customer_mapping(fault.text, "m.toml"));
    EXPECT_NE(all.find(fault.told), std::string::npos) << fault.text << "\nwanted: " << fault.told << "\ntold:\n"
                                                       << all;
  }
}

TEST(CustomerMapping, TellsAllFaultsAtOnceInTheirOrder) {
  const auto mapping =
      read_customer_mapping("[account]\ncolum = \"id\"\n[state]\nconstant = \"gone\"\n[kid]\n", "m.toml");
  ASSERT_FALSE(mapping);
  ASSERT_GE(mapping.error().size(), 3U);
  for (std::size_t i = 1; i < mapping.error().size(); ++i) {
    EXPECT_LE(mapping.error()[i - 1].line, mapping.error()[i].line);
  }
}

TEST(ApprovalMapping, TellsEachFaultWithItsPlace) {
  const Fault faults[] = {
      {"", "m.toml:1:1: `[choice]` is missing"},
      {"[choice]\nconstant = \"opted_in\"\n", "m.toml:2:1: unknown key `constant` in `choice`"},
      {"[choice]\ncolumn = \"c\"\nvalues = { Y = \"yes\" }\n", "m.toml:3:16: `choice` does not know `yes`"},
      {"[choice]\ncolumn = \"c\"\nvalues = { Y = \"opted_in\" }\n",
       "m.toml:2:10: `choice` can be `opted_in`, but nothing says who gave the approval; add `[by]`"},
      {"[choice]\ncolumn = \"c\"\n", "m.toml:2:10: `choice` can be `opted_in`, but nothing says in which form"},
      {"[evidence]\nconstant = \"archive\"\n", "m.toml:2:1: unknown key `constant` in `evidence`"},
      {"[date]\nconstant = \"2020-01-01\"\n", "m.toml:2:1: unknown key `constant` in `date`"},
      {"[date]\ncolumn = \"d\"\nformat = \"DD/MM\"\n", "m.toml:3:10: `date.format` does not give a day"},
      {"[parties]\nconstant = []\n",
       "m.toml:2:12: `parties` has an empty `constant`; name at least one, or leave `[parties]` out"},
  };
  for (const Fault& fault : faults) {
    const std::string all = told(read_approval_mapping(fault.text, "m.toml"));
    EXPECT_NE(all.find(fault.told), std::string::npos) << fault.text << "\nwanted: " << fault.told << "\ntold:\n"
                                                       << all;
  }
}

}  // namespace
}  // namespace assent::mapping_test
