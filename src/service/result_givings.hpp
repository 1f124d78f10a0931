// Which givings of a notice a delivery result is about. Pure.
#pragma once

#include "ledger/ledger.hpp"
#include "regime/regime.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace assent {

// What a result says of itself.
struct DeliveryResult {
  NoticeDelivery::Result result = NoticeDelivery::Result::delivered;
  std::string channel;                              // of the giving; empty: any
  std::string status;                               // a code such as `5.1.1`, or whatever the list says
  std::optional<std::variant<Instant, Date>> sent;  // names the giving; none: it is not said
  Instant known;

  bool failed() const { return result != NoticeDelivery::Result::delivered; }
};

struct ResultGiving {
  Position given;
  Instant known;  // the result's own, or the sending where that lies before it

  friend bool operator==(const ResultGiving&, const ResultGiving&) = default;
};

// A failure is about the latest giving that was out by then, and about every other one whose waiting period had not run
// out: nobody can tell which of them did not arrive, and none of them may turn into an approval. A failure that is
// older than every giving is about each of them, from its sending on. Where the sending is named, a failure is about
// what was sent then. That a letter arrived is about the latest giving that was out.
//
// An e-mail status code 5.x.x is about an e-mail. `entries` are the account's; `rules` those that the notice was
// written for.
std::vector<ResultGiving> givings_of(std::span<const Recorded> entries, const NoticePublished& notice,
                                     const NoticeRules& rules, const DeliveryResult& result);

// Whether it is a code such as `5.1.1`: the mail could not be delivered for good (RFC 3463).
bool is_permanent_email_failure(std::string_view status);

// A letter's date is a day in the customer's place.
Instant earliest_of(const std::variant<Instant, Date>& sent);

}  // namespace assent
