// Way: the port of a way out, by which notices leave: a relay of e-mail, a gateway of SMS, a print shop.
#pragma once

#include "base/instant.hpp"
#include "consent/position.hpp"
#include "evidence/entry.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace assent::outreach {

// The channel of letters. They count as sent on the day of mailing, which is recorded later.
inline constexpr std::string_view kLetters = "mail";

// What is filled in for each customer (docs/notices.md).
struct CustomerValues {
  std::string account;
  std::string services;  // listed in the language of the text
  std::string page;      // the address at which this customer refuses; empty: there is no such page
};

// A notice to one customer. What it points to outlives the call.
struct Message {
  // The entry that says that it waits. It names the message: the same message has the same place however often it is
  // sent, and whatever comes back is matched by it.
  Position queued;
  const evidence::NoticePublished* notice = nullptr;
  const evidence::NoticeText* text = nullptr;
  CustomerValues values;
  std::string address;  // an e-mail address, or a telephone number in E.164; empty for letters
  evidence::PostalAddress postal;
};

enum class Outcome : std::uint8_t {
  taken,     // the other side has it, and says so
  refused,   // it will never take it
  later,     // it took nothing, and may do so later
  uncertain  // the connection ended before it said what became of it
};

struct HandedOver {
  Outcome outcome = Outcome::later;
  std::string message_id;  // the other side's name for it; empty: none
  std::string detail;      // its code or words; no personal data
  // Of what is taken: when the notice counts as sent. Nothing: that is known later, as for letters.
  std::optional<std::variant<Instant, Date>> sent;
};

// One thread at a time calls it.
class Way {
 public:
  virtual ~Way() = default;

  virtual std::string_view channel() const = 0;   // `email`, `sms`, `mail`
  virtual std::string_view provider() const = 0;  // the party that delivers; empty: the carrier itself
  // What became of each message, in their order. It gives up what takes too long, and never throws away what it knows.
  virtual std::vector<HandedOver> hand_over(std::span<const Message> messages) = 0;
};

}  // namespace assent::outreach
