#include "intake/customers.hpp"
#include "explanation/row_words.hpp"

#include "csv/reader.hpp"
#include "intake/known_world.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace assent::customers_test {

using namespace intake;
namespace {

const KnownZones kZones;
const KnownTelephones kTelephones;

// The place and the words, in English.
std::pair<std::size_t, std::string> told_of(const RowFault& fault) {
  return {fault.field, explanation::say(fault.reasons, explanation::Language::en)};
}

constexpr std::string_view kMapping = R"(
[account]
column = "id"
[state]
column = "status"
values = { A = "active", X = "former" }
[kind]
column = "kind"
default = "residential"
[language]
column = "lang"
[time_zone]
column = "zone"
default = "Asia/Beirut"
[[services]]
column = "phone"
values = { Yes = ["local", "long_distance"], No = [] }
[[services]]
column = "more"
separator = ";"
default = []
[telephone]
column = "tel"
country = "LB"
[email]
column = "mail"
[address]
lines = ["street", "city"]
country = "LB"
)";

const std::vector<std::string_view> kHeader = {"id",   "status", "kind", "lang",   "zone", "phone",
                                               "more", "tel",    "mail", "street", "city", "junk"};
const std::vector<std::string_view> kRow = {
    "A-1", "A", "", "ar", "", "Yes", "internet;local", "03123456", "x@example.net", "Rue 1", "Beyrouth", "?"};

const Names kServices = {"internet", "local", "long_distance", "mobile"};

CustomerRows bound() {
  return CustomerRows::bind(read_customer_mapping(kMapping, "m.toml").value(), kHeader, kZones, kTelephones, kServices)
      .value();
}

TEST(CustomerRows, ReadAWholeRow) {
  evidence::CustomerRecorded customer;
  customer.language = "ar";
  customer.time_zone = "Asia/Beirut";
  customer.services = {"internet", "local", "long_distance"};
  customer.telephones = {"+9613123456"};
  customer.email_addresses = {"x@example.net"};
  customer.address = {{"Rue 1", "Beyrouth"}, "LB"};
  const auto row = bound().convert(kRow);
  ASSERT_TRUE(row) << explanation::say(row.error().reasons, explanation::Language::en);
  EXPECT_EQ(*row, (CustomerRow{"A-1", customer, {}}));
}

// The row of a customer who has left must not be lost because its number is missing.
TEST(CustomerRows, LeaveOutContactDataThatCannotBeUsed) {
  const CustomerRows rows = bound();
  const evidence::CustomerRecorded whole = rows.convert(kRow)->customer;
  std::vector<std::string_view> row = kRow;
  row[1] = "X";
  row[7] = "call me";
  auto converted = rows.convert(row);
  ASSERT_TRUE(converted) << explanation::say(converted.error().reasons, explanation::Language::en);
  evidence::CustomerRecorded expected = whole;
  expected.state = CustomerState::former;
  expected.telephones.clear();
  EXPECT_EQ(converted->customer, expected);
  EXPECT_EQ(
      told_of(*converted->left_out),
      std::pair(std::size_t{7},
                std::string("`tel` is not a telephone number; write it with its country, such as `+961 1 234 567`")));

  row[10] = std::string_view("Bey\0", 4);
  converted = rows.convert(row);
  ASSERT_TRUE(converted);
  expected.address.lines.back() = "Bey";  // without the mark that is invisible
  EXPECT_EQ(converted->customer, expected);
  EXPECT_EQ(
      told_of(*converted->left_out),
      std::pair(std::size_t{7},
                std::string("`tel` is not a telephone number; write it with its country, such as `+961 1 234 567`")));
  row[8] = "nobody";
  expected.email_addresses.clear();
  EXPECT_EQ(rows.convert(row)->customer, expected);
  EXPECT_EQ(rows.convert(kRow)->left_out, std::nullopt);
}

