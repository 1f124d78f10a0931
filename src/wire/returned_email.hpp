// What became of a message that came back after an e-mail, as JSON: docs/schema/returned-email.schema.json.
#pragma once

#include <boost/json/object.hpp>

#include <string_view>

namespace assent::wire {

struct ReturnedEmail {
  std::string_view message;  // its name in the mailbox
  std::string_view verdict;  // `hard`, `soft`, `reply`, …
  std::string_view done;     // `bounced`, `refused`, `unmatched`, …
  std::string_view status;   // an enhanced status code; empty: none
  std::string_view account;  // this and the next two: empty: unmatched
  std::string_view notice;
  std::string_view version;
  bool repeated = false;
  std::string_view why;  // in English; empty: there is nothing to say
};
boost::json::object json_of(const ReturnedEmail& returned);

}  // namespace assent::wire
