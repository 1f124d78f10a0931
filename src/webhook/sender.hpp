// Sender: the port to the addresses at which others want to be told.
#pragma once

#include "base/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assent::webhook {

using Fields = std::vector<std::pair<std::string, std::string>>;

enum class Method : std::uint8_t { post, options };

struct Message {
  std::string address;       // begins with `https://`, or `http://`
  std::string content_type;  // of a POST
  std::string body;          // of a POST
  Fields headers = {};       // further ones
  Method method = Method::post;
};

struct Response {
  unsigned status = 0;
  Fields headers = {};

  // The value of the first field of that name, in any case; empty: there is none.
  std::string_view header(std::string_view name) const;
};

// Used by one thread at a time.
class Sender {
 public:
  virtual ~Sender() = default;
  // Sends it once. The response, whatever it is; its body is not read.
  //
  //   unavailable  no response: no connection, no valid certificate, too slow. The message has neither address nor body
  virtual Result<Response> send(const Message& message) = 0;
};

}  // namespace assent::webhook
