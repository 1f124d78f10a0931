// ClientCertificates: callers that are known by the certificate with which they opened the connection (mutual TLS).
// The code that speaks TLS has checked the certificate against the authorities that the carrier trusts; here it gets a
// name. Pure.
#pragma once

#include "access/caller.hpp"
#include "http/message.hpp"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace assent::access {

// Either of the two names it.
struct ClientCertificate {
  std::string subject;  // RFC 4514, letter for letter as http::Peer has it. Any certificate of that subject
  std::string sha256;   // as http::Peer has it: this one certificate
  Caller caller;
};

// Immutable; thread-safe.
class ClientCertificates {
 public:
  ClientCertificates() = default;

  // invalid: a certificate that is named by neither or by both, two of one name, or a caller that check_lasting()
  // refuses.
  static Result<ClientCertificates> make(std::vector<ClientCertificate> certificates);

  // By the SHA-256 first, then by the subject. nullptr: no certificate, or one that is not known. Lives as long as
  // these certificates.
  const Caller* find(const http::Peer& peer) const;

 private:
  std::map<std::string, Caller, std::less<>> by_subject_;
  std::map<std::string, Caller, std::less<>> by_sha256_;
};

}  // namespace assent::access
