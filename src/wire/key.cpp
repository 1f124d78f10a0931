#include "wire/key.hpp"

#include <fmt/format.h>

namespace assent {

boost::json::object json_of(const VerifierKey& key, std::string_view file) {
  return {{"file", file}, {"name", key.name()}, {"hash", fmt::format("{:08x}", key.hash())}, {"key", to_text(key)}};
}

}  // namespace assent
