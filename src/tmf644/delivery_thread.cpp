#include "tmf644/delivery_thread.hpp"

#include <chrono>

namespace assent::tmf644 {
namespace {

constexpr std::chrono::seconds kLookAgain{1};

}  // namespace

DeliveryThread::DeliveryThread(Delivery& delivery, Documents& documents)
    : delivery_(delivery), documents_(documents), thread_([this](const std::stop_token& stop) { run(stop); }) {}

DeliveryThread::~DeliveryThread() {
  thread_.request_stop();
  thread_.join();
}

void DeliveryThread::run(const std::stop_token& stop) {
  // So that the first request does not wait until the whole ledger is read. If it cannot be read, requests say so.
  static_cast<void>(documents_.follow());
  std::unique_lock lock(mutex_);
  while (!stop.stop_requested()) {
    const auto more = delivery_.round();
    if (more && *more) continue;
    wake_.wait_for(lock, stop, kLookAgain, [] { return false; });
  }
  delivery_.note_all();
}

}  // namespace assent::tmf644
