// Listener: accepts connections at one endpoint, and hands each to the reading thread that has fewest.
//
// It waits on the first of these threads. It goes on accepting at every limit: a connection too many is told so and
// ended, and if the system has no descriptors left, one that is kept for this is given up for a moment.
#pragma once

#include "http_server/shared.hpp"

#include <boost/asio/ip/tcp.hpp>

#include <memory>
#include <string>
#include <vector>

namespace assent::http {

class Listener final : public std::enable_shared_from_this<Listener> {
 public:
  using Threads = std::vector<std::unique_ptr<ReadingThread>>;

  // Listens. `threads` are there, and outlive it. Errors: `invalid` for an address that is none, `unavailable`.
  static Result<std::shared_ptr<Listener>> open(const Endpoint& endpoint, Threads& threads);

  std::uint16_t port() const;

  // Begins to accept. On the first thread, or before it runs; and so is close().
  void begin();
  void close();

 private:
  using Tcp = boost::asio::ip::tcp;

  Listener(Threads& threads, bool tls);

  bool accept_one();
  bool turn_one_away();
  void hand_out(ReadingThread& thread, Tcp::socket tcp, std::string address);
  ReadingThread& here() const { return *threads_.front(); }

  Threads& threads_;
  const bool tls_;
  Tcp::acceptor acceptor_;
  Tcp::socket spare_;
  Room room_;
};

}  // namespace assent::http
