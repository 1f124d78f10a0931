// Known: what notifications have said about one customer, as the ledger keeps it beside the customer's profile. Pure; a
// value.
//
// Each thing that a notification can say has the stamp of the latest one that said it, so that an older one that comes
// late does not overwrite it. Merging is the same in every order, and merging again changes nothing.
#pragma once

#include "base/result.hpp"
#include "consent/coverage.hpp"
#include "tmf_listener/said.hpp"
#include "tmf_listener/stamp.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace assent::tmf_listener {

struct Saying {
  Stamp at;
  Names words;

  friend bool operator==(const Saying&, const Saying&) = default;
};

struct KnownProduct {
  std::optional<Saying> services;
  std::optional<Saying> in_service;  // `yes` or `no`
  Names ever;                        // services that any notification gave it; sorted, each once

  friend bool operator==(const KnownProduct&, const KnownProduct&) = default;
};

struct Known {
  std::map<Member, Saying> members;
  std::map<std::string, KnownProduct> products;  // by the keyed hash of their ids

  // The word of a member that has one; empty: nothing is known.
  std::string_view word(Member member) const;
  // The services of the products that are in service; none if the party was deleted.
  Names services() const;

  friend bool operator==(const Known&, const Known&) = default;
};

inline constexpr std::size_t kProductsMost = 1'000;  // of one customer

// What a notification changed in what is known.
struct Change {
  std::set<Member> members;
  std::set<std::string> services;  // that the customer may have or not have now (Known::services())
  bool products = false;

  bool any() const { return !members.empty() || products; }
  void add(const Change& other);
};

Change merge(Known& known, const PartySaid& said, const Stamp& stamp);
// `product` is the keyed hash of its id.
Change merge(Known& known, const std::string& product, const ProductSaid& said, const Stamp& stamp);

std::string to_json(const Known& known);
//   damaged  it is not what to_json() writes
Result<Known> known_in(std::string_view json);

}  // namespace assent::tmf_listener
