// Hub: who wants to be told of changes to privacy documents. Registrations and what they were told are entries of the
// ledger, under accounts of the carrier's own; so they survive a restart. Thread-safe.
#pragma once

#include "base/result.hpp"
#include "consent/kept_books.hpp"
#include "json/tree.hpp"
#include "ledger/ledger.hpp"
#include "tmf644/documents.hpp"
#include "tmf644/query.hpp"
#include "tmf644/resource.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace assent::tmf644 {

inline constexpr std::string_view kSubscriptions = kPrivacySubscriptions;
inline constexpr std::string_view kToldOf = kPrivacyTold;

// How far somebody was told: the index of the next entry, by log. A log that is not there: from its beginning.
using ToldTo = std::map<std::uint32_t, std::uint64_t>;

struct Subscription {
  std::string id;
  std::string callback;
  std::string query;  // of filters over the event, as they were sent; empty: every event
  std::vector<Filter> filters;
  Version version = Version::v4;
  ToldTo from;  // events before it registered are not for it
};

class Hub {
 public:
  // Documents outlive it.
  explicit Hub(Documents& documents) : documents_(documents) {}

  // `sent`: {callback, query?}.
  //
  //   invalid  the callback is none that the mapping allows; the query cannot be read
  //   unavailable, damaged  as the ledger; likewise below
  Result<Subscription> subscribe(const json::Tree& sent, Version version, const std::string& actor);
  // not_found  there is no such registration
  Result<void> unsubscribe(std::string_view id, const std::string& actor);
  // In the order in which they came. One whose callback the mapping does not allow any more is left out.
  Result<std::vector<Subscription>> subscriptions() const;

  // How far a registration was told, as last noted.
  Result<ToldTo> told_to(const Subscription& subscription) const;
  Result<void> note(const Subscription& subscription, const ToldTo& told);

 private:
  Documents& documents_;
};

}  // namespace assent::tmf644
