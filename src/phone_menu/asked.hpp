// Asked: what an IVR platform sends at each step of a call, as JSON or as a form. Pure.
//
//   call      its own name of the call: the reference under which the call is kept as evidence
//   caller    the number from which it comes; empty: it is withheld
//   language  in which the call is held already; the step that asks for it is then left out
//   keys, read  as the next before gave them; empty at the beginning
//   pressed   the keys pressed since; empty: none in time
//   authenticated  who the platform has shown the caller to be: account, by (`owner`, …), method (`pin`, …)
//
// In a form, `account`, `by` and `method` stand beside the others.
#pragma once

#include "base/result.hpp"
#include "http/message.hpp"

#include <string>

namespace assent::phone_menu {

struct Asked {
  std::string call;
  std::string caller;
  std::string language;
  std::string keys;
  std::string pressed;
  std::string read;
  std::string account;
  std::string by;
  std::string method;
};

enum class BodyForm : std::uint8_t { json, form };

// As the field Content-Type says; nothing: it is neither.
std::optional<BodyForm> form_of(const http::Request& request);

// Members that are not known are passed over: no refusal is turned away for them.
//
//   invalid  the body is not well formed, or a member is no text
Result<Asked> asked_in(const http::Request& request, BodyForm form);

// Under which name the call stands in the ledger: `call/` and the platform's name; of a name that has other characters
// than letters, digits, `.`, `_` and `-`, or more than 64, its hash. Empty: the call has no name.
std::string call_reference(const Asked& asked);

}  // namespace assent::phone_menu
