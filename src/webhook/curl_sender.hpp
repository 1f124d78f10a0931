// CurlSender: messages to others by libcurl. Implements sender.hpp.
#pragma once

#include "webhook/sender.hpp"

#include <chrono>
#include <memory>
#include <string>

namespace assent::webhook {

class CurlSender : public Sender {
 public:
  struct Limits {
    std::chrono::milliseconds connect{3000};
    std::chrono::milliseconds all{8000};  // until the response's head is there
    std::string authorities;              // a file (PEM) of certificate authorities; empty: the system's
  };

  CurlSender();
  explicit CurlSender(Limits limits);
  ~CurlSender() override;
  CurlSender(const CurlSender&) = delete;
  CurlSender& operator=(const CurlSender&) = delete;

  // One request, without cookies, credentials or redirects; TLS of 1.2 at least, with the host's certificate verified.
  // Of the response, the body is not read, and at most 64 fields are.
  Result<Response> send(const Message& message) override;

 private:
  Limits limits_;
  struct Connection;
  std::unique_ptr<Connection> connection_;
};

}  // namespace assent::webhook
