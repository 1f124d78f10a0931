// SmtpPool: e-mails to one relay, over a few connections that stay open. Thread-safe: as many threads send at the same
// time as there may be connections; others wait.
#pragma once

#include "email/outlet.hpp"
#include "smtp_client/relay.hpp"

#include <memory>

namespace assent::smtp_client {

class SmtpPool final : public email::EmailOutlet {
 public:
  //   invalid  the authorities cannot be read; no host; no connection allowed; a password without TLS
  static Result<std::unique_ptr<SmtpPool>> make(SmtpRelay relay);
  ~SmtpPool() override;

  // Opens a connection, secures it and closes it: whether the relay can be used.
  Result<void> try_connection() const;

  // Never faster than the relay's limit. If no connection can be had, `not_sent` says why. An e-mail that found its
  // connection closed goes over another one, once.
  email::Handed send(const email::Email& email) override;

 private:
  struct State;
  explicit SmtpPool(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace assent::smtp_client
