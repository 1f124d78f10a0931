// Shared: what all threads of a server have together; and ReadingThread: what one of them has alone. Admission: the
// place that a connection has among both.
#pragma once

#include "http/request_syntax.hpp"
#include "http_server/aside.hpp"
#include "http_server/errand.hpp"
#include "http_server/server.hpp"
#include "http_server/tallies.hpp"
#include "http_server/tls.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace assent::http {

// How many connections are open, of whom. Thread-safe.
class OpenConnections {
 public:
  enum class Entry : std::uint8_t {
    admitted,
    refused,     // it gets a response that says so, and is ended
    turned_away  // too many get such responses: it is ended at once, and was never in
  };

  OpenConnections(std::size_t most, std::size_t most_of_address) : most_(most), most_of_address_(most_of_address) {}

  Entry enter(const std::string& address);
  // What enter() said is `entry`, and not `turned_away`.
  void leave(const std::string& address, Entry entry) noexcept;

  std::size_t count() const;
  // Whether none was left within the time.
  bool wait_for_none(std::chrono::milliseconds at_most) const;

 private:
  const std::size_t most_;
  const std::size_t most_of_address_;
  mutable std::mutex mutex_;
  mutable std::condition_variable none_;
  std::size_t count_ = 0;
  std::size_t told_ = 0;  // of these, how many were refused
  std::unordered_map<std::string, std::size_t> of_address_;
};

struct Shared {
  Shared(const ServerSettings& settings, Handler& its_handler);

  std::shared_ptr<SSL_CTX> tls() const;
  void use(std::shared_ptr<SSL_CTX> context);

  const Limits limits;
  const Clock* const clock;
  Handler& handler;
  Aside aside;
  OpenConnections open;
  std::atomic<bool> draining{false};
  std::atomic<std::size_t> bodies{0};  // bytes

 private:
  mutable std::mutex mutex_;
  std::shared_ptr<SSL_CTX> tls_;
};

// All but `connections`, `tallies` and `context` is for the thread itself, or for others before it runs.
struct ReadingThread {
  using Elapsed = std::function<std::chrono::nanoseconds()>;

  // Throws std::exception if the system has no descriptors or memory for it.
  ReadingThread(Shared& its_shared, Elapsed elapsed);

  // Until `context` is stopped.
  void run();
  void for_each(const std::function<void(Connection&)>& what);
  // Does it each second, too.
  void tick();

  std::chrono::nanoseconds now() const { return elapsed_(); }
  // For the field Date; empty without a clock.
  std::string_view date();

  Shared& shared;
  Tallies tallies;
  std::atomic<std::size_t> connections{0};  // which it has, or which are on their way to it
  std::vector<char> arrived;                // room for what a connection receives at a time
  RequestHead head;                         // of the request that is being read
  std::thread thread;

 private:
  void wait_to_tick();

  const Elapsed elapsed_;
  std::chrono::sys_seconds dated_{std::chrono::sys_seconds::min()};
  std::string date_;
  Room tick_room_;

 public:
  boost::asio::io_context context{1};  // its end is the end of connections, which count here
  std::unordered_set<std::shared_ptr<Connection>> open;

 private:
  boost::asio::steady_timer ticker_{context};
};

// Counts one connection until it is destroyed. Not thread-safe.
class Admission {
 public:
  // `entry` is what `thread.shared.open` said of the address.
  Admission(ReadingThread& thread, std::string address, OpenConnections::Entry entry);
  Admission(Admission&& other) noexcept;
  Admission& operator=(Admission&&) = delete;
  ~Admission();

  ReadingThread& thread() const { return *thread_; }
  const std::string& address() const { return address_; }
  bool refused() const { return entry_ == OpenConnections::Entry::refused; }

 private:
  ReadingThread* thread_;  // null: moved from
  std::string address_;
  OpenConnections::Entry entry_;
};

}  // namespace assent::http
