// Delivery status fields (RFC 3464, RFC 6533), wherever they stand. Pure.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assent::bounces {

enum class Action : std::uint8_t { none, failed, delayed, delivered, relayed, expanded };

// About one recipient.
struct RecipientStatus {
  Action action = Action::none;
  std::string status;              // such as `5.1.1`; empty: none that is a code
  std::string diagnostic;          // without its type
  std::string original_recipient;  // decoded, without its type
  bool has_recipient = false;
};

struct StatusFields {
  std::string envelope_id;  // decoded
  std::vector<RecipientStatus> recipients;
};

// Reads the fields of a text: its groups of `Name: value` lines, folded or not, between any other lines. Without an
// `Action`, `Status` or `Final-Recipient` there are no recipients.
StatusFields read_status_fields(std::string_view text);

// Groups of `Name: value` lines: names small, values unfolded.
using Fields = std::vector<std::pair<std::string, std::string>>;
std::vector<Fields> field_groups(std::string_view text);

// xtext (RFC 3461, 4) and utf-8-addr-xtext (RFC 6533, 3): `+XX` and `\x{XXXX}` as characters. What is not written so
// stays as it is.
std::string decode_xtext(std::string_view text);

// The first enhanced status code of class 2, 4 or 5 in a text, such as `5.1.1`; empty: there is none.
std::string enhanced_code_in(std::string_view text);

// The first SMTP reply code in a text, 4xx or 5xx; 0: there is none.
int reply_code_in(std::string_view text);

}  // namespace assent::bounces
