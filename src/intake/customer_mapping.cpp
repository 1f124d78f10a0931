#include "intake/customer_mapping.hpp"

#include "intake/profile.hpp"
#include "intake/read_rule.hpp"
#include "intake/stated_time.hpp"

#include <fmt/format.h>

#include <array>

namespace assent::intake {
namespace {

using Kind = written::Written::Kind;

constexpr std::array<std::string_view, 2> kStates = {"active", "former"};
constexpr std::array<std::string_view, 2> kKinds = {"residential", "business"};

// Everything that the rule can say besides the file's own values.
void check_words(written::Section& mapping, const CellRule& rule, std::string_view path, bool (*good)(std::string_view),
                 std::string_view mend) {
  const auto check = [&](const Names& names) {
    for (const std::string& name : names) {
      if (!good(name)) {
        mapping.add(rule.place, fmt::format("`{}` cannot be {}", path, written::quoted(name)), std::string(mend));
      }
    }
  };
  check(rule.constant);
  for (const auto& [written, meaning] : rule.values) check(meaning);
  if (rule.fallback) check(*rule.fallback);
}

void read_services(written::Findings& findings, written::Section& mapping, CustomerMapping& result) {
  const written::Written* list = mapping.find("services");
  if (list == nullptr) {
    mapping.add(mapping.place(), "`[[services]]` is missing", "add one for each column about a service");
    return;
  }
  RuleShape shape;
  shape.may_be_several = true;
  const auto read = [&](const written::Written& table) {
    result.services.push_back(read_rule(findings, table, "services", shape));
    check_words(mapping, result.services.back(), "services", written::is_name, "write a category such as `local`");
  };
  if (list->kind == Kind::list) {
    for (const written::Written& table : list->items) read(table);
    if (list->items.empty()) mapping.add(list->place, "`services` is empty", "add one for each column of services");
  } else {
    read(*list);
  }
}

// The column of a day, and its format.
void read_day(written::Findings& findings, written::Section& mapping, const std::string& key,
              std::optional<CellRule>& rule, std::string& format) {
  const written::Written* table = mapping.find(key);
  if (table == nullptr) return;
  RuleShape shape;
  shape.may_be_constant = shape.may_have_values = false;
  shape.further_keys = {"format"};
  rule = read_rule(findings, *table, key, shape);
  if (table->kind != Kind::table) return;
  for (const written::WrittenEntry& entry : table->entries) {
    if (entry.key != "format") continue;
    if (entry.value.kind == Kind::text && is_time_format(entry.value.text)) {
      format = entry.value.text;
    } else {
      mapping.add(entry.value.place, fmt::format("`{}.format` does not give a day", key),
                  "write `YYYY`, `MM` and `DD`, each once, such as `DD/MM/YYYY`");
    }
  }
}

void read_telephone_since(written::Findings& findings, written::Section& mapping, CustomerMapping& result) {
  read_day(findings, mapping, "telephone_since", result.telephone_since, result.telephone_since_format);
  const written::Written* table = mapping.find("telephone_since");
  if (table != nullptr && table->kind == Kind::table && result.telephones.empty()) {
    mapping.add(table->place, "`[telephone_since]` is about numbers, but there is no `[telephone]`",
                "add `[telephone]`, or leave it out");
  }
}

void read_address(written::Findings& findings, written::Section& mapping, CustomerMapping& result) {
  const written::Written* table = mapping.find("address");
  if (table == nullptr) return;
  written::Section section(findings, *table, "address", {"lines", "country", "country_column"});
  if (const written::Written* lines = section.needed("lines", Kind::list)) {
    if (lines->items.empty()) section.add(lines->place, "`address.lines` is empty", "name the columns of its lines");
    for (const written::Written& line : lines->items) {
      if (line.kind != Kind::text || line.text.empty()) {
        section.add(line.place, "`address.lines` lists something that is not a column", "write its name in quotes");
        continue;
      }
      CellRule rule;
      rule.place = line.place;
      rule.column = line.text;
      result.address_lines.push_back(std::move(rule));
    }
  }
  result.address_country = read_country(findings, *table, "address");
}

}  // namespace

tl::expected<CustomerMapping, Issues> read_customer_mapping(std::string_view text, std::string_view file) {
  const auto written = written::read_toml(text, file);
  if (!written) return tl::unexpected(Issues{written.error()});

  written::Findings findings(file);
  written::Section mapping(findings, *written, "",
                           {"file", "account", "state", "kind", "language", "time_zone", "services", "telephone",
                            "telephone_since", "email", "address", "source_system", "activated"});
  RuleShape identity;
  identity.may_be_constant = identity.may_have_values = false;
  RuleShape state;
  state.words = kStates;
  RuleShape kind;
  kind.words = kKinds;

  CustomerMapping result;
  result.file = file;
  result.delimiter = read_delimiter(findings, mapping);
  result.account = read_needed_rule(findings, mapping, "account", identity);
  result.state = read_needed_rule(findings, mapping, "state", state);
  result.kind = read_needed_rule(findings, mapping, "kind", kind);
  result.language = read_optional_rule(findings, mapping, "language", {});
  if (result.language) {
    check_words(mapping, *result.language, "language", is_language, "write a tag of BCP 47, such as `ar` or `en-GB`");
  }
  result.time_zone = read_optional_rule(findings, mapping, "time_zone", {});
  read_services(findings, mapping, result);
  result.telephones = read_contact_rules(findings, mapping, "telephone", true);
  read_telephone_since(findings, mapping, result);
  result.email_addresses = read_contact_rules(findings, mapping, "email", false);
  read_address(findings, mapping, result);
  result.source_system = read_optional_rule(findings, mapping, "source_system", {});
  read_day(findings, mapping, "activated", result.activated, result.activated_format);

  if (!findings.empty()) return tl::unexpected(std::move(findings).in_order());
  return result;
}

}  // namespace assent::intake
