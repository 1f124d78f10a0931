// DecisionCase: all facts, an instant, and the expected decision, in one line of JSON.
//
// docs/cases.md gives the format. A lawyer can add a case with a text editor; the library, the command line and the
// tests read the same file. Reading is pure and thread-safe: catalogue and zones are only read.
#pragma once

#include "base/result.hpp"
#include "base/time_zone.hpp"
#include "consent/facts.hpp"
#include "consent/offer.hpp"
#include "consent/reason.hpp"
#include "consent/use.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace assent::cases {

// The decision that a case expects.
struct Expectation {
  Outcome outcome = Outcome::deny;
  Reason reason = Reason::status_unknown;

  friend bool operator==(const Expectation&, const Expectation&) = default;
};

// A failed delivery that became known on a local day: it becomes an instant when the customer's zone is known.
struct DeliveryKnownOn {
  std::size_t notice = 0;  // index into Facts::history.notices
  Date day;
};

// An event's Position is {0, its index in `history`}.
struct DecisionCase {
  std::string id;      // for people; may be empty
  std::string regime;  // the rule pack's id, not looked up here
  Instant now;
  Facts facts;  // `zone` is null if the customer's zone is not stated: see settle_zone
  Use use;
  Expectation expected;
  std::vector<DeliveryKnownOn> delivery_known_on;  // empty after the zone is settled

  bool zone_pending() const { return facts.zone == nullptr; }
};

// Reads one line. `invalid`: it is not JSON, has a key twice, lacks something without a default, names an unknown
// event, offer, zone or reason, or has an unknown key in customer, use, an event or expect. The message says where:
// "`history[2].channel` …". The zones must outlive the case.
Result<DecisionCase> read_case(std::string_view json_line, const Catalogue& catalogue, const TimeZones& zones);

// Gives the case its customer's zone: if the case names none, the last one of the regime's footprint.
void settle_zone(DecisionCase& decision_case, const TimeZone& zone);

}  // namespace assent::cases
