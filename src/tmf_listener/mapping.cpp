#include "tmf_listener/mapping.hpp"

#include "base/ascii.hpp"
#include "intake/profile.hpp"
#include "written/section.hpp"
#include "written/written.hpp"

#include <algorithm>
#include <array>

namespace assent::tmf_listener {
namespace {

constexpr std::array<std::pair<std::string_view, AccountFrom>, 3> kAccountFrom = {
    {{"id", AccountFrom::id},
     {"external_reference", AccountFrom::external_reference},
     {"characteristic", AccountFrom::characteristic}}};
constexpr std::array<std::pair<std::string_view, ProductOwner>, 2> kOwners = {
    {{"related_party", ProductOwner::related_party}, {"billing_account", ProductOwner::billing_account}}};
constexpr std::array<std::pair<std::string_view, CustomerState>, 2> kStates = {
    {{"active", CustomerState::active}, {"former", CustomerState::former}}};

std::string optional_text(written::Section& section, std::string_view key) {
  return section.find(key) == nullptr ? std::string() : section.text(key);
}

// One pass over the text, which finds every fault.
class MappingReading {
 public:
  MappingReading(const written::Written& written, std::string_view file)
      : findings_(file),
        top_(findings_, written, "",
             {"version", "source_system", "account", "party", "unknown", "country", "product", "service"}) {
    mapping_.file = file;
  }

  tl::expected<Mapping, Issues> read() && {
    mapping_.version = top_.text("version");
    mapping_.source_system = optional_text(top_, "source_system");
    account();
    party();
    unknown();
    product();
    services();
    if (!findings_.empty()) return tl::unexpected(std::move(findings_).in_order());
    return std::move(mapping_);
  }

 private:
  written::Section part(std::string_view name, std::vector<std::string_view> keys) {
    static const written::Written empty{written::Written::Kind::table, {}, {}, 0, false, {}, {}, {}};
    const written::Written* const table = top_.optional(name, written::Written::Kind::table);
    return {findings_, table == nullptr ? empty : *table, std::string(name), std::move(keys)};
  }

  // Texts as they are compared: statuses and roles may have blanks in them.
  static Names words_in(written::Section& section, std::string_view key) {
    Names words;
    const written::Written* const list = section.optional(key, written::Written::Kind::list);
    if (list == nullptr) return words;
    for (const written::Written& item : list->items) {
      if (item.kind == written::Written::Kind::text) words.push_back(plain(item.text));
      else section.add(item.place, "an item is not a string", "write it in quotes");
    }
    return words;
  }

  static void no_word_twice(written::Section& section, const Names& one, const Names& other, std::string_view keys) {
    if (std::ranges::none_of(one, [&](const std::string& each) { return contains(other, each); })) return;
    section.add(section.place(), "a status is in both " + std::string(keys), "keep it in one of them");
  }

  void account() {
    written::Section section = part("account", {"from", "name"});
    if (section.find("from") != nullptr) {
      mapping_.account_from = section.choice<AccountFrom>("from", kAccountFrom).value_or(AccountFrom::id);
    }
    if (mapping_.account_from != AccountFrom::id) mapping_.account_name = plain(section.text("name"));
  }

  void party() {
    written::Section section =
        part("party", {"active", "former", "without_status", "language", "time_zone", "activated", "leave_out"});
    mapping_.active = words_in(section, "active");
    mapping_.former = words_in(section, "former");
    no_word_twice(section, mapping_.active, mapping_.former, "`party.active` and `party.former`");
    if (section.find("without_status") != nullptr) {
      mapping_.without_status = section.choice<CustomerState>("without_status", kStates);
    }
    if (mapping_.active.empty() && !mapping_.without_status) {
      section.add(section.place(), "`party.active` names no status, so no party could be a customer",
                  "add `active = [\"validated\"]`, or `without_status`");
    }
    mapping_.language_characteristic = plain(optional_text(section, "language"));
    mapping_.time_zone_characteristic = plain(optional_text(section, "time_zone"));
    mapping_.activated_characteristic = plain(optional_text(section, "activated"));
    mapping_.left_out_media = words_in(section, "leave_out");
  }

