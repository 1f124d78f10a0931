#include "http_client/connections.hpp"

#include "http_client/tls.hpp"
#include "http_client/wire.hpp"

#include <csignal>
#include <ctime>

#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace assent::http_client {
namespace {

constexpr std::size_t kKept = 64;

// OpenSSL writes to a connection that the other side has ended as to any file: the signal for that stays here.
class WithoutPipeSignal {
 public:
  WithoutPipeSignal() {
    sigemptyset(&pipe_);
    sigaddset(&pipe_, SIGPIPE);
    sigset_t pending;
    sigpending(&pending);
    was_pending_ = sigismember(&pending, SIGPIPE) == 1;
    pthread_sigmask(SIG_BLOCK, &pipe_, &before_);
  }
  ~WithoutPipeSignal() {
    const timespec now{};
    if (!was_pending_) {
      while (sigtimedwait(&pipe_, nullptr, &now) == SIGPIPE) {
      }
    }
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }
  WithoutPipeSignal(const WithoutPipeSignal&) = delete;
  WithoutPipeSignal& operator=(const WithoutPipeSignal&) = delete;

 private:
  sigset_t pipe_{};
  sigset_t before_{};
  bool was_pending_ = false;
};

struct Held {
  explicit Held(const Peer& peer) : wire(context, peer) {}
  boost::asio::io_context context{1};  // outlives the wire
  Wire wire;
};

class Connections final : public http::Requester {
 public:
  explicit Connections(Peer peer) : peer_(std::move(peer)) {}

  tl::expected<http::Received, http::Missed> ask(const http::Ask& asked, std::chrono::nanoseconds most) override {
    const auto deadline = std::chrono::steady_clock::now() + most;
    const WithoutPipeSignal quiet;
    const std::string request = http::bytes_of(asked, peer_.address);
    std::unique_ptr<Held> held = take();
    std::optional<tl::expected<http::Received, http::Missed>> came;
    held->wire.ask(request, [&](auto outcome) { came = std::move(outcome); });
    while (!came) {
      held->context.restart();
      if (held->context.run_one_until(deadline) == 0 && !came) held->wire.give_up();
    }
    // Kept even if it failed: nobody waits for a name that is still being looked up.
    give_back(std::move(held));
    return *std::move(came);
  }

 private:
  std::unique_ptr<Held> take() {
    {
      const std::lock_guard lock(mutex_);
      if (!free_.empty()) {
        auto held = std::move(free_.back());
        free_.pop_back();
        return held;
      }
    }
    return std::make_unique<Held>(peer_);
  }

  void give_back(std::unique_ptr<Held> held) {
    const std::lock_guard lock(mutex_);
    if (free_.size() < kKept) free_.push_back(std::move(held));
  }

  const Peer peer_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Held>> free_;
};

}  // namespace

Result<std::unique_ptr<http::Requester>> connections(const http::Address& address, const http::ClientTls& tls) {
  Peer peer{address, nullptr};
  if (address.tls) peer.tls = TRY(tls_context(tls));
  return std::make_unique<Connections>(std::move(peer));
}

}  // namespace assent::http_client
