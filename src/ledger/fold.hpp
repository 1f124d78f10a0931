// Fold: turns what has been recorded into the facts that a decision rests on, with two times. Pure; thread-safe.
//
// `known_at` is the instant whose knowledge counts: an entry recorded later does not exist. `at` is the instant decided
// about: it picks the customer's profile. Events that take effect after `at` stay in the history: decide() compares
// instants itself, and uses them to say until when its decision is valid.
//
// A correction replaces what it corrects from its recorded instant on. Without a second person and their evidence it
// only takes away: approvals and profiles go, refusals stay.
//
// A provisional refusal counts as any other. If another person has read it and found that it is not a refusal, it goes
// from the review's recorded instant on, as with a confirmed correction (ledger/reviews.hpp).
//
// An imported approval proves nothing against a refusal that was not imported, or was carried, and counts from before
// it or from the same instant.
//
// Never here: deemed approval (decide() computes it), and any other way for an entry to undo a refusal.
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

namespace assent::ledger {

// Whether it takes something away: a refusal, an e-mail permission taken back, a failed delivery.
bool speaks_against(const evidence::Body& body);

// The prefix of the evidence of a refusal that was carried from another account or from a number
// (service/carried_refusals). The name of its entry follows.
inline constexpr std::string_view kCarriedFrom = "entry ";

// Whether it is imported: not a refusal that an import carried.
bool is_imported(const evidence::Entry& entry);

// The carrier-wide entries. Folded once and used for any number of accounts.
class CarrierFile {
 public:
  // The terms of a published notice, in the text of that language; nullptr: none was published. A version is never
  // published again: of two publications with the same name the first counts.
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

// From entries_of(""), in the ledger's order. Ignores entries of accounts.
CarrierFile fold_carrier(std::span<const Recorded> entries, Instant known_at);

struct AccountFile {
  std::optional<Customer> customer;      // none: no such customer at that instant, as known then
  const Recorded* profile = nullptr;     // the entry of `customer`; lives as long as the given entries
  std::optional<Instant> profile_until;  // when the next profile on record takes effect; none: no such profile
  History history;                       // events of the account, and the carrier's agreements and partners
};

// From entries_of(account), in the ledger's order. Ignores entries of other accounts and carrier-wide ones.
//
// What is on record has happened, but a clock that was ahead may have given it an instant in the future. If `present`
// is given, what speaks against an approval also counts from then on. A profile that would take effect later than
// `present`, but not later than it was recorded, takes effect at `present`. Approvals stay as they are.
//
//   damaged  a notice was given that was never published in that version and language, or a failed delivery is about a
//            notice that was not given to this account: the customer's status cannot be established
Result<AccountFile> fold_account(std::span<const Recorded> entries, const CarrierFile& carrier,
                                 std::string_view account, Instant at, Instant known_at, Instant present = kNever);

}  // namespace assent::ledger
