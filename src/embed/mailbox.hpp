// Mailboxes: messages of e-mail where mail servers and people put them.
#pragma once

#include "base/result.hpp"

#include <cstdint>
#include <functional>
#include <string>

namespace assent::embed {

struct MailboxMessage {
  std::string name;   // of its file, or its number in a file of many; `-`: standard input
  std::string bytes;  // as it is
};

enum class Afterwards : std::uint8_t {
  is_read,     // of a Maildir: moved from `new` to `cur`, and marked as seen
  is_flagged,  // moved likewise, and marked for a person
  stays        // it comes again
};

// Calls `visit` with each message: of standard input (`-`) one; of a Maildir those in `new`, by name; of a file all, if
// it is an mbox, else one. Ends with the error that `visit` gives; then that message stays, and those after it.
//
//   not_found    there is no such file or folder
//   invalid      a folder that is no Maildir; a file that is too large
//   unavailable  it cannot be read, or a message cannot be moved
Result<void> each_message(const std::string& mailbox,
                          const std::function<Result<Afterwards>(const MailboxMessage&)>& visit);

}  // namespace assent::embed
