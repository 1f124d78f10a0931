// CodeOutlet: the port by which a one-time code goes to a customer: a gateway for text messages, a mail server.
#pragma once

#include "base/result.hpp"

#include <string>

namespace assent::customer_page {

// Holds personal data: it is logged nowhere.
struct CodeMessage {
  std::string channel;   // `sms`, `email`
  std::string to;        // a telephone number (E.164), an e-mail address
  std::string language;  // of the text: `en`, `ar`, `fr`
  std::string subject;   // of an e-mail
  std::string text;      // what the customer reads, with the code
};

// Thread-safe.
class CodeOutlet {
 public:
  virtual ~CodeOutlet() = default;
  // Hands it over, once.
  //
  //   unavailable  it was not taken; the error has nothing of the message
  virtual Result<void> send(const CodeMessage& message) = 0;
};

}  // namespace assent::customer_page
