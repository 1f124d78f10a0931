// Delivery reports of Kannel, and what becomes of a message by them. Pure; thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

namespace assent::sms {

// By their numbers (`%d` of a report's URL).
enum class Report : std::uint8_t {
  delivered = 1,  // to the phone, says the network
  failed = 2,     // the network gave up
  buffered = 4,   // the network has it and tries
  accepted = 8,   // the network has it
  refused = 16    // the network does not take it
};

// Nothing: it is no number of a report.
std::optional<Report> report_of(std::string_view number);

enum class Fate : std::uint8_t { under_way, delivered, failed };

// Reports come in any order: "delivered" of part 1 before "accepted", and before "refused" of part 2. A failure of one
// part is a failure of the message, whatever was or will be said of others.
constexpr Fate after(Fate fate, Report report) {
  switch (report) {
    case Report::failed:
    case Report::refused: return Fate::failed;
    case Report::delivered: return fate == Fate::failed ? Fate::failed : Fate::delivered;
    case Report::buffered:
    case Report::accepted: return fate;
  }
  return fate;
}

}  // namespace assent::sms
