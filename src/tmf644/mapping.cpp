#include "tmf644/mapping.hpp"

#include "base/ascii.hpp"
#include "intake/cell.hpp"
#include "webhook/receivers.hpp"
#include "written/section.hpp"
#include "written/written.hpp"

#include <algorithm>
#include <utility>

namespace assent::tmf644 {

using written::Section;
namespace {

Names lowered_names(Names names) {
  for (std::string& each : names) each = intake::lowered(each);
  return names;
}

std::vector<RoleRule> roles_in(written::Findings& findings, Section& top, std::string_view list,
                               std::string_view meaning) {
  std::vector<RoleRule> rules;
  for (Section& section : written::tables_of(findings, top, list, {"role", meaning})) {
    if (!section.is_table()) continue;
    RoleRule& rule = rules.emplace_back();
    rule.role = section.text("role");
    rule.meaning = section.text(meaning);
  }
  return rules;
}

Names texts_in(Section& section, std::string_view key) {
  Names texts;
  const written::Written* const list = section.optional(key, written::Written::Kind::list);
  if (list == nullptr) return texts;
  for (const written::Written& item : list->items) {
    if (item.kind == written::Written::Kind::text) texts.push_back(item.text);
    else section.add(item.place, "an item is not a string", "write it in quotes");
  }
  return texts;
}

// The table of that name; an empty one where it is left out.
Section part_of(written::Findings& findings, Section& top, std::string_view name, std::vector<std::string_view> keys) {
  static const written::Written empty{written::Written::Kind::table, {}, {}, 0, false, {}, {}, {}};
  const written::Written* const table = top.optional(name, written::Written::Kind::table);
  return {findings, table == nullptr ? empty : *table, std::string(name), std::move(keys)};
}

}  // namespace

bool same_word(std::string_view a, std::string_view b) { return std::ranges::equal(a, b, {}, small, small); }

tl::expected<Mapping, Issues> Mapping::read(std::string_view text, std::string_view file) {
  const auto written = written::read_toml(text, file);
  if (!written) return tl::unexpected(Issues{written.error()});
  written::Findings findings(file);
  Section top(findings, *written, "",
              {"version", "customer", "values", "proof", "notice", "recipient", "giver", "characteristic", "hub"});
  Mapping mapping;
  mapping.version = top.text("version");
  Section customer = part_of(findings, top, "customer", {"referred_types", "roles"});
  mapping.customer_types = texts_in(customer, "referred_types");
  mapping.customer_roles = texts_in(customer, "roles");
  if (mapping.customer_types.empty()) {
    top.add(customer.place(), "`customer.referred_types` names no type, so no profile could belong to anybody",
            "add `[customer]` with `referred_types = [\"Individual\"]`");
  }
  Section values = part_of(findings, top, "values", {"approve", "refuse"});
  mapping.approve = lowered_names(texts_in(values, "approve"));
  mapping.refuse = lowered_names(texts_in(values, "refuse"));
  for (const std::string& each : mapping.approve) {
    if (!contains(mapping.refuse, each)) continue;
    values.add(values.place(), "a value both approves and refuses", "keep it under `refuse` only");
  }
  Section proof = part_of(findings, top, "proof", {"profile_statuses", "agreement_statuses"});
  mapping.profile_statuses = lowered_names(texts_in(proof, "profile_statuses"));
  mapping.agreement_statuses = lowered_names(texts_in(proof, "agreement_statuses"));
  for (Section& section : written::tables_of(findings, top, "notice", {"agreement_specification", "name", "version"})) {
    if (!section.is_table()) continue;
    NoticeRule& rule = mapping.notices.emplace_back();
    rule.agreement_specification = section.text("agreement_specification");
    rule.name = section.text("name");
    rule.version = section.text("version");
  }
  mapping.recipients = roles_in(findings, top, "recipient", "relation");
  mapping.givers = roles_in(findings, top, "giver", "by");
  for (Section& section : written::tables_of(
           findings, top, "characteristic",
           {"name", "purpose", "ignore", "information", "offers", "channels", "classes", "categories", "form"})) {
    if (!section.is_table()) continue;
    CharacteristicRule& rule = mapping.characteristics.emplace_back();
    rule.name = section.text("name");
    if (section.find("purpose") != nullptr) rule.purpose = section.text("purpose");
    rule.ignore = section.optional_flag("ignore");
    rule.information = section.optional_names("information");
    rule.offers = section.optional_names("offers");
    rule.channels = section.optional_names("channels");
    rule.classes = section.optional_names("classes");
    rule.categories = section.optional_names("categories");
    if (section.find("form") != nullptr) rule.form = section.name("form");
  }
  Section hub = part_of(findings, top, "hub", {"callbacks"});
  mapping.callbacks = texts_in(hub, "callbacks");
  for (const std::string& each : mapping.callbacks) {
    if (webhook::is_beginning(each)) continue;
    hub.add(hub.place(), "a callback's beginning is no address with a host and a slash behind it",
            "write `https://host/`; `http://` only for this machine: `http://127.0.0.1:8000/`");
  }
  if (!findings.empty()) return tl::unexpected(std::move(findings).in_order());
  return mapping;
}

}  // namespace assent::tmf644
