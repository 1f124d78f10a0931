// KeyRefresh: a thread that keeps the keys of a server's issuers fresh, for as long as it lives.
#pragma once

#include "access/tokens.hpp"
#include "base/clock.hpp"

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

namespace assent::issuer_keys {

class KeyRefresh {
 public:
  // Fetches at once what is due, and then looks four times in a second whether anything is. `missing` is told of each
  // fetch that failed, on that thread. `source` and `clock` outlive this.
  KeyRefresh(std::shared_ptr<access::Tokens> tokens, access::KeySetSource& source, const Clock& clock,
             std::function<void(const access::Tokens::Missing&)> missing);
  // Waits for a fetch that has begun.
  ~KeyRefresh();
  KeyRefresh(const KeyRefresh&) = delete;
  KeyRefresh& operator=(const KeyRefresh&) = delete;

 private:
  void run(const std::stop_token& stop);

  std::shared_ptr<access::Tokens> tokens_;
  access::KeySetSource& source_;
  const Clock& clock_;
  std::function<void(const access::Tokens::Missing&)> missing_;
  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::jthread thread_;  // the last: it uses the others
};

}  // namespace assent::issuer_keys