// Two spellings of one service are not two services, and a word for something that is not sold is no service.
TEST(CustomerRows, LeaveOutServicesThatNobodyKnows) {
  const CustomerRows rows = bound();
  const std::string among = ", which neither the catalogue nor a rule pack has; ";
  const std::string any = "write one of `internet`, `local`, `long_distance`, `mobile`, or add it to `values`";
  struct Case {
    std::string_view text;
    Names services;
    std::string reason;
  };
  const Case cases[] = {
      {"local;Local", {"local"}, "the service `Local`" + among + "write `local`, or add it to `values`"},
      {"LOCAL", {}, "the service `LOCAL`" + among + "write `local`, or add it to `values`"},
      {"lokal", {}, "the service `lokal`" + among + "write `local`, or add it to `values`"},
      {"local,internet", {}, "the service `local,internet`" + among + any},
      {"fax; mobile;pager;telex", {"mobile"}, "the service `fax` and 2 more" + among + any},
      // What a wrong column may have in it is not repeated.
      {"03123456", {}, "a service" + among + any},
      {"x@example.net", {}, "a service" + among + any},
      {"Mr and Mrs Everybody, second floor", {}, "a service" + among + any},
      {"mobile1", {}, "the service `mobile1`" + among + "write `mobile`, or add it to `values`"},
  };
  for (const Case& each : cases) {
    std::vector<std::string_view> row = kRow;
    row[1] = "X";
    row[5] = "No";
    row[6] = each.text;
    const auto converted = rows.convert(row);
    ASSERT_TRUE(converted) << explanation::say(converted.error().reasons, explanation::Language::en);
    EXPECT_EQ(converted->customer.state, CustomerState::former);
    EXPECT_EQ(converted->customer.services, each.services) << each.text;
    EXPECT_EQ(told_of(*converted->left_out), std::pair(std::size_t{6}, std::string("`more` names " + each.reason)));
  }
}

TEST(CustomerRows, LeaveOutServicesThatTheMappingAloneKnows) {
  const auto mapping = read_customer_mapping(R"([account]
column = "id"
[state]
constant = "former"
[kind]
constant = "residential"
[[services]]
constant = ["local", "lokal"]
[[services]]
column = "phone"
values = { Yes = "pager" }
)",
                                             "m.toml");
  const auto rows = CustomerRows::bind(mapping.value(), kHeader, kZones, kTelephones, kServices);
  const auto row = rows.value().convert(kRow);
  ASSERT_TRUE(row);
  EXPECT_EQ(row->customer.services, Names{"local"});
  EXPECT_EQ(explanation::say(row->left_out->reasons, explanation::Language::en),
            "`services` names the service `lokal`, which neither the catalogue nor a rule pack has; write `local`, or "
            "add it to `values`; `phone` names the service `pager`, which neither the catalogue nor a rule pack has; "
            "write one of `internet`, `local`, `long_distance`, `mobile`, or add it to `values`");
}

struct Change {
  std::size_t field;
  std::string_view text;
  std::string_view reason;  // empty: the row is good
};

