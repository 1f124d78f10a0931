// Sender: the port to the addresses at which others want to be told.
#pragma once

#include "base/result.hpp"

#include <string>

namespace assent::webhook {

struct Message {
  std::string address;  // begins with `https://`, or `http://`
  std::string content_type;
  std::string body;
};

// Used by one thread at a time.
class Sender {
 public:
  virtual ~Sender() = default;
  // Posts it once. Its status, whatever it is.
  //
  //   unavailable  no answer: no connection, no valid certificate, too slow. The message has neither address nor body
  virtual Result<unsigned> post(const Message& message) = 0;
};

}  // namespace assent::webhook
