// A server as an engine: C's structs become the client's values, and back.
#pragma once

#include "assent/c.h"
#include "base/result.hpp"
#include "base/telephones.hpp"
#include "client/client.hpp"

#include <memory>
#include <mutex>
#include <span>
#include <string>

namespace assent::boundary {

// Where the API key or token is.
struct SecretPlace {
  std::string file;
  std::string variable;
};

// The key, as it was read last. Thread-safe.
class Secret {
 public:
  explicit Secret(SecretPlace place) : place_(std::move(place)) {}
  // Empty: there is none. invalid: it is not one word; else as the file.
  Result<std::string> read(bool anew);

 private:
  const SecretPlace place_;
  std::mutex mutex_;
  bool is_read_ = false;
  std::string read_;
};

// Thread-safe.
class Remote {
 public:
  Remote(std::unique_ptr<http::Requester> http, SecretPlace place, client::Settings settings);
  ~Remote();

  client::Client& client() { return client_; }
  const Telephones& telephones() const { return *telephones_; }
  Secret& secret() { return secret_; }

 private:
  std::unique_ptr<http::Requester> http_;
  std::unique_ptr<client::Pause> pause_;
  std::unique_ptr<Telephones> telephones_;
  Secret secret_;
  client::Client client_;
};

Result<void> decide_remotely(Remote& remote, const assent_customer* customer, const assent_question* question,
                             assent_decision** decision);
// Precondition: all are denied. unavailable: not everything is answered.
Result<void> decide_remotely(Remote& remote, const assent_question* question, std::span<const assent_text> accounts,
                             std::uint8_t* permitted, std::uint8_t* reasons);
Result<void> record_remotely(Remote& remote, const assent_customer* customer, const assent_choice* choice,
                             const assent_circumstances* circumstances, assent_acknowledgement** acknowledgement);

}  // namespace assent::boundary
