// Client: Assent at a server, with the questions and the decisions of an engine in your own program.
//
// It fails closed. If there is no response that counts, each decision is a deny for `status_unknown`, and `trouble`
// says why: no connection, no time, not let in, a fault of the server, a response that is not whole. It tries again
// where that may help. Thread-safe, except moving and destroying it; not for a child process after fork(). Nothing
// throws except std::bad_alloc. assent_connect() in assent/c.h says what differs from an engine; docs/client.md begins
// with an example.
#pragma once

#include "assent/engine.hpp"

#include <chrono>

namespace assent {
inline namespace v0 {

struct Server {
  std::string url = {};           // `https://host:port`; needed
  std::string key_file = {};      // a file with the API key or token, and nothing else
  std::string key_variable = {};  // else the variable of the environment that has it; empty: `ASSENT_KEY`
  std::string authorities = {};   // a file (PEM) of those who sign the server's certificate; empty: the system's
  std::string certificate = {};   // the caller's own certificate (PEM), and its key
  std::string certificate_key = {};
  std::chrono::milliseconds timeout{5000};          // of a decision or a recording, with all tries
  std::chrono::milliseconds batch_timeout{60'000};  // of each request for many decisions
  unsigned tries = 3;
  unsigned batch = 10'000;  // accounts in each request for many decisions, 10,000 at most
  bool plain = false;       // the key may go to another machine without TLS, where all can read it
};

class Client {
 public:
  // Connects with the first question. As assent_connect().
  static Result<Client> connect(const Server& server) {
    auto given = detail::sized<assent_server>();
    given.url = server.url.c_str();
    given.key_file = server.key_file.c_str();
    given.key_variable = server.key_variable.c_str();
    given.authorities = server.authorities.c_str();
    given.certificate = server.certificate.c_str();
    given.certificate_key = server.certificate_key.c_str();
    given.timeout_ms = static_cast<std::uint32_t>(server.timeout.count());
    given.batch_timeout_ms = static_cast<std::uint32_t>(server.batch_timeout.count());
    given.tries = server.tries;
    given.batch = server.batch;
    given.plain = server.plain ? 1 : 0;
    assent_engine* made = nullptr;
    assent_error* error = nullptr;
    const assent_status status = assent_connect(&given, &made, &error);
    if (status != ASSENT_OK) return detail::error_of(status, error);
    return Client(Engine(made));
  }

  // As Engine::decide(). Of a decision without a response `trouble` says why. Of a question by telephone number the
  // account is not said.
  Result<Decision> decide(const Customer& customer, const Question& question) const {
    return engine_.decide(customer, question);
  }

  // As Engine::decide_many(), in requests of 10,000 accounts. If one of them has no response, nobody is permitted, and
  // `trouble` says why.
  Result<ManyDecisions> decide_many(const std::vector<std::string_view>& accounts, const Question& question) const {
    return or_denied(engine_.decide_many(accounts, question), accounts.size());
  }
  Result<ManyDecisions> decide_many(const std::vector<std::string>& accounts, const Question& question) const {
    return or_denied(engine_.decide_many(accounts, question), accounts.size());
  }

  // As Engine::record(); the actor is whom the server knows the caller as. Without a key of yours it is sent under one
  // that is made for it, so that a repeated sending records it once. ErrorCode::unavailable: the message says whether
  // it may have been recorded.
  Result<Acknowledgement> record(const Customer& customer, const Choice& choice,
                                 const Circumstances& circumstances = {}) {
    return engine_.record(customer, choice, circumstances);
  }

  // For calls of assent/c.h; this object keeps it.
  assent_engine* get() const { return engine_.get(); }

 private:
  explicit Client(Engine engine) : engine_(std::move(engine)) {}

  static Result<ManyDecisions> or_denied(Result<ManyDecisions> made, std::size_t count) {
    if (made || made.error().code != ErrorCode::unavailable) return made;
    ManyDecisions denied;
    denied.permitted.assign(count, 0);
    denied.reasons.assign(count, Reason().number());
    denied.trouble = made.error().message;
    return denied;
  }

  Engine engine_;
};

}  // namespace v0
}  // namespace assent
