// Delivery reports of notices that were sent by text message. Thread-safe.
#pragma once

#include "app/engine.hpp"
#include "base/result.hpp"
#include "consent/position.hpp"
#include "sms/delivery_report.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace assent::sms_gateway {

// The name of a message in reports: the position of the entry that says that the notice was given, or that its message
// waits to be sent: `0-12`.
std::string message_name(Position place);
std::optional<Position> message_named(std::string_view name);

// Records what a report says about the notice whose place that is: delivered, or bounced. A failure unmakes what
// was said to be delivered; "delivered" undoes no failure. "Buffered" and "accepted" say nothing yet. Safe to repeat.
//
//   not_found    no notice by text message was given there, or waited to be sent
//   unavailable, damaged  as the ledger
Result<void> record_report(app::Engine& engine, Position place, sms::Report report, const std::string& actor);

}  // namespace assent::sms_gateway
