// What a notification says about a party or a product, by the carrier's mapping. Pure; values.
#pragma once

#include "base/instant.hpp"
#include "base/result.hpp"
#include "base/telephones.hpp"
#include "base/time_zone.hpp"
#include "consent/coverage.hpp"
#include "json/tree.hpp"
#include "tmf_listener/effect.hpp"
#include "tmf_listener/event.hpp"
#include "tmf_listener/mapping.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace assent::tmf_listener {

// A part of a profile that party notifications say.
enum class Member : std::uint8_t { kind, life, language, time_zone, activated, telephones, email_addresses, address };

// Of `life`. A party that was deleted has left, and their products give no service any more.
inline constexpr std::string_view kActive = "active";
inline constexpr std::string_view kFormer = "former";
inline constexpr std::string_view kDeleted = "deleted";
// Of `kind`.
inline constexpr std::string_view kResidential = "residential";
inline constexpr std::string_view kBusiness = "business";

struct PartySaid {
  std::string id;
  std::string account;  // by the mapping; empty: it does not say
  // What it says, each as words: numbers as E.164; an address as its country and lines, none of no address. What cannot
  // be used is not among them.
  std::map<Member, Names> members;
  Effects effects;
};

struct ProductSaid {
  std::string id;
  std::string account;             // of `billing_account`; empty: it does not say
  std::string party;               // of `related_party`: the id; likewise
  std::optional<Names> services;   // nothing: it does not say, or the product is unknown to the mapping
  std::optional<bool> in_service;  // likewise of its status
  Effects effects;
};

struct Lookups {
  const TimeZones& zones;
  const Telephones& telephones;
};

inline constexpr std::size_t kMediaMost = 100;  // contact media of a party

//   invalid  a member of another kind than the standard's; too many contact media
Result<PartySaid> said_of_party(const json::Tree& party, const Event& event, const Mapping& mapping,
                                const Lookups& lookups);

//   invalid  a member of another kind than the standard's; it belongs to two customers
Result<ProductSaid> said_of_product(const json::Tree& product, const Event& event, const Mapping& mapping);

}  // namespace assent::tmf_listener
