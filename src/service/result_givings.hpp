// The givings of a notice that a delivery result is about. Pure.
#pragma once

#include "ledger/ledger.hpp"
#include "regime/regime.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace assent::service {

// What a result states.
struct DeliveryResult {
  evidence::NoticeDelivery::Result result = evidence::NoticeDelivery::Result::delivered;
  std::string channel;                              // of the giving; empty: any
  std::string status;                               // a code such as `5.1.1`, or any text from the list
  std::optional<std::variant<Instant, Date>> sent;  // names the giving; none: not stated
  Instant known;

  bool failed() const { return result != evidence::NoticeDelivery::Result::delivered; }
};

struct ResultGiving {
  Position given;
  Instant known;  // the result's own, or the sending's if the result's is before that

  friend bool operator==(const ResultGiving&, const ResultGiving&) = default;
};

// A failure is about the latest giving that was out by then, and about every other giving whose waiting period was not
// over: it is unknown which of them did not arrive, and none of them may become an approval. A failure that is older
// than every giving is about each of them, from its sending on. If the sending is named, a failure is about what was
// sent then. A delivery is about the latest giving that was out.
//
// An e-mail status code 5.x.x is about an e-mail. `entries` are the account's; `rules` are those that the notice was
// written for.
std::vector<ResultGiving> givings_of(std::span<const ledger::Recorded> entries, const evidence::NoticePublished& notice,
                                     const regime::NoticeRules& rules, const DeliveryResult& result);

// Whether it is a code such as `5.1.1`: a permanent failure to deliver the e-mail (RFC 3463).
bool is_permanent_email_failure(std::string_view status);

// A letter's date is a day in the customer's zone.
Instant earliest_of(const std::variant<Instant, Date>& sent);

}  // namespace assent::service
