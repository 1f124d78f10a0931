// CustomerFile: what is on record about a customer, read from the ledger as Facts for a decision.
//
// There is never an error: whatever goes wrong ends in a deny. Thread-safe. Carrier-wide entries (notices, agreements)
// are kept between calls, and read again when there is a new one.
#pragma once

#include "base/clock.hpp"
#include "base/time_zone.hpp"
#include "consent/facts.hpp"
#include "consent/reason.hpp"
#include "consent/use.hpp"
#include "decision/decide.hpp"
#include "ledger/fold.hpp"
#include "ledger/ledger.hpp"
#include "regime/regime.hpp"
#include "service/as_of.hpp"

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assent::service {

// A customer as the caller names them: by account or, if that is empty, by telephone number (E.164).
struct CustomerName {
  std::string account;
  std::string telephone;
};

struct OnFile {
  // Set if there is no customer to decide about: the reason for the deny:
  //   status_unknown       the ledger could not be read, or an entry in it is damaged
  //   unknown_customer     no such account at that instant; no account has that telephone number
  //   ambiguous_telephone  more than one account has that number (an active one goes before former ones)
  std::optional<Reason> missing;
  std::string account;  // empty when none was found
  Facts facts;
  // If the status is unknown: what is wrong with the ledger.
  std::optional<Error> trouble;
  // When another profile on record takes effect. For a customer found by telephone number: a profile of any account
  // that ever has that number.
  std::optional<Instant> profile_until;
  // When the rules are no longer in effect for the customer (rules_end()); none: no such end is known.
  std::optional<Instant> rules_until;
  // Whether they are in effect at the instant decided about. If not, nothing is permitted.
  bool rules_in_effect = true;
};

class CustomerFile {
 public:
  // Both outlive the file. `present` is as for fold_account(): give it if the question is about the present or the
  // future. It is never later than the instant decided about.
  CustomerFile(const ledger::Ledger& ledger, const TimeZones& zones, Instant present = kNever)
      : ledger_(&ledger), zones_(&zones), present_(present) {}
  // For repeated questions: the present is what the clock says each time. The clock outlives the file.
  CustomerFile(const ledger::Ledger& ledger, const TimeZones& zones, const Clock& clock)
      : ledger_(&ledger), zones_(&zones), clock_(&clock) {}

  // `regime` gives the zone of customers whose own zone is unknown.
  OnFile find(const CustomerName& who, const regime::Regime& regime, const AsOf& as_of) const;

  // find() and decide() in one. Denies with `missing` if there is no customer to decide about.
  decision::Decision decide_for(const CustomerName& who, const regime::Regime& regime, const Use& use,
                                const AsOf& as_of) const;

  // The entries behind find(): the account's own and the carrier-wide ones, each in the ledger's order.
  struct Entries {
    std::shared_ptr<const std::vector<ledger::Recorded>> carrier_wide;
    std::vector<ledger::Recorded> own;
  };
  Result<Entries> entries(std::string_view account) const;

  // What find() makes of given entries, without those recorded after `as_of.known_at`.
  OnFile of(std::string_view account, const Entries& entries, const regime::Regime& regime, const AsOf& as_of) const;

  // What was first found wrong with the ledger, and for how many questions that made the status unknown; nothing: it
  // could be read.
  struct Trouble {
    Error error;
    std::uint64_t times = 0;
  };
  std::optional<Trouble> trouble() const;

  const ledger::Ledger& ledger() const { return *ledger_; }

 private:
  using CarrierEntries = std::shared_ptr<const std::vector<ledger::Recorded>>;

  Result<CarrierEntries> carrier_entries() const;
  Result<std::shared_ptr<const ledger::CarrierFile>> carrier_file(Instant known_at) const;
  OnFile found(const CustomerName& who, const regime::Regime& regime, const AsOf& as_of) const;
  OnFile by_account(std::string_view account, const regime::Regime& regime, const AsOf& as_of, Names* telephones) const;
  void add_rules(OnFile& on_file, const regime::Regime& regime, Instant at) const;
  OnFile by_telephone(std::string_view telephone, const regime::Regime& regime, const AsOf& as_of) const;
  OnFile folded(std::string_view account, const std::vector<ledger::Recorded>& own, const ledger::CarrierFile& carrier,
                const regime::Regime& regime, const AsOf& as_of, Names* telephones) const;

  const ledger::Ledger* ledger_;
  const TimeZones* zones_;
  Instant present_ = kNever;
  const Clock* clock_ = nullptr;

  mutable std::mutex
      mutex_;  // guards everything below: the carrier-wide entries, the position of the newest one, and what was wrong
  mutable std::optional<Position> newest_;
  mutable CarrierEntries entries_;
  mutable std::shared_ptr<const ledger::CarrierFile> file_;  // of entries_, as known at file_known_at_
  mutable Instant file_known_at_ = kEarliest;
  mutable std::optional<Trouble> trouble_;
};

// The decision about a customer on file: decide(), or a deny with `on_file.missing`; and `status_unknown` instead of a
// permit under rules that are not in effect. Its `valid_until` is no later than `on_file.profile_until` and
// `on_file.rules_until`, because what follows is unknown. It also names no remedy that takes effect later than that.
decision::Decision decide_on_file(const regime::Regime& regime, const OnFile& on_file, const Use& use, Instant at);

}  // namespace assent::service
