#include "issuer_keys/key_refresh.hpp"

#include <chrono>
#include <utility>

namespace assent::issuer_keys {
namespace {

constexpr std::chrono::milliseconds kLook{250};

}  // namespace

KeyRefresh::KeyRefresh(std::shared_ptr<access::Tokens> tokens, access::KeySetSource& source, const Clock& clock,
                       std::function<void(const access::Tokens::Missing&)> missing)
    : tokens_(std::move(tokens)),
      source_(source),
      clock_(clock),
      missing_(std::move(missing)),
      thread_([this](const std::stop_token& stop) { run(stop); }) {}

KeyRefresh::~KeyRefresh() {
  thread_.request_stop();
  thread_.join();
}

void KeyRefresh::run(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  while (!stop.stop_requested()) {
    if (const Instant now = clock_.now(); tokens_->due(now)) {
      for (const auto& each : tokens_->refresh(now, source_)) missing_(each);
    }
    wake_.wait_for(lock, stop, kLook, [] { return false; });
  }
}

}  // namespace assent::issuer_keys
