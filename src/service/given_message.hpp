// GivenMessage: the message of a notice's run that a row of a list says was sent, by the place at which it waited.
// Pure.
#pragma once

#include "ledger/ledger.hpp"
#include "reasons/row_code.hpp"
#include "service/notices.hpp"

#include <tl/expected.hpp>

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace assent::service {

struct GivenMessage {
  std::string run;
  std::string language;
};

// `place` as entry_name() writes it; `entries` are the account's.
//
//   no_such_message      no message of the giving's notice and channel waited there
//   sent_on_another_day  it is on record as sent at another time, and that was not taken back
tl::expected<GivenMessage, reasons::ListFault> given_message(std::span<const ledger::Recorded> entries,
                                                             std::string_view place, const NoticeGiving& giving);

}  // namespace assent::service
