// Identities: what both stores do with the customers' keys. Entries are sealed on their way in, and opened on their way
// out.
#pragma once

#include "ledger/customer_keys.hpp"
#include "ledger/ledger.hpp"

#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include <boost/unordered/unordered_flat_map.hpp>

namespace assent::store {

// Whether the draft is a profile or a document with something to seal.
bool has_identity(const ledger::Draft& draft);

// The keys under which some drafts are sealed. Views into the drafts.
class SealingKeys {
 public:
  // Takes the keys of those drafts that have something to seal, all in one; none of them: no key is asked for.
  //
  //   unavailable, damaged  as CustomerKeys
  static Result<SealingKeys> of(ledger::CustomerKeys& keys, std::span<const std::span<const ledger::Draft>> calls);

  // Seals a profile or document of one of those drafts; what else there is stays as it is.
  void seal_entry(evidence::Entry& entry) const;

 private:
  evidence::Hash number_key_{};
  boost::unordered_flat_map<std::string_view, evidence::IdentityKey> of_account_;
};

// As Ledger::open(). `find_keys` is asked for the keys where one is needed.
using FindCustomerKeys = std::function<Result<ledger::CustomerKeys*>()>;
Result<void> open_identities(std::span<ledger::Recorded> entries, const FindCustomerKeys& find_keys);

// The same of what latest() found.
Result<void> open_latest(const ledger::Ledger& ledger, std::span<std::optional<ledger::Recorded>> latest);

// Whether these are the keys with which those profiles were sealed, each by its customer's key and the key of numbers.
// What was erased or stands in clear says nothing.
//
//   damaged  they are another ledger's, or of an earlier day
Result<void> check_keys(ledger::CustomerKeys& keys, std::vector<ledger::Recorded> profiles);

}  // namespace assent::store
