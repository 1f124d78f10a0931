// SmtpRelay: the mail server that takes e-mails from here.
#pragma once

#include "base/result.hpp"
#include "socket/tls_connection.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>

namespace assent::smtp_client {

enum class Security : std::uint8_t {
  tls,       // TLS from the first byte (RFC 8314), usually at port 465
  starttls,  // STARTTLS, without which nothing is sent, usually at port 587
  none       // in clear: only for a server on this machine
};

struct SmtpRelay {
  std::string host;
  std::uint16_t port = 587;
  Security security = Security::starttls;
  std::string authorities;  // a file of PEM; empty: the system's
  std::string user;         // empty: no AUTH
  std::string password;
  std::string own_name = "localhost";  // in EHLO: the name that this machine has in the DNS

  std::size_t most_connections = 4;
  std::size_t most_in_connection = 90;  // e-mails; some servers take a hundred at most
  double most_in_second = 0;            // e-mails; 0: no limit
  // How long each step may take. RFC 5321, 4.5.3.2 asks for minutes.
  std::chrono::milliseconds patience = std::chrono::minutes(5);
};

// TLS 1.2 or later, with the server's certificate verified.
//
//   invalid  the authorities cannot be read
Result<http::TlsContext> smtp_tls(const SmtpRelay& relay);

}  // namespace assent::smtp_client
