// Whether a configuration of Kannel (kannel.conf) cuts, loses or spoils messages. Kannel itself reports none of it.
// Pure; thread-safe.
#pragma once

#include "base/issue.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace assent::sms {

struct KannelAsked {
  std::string user = {};       // the `sendsms-user` that is ours; empty: every one of the file
  std::size_t parts_most = 1;  // of the longest text that is sent
};

// Every fault, with its place and how to mend it:
//
//   - a user who sends fewer parts than asked, or loose ones (`max-messages`, `concatenation`), or adds text of its own
//   - no catch-all service for what customers write; one that answers them itself, or passes their texts on by a GET
//     with their numbers in the URL, or without the sender; other services, whose keywords match beginnings of texts
//   - a service that accepts messages of no connection that there is
//   - a named SMS box without a route: it gets no replies
//   - messages that are lost if the server does not respond once (`http-request-retry`)
//   - a key that goes to another machine without TLS, or is too long for Kannel
//
// Files that it includes are not read; an `include` is an issue.
Issues check_kannel(std::string_view text, std::string_view file, const KannelAsked& asked);

}  // namespace assent::sms
