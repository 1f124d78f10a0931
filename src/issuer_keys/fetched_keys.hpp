// FetchedKeys: JWK sets over https, by libcurl. Implements access/rotating_keys.hpp's port.
#pragma once

#include "access/rotating_keys.hpp"

#include <chrono>
#include <memory>
#include <string>

namespace assent::issuer_keys {

// Used by one thread at a time.
class FetchedKeys : public access::KeySetSource {
 public:
  struct Limits {
    std::chrono::milliseconds connect{3000};
    std::chrono::milliseconds all{8000};  // until the last byte is there
    std::string authorities;              // a file (PEM) of certificate authorities; empty: the system's
  };

  FetchedKeys();
  explicit FetchedKeys(Limits limits);
  ~FetchedKeys() override;
  FetchedKeys(const FetchedKeys&) = delete;
  FetchedKeys& operator=(const FetchedKeys&) = delete;

  // One GET, without cookies, credentials, compression or redirects; TLS of 1.2 at least, with the host's certificate
  // verified. invalid: an address at which there may be no keys. unavailable: no connection, no valid certificate,
  // another status than 200, too much or too slow.
  Result<std::string> fetch(const std::string& address) override;

 private:
  struct Connection;
  Limits limits_;
  std::unique_ptr<Connection> connection_;
};

}  // namespace assent::issuer_keys
