// RateLimits: how often each caller may ask. A bucket of tokens each: a request takes one, and they come back with
// time. Thread-safe.
#pragma once

#include "base/instant.hpp"

#include <array>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace assent::api {

struct RateLimit {
  std::uint32_t per_second = 0;  // 0: no limit
  std::uint32_t at_once = 0;     // the most that may come together; at least 1 where there is a limit
};

class RateLimits {
 public:
  explicit RateLimits(RateLimit limit) : limit_(limit) {}

  // Nothing: they may. Else the whole seconds after which they may again, at least 1.
  std::optional<std::uint32_t> take(std::string_view caller, Instant now);

 private:
  struct Bucket {
    std::int64_t millitokens = 0;
    Instant filled;
  };
  static constexpr std::size_t kParts = 16;
  struct Part {
    std::mutex mutex;
    std::unordered_map<std::string, Bucket> buckets;
  };
  RateLimit limit_;
  std::array<Part, kParts> parts_;
};

}  // namespace assent::api
