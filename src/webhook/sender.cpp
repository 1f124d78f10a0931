#include "webhook/sender.hpp"

#include "base/ascii.hpp"

#include <algorithm>

namespace assent::webhook {

std::string_view Response::header(std::string_view name) const {
  for (const auto& [known, value] : headers) {
    if (std::ranges::equal(known, name, {}, small, small)) return value;
  }
  return {};
}

}  // namespace assent::webhook