  void unknown() {
    written::Section section = part("unknown", {"country", "language", "time_zone"});
    mapping_.country = optional_text(section, "country");
    if (!mapping_.country.empty() && !is_country_code(mapping_.country)) {
      section.add(section.place(), "`unknown.country` is no code of a country",
                  "write two capital letters, as in `LB`");
    }
    mapping_.language = optional_text(section, "language");
    if (!mapping_.language.empty()) {
      if (intake::is_language(mapping_.language)) mapping_.language = intake::canonical_language(mapping_.language);
      else section.add(section.place(), "`unknown.language` is no language tag", "write one as in `ar` or `en-GB`");
    }
    mapping_.time_zone = optional_text(section, "time_zone");
    for (written::Section& each : written::tables_of(findings_, top_, "country", {"name", "code"})) {
      if (!each.is_table()) continue;
      auto& [name, code] = mapping_.countries.emplace_back(plain(each.text("name")), each.text("code"));
      if (!code.empty() && !is_country_code(code)) {
        each.add(each.place(), "the code of a country is not two capital letters", "write it as in `LB`");
      }
    }
  }

  void product() {
    written::Section section = part("product", {"owner", "roles", "in_service", "not_in_service"});
    if (section.find("owner") != nullptr) {
      mapping_.owner = section.choice<ProductOwner>("owner", kOwners).value_or(ProductOwner::related_party);
    }
    mapping_.roles = words_in(section, "roles");
    mapping_.in_service = words_in(section, "in_service");
    mapping_.not_in_service = words_in(section, "not_in_service");
    no_word_twice(section, mapping_.in_service, mapping_.not_in_service,
                  "`product.in_service` and `product.not_in_service`");
    if (mapping_.owner == ProductOwner::related_party && mapping_.roles.empty()) {
      section.add(section.place(), "`product.roles` names no role, so no product could belong to anybody",
                  "add `roles = [\"customer\"]`");
    }
    if (mapping_.in_service.empty()) {
      section.add(section.place(), "`product.in_service` names no status, so no product could be a service",
                  "add `in_service = [\"active\"]`");
    }
  }

  void services() {
    for (written::Section& section :
         written::tables_of(findings_, top_, "service", {"specification", "offering", "services"})) {
      if (!section.is_table()) continue;
      ServiceRule& rule = mapping_.services.emplace_back();
      rule.specification = optional_text(section, "specification");
      rule.offering = optional_text(section, "offering");
      if (rule.specification.empty() && rule.offering.empty()) {
        section.add(section.place(), "the rule names neither a specification nor an offering",
                    "add `specification` or `offering` with an id");
      }
      rule.services = section.needed_names("services", true);
      std::ranges::sort(rule.services);
    }
  }

  written::Findings findings_;
  written::Section top_;
  Mapping mapping_;
};

}  // namespace

std::string plain(std::string_view word) {
  while (!word.empty() && word.front() == ' ') word.remove_prefix(1);
  while (!word.empty() && word.back() == ' ') word.remove_suffix(1);
  std::string result(word);
  std::ranges::transform(result, result.begin(), small);
  return result;
}

tl::expected<Mapping, Issues> Mapping::read(std::string_view text, std::string_view file) {
  const auto written = written::read_toml(text, file);
  if (!written) return tl::unexpected(Issues{written.error()});
  return MappingReading(*written, file).read();
}

Issues check(const Mapping& mapping, const Names& services, const TimeZones& zones, const Telephones& telephones) {
  Issues issues;
  const auto add = [&](std::string problem, std::string mend) {
    issues.push_back({mapping.file, 0, 0, std::move(problem), std::move(mend)});
  };
  for (const ServiceRule& rule : mapping.services) {
    for (const std::string& each : rule.services) {
      if (contains(services, each)) continue;
      add("neither the catalogue nor a rule knows the service " + written::quoted(each),
          "write a category of the catalogue");
    }
  }
  if (!mapping.time_zone.empty() && zones.find(mapping.time_zone) == nullptr) {
    add("there is no time zone " + written::quoted(mapping.time_zone), "write an IANA name, as in `Asia/Beirut`");
  }
  if (!mapping.country.empty() && !telephones.knows_country(mapping.country)) {
    add("no telephone numbers are known of the country " + written::quoted(mapping.country),
        "write a code of ISO 3166-1, as in `LB`");
  }
  return issues;
}

}  // namespace assent::tmf_listener
