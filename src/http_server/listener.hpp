// Listener: accepts connections at one endpoint, and hands each to the reading thread that has fewest.
//
// It is watched by one of these threads. It goes on accepting at every limit: a connection too many is told so and
// ended, and if the system has no descriptors left, one that is kept for this is given up for a moment.
#pragma once

#include "http_server/shared.hpp"

#include <memory>
#include <string>
#include <vector>

namespace assent::http {

// A socket that listens. Errors: `invalid` for an address that is none, `unavailable`.
Result<FileDescriptor> listen_at(const Endpoint& endpoint);

// Of a socket that listens.
std::uint16_t port_of(const FileDescriptor& socket);

class Listener final : public EventLoop::Watched {
 public:
  Listener(FileDescriptor socket, bool tls, std::vector<std::unique_ptr<ReadingThread>>& threads);

  int number() const { return socket_.number(); }

  void ready(std::uint32_t events) override;
  void tick() override {}

 private:
  bool accept_one();
  void hand_out(FileDescriptor connection, std::string address);

  const FileDescriptor socket_;
  const bool tls_;
  std::vector<std::unique_ptr<ReadingThread>>& threads_;
  FileDescriptor spare_;
};

}  // namespace assent::http
