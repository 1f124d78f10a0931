// Any bytes as OpenMetrics: refused, or samples of which readings can be made that never say less than nothing.
#include "watch/reading.hpp"

#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace assent::watch;
  const auto samples = read_metrics({reinterpret_cast<const char*>(data), size});
  if (!samples) {
    if (samples.error().message.empty() || samples.error().mend.empty()) std::abort();
    return 0;
  }
  const Reading reading = reading_of(*samples);
  const Reading since = between(together({reading, reading}), reading);
  if (!(since.all.requests >= 0) || !(since.all.latencies.count() >= 0)) std::abort();
  for (const double part : {0.0, 0.5, 0.99, 1.0}) {
    if (const auto time = reading.all.latencies.within(part); time && !(*time == *time)) std::abort();
  }
  return 0;
}
