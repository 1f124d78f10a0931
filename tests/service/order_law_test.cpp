// OrderDoesNotDecide: the same facts give the same decisions, in whatever order rows and files come, and however often.
#include "base/byte_stream.hpp"
#include "intake/approval_mapping.hpp"
#include "intake/customer_mapping.hpp"
#include "service/import_approvals.hpp"
#include "service/import_customers.hpp"
#include "setting.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <optional>

namespace assent::order_law_test {

using namespace service;
namespace {

using namespace service_test;

const intake::CustomerMapping kProfiles = intake::read_customer_mapping(R"(
[account]
column = "account"
[state]
column = "state"
[kind]
column = "kind"
[language]
column = "language"
[time_zone]
column = "zone"
[[services]]
column = "services"
separator = "+"
default = []
[telephone]
column = "telephone"
country = "LB"
)",
                                                                        "m.toml")
                                              .value();

constexpr std::string_view kFlags = R"(
[account]
column = "account"
[choice]
column = "choice"
values = { N = "opted_out", Y = "opted_in" }
[date]
column = "date"
[time_zone]
constant = "Asia/Beirut"
[evidence]
column = "evidence"
[notice]
column = "notice"
[by]
constant = "owner"
[form]
constant = "written"
)";

struct Import {
  Setting s{Store::memory};
  std::string rejected;

  OpenText opened(const std::string& text) {
    return [&text]() -> Result<std::unique_ptr<ByteSource>> { return std::make_unique<TextSource>(text); };
  }
  Circumstances run(std::string name) const { return {{}, "clerk-7", "import", {}, std::move(name)}; }

  void customers() { customers("account\nA0\nA1\nA2\n", household_mapping("[state]\nconstant = \"active\"\n")); }
  void customers(const std::string& text, const intake::CustomerMapping& mapping) {
    s.circumstances = run("base");
    s.import(mapping, text, rejected);
  }
  // The account's profile on record, if there is one, with its numbers in order.
  std::optional<evidence::CustomerRecorded> profile() {
    const auto entries = s.ledger->entries_of("A0").value();
    if (entries.empty()) return std::nullopt;
    auto customer = std::get<evidence::CustomerRecorded>(entries.back().entry.body);
    std::sort(customer.telephones.begin(), customer.telephones.end());
    return customer;
  }
  void flags(const std::vector<std::string>& rows, std::string name) {
    std::string text = "account,choice,date,evidence,notice\n";
    for (const std::string& row : rows) text += row + '\n';
    TextSink rejects(rejected);
    const auto mapping = intake::read_approval_mapping(kFlags, "f.toml");
    if (!mapping) RC_FAIL(to_string(mapping.error().front()));
    RC_ASSERT(import_approvals(opened(text), *mapping, s.zones, {"agent", "carrier"}, *s.ledger, run(std::move(name)),
                               rejects, s.clock)
                  .has_value());
  }
  std::vector<Reason> answers() {
    std::vector<Reason> answers;
    for (const char* account : {"A0", "A1", "A2"}) {
      for (const char* when : {"2024-06-01T00:00:00Z", "2025-06-01T00:00:00Z", "2026-06-01T00:00:00Z"}) {
        answers.push_back(s.decide(account, internet_offer(), when).reason);
      }
    }
    return answers;
  }
};

rc::Gen<std::string> row() {
  return rc::gen::exec([] {
    const int account = *rc::gen::inRange(0, 3);
    const int month = *rc::gen::inRange(1, 10);
    const int year = *rc::gen::element(2024, 2025);
    const bool refuses = *rc::gen::arbitrary<bool>();
    const bool dated = *rc::gen::weightedElement<bool>({{4, true}, {1, false}});
    const std::string date = dated ? std::to_string(year) + "-0" + std::to_string(month) + "-15" : "";
    return "A" + std::to_string(account) + (refuses ? ",N," : ",Y,") + date +
           (*rc::gen::arbitrary<bool>() ? ",form 7,leaflet" : ",,");
  });
}

std::vector<std::string> shuffled(std::vector<std::string> rows) {
  std::vector<std::string> result;
  while (!rows.empty()) {
    const auto place = *rc::gen::inRange<std::size_t>(0, rows.size());
    result.push_back(rows[place]);
    rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(place));
  }
  return result;
}

RC_GTEST_PROP(OrderDoesNotDecide, OfRowsFilesAndRepetitions, ()) {
  const auto rows = *rc::gen::resize(8, rc::gen::container<std::vector<std::string>>(row()));
  Import plain;
  plain.customers();
  plain.flags(rows, "one");

  Import mixed;
  const auto cut = *rc::gen::inRange<std::size_t>(0, rows.size() + 1);
  const auto again = shuffled(rows);
  const std::vector<std::string> first(again.begin(), again.begin() + static_cast<std::ptrdiff_t>(cut));
  const std::vector<std::string> rest(again.begin() + static_cast<std::ptrdiff_t>(cut), again.end());
  const int customers_after = *rc::gen::inRange(0, 3);
  if (customers_after == 0) mixed.customers();
  mixed.flags(first, "one");
  if (customers_after == 1) mixed.customers();
  mixed.flags(rest, "two");
  if (*rc::gen::arbitrary<bool>()) mixed.flags(first, "three");
  if (customers_after == 2) mixed.customers();
  RC_ASSERT(mixed.answers() == plain.answers());
}

rc::Gen<std::string> profile_row() {
  return rc::gen::exec([] {
    const auto one_of = [](const std::vector<std::string>& words) { return *rc::gen::elementOf(words) + ","; };
    return "A0," + one_of({"active", "active", "former"}) + one_of({"residential", "business"}) +
           one_of({"ar", "en", "fr", ""}) + one_of({"Asia/Beirut", "Asia/Beirut", ""}) +
           one_of({"local", "internet+local", ""}) + *rc::gen::element<std::string>("", "03 123 456", "03 123 457");
  });
}

// Rows of one account that contradict each other: which row comes first does not decide.
RC_GTEST_PROP(OrderDoesNotDecide, OfRowsOfOneCustomer, ()) {
  const auto rows = *rc::gen::nonEmpty(rc::gen::resize(5, rc::gen::container<std::vector<std::string>>(profile_row())));
  const auto text = [](const std::vector<std::string>& all) {
    std::string whole = "account,state,kind,language,zone,services,telephone\n";
    for (const std::string& each : all) whole += each + '\n';
    return whole;
  };
  Import plain;
  plain.customers(text(rows), kProfiles);
  Import mixed;
  const std::string other = text(shuffled(rows));
  mixed.customers(other, kProfiles);
  if (!plain.profile()) RC_FAIL(plain.rejected);
  RC_ASSERT(mixed.profile() == plain.profile());
  const auto size = mixed.s.size();
  mixed.customers(other, kProfiles);
  RC_ASSERT(mixed.s.size() == size);
  mixed.customers(text(shuffled(rows)), kProfiles);
  RC_ASSERT(mixed.profile() == plain.profile());
}

}  // namespace
}  // namespace assent::order_law_test
