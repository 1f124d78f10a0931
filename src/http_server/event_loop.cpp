#include "http_server/event_loop.hpp"

#include <sys/epoll.h>
#include <sys/eventfd.h>

#include <algorithm>
#include <array>
#include <exception>
#include <utility>

namespace assent::http {
namespace {

constexpr EventLoop::Key kWake = ~EventLoop::Key{0};
constexpr std::chrono::seconds kTick{1};

constexpr std::uint32_t place_of(EventLoop::Key key) { return static_cast<std::uint32_t>(key); }

}  // namespace

Result<std::unique_ptr<EventLoop>> EventLoop::open(Elapsed elapsed) {
  FileDescriptor epoll(::epoll_create1(EPOLL_CLOEXEC));
  FileDescriptor wake(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.u64 = kWake;
  if (!epoll || !wake || ::epoll_ctl(epoll.number(), EPOLL_CTL_ADD, wake.number(), &event) != 0) {
    return fail(ErrorCode::unavailable, "the system gives no descriptors to wait with",
                "allow the process more open files");
  }
  return std::unique_ptr<EventLoop>(new EventLoop(std::move(elapsed), std::move(epoll), std::move(wake)));
}

EventLoop::EventLoop(Elapsed elapsed, FileDescriptor epoll, FileDescriptor wake)
    : elapsed_(std::move(elapsed)), epoll_(std::move(epoll)), wake_(std::move(wake)), now_(elapsed_()) {}

EventLoop::~EventLoop() {
  while (first_) first_ = std::exchange(first_->next_, nullptr);
}

void EventLoop::run() {
  std::array<epoll_event, 256> events{};
  auto next_tick = now_ + kTick;
  while (!stopped_) {
    const int timeout = again_.empty() ? 1000 : 0;
    const int count = ::epoll_wait(epoll_.number(), events.data(), static_cast<int>(events.size()), timeout);
    now_ = elapsed_();
    for (int i = 0; i < count; ++i) {
      const epoll_event& event = events[static_cast<std::size_t>(i)];
      if (event.data.u64 == kWake) {
        run_posted();
      } else {
        dispatch(event.data.u64, event.events);
      }
    }
    for (const Key key : std::exchange(again_, {})) dispatch(key, EPOLLIN);
    if (now_ >= next_tick) {
      next_tick = now_ + kTick;
      for_each([](Watched& each) { each.tick(); });
    }
  }
}

void EventLoop::stop() {
  post_call([this] { stopped_ = true; });
}

void EventLoop::post(std::shared_ptr<Posted> what) {
  bool wake = false;
  {
    const std::lock_guard lock(mutex_);
    Posted* const last = what.get();
    wake = !first_;
    (first_ ? last_->next_ : first_) = std::move(what);
    last_ = last;
  }
  const std::uint64_t one = 1;
  if (wake) static_cast<void>(::write(wake_.number(), &one, sizeof one) == sizeof one);
}

void EventLoop::run_posted() {
  std::uint64_t count = 0;
  static_cast<void>(::read(wake_.number(), &count, sizeof count) == sizeof count);
  std::shared_ptr<Posted> each;
  {
    const std::lock_guard lock(mutex_);
    each = std::exchange(first_, nullptr);
    last_ = nullptr;
  }
  while (each) {
    // It may be posted anew while it runs.
    std::shared_ptr<Posted> next = std::exchange(each->next_, nullptr);
    each->run();
    removed_.clear();
    each = std::move(next);
  }
}

EventLoop::Watched* EventLoop::add(int descriptor, std::uint32_t events, std::unique_ptr<Watched> watched) {
  if (free_.empty()) {
    places_.emplace_back();
    free_.reserve(places_.capacity());  // so that remove() needs no memory
    removed_.reserve(places_.capacity());
    free_.push_back(static_cast<std::uint32_t>(places_.size() - 1));
  }
  const std::uint32_t at = free_.back();
  Place& place = places_[at];
  const Key key = Key{place.uses} << 32 | at;
  epoll_event event{};
  event.events = events;
  event.data.u64 = key;
  if (::epoll_ctl(epoll_.number(), EPOLL_CTL_ADD, descriptor, &event) != 0) return nullptr;
  free_.pop_back();
  watched->key_ = key;
  place.watched = std::move(watched);
  return place.watched.get();
}

void EventLoop::change(const Watched& watched, int descriptor, std::uint32_t events) {
  epoll_event event{};
  event.events = events;
  event.data.u64 = watched.key_;
  static_cast<void>(::epoll_ctl(epoll_.number(), EPOLL_CTL_MOD, descriptor, &event));
}

void EventLoop::again(const Watched& watched) { again_.push_back(watched.key_); }

void EventLoop::remove(const Watched& watched) {
  Place& place = places_[place_of(watched.key_)];
  if (place.watched.get() != &watched) return;  // it was removed before
  removed_.push_back(std::move(place.watched));
  if (++place.uses == ~std::uint32_t{0}) place.uses = 0;  // no key is kWake
  free_.push_back(place_of(watched.key_));
}

EventLoop::Watched* EventLoop::find(Key key) const {
  if (place_of(key) >= places_.size()) return nullptr;
  const Place& place = places_[place_of(key)];
  return place.uses == key >> 32 ? place.watched.get() : nullptr;
}

void EventLoop::for_each(const std::function<void(Watched&)>& what) {
  for (std::size_t i = 0; i < places_.size(); ++i) {
    Watched* const watched = places_[i].watched.get();
    if (!watched) continue;
    try {
      what(*watched);
    } catch (const std::exception&) {
      remove(*watched);
    }
  }
  removed_.clear();
}

void EventLoop::dispatch(Key key, std::uint32_t events) {
  Watched* const watched = find(key);
  if (!watched) return;
  try {
    watched->ready(events);
  } catch (const std::exception&) {
    remove(*watched);
  }
  removed_.clear();
}

}  // namespace assent::http