TEST(CustomerRows, TellWhatIsWrongWithoutTellingWhatStandsThere) {
  const std::string long_account(65, 'a');
  const Change changes[] = {
      {0, "", "`id` is empty; give every customer an account"},
      {0, "  ", "`id` is empty; give every customer an account"},
      {0, long_account, "`id` is not an account; write at most 64 bytes, without control characters"},
      {0, std::string_view(long_account).substr(1), ""},
      {0, "a\nb", ""},
      {1, "secret", "`status` has a value that the mapping does not know; add it to `values`"},
      {1, "a", "`status` has a value that the mapping does not know; add it to `values`"},
      {1, "", "`status` is empty; write `active` or `former`, or give the mapping a `default`"},
      {1, " X ", ""},
      {2, "business", ""},
      {2, "person", "`kind` has a value that the mapping does not know; add it to `values`"},
      {3, "", ""},
      {3, "en-GB", ""},
      {3, "x", "`lang` is not a language; write a tag of BCP 47, such as `ar`, or add it to `values`"},
      {3, "en_GB", "`lang` is not a language; write a tag of BCP 47, such as `ar`, or add it to `values`"},
      {4, "Europe/Paris", ""},
      {4, "Mars/Olympus", "`zone` is not a time zone; write a name from the IANA database, such as `Asia/Beirut`"},
      {5, "Maybe", "`phone` has a value that the mapping does not know; add it to `values`"},
      {5, "", "`phone` is empty; fill it in, or write in the mapping's `default` what an empty cell means"},
      {6, "", ""},
      {6, "internet; mobile", ""},
      {6, "not a word",
       "`more` names the service `not a word`, which neither the catalogue nor a rule pack has; write one of "
       "`internet`, `local`, `long_distance`, `mobile`, or add it to `values`"},
      {7, "", ""},
      {7, "call me", "`tel` is not a telephone number; write it with its country, such as `+961 1 234 567`"},
      {8, "", ""},
      {8, "nobody", "`mail` is not an e-mail address; write it like `name@example.com`, or leave it empty"},
      {8, "a@b@c", "`mail` is not an e-mail address; write it like `name@example.com`, or leave it empty"},
      {8, "a b@c.example", "`mail` is not an e-mail address; write it like `name@example.com`, or leave it empty"},
      {9, std::string_view("Rue\0", 4), ""},
  };
  const CustomerRows rows = bound();
  for (const Change& change : changes) {
    std::vector<std::string_view> row = kRow;
    row[change.field] = change.text;
    const auto converted = rows.convert(row);
    std::optional<RowFault> fault;
    if (converted) fault = converted->left_out;
    else fault = converted.error();
    EXPECT_EQ(fault ? explanation::say(fault->reasons, explanation::Language::en) : "", change.reason)
        << change.field << ' ' << change.text;
    if (fault) {
      EXPECT_EQ(fault->field, change.field);
      EXPECT_EQ(converted.has_value(), change.field >= 6) << "services and contact data are left out";
    }
  }
}

TEST(CustomerRows, TakeAnAddressLineByLine) {
  std::vector<std::string_view> row = kRow;
  row[9] = "Rue 1\r\n\r\n 2nd floor ";
  EXPECT_EQ(bound().convert(row)->customer.address.lines, (Names{"Rue 1", "2nd floor", "Beyrouth"}));
}

TEST(CustomerRows, WriteLanguagesAsTheStandardDoes) {
  const std::map<std::string_view, std::string> tags = {
      {"AR", "ar"}, {"en-gb", "en-GB"}, {"SR-LATN-rs", "sr-Latn-RS"}, {"en-x-US", "en-x-us"}};
  for (const auto& [written, expected] : tags) {
    std::vector<std::string_view> row = kRow;
    row[3] = written;
    EXPECT_EQ(bound().convert(row)->customer.language, expected);
  }
}

TEST(CustomerRows, TellEveryMissingColumnAtOnce) {
  const auto mapping = read_customer_mapping(kMapping, "m.toml").value();
  std::vector<std::string_view> header = kHeader;
  header[0] = "ID";
  header[8] = "email";
  header[11] = "city";
  const auto rows = CustomerRows::bind(mapping, header, kZones, kTelephones, kServices);
  ASSERT_FALSE(rows);
  ASSERT_EQ(rows.error().size(), 3U);
  EXPECT_EQ(to_string(rows.error()[0]),
            "m.toml:3:10: the file has no column `id`; write a column's name as in the first row");
  EXPECT_EQ(to_string(rows.error()[1]).substr(0, 44), "m.toml:26:10: the file has no column `mail`;");
  EXPECT_EQ(to_string(rows.error()[2]),
            "m.toml:28:20: the file has two columns `city`; rename one of them in the file");
}

