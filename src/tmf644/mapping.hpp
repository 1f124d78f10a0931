// Mapping: what a carrier's privacy documents mean as choices: one versioned table, written in TOML
// (examples/tmf644.toml, docs/tmf644.md). Immutable once read; thread-safe. Pure.
//
//   version = "2026-1"
//
//   [customer]
//   referred_types = ["Individual"]         the `@referredType`s whose id is an account
//   roles = ["customer"]                    of an agreement's parties: which of them is the customer; left out: any
//
//   [values]                                in any case; true and false are such words, too
//   approve = ["yes", "true"]
//   refuse = ["no", "false"]
//
//   [proof]                                 when an approval counts as proved
//   profile_statuses = ["active"]           otherwise it approves nothing yet
//   agreement_statuses = ["approved"]       of the agreement that the profile names, and of its authorization
//
//   [[notice]]                              which notice the customer had before they signed
//   agreement_specification = "spec-7"      its id
//   name = "your-information"
//   version = "2026-1"
//
//   [[recipient]]                           a related party, by its role: its relation to the carrier
//   role = "Vendor"
//   relation = "independent_contractor"
//
//   [[giver]]                               who agreed for somebody else, by their role
//   role = "guardian"
//   by = "authorised_representative"
//
//   [[characteristic]]                      the first one that fits counts
//   name = "EmailAddress"
//   purpose = "MARKETING"                   privacyUsagePurpose; left out: any
//   ignore = true                           it is no choice about customer information; or:
//   information = ["contact"]               likewise offers, channels, classes, categories; left out: all
//   form = "electronic"
//
//   [hub]
//   callbacks = ["https://crm.example/"]    what a callback begins with; left out: nobody can register
#pragma once

#include "base/issue.hpp"
#include "consent/coverage.hpp"

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace assent::tmf644 {

struct CharacteristicRule {
  std::string name;
  std::string purpose;  // empty: any
  bool ignore = false;
  Names information;  // for these five, none means everything
  Names offers;
  Names channels;
  Names classes;
  Names categories;
  std::string form = "electronic";
};

struct NoticeRule {
  std::string agreement_specification;
  std::string name;
  std::string version;
};

// What stands beside a role.
struct RoleRule {
  std::string role;
  std::string meaning;
};

struct Mapping {
  std::string version;
  Names customer_types;
  Names customer_roles;
  Names approve;  // in small letters, as the three lists behind them
  Names refuse;
  Names profile_statuses;
  Names agreement_statuses;
  std::vector<NoticeRule> notices;
  std::vector<RoleRule> recipients;
  std::vector<RoleRule> givers;
  std::vector<CharacteristicRule> characteristics;
  Names callbacks;

  // `file` is its name, for issues.
  static tl::expected<Mapping, Issues> read(std::string_view text, std::string_view file);
};

// Whatever the case of ASCII's letters.
bool same_word(std::string_view a, std::string_view b);

}  // namespace assent::tmf644
