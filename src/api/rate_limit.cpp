#include "api/rate_limit.hpp"

#include <algorithm>
#include <functional>

namespace assent::api {

std::optional<std::uint32_t> RateLimits::take(std::string_view caller, Instant now) {
  if (limit_.per_second == 0) return std::nullopt;
  const std::int64_t most = std::int64_t{limit_.at_once} * 1000;
  Part& part = parts_.at(std::hash<std::string_view>{}(caller) % kParts);
  const std::lock_guard lock(part.mutex);
  const auto [at, first] = part.buckets.try_emplace(std::string(caller), Bucket{most, now});
  Bucket& bucket = at->second;
  // A clock that went back gives nothing.
  const std::int64_t microseconds = std::max<std::int64_t>((now - bucket.filled).count(), 0);
  const std::int64_t earned = std::min(microseconds, std::int64_t{3'600'000'000}) * limit_.per_second / 1000;
  if (earned > 0) {
    bucket.millitokens = std::min(most, bucket.millitokens + earned);
    bucket.filled = now;
  }
  if (bucket.millitokens >= 1000) {
    bucket.millitokens -= 1000;
    return std::nullopt;
  }
  const std::int64_t missing = 1000 - bucket.millitokens;
  const std::int64_t rate = limit_.per_second;
  return static_cast<std::uint32_t>(std::max<std::int64_t>(1, (missing + rate * 1000 - 1) / (rate * 1000)));
}

}  // namespace assent::api
