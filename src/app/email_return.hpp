// EmailReturn: a message that came back after an e-mail becomes what it says: a result of the notice, or a refusal. As
// thread-safe as the engine.
#pragma once

#include "app/engine.hpp"
#include "base/result.hpp"
#include "email/return_token.hpp"
#include "email/returned.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace assent::app {

enum class ReturnDone : std::uint8_t {
  nothing,                // it says nothing that is recorded
  bounced,                // the notice did not arrive
  delivered,              // the notice arrived
  refused,                // the customer refuses
  refused_provisionally,  // nobody has understood the reply yet: it counts as a refusal until a person has read it
  unmatched,              // it says something, and about which e-mail is not known: a person looks
  not_recorded            // `why` says why: a person looks
};
std::string_view name_of(ReturnDone done);
constexpr bool is_to_look_at(ReturnDone done) {
  return done == ReturnDone::unmatched || done == ReturnDone::not_recorded;
}

struct EmailReturned {
  email::Verdict verdict = email::Verdict::nothing;
  ReturnDone done = ReturnDone::nothing;
  std::string status;   // an enhanced status code; may be empty
  std::string account;  // the next three: empty if it is unmatched
  std::string notice;
  std::string version;
  bool repeated = false;  // recorded before; nothing was written
  std::string why;        // in English, without anything of the message
};

struct ReturnedMessage {
  std::string_view bytes;
  std::string_view came_to;  // the address that it was delivered to; empty: unknown
};

// Matches the message with the giving that its e-mail was about, by a token of one of `tokens`, and records what it
// says, as `read` reads it. A message that is read twice is recorded once. `actor` is whose reading it is.
//
//   unavailable, damaged  as the ledger; nothing was recorded about this message
Result<EmailReturned> record_returned_email(Engine& engine, std::span<const email::ReturnTokens> tokens,
                                            const email::ReadReturned& read, const ReturnedMessage& message,
                                            const std::string& actor);

}  // namespace assent::app
