#include "wire/key.hpp"

#include <fmt/format.h>

namespace assent::wire {

boost::json::object json_of(const evidence::VerifierKey& key, std::string_view file) {
  return {{"file", file},
          {"name", key.name()},
          {"hash", fmt::format("{:08x}", key.hash())},
          {"key", evidence::to_text(key)}};
}

}  // namespace assent::wire
