// DeliveryThread: tells what is due, for as long as it lives.
#pragma once

#include "tmf644/delivery.hpp"

#include <condition_variable>
#include <mutex>
#include <thread>

namespace assent::tmf644 {

class DeliveryThread {
 public:
  // Looks once a second whether there is something to tell; at once, if there may be more. `delivery` and `documents`
  // outlive this.
  DeliveryThread(Delivery& delivery, Documents& documents);
  // Waits for a message that is on its way, and notes how far everybody was told.
  ~DeliveryThread();
  DeliveryThread(const DeliveryThread&) = delete;
  DeliveryThread& operator=(const DeliveryThread&) = delete;

 private:
  void run(const std::stop_token& stop);

  Delivery& delivery_;
  Documents& documents_;
  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::jthread thread_;  // the last: it uses the others
};

}  // namespace assent::tmf644
