#include "http_server/server.hpp"

#include "http_server/connection.hpp"
#include "http_server/listener.hpp"
#include "http_server/shared.hpp"

#include <boost/asio/post.hpp>

#include <algorithm>
#include <exception>
#include <functional>
#include <latch>
#include <thread>
#include <utility>

namespace assent::http {
namespace {

std::chrono::nanoseconds steady_time() { return std::chrono::steady_clock::now().time_since_epoch(); }

class AsioServer final : public Server {
 public:
  AsioServer(const ServerSettings& settings, Handler& handler) : shared_(settings, handler) {}
  ~AsioServer() override;

  Result<void> begin(const ServerSettings& settings);

  std::vector<std::uint16_t> ports() const override { return ports_; }
  Result<void> use(const TlsMaterial& material) override;
  bool drain(std::chrono::milliseconds at_most) override;
  Counts counts() const override;
  void tick() override;

 private:
  Result<void> make_threads(const ServerSettings& settings);
  void for_all(const std::function<void(ReadingThread&)>& what);

  Shared shared_;
  std::vector<std::uint16_t> ports_;
  Listener::Threads threads_;  // the first accepts
  std::vector<std::shared_ptr<Listener>> listeners_;
};

Result<void> AsioServer::begin(const ServerSettings& settings) {
  if (settings.aside_threads == 0 || settings.limits.least_rate == 0) {
    return fail(ErrorCode::invalid, "a server needs a thread aside and a least rate", "give at least 1 of each");
  }
  if (settings.tls) {
    TRY(use(*settings.tls));
  } else if (std::ranges::any_of(settings.endpoints, &Endpoint::tls)) {
    return fail(ErrorCode::invalid, "an endpoint with TLS has no certificate", "give certificate and key");
  }
  TRY(make_threads(settings));
  for (const Endpoint& endpoint : settings.endpoints) {
    listeners_.push_back(TRY(Listener::open(endpoint, threads_)));
    ports_.push_back(listeners_.back()->port());
    listeners_.back()->begin();
  }
  TRY(shared_.aside.start());
  for (const auto& each : threads_) {
    each->thread = TRY(start_thread([&its = *each] { its.run(); }));
  }
  return {};
}

Result<void> AsioServer::make_threads(const ServerSettings& settings) {
  const unsigned processors = std::max(1U, std::thread::hardware_concurrency());
  const unsigned count = settings.reading_threads > 0 ? settings.reading_threads : processors;
  try {
    for (unsigned i = 0; i < count; ++i) {
      threads_.push_back(std::make_unique<ReadingThread>(shared_, settings.elapsed ? settings.elapsed : steady_time));
    }
  } catch (const std::exception&) {
    return fail(ErrorCode::unavailable, "the system has no free descriptors for waiting",
                "allow the process more open files");
  }
  return {};
}

// First the threads aside, which post to the others; then these, which hold the connections.
AsioServer::~AsioServer() {
  shared_.aside.stop();
  for (const auto& each : threads_) each->context.stop();
  for (const auto& each : threads_) {
    if (each->thread.joinable()) each->thread.join();
  }
  listeners_.clear();
  threads_.clear();
}

Result<void> AsioServer::use(const TlsMaterial& material) {
  shared_.use(TRY(tls_context(material)));
  return {};
}

bool AsioServer::drain(std::chrono::milliseconds at_most) {
  shared_.draining = true;
  for_all([this](ReadingThread& thread) {
    if (&thread == threads_.front().get()) {
      for (const auto& each : listeners_) each->close();
    }
    thread.for_each([](Connection& each) { each.drain(); });
  });
  return shared_.open.wait_for_none(at_most);
}

Counts AsioServer::counts() const {
  Counts counts;
  for (const auto& each : threads_) each->tallies.add_to(counts);
  return counts;
}

void AsioServer::tick() {
  for_all([](ReadingThread& thread) { thread.tick(); });
}

// Does it on each thread, and returns when that is done.
void AsioServer::for_all(const std::function<void(ReadingThread&)>& what) {
  const auto done = std::make_shared<std::latch>(static_cast<std::ptrdiff_t>(threads_.size()));
  for (const auto& each : threads_) {
    boost::asio::post(each->context, [&thread = *each, what, done] {
      what(thread);
      done->count_down();
    });
  }
  done->wait();
}

}  // namespace

Result<std::unique_ptr<Server>> Server::start(ServerSettings settings, Handler& handler) {
  auto server = std::make_unique<AsioServer>(settings, handler);
  TRY(server->begin(settings));
  return server;
}

}  // namespace assent::http
