#include "world/randomness.hpp"

#include <sys/random.h>

#include <cerrno>

namespace assent::world {

Result<std::array<std::uint8_t, 32>> random_seed() {
  std::array<std::uint8_t, 32> seed;
  for (;;) {
    const ssize_t count = ::getrandom(seed.data(), seed.size(), 0);  // up to 256 bytes come whole or not at all
    if (count == static_cast<ssize_t>(seed.size())) return seed;
    if (count < 0 && errno == EINTR) continue;
    return fail(ErrorCode::unavailable, "the system gives no random bytes", "try again, on a machine that does");
  }
}

}  // namespace assent::world
