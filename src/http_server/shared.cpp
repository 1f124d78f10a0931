#include "http_server/shared.hpp"

#include "http/response_syntax.hpp"
#include "http_server/connection.hpp"

#include <boost/asio/bind_allocator.hpp>

#include <utility>

namespace assent::http {
namespace {

constexpr std::size_t kArrived = std::size_t{64} * 1024;
constexpr std::size_t kMostTold = 256;
constexpr std::chrono::seconds kTick{1};

}  // namespace

void Tallies::add_to(Counts& counts) const {
  // What ended is read before what began, so that no figure of `now` is below nothing.
  const std::uint64_t requests_over = requests_ended.value();
  const std::uint64_t connections_over = connections_ended.value();
  counts.connections += connections.value();
  counts.connections_now += connections.value() - connections_over;
  counts.connections_refused += connections_refused.value();
  counts.handshakes_failed += handshakes_failed.value();
  counts.requests += requests.value();
  counts.requests_now += requests.value() - requests_over;
  counts.bytes_received += bytes_received.value();
  counts.bytes_sent += bytes_sent.value();
  for (std::size_t i = 0; i < faults.size(); ++i) counts.faults.at(i) += faults.at(i).value();
}

OpenConnections::Entry OpenConnections::enter(const std::string& address) {
  const std::lock_guard lock(mutex_);
  std::size_t& of_address = of_address_[address];
  const bool too_many = count_ >= most_ || of_address >= most_of_address_;
  if (too_many && told_ >= kMostTold) {
    if (of_address == 0) of_address_.erase(address);
    return Entry::turned_away;
  }
  ++of_address;
  ++count_;
  if (!too_many) return Entry::admitted;
  ++told_;
  return Entry::refused;
}

void OpenConnections::leave(const std::string& address, Entry entry) noexcept {
  const std::lock_guard lock(mutex_);
  if (entry == Entry::refused) --told_;
  const auto found = of_address_.find(address);
  if (found != of_address_.end() && --found->second == 0) of_address_.erase(found);
  if (--count_ == 0) none_.notify_all();
}

std::size_t OpenConnections::count() const {
  const std::lock_guard lock(mutex_);
  return count_;
}

bool OpenConnections::wait_for_none(std::chrono::milliseconds at_most) const {
  std::unique_lock lock(mutex_);
  return none_.wait_for(lock, at_most, [&] { return count_ == 0; });
}

Shared::Shared(const ServerSettings& settings, Handler& its_handler)
    : limits(settings.limits),
      clock(settings.clock),
      handler(its_handler),
      aside(settings.aside_threads,
            settings.aside_at_once > 0 ? settings.aside_at_once : std::max(2U, std::thread::hardware_concurrency()),
            settings.limits.waiting_aside),
      open(settings.limits.connections, settings.limits.connections_of_address) {}

std::shared_ptr<SSL_CTX> Shared::tls() const {
  const std::lock_guard lock(mutex_);
  return tls_;
}

void Shared::use(std::shared_ptr<SSL_CTX> context) {
  const std::lock_guard lock(mutex_);
  tls_ = std::move(context);
}

ReadingThread::ReadingThread(Shared& its_shared, Elapsed elapsed)
    : shared(its_shared), arrived(kArrived), elapsed_(std::move(elapsed)) {}

void ReadingThread::run() {
  wait_to_tick();
  context.run();
}

void ReadingThread::wait_to_tick() {
  ticker_.expires_after(kTick);
  ticker_.async_wait(
      boost::asio::bind_allocator(Room::Allocator<void>(tick_room_), [this](const boost::system::error_code& error) {
        if (error) return;
        tick();
        wait_to_tick();
      }));
}

void ReadingThread::for_each(const std::function<void(Connection&)>& what) {
  for (auto at = open.begin(); at != open.end();) {
    const std::shared_ptr<Connection> each = *at++;  // it may end, and no other
    each->guard([&] { what(*each); });
  }
}

void ReadingThread::tick() {
  for_each([](Connection& each) { each.tick(); });
}

std::string_view ReadingThread::date() {
  if (!shared.clock) return {};
  const auto second = std::chrono::floor<std::chrono::seconds>(shared.clock->now());
  if (second != dated_) {
    date_ = http_date(second);
    dated_ = second;
  }
  return date_;
}

Admission::Admission(ReadingThread& thread, std::string address, OpenConnections::Entry entry)
    : thread_(&thread), address_(std::move(address)), entry_(entry) {
  ++thread_->connections;
}

Admission::Admission(Admission&& other) noexcept
    : thread_(std::exchange(other.thread_, nullptr)), address_(std::move(other.address_)), entry_(other.entry_) {}

Admission::~Admission() {
  if (!thread_) return;
  --thread_->connections;
  thread_->shared.open.leave(address_, entry_);
}

}  // namespace assent::http
