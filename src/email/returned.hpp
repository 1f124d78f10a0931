// What a message says that came back after a notice went out by e-mail. Pure.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace assent::email {

enum class Verdict : std::uint8_t {
  hard,        // it did not arrive, and no e-mail to that address will: no such mailbox or domain
  soft,        // it did not arrive, for another reason: mailbox full, given up, refused by a filter, …
  delayed,     // it has not arrived yet; the relay goes on trying
  relayed,     // it was passed to a system that reports nothing: no proof that it arrived
  delivered,   // it is in the mailbox, or was read there
  auto_reply,  // a machine answers: absent, received, confirm first. Neither a failure nor a choice
  complaint,   // the customer's provider reports it as unwanted (RFC 5965): a refusal
  refusal,     // mail to the address of List-Unsubscribe
  reply,       // a person answers
  nothing      // none of these: an opinion that needs no act, such as a report that it was no spam
};

// `hard`, `soft`, `delayed`, `auto-reply`, …: for people and programs.
std::string_view name_of(Verdict verdict);

// Whether the notice did not arrive.
constexpr bool is_failure(Verdict verdict) { return verdict == Verdict::hard || verdict == Verdict::soft; }

struct Returned {
  Verdict verdict = Verdict::nothing;
  std::string status;      // an enhanced status code (RFC 3463) such as `5.1.1`; empty: none was said
  std::string diagnostic;  // what the refusing server said, on one line, as it said it. It may contain addresses.
  std::string original_recipient;  // ORCPT, decoded; empty: none was said. An address.
  std::string text;                // of a reply: what its author wrote, without what is quoted, UTF-8
  // Tokens of e-mails that it may be about, the most certain first: those in addresses that it came to, then those in
  // the envelope identifier and the Message-ID that it names. Whether one is ours, ReturnTokens says.
  std::vector<std::string> tokens;
};

// Reads a message that came back. `came_to` is the address that it was delivered to; empty: unknown. The reader of
// `bounces` is one; programs that read no mail have none.
using ReadReturned = std::function<Returned(std::string_view message, std::string_view came_to)>;

}  // namespace assent::email
