// Client: an engine's questions, asked of a server.
//
// Fails closed. No time, no connection, a status that is none of a decision, a body that is not whole, a reason that is
// not known here: each is a denial for `status_unknown` that says why (`trouble`), and no error. An Error is what an
// engine in this process would say, too: the question itself is wrong.
//
// Tries again where that does no harm: questions change nothing, and every recording has a key, the caller's or one
// that is made for it, so that the server records it once. Pure: connections and waiting are ports. Thread-safe.
#pragma once

#include "base/result.hpp"
#include "client/pause.hpp"
#include "client/question.hpp"
#include "http/requester.hpp"

#include <chrono>
#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace assent::client {

struct Settings {
  std::chrono::milliseconds timeout{5000};          // of a question or a recording, with all tries
  std::chrono::milliseconds batch_timeout{60'000};  // of each batch
  unsigned tries = 3;                               // at least 1
  std::size_t batch = 10'000;                       // accounts in a request; 1 to 10,000
};

struct Ports {
  http::Requester& http;
  Pause& pause;
  // The API key or token; empty: none is sent. `anew`: the server does not know the one that it was sent. Thread-safe.
  std::function<Result<std::string>(bool anew)> secret;
};

class Client {
 public:
  // The ports outlive it.
  Client(Ports ports, Settings settings);

  //   invalid, not_found  as the server says of the question
  Result<Decided> decide(const Customer& customer, const Question& question);

  // One for each account, in their order, and why some of them have no response (empty: all have). After a batch that
  // has none the later ones are not asked for.
  //   invalid, not_found  as decide(); nobody is permitted
  struct Many {
    std::vector<Brief> each;
    std::string trouble;
  };
  Result<Many> decide_many(std::span<const std::string_view> accounts, const Question& question);

  //   invalid, not_found, conflict  as the server says: nothing was recorded
  //   unavailable                   it is not known whether it was recorded
  Result<Recorded> record(const Customer& customer, const Choice& choice, const Circumstances& circumstances);

 private:
  struct Came {
    http::Received received;      // of a status that counts: below 500, and none of 401, 403, 408, 429
    std::string trouble = {};     // empty: there is a response
    bool again = false;           // trying again may help
    bool unknown_caller = false;  // 401
    bool may_be_done = false;     // the server may have done what was asked, in this try or in an earlier one
    std::chrono::nanoseconds after{};
  };
  Came ask(http::Ask asked, std::chrono::nanoseconds most);
  Came ask_once(const http::Ask& asked, std::chrono::nanoseconds most);

  Ports ports_;
  Settings settings_;
};

}  // namespace assent::client
