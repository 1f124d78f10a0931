#include "intake/approval_mapping.hpp"

#include "intake/read_rule.hpp"
#include "intake/stated_time.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace assent::intake {
namespace {

constexpr std::array<std::string_view, 3> kChoices = {"opted_out", "opted_in", "none"};

bool can_say(const CellRule& rule, std::string_view word) {
  const bool fallback = rule.fallback && contains(*rule.fallback, word);
  return fallback || std::any_of(rule.values.begin(), rule.values.end(),
                                 [&](const auto& value) { return contains(value.second, word); });
}

void read_date(written::Findings& findings, written::Section& mapping, ApprovalMapping& result, RuleShape shape) {
  const written::Written* table = mapping.find("date");
  if (table == nullptr) return;
  shape.further_keys = {"format"};
  result.date = read_rule(findings, *table, "date", shape);
  if (table->kind != written::Written::Kind::table) return;
  const auto format = std::find_if(table->entries.begin(), table->entries.end(),
                                   [](const written::WrittenEntry& entry) { return entry.key == "format"; });
  if (format == table->entries.end()) return;
  if (format->value.kind != written::Written::Kind::text || !is_time_format(format->value.text)) {
    mapping.add(format->value.place, "`date.format` does not give a day, or has letters without a meaning",
                "write `YYYY`, `MM` and `DD`, each once, such as `DD/MM/YYYY` or `YYYY-MM-DD hh:mm:ss`");
    return;
  }
  result.date_format = format->value.text;
}

// What an approval covers: an empty list would leave it open, and so cover everything.
void check_extent(written::Section& mapping, std::string_view key) {
  const written::Written* table = mapping.find(key);
  if (table == nullptr || table->kind != written::Written::Kind::table) return;
  for (const written::WrittenEntry& entry : table->entries) {
    if (entry.key != "constant" || entry.value.kind != written::Written::Kind::list || !entry.value.items.empty())
      continue;
    mapping.add(entry.value.place, fmt::format("`{}` has an empty `constant`", key),
                fmt::format("name at least one, or leave `[{}]` out", key));
  }
}

// An open question in a mapping must never become a customer's permission.
void check_opt_in(written::Section& mapping, const ApprovalMapping& result) {
  if (!can_say(result.choice, "opted_in")) return;
  if (!result.by) {
    mapping.add(result.choice.place, "`choice` can be `opted_in`, but nothing says who gave the approval",
                "add `[by]` with a column or with `constant = \"owner\"`");
  }
  if (!result.form) {
    mapping.add(result.choice.place, "`choice` can be `opted_in`, but nothing says in which form it was given",
                "add `[form]` with a column or with `constant = \"written\"`");
  }
}

}  // namespace

tl::expected<ApprovalMapping, Issues> read_approval_mapping(std::string_view text, std::string_view file) {
  const auto written = written::read_toml(text, file);
  if (!written) return tl::unexpected(Issues{written.error()});

  written::Findings findings(file);
  written::Section mapping(findings, *written, "",
                           {"file", "account", "choice", "date", "time_zone", "evidence", "notice", "notice_version",
                            "actor", "by", "form", "recipients", "parties", "information", "refused_recipients"});
  RuleShape own;  // what belongs to one customer can neither be the same for all nor be read as something else
  own.may_be_constant = own.may_have_values = false;
  RuleShape choice;
  choice.may_be_constant = false;
  choice.words = kChoices;
  RuleShape several;
  several.may_be_several = true;

  ApprovalMapping result;
  result.file = file;
  result.delimiter = read_delimiter(findings, mapping);
  result.account = read_needed_rule(findings, mapping, "account", own);
  result.choice = read_needed_rule(findings, mapping, "choice", choice);
  read_date(findings, mapping, result, own);
  result.time_zone = read_optional_rule(findings, mapping, "time_zone", {});
  result.evidence = read_optional_rule(findings, mapping, "evidence", own);
  result.notice = read_optional_rule(findings, mapping, "notice", {});
  result.notice_version = read_optional_rule(findings, mapping, "notice_version", {});
  result.actor = read_optional_rule(findings, mapping, "actor", own);
  result.by = read_optional_rule(findings, mapping, "by", {});
  result.form = read_optional_rule(findings, mapping, "form", {});
  result.recipients = read_optional_rule(findings, mapping, "recipients", several);
  result.parties = read_optional_rule(findings, mapping, "parties", several);
  result.information = read_optional_rule(findings, mapping, "information", several);
  result.refused_recipients = read_optional_rule(findings, mapping, "refused_recipients", several);
  for (const char* key : {"recipients", "parties", "information"}) check_extent(mapping, key);
  check_opt_in(mapping, result);

  if (!findings.empty()) return tl::unexpected(std::move(findings).in_order());
  return result;
}

}  // namespace assent::intake
