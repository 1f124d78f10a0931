// Errand: what a thread aside does for a connection, and brings back to the thread that reads it.
#pragma once

#include "http_server/aside.hpp"

#include <boost/asio/io_context.hpp>

#include <array>
#include <atomic>
#include <cstddef>
#include <memory>
#include <new>

namespace assent::http {

class Connection;

// Room for what Asio keeps of one call that waits, so that posting it needs no memory. Not thread-safe.
class Room {
 public:
  Room() = default;
  Room(const Room&) = delete;
  Room& operator=(const Room&) = delete;

  template <class T>
  class Allocator {
   public:
    using value_type = T;

    explicit Allocator(Room& room) : room_(&room) {}
    template <class Other>
    Allocator(const Allocator<Other>& other) : room_(other.room()) {}

    T* allocate(std::size_t count) { return static_cast<T*>(room_->take(count * sizeof(T))); }
    void deallocate(T* taken, std::size_t) { room_->give_back(taken); }

    Room* room() const { return room_; }
    friend bool operator==(const Allocator& a, const Allocator& b) { return a.room_ == b.room_; }

   private:
    Room* room_;
  };

 private:
  void* take(std::size_t bytes) {
    if (taken_ || bytes > bytes_.size()) return ::operator new(bytes);
    taken_ = true;
    return bytes_.data();
  }
  void give_back(void* taken) {
    if (taken != bytes_.data()) return ::operator delete(taken);
    taken_ = false;
  }

  alignas(std::max_align_t) std::array<std::byte, 256> bytes_;
  bool taken_ = false;
};

// Belongs to one thread at a time: to the reading thread of its connection, or to one aside, which posts it back.
class Errand : public Aside::Work, public std::enable_shared_from_this<Errand> {
 public:
  // The connection to which it belongs. It may end before.
  struct Place {
    boost::asio::io_context& context;
    std::weak_ptr<Connection> connection;
  };

  explicit Errand(Place place) : place_(std::move(place)) {}
  Errand(const Errand&) = delete;
  Errand& operator=(const Errand&) = delete;

  // The connection has ended: it need not be done.
  void drop() { dropped_ = true; }

 private:
  // Aside.
  virtual void run() noexcept = 0;
  // On the reading thread.
  virtual void come_back(Connection& connection) = 0;

  void work() noexcept final;

  const Place place_;
  Room room_;
  std::atomic<bool> dropped_{false};
};

}  // namespace assent::http