TEST(CustomerRows, TellWhatTheWorldDoesNotKnow) {
  const auto mapping = read_customer_mapping(R"([account]
column = "id"
[state]
constant = "active"
[kind]
constant = "residential"
[time_zone]
constant = "Asia/Bayrut"
[[services]]
constant = "local"
[telephone]
column = "tel"
country = "QQ"
)",
                                             "m.toml");
  const auto rows = CustomerRows::bind(mapping.value(), kHeader, kZones, kTelephones, kServices);
  ASSERT_FALSE(rows);
  ASSERT_EQ(rows.error().size(), 2U);
  EXPECT_EQ(
      to_string(rows.error()[0]),
      "m.toml:8:12: no time zone is called `Asia/Bayrut`; write a name from the IANA database, such as `Asia/Beirut`");
  EXPECT_EQ(rows.error()[1].line, 13);
}

// Whatever a row has: no crash, and the reason repeats no cell except a word for a service, and no number in it.
RC_GTEST_PROP(CustomerRowsLaw, ReasonsHoldNothingOfTheRow, ()) {
  static const CustomerRows rows = bound();
  const auto cells = *rc::gen::container<std::vector<std::string>>(
      kHeader.size(),
      rc::gen::oneOf(rc::gen::arbitrary<std::string>(),
                     rc::gen::element<std::string>("A", "X", "Yes", "No", "ar", "+9613123456", "a@b.c")));
  const std::vector<std::string_view> row(cells.begin(), cells.end());
  const auto converted = rows.convert(row);
  if (converted && converted->left_out) {
    const std::string& cell = cells[converted->left_out->field];
    const bool may_be_told = converted->left_out->field == 6U && cell.size() <= 32U &&
                             cell.find_first_of("0123456789@") == std::string::npos;
    RC_ASSERT(cell.size() < 12U || may_be_told ||
              explanation::say(converted->left_out->reasons, explanation::Language::en).find(cell) ==
                  std::string::npos);
  }
  if (converted) {
    RC_ASSERT(std::is_sorted(converted->customer.services.begin(), converted->customer.services.end()));
    RC_ASSERT(converted->account.size() <= 64U && !converted->account.empty());
  } else {
    const std::string& cell = cells[converted.error().field];
    RC_ASSERT(cell.size() < 12U ||
              explanation::say(converted.error().reasons, explanation::Language::en).find(cell) == std::string::npos);
  }
}

std::string file(const std::string& path) {
  std::ifstream stream(std::string(ASSENT_SOURCE_DIR) + "/data/telco/" + path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

TEST(CustomerRows, ReadAllCustomersOfTheTelcoFile) {
  const auto mapping = read_customer_mapping(file("mapping.toml"), "mapping.toml");
  ASSERT_TRUE(mapping) << to_string(mapping.error().front());
  const std::string text = file("telco-customers.csv");
  TextSource source(text);
  csv::CsvReader reader(source, {mapping->delimiter});
  ASSERT_EQ(reader.next(), csv::CsvStep::row);
  const auto rows = CustomerRows::bind(*mapping, reader.fields(), kZones, kTelephones, kServices);
  ASSERT_TRUE(rows);

  std::map<std::string, int> counts;
  while (reader.next() == csv::CsvStep::row) {
    const auto row = rows->convert(reader.fields());
    ASSERT_TRUE(row) << reader.line() << ": " << explanation::say(row.error().reasons, explanation::Language::en);
    ++counts[row->customer.state == CustomerState::former ? "former" : "active"];
    for (const std::string& service : row->customer.services) ++counts[service];
    EXPECT_EQ(row->customer.language, "");
    EXPECT_EQ(row->customer.time_zone, "Asia/Beirut");
  }
  // Counted in the file with awk.
  EXPECT_EQ(counts,
            (std::map<std::string, int>{{"active", 5174}, {"former", 1869}, {"internet", 5517}, {"local", 6361}}));
}

}  // namespace
}  // namespace assent::customers_test
