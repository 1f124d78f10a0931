// Mapping: what a carrier's party and product notifications mean here: one versioned table, written in TOML
// (examples/tmf-listener.toml, docs/tmf-listener.md). Immutable once read; thread-safe. Pure.
//
//   version = "2026-1"
//   source_system = "crm"                   of the profiles; left out: what is on record stays
//
//   [account]                               where a party's account stands
//   from = "id"                             or `external_reference`, `characteristic`
//   name = "accountNumber"                  the reference's type, the characteristic's name
//
//   [party]
//   active = ["validated"]                  statuses, in any case
//   former = ["deceased", "closed"]
//   without_status = "active"               of a party that comes without one; left out: no profile until one comes
//   language = "preferredLanguage"          characteristics; without this one: the favourite of `languageAbility`
//   time_zone = "timeZone"
//   activated = "customerSince"
//   leave_out = ["billing"]                 contact media that are not the customer's own, by any of their types
//
//   [unknown]                               of a customer who is new, where no notification says it
//   country = "LB"                          of numbers without `+`, and of addresses
//   language = "ar"
//   time_zone = "Asia/Beirut"
//
//   [[country]]                             how an address may name a country beside its ISO 3166-1 alpha-2 code
//   name = "Lebanon"
//   code = "LB"
//
//   [product]
//   owner = "related_party"                 or `billing_account`
//   roles = ["customer"]                    of the related party that has it
//   in_service = ["active", "suspended"]    statuses, in any case
//   not_in_service = ["created", "terminated"]
//
//   [[service]]                             the first one that fits counts
//   specification = "PS-101"                its id; or `offering`
//   services = ["local"]                    none: the product is known, and is no service
#pragma once

#include "base/issue.hpp"
#include "base/telephones.hpp"
#include "base/time_zone.hpp"
#include "consent/coverage.hpp"
#include "consent/customer.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <tl/expected.hpp>

namespace assent::tmf_listener {

enum class AccountFrom : std::uint8_t { id, external_reference, characteristic };
enum class ProductOwner : std::uint8_t { related_party, billing_account };

struct ServiceRule {
  std::string specification;  // empty: any
  std::string offering;       // likewise; one of the two is there
  Names services;             // sorted, each once
};

struct Mapping {
  std::string file;  // as the user named it
  std::string version;
  std::string source_system;
  AccountFrom account_from = AccountFrom::id;
  std::string account_name;  // in small letters, as all names and statuses that are compared in any case
  Names active;
  Names former;
  std::optional<CustomerState> without_status;
  std::string language_characteristic;
  std::string time_zone_characteristic;
  std::string activated_characteristic;
  Names left_out_media;
  std::string country;
  std::string language;
  std::string time_zone;
  std::vector<std::pair<std::string, std::string>> countries;  // name and code
  ProductOwner owner = ProductOwner::related_party;
  Names roles;
  Names in_service;
  Names not_in_service;
  std::vector<ServiceRule> services;

  // `file` is its name, for issues. On failure: every fault with its place; never an empty list.
  static tl::expected<Mapping, Issues> read(std::string_view text, std::string_view file);
};

// What in it does not fit the rest of the set-up: services that nobody can have (`services` are all), a time zone and a
// country that there are not. Empty: it fits.
Issues check(const Mapping& mapping, const Names& services, const TimeZones& zones, const Telephones& telephones);

// In small letters, without blanks around it: how names and statuses are compared.
std::string plain(std::string_view word);

}  // namespace assent::tmf_listener
