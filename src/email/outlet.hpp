// EmailOutlet: the port through which e-mails leave.
#pragma once

#include "email/notice_email.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace assent::email {

enum class Handing : std::uint8_t {
  accepted,         // the relay has it, and answers for it from now on
  refused,          // the relay does not take it, now or later
  refused_for_now,  // the relay does not take it now
  not_sent,         // the relay has certainly not got it: no connection, or broken off before the end
  uncertain         // everything was sent and the connection was lost before the answer: it may go out. Sent again, it
                    // has the same Message-ID.
};

struct Handed {
  Handing handing = Handing::not_sent;
  std::string status;    // an enhanced status code (RFC 3463) or a reply code, as the relay said it; may be empty
  std::string answer;    // what the relay said, or why nothing was sent. It may contain the address: not for logs.
  bool reports = false;  // accepted, and the relay has promised to report (RFC 3461)
};

class EmailOutlet {
 public:
  virtual ~EmailOutlet() = default;
  // Waits for the relay's answer. Thread-safe.
  virtual Handed send(const Email& email) = 0;
};

// Keeps what is sent, and answers what it was told to. For tests. Not thread-safe.
class RecordingOutlet final : public EmailOutlet {
 public:
  Handed answer{Handing::accepted, "2.0.0", "250 2.0.0 kept", true};
  std::vector<Email> sent;

  Handed send(const Email& email) override {
    sent.push_back(email);
    return answer;
  }
};

}  // namespace assent::email
