// What is asked of Kannel's SMS box (1.4.5), and what it answers. Pure; thread-safe.
//
// It is asked by POST with header fields (`X-Kannel-…`), so neither number nor password is in a URL: the box logs URLs.
#pragma once

#include "base/result.hpp"
#include "http/requester.hpp"
#include "sms/sender.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace assent::sms {

struct KannelUser {
  std::string name;
  std::string password;
  std::string from;            // what customers see and reply to: a short code or a number
  std::size_t parts_most = 1;  // `max-messages` of the user: a longer text is cut by the gateway
  std::string report_address;  // of the server, with a user and key for it: `http://kannel:SECRET@127.0.0.1:8080`;
                               // empty: no report is asked for
};

// The request that hands over a message. A text of the default alphabet goes as such (coding 0), every other as UCS-2.
// Each report of every kind is asked for, at `<report_address>/v1/sms/reports/<report>?type=%d`.
//
//   invalid  as Sender::send(); the number is not `+` and digits; a value cannot stand in a header field
Result<http::Ask> ask_to_send(const Outgoing& message, const KannelUser& user);

// What a response says. A status or sentence that is not known is `again` above 500 and `refused` otherwise.
Handed read_handed(unsigned status, std::string_view body);

}  // namespace assent::sms
