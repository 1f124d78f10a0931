#include "http_server/server.hpp"

#include "http_server/connection.hpp"
#include "http_server/listener.hpp"
#include "http_server/shared.hpp"

#include <sys/epoll.h>

#include <algorithm>
#include <latch>
#include <thread>
#include <utility>

namespace assent::http {
namespace {

std::chrono::nanoseconds steady_time() { return std::chrono::steady_clock::now().time_since_epoch(); }

class EpollServer final : public Server {
 public:
  EpollServer(const ServerSettings& settings, Handler& handler) : shared_(settings, handler) {}
  ~EpollServer() override;

  Result<void> begin(const ServerSettings& settings);

  std::vector<std::uint16_t> ports() const override { return ports_; }
  Result<void> use(const TlsMaterial& material) override;
  bool drain(std::chrono::milliseconds at_most) override;
  Counts counts() const override;
  void tick() override;

 private:
  void for_all(void (*what)(EventLoop&, EventLoop::Watched&));

  Shared shared_;
  std::vector<std::uint16_t> ports_;
  std::vector<std::unique_ptr<ReadingThread>> threads_;  // the first accepts
};

Result<void> EpollServer::begin(const ServerSettings& settings) {
  if (settings.aside_threads == 0 || settings.limits.least_rate == 0) {
    return fail(ErrorCode::invalid, "a server needs a thread aside and a least rate", "give at least 1 of each");
  }
  if (settings.tls) {
    TRY(use(*settings.tls));
  } else if (std::ranges::any_of(settings.endpoints, &Endpoint::tls)) {
    return fail(ErrorCode::invalid, "an endpoint with TLS has no certificate", "give certificate and key");
  }
  const unsigned processors = std::max(1U, std::thread::hardware_concurrency());
  const unsigned count = settings.reading_threads > 0 ? settings.reading_threads : processors;
  for (unsigned i = 0; i < count; ++i) {
    auto loop = TRY(EventLoop::open(settings.elapsed ? settings.elapsed : steady_time));
    threads_.push_back(std::make_unique<ReadingThread>(shared_, std::move(loop)));
  }
  for (const Endpoint& endpoint : settings.endpoints) {
    FileDescriptor socket = TRY(listen_at(endpoint));
    ports_.push_back(port_of(socket));
    const int number = socket.number();
    auto listener = std::make_unique<Listener>(std::move(socket), endpoint.tls, threads_);
    if (!threads_.front()->loop->add(number, EPOLLIN, std::move(listener))) {
      return fail(ErrorCode::unavailable, "the system watches no more sockets", "allow the process more open files");
    }
  }
  TRY(shared_.aside.start());
  for (const auto& each : threads_) {
    each->thread = TRY(start_thread([&loop = *each->loop] { loop.run(); }));
  }
  return {};
}

// First the threads aside, which post to the loops; then the loops, which hold the connections.
EpollServer::~EpollServer() {
  shared_.aside.stop();
  for (const auto& each : threads_) each->loop->stop();
  for (const auto& each : threads_) {
    if (each->thread.joinable()) each->thread.join();
  }
  threads_.clear();
}

Result<void> EpollServer::use(const TlsMaterial& material) {
  shared_.use(TRY(tls_context(material)));
  return {};
}

bool EpollServer::drain(std::chrono::milliseconds at_most) {
  shared_.draining = true;
  for_all([](EventLoop& loop, EventLoop::Watched& each) {
    if (auto* const connection = dynamic_cast<Connection*>(&each)) return connection->drain();
    loop.remove(each);  // it listens
  });
  return shared_.open.wait_for_none(at_most);
}

Counts EpollServer::counts() const {
  Counts counts;
  for (const auto& each : threads_) each->tallies.add_to(counts);
  return counts;
}

void EpollServer::tick() {
  for_all([](EventLoop&, EventLoop::Watched& each) { each.tick(); });
}

// Does it on each thread for all that is watched there, and returns when that is done.
void EpollServer::for_all(void (*what)(EventLoop&, EventLoop::Watched&)) {
  const auto done = std::make_shared<std::latch>(static_cast<std::ptrdiff_t>(threads_.size()));
  for (const auto& each : threads_) {
    each->loop->post_call([&loop = *each->loop, what, done] {
      loop.for_each([&](EventLoop::Watched& watched) { what(loop, watched); });
      done->count_down();
    });
  }
  done->wait();
}

}  // namespace

Result<std::unique_ptr<Server>> Server::start(ServerSettings settings, Handler& handler) {
  auto server = std::make_unique<EpollServer>(settings, handler);
  TRY(server->begin(settings));
  return server;
}

}  // namespace assent::http
