// Event: a notification of TMF632 (Party Management) or TMF637 (Product Inventory), versions 4 and 5, out of its
// envelope. Pure; values.
#pragma once

#include "base/instant.hpp"
#include "base/result.hpp"
#include "json/tree.hpp"
#include "tmf_listener/stamp.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace assent::tmf_listener {

enum class About : std::uint8_t { individual, organization, product };
enum class Happened : std::uint8_t { created, attributes_changed, state_changed, deleted, batch };

// What a listener's path is for.
struct EventKind {
  About about = About::individual;
  Happened happened = Happened::created;
};

// As paths have it: `individualCreateEvent`. A batch is `productBatchEvent`, and in version 5
// `productProductBatchEvent`.
std::string name_of(EventKind kind, bool version_5);

struct Event {
  EventKind kind;
  // When it happened, by the sender's word, but no later than it came; and its name: 32 hexadecimal digits from the
  // sender and their `eventId`. Without an `eventId`, from the whole notification.
  Stamp stamp;
  bool untimed = false;              // it says no time: it counts as having happened when it came
  bool ahead = false;                // it says a time that was still to come: likewise
  std::vector<json::Tree> subjects;  // the party; or the products, at least one
};

inline constexpr std::size_t kSubjectsMost = 1'000;  // of a batch
inline constexpr std::size_t kIdBytesMost = 256;     // of an `eventId`, a party's or a product's `id`

// `sender` is the caller's id: two senders may use one `eventId`. `now` is when it came.
//
//   invalid  what is missing or of another kind, by the names of its members; a time that cannot be read; an
//            `eventType` of another path; too many products
Result<Event> read_event(EventKind kind, const json::Tree& body, std::string_view sender, Instant now);

}  // namespace assent::tmf_listener
