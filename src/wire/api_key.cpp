#include "wire/api_key.hpp"

namespace assent::wire {

boost::json::object json_of(const access::NewApiKey& made, std::string_view table) {
  return {{"key", made.key}, {"id", made.id}, {"sha256", evidence::to_hex(made.sha256)}, {"table", table}};
}

}  // namespace assent::wire
