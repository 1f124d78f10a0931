// SmtpConnection: one connection to a relay, for one e-mail after the other. For one thread at a time.
#pragma once

#include "email/outlet.hpp"
#include "smtp_client/dialogue.hpp"
#include "smtp_client/relay.hpp"
#include "socket/socket.hpp"

#include <boost/asio/io_context.hpp>

#include <chrono>
#include <cstddef>
#include <memory>
#include <string_view>

namespace assent::smtp_client {

class SmtpConnection {
 public:
  // Connects, secures, greets and authenticates. `tls` outlives the connection; it may be null if the relay's security
  // is `none`.
  //
  //   unavailable  it cannot be reached, takes too long, is no SMTP server, refuses, or its certificate is not verified
  //   invalid      it offers no STARTTLS or no AUTH that fits, or does not accept the password
  static Result<std::unique_ptr<SmtpConnection>> open(const SmtpRelay& relay, SSL_CTX* tls);
  ~SmtpConnection();

  email::Handed send(const email::Email& email);

  // Nothing more can be sent on it.
  bool is_over() const { return over_; }
  // Nothing had been sent on it since it was found over: another connection can try the same e-mail.
  bool was_stale() const { return stale_; }
  std::size_t sent() const { return sent_; }

 private:
  using Deadline = std::chrono::steady_clock::time_point;

  explicit SmtpConnection(const SmtpRelay& relay) : relay_(&relay) {}

  Result<void> connect();
  Result<void> secure(SSL_CTX& tls);
  Result<void> greet();
  Result<void> authenticate();
  Result<SmtpReply> ask(std::string_view command);
  // Nothing: lost, or too slow.
  std::optional<SmtpReply> reply(Deadline deadline);
  // How many of the bytes the system has taken.
  std::size_t write(std::string_view first, std::string_view second, Deadline deadline);
  bool wait(bool to_write, Deadline deadline);
  Deadline deadline() const { return std::chrono::steady_clock::now() + relay_->patience; }
  email::Handed envelope(const email::Email& email, bool& go_on);
  email::Handed content(const email::Email& email);
  email::Handed lost(std::string_view why);

  const SmtpRelay* relay_;
  boost::asio::io_context context_;
  std::unique_ptr<http::Socket> socket_;
  SmtpReplies replies_;
  SmtpOffers offers_;
  std::size_t sent_ = 0;
  bool over_ = false;
  bool stale_ = false;
};

}  // namespace assent::smtp_client
