// EventLoop: one thread that waits for many sockets at a time (epoll), and does what other threads ask of it.
//
// post() and stop() are thread-safe. All else is for the thread in run(), or before it runs.
#pragma once

#include "base/result.hpp"
#include "http_server/file_descriptor.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace assent::http {

class EventLoop {
 public:
  using Elapsed = std::function<std::chrono::nanoseconds()>;

  // Names one that is watched, and no other after it.
  using Key = std::uint64_t;

  // Has a socket that the loop watches.
  class Watched {
   public:
    virtual ~Watched() = default;
    // `events` of epoll. An exception ends it.
    virtual void ready(std::uint32_t events) = 0;
    // Each second.
    virtual void tick() = 0;

    Key key() const { return key_; }

   private:
    friend class EventLoop;
    Key key_ = 0;
  };

  // What another thread wants done. To post it needs no memory.
  class Posted {
   public:
    virtual ~Posted() = default;
    virtual void run() noexcept = 0;

   private:
    friend class EventLoop;
    std::shared_ptr<Posted> next_;
  };

  static Result<std::unique_ptr<EventLoop>> open(Elapsed elapsed);
  ~EventLoop();
  EventLoop(const EventLoop&) = delete;
  EventLoop& operator=(const EventLoop&) = delete;

  void run();
  void stop();
  void post(std::shared_ptr<Posted> what);
  template <class Do>
  void post_call(Do what);

  // Begins to watch. Null, and `watched` is gone: the system has no memory for it.
  Watched* add(int descriptor, std::uint32_t events, std::unique_ptr<Watched> watched);
  // What is watched for from now on.
  void change(const Watched& watched, int descriptor, std::uint32_t events);
  // Its ready() is called once more, with EPOLLIN, after the others' turn.
  void again(const Watched& watched);
  // It is destroyed when the present event is over.
  void remove(const Watched& watched);
  Watched* find(Key key) const;
  void for_each(const std::function<void(Watched&)>& what);

  // Of the present event.
  std::chrono::nanoseconds now() const { return now_; }

 private:
  struct Place {
    std::unique_ptr<Watched> watched;
    std::uint32_t uses = 0;
  };

  EventLoop(Elapsed elapsed, FileDescriptor epoll, FileDescriptor wake);

  void dispatch(Key key, std::uint32_t events);
  void run_posted();

  const Elapsed elapsed_;
  const FileDescriptor epoll_;
  const FileDescriptor wake_;
  std::chrono::nanoseconds now_{};
  bool stopped_ = false;

  std::vector<Place> places_;
  std::vector<std::uint32_t> free_;
  std::vector<std::unique_ptr<Watched>> removed_;
  std::vector<Key> again_;

  std::mutex mutex_;  // of the two below
  std::shared_ptr<Posted> first_;
  Posted* last_ = nullptr;
};

template <class Do>
void EventLoop::post_call(Do what) {
  class Call final : public Posted {
   public:
    explicit Call(Do do_it) : do_it_(std::move(do_it)) {}
    void run() noexcept override { do_it_(); }

   private:
    Do do_it_;
  };
  post(std::make_shared<Call>(std::move(what)));
}

}  // namespace assent::http
