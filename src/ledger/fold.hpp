// Fold: from what has been recorded to the facts that a decision rests on, with two times. Pure; thread-safe.
//
// `known_at` is the instant whose knowledge counts: an entry recorded later does not exist. `at` is the instant decided
// about: it picks the customer's profile. Events that take effect after `at` stay in the history, for decide() weighs
// instants itself and tells with them until when its answer holds.
//
// A correction replaces what it corrects from its recorded instant on. Without a second person and his evidence it only
// takes away: approvals and profiles go, refusals stay.
//
// A provisional refusal counts as any other. Where somebody else has read it and found that it is none, it goes from
// the review's recorded instant on, as by a confirmed correction (ledger/reviews.hpp).
//
// An approval that an import brought proves nothing against a refusal that was recorded otherwise, or carried, and
// counts from before it or from the same instant.
//
// What is never here: deemed approval (decide() computes it) and any other way for one entry to undo a refusal.
#pragma once

#include "base/result.hpp"
#include "consent/customer.hpp"
#include "consent/history.hpp"
#include "ledger/ledger.hpp"

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace assent {

// Whether it takes something away: a refusal, an e-mail permission taken back, a failed delivery.
bool speaks_against(const Body& body);

// How the evidence of a refusal begins that was carried from another account or from a number
// (service/carried_refusals): the name of its entry follows.
inline constexpr std::string_view kCarriedFrom = "entry ";

// Whether an import brought it, and nobody said it by another way: not a refusal that an import carried.
bool is_imported(const Entry& entry);

// What is the carrier's rather than one customer's. Folded once and used for any number of accounts.
class CarrierFile {
 public:
  // The terms of a published notice, as they stand in the text in that language; nullptr when none was published.
  // A version is never published anew: of two publications with the same text's name the first holds.
  std::shared_ptr<const NoticeTerms> terms(std::string_view notice, std::string_view version,
                                           std::string_view language) const;

  const std::vector<Agreement>& agreements() const { return agreements_; }

  // The register of partners; nullptr: there is none.
  const std::shared_ptr<const Partners>& partners() const { return partners_; }

 private:
  friend CarrierFile fold_carrier(std::span<const Recorded> entries, Instant known_at);

  using Name = std::tuple<std::string, std::string, std::string>;  // notice, version, language
  std::map<Name, std::shared_ptr<const NoticeTerms>, std::less<>> terms_;
  std::vector<Agreement> agreements_;
  std::shared_ptr<const Partners> partners_;
};

// From entries_of(""), in the ledger's order. Entries of accounts are passed over.
CarrierFile fold_carrier(std::span<const Recorded> entries, Instant known_at);

struct AccountFile {
  std::optional<Customer> customer;      // none: no such customer at that instant, as known then
  const Recorded* profile = nullptr;     // the entry that `customer` is from; lives as long as the entries given
  std::optional<Instant> profile_until;  // when the next profile on record takes effect; none: no such
  History history;                       // events of the account, and the carrier's agreements and partners
};

// From entries_of(account), in the ledger's order. Entries of other accounts and carrier-wide ones are passed over.
//
// What is on record has happened: a clock that was ahead may have given it an instant that is yet to come. Where
// `present` is named, whatever speaks against an approval also counts from there on, and a profile that would take
// effect later than it, but no later than it was recorded, takes effect there. Approvals are left as they are.
//
//   damaged  a notice was given that was never published in that version and language, or a delivery failed of a notice
//            that this account was not given: the customer's status cannot be established
Result<AccountFile> fold_account(std::span<const Recorded> entries, const CarrierFile& carrier,
                                 std::string_view account, Instant at, Instant known_at, Instant present = kNever);

}  // namespace assent
