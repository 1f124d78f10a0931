// Any bytes as the body of a request to each route that takes one, and as the form of the page on which a customer
// decides: a response of 200 or 201 (in JSON, but for the page), or a refusal of 4xx. Never a 5xx; and a refused body
// permits no customer.
#include "serving.hpp"

#include <boost/json.hpp>

#include <cstdint>
#include <cstdlib>
#include <string_view>

using namespace assent;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static fuzzed::Serving serving(authzen_test::certification_policy(), 40);
  if (size == 0) return 0;
  const fuzzed::Target& target = serving.targets[data[0] % serving.targets.size()];
  const std::string_view body(reinterpret_cast<const char*>(data) + 1, size - 1);
  const auto got =
      serving.served->ask(target.role, target.method, target.path, body, {{"Content-Type", "application/json"}});
  serving.served->log.lines.clear();
  if (!target.json) {
    if (got.status >= 500) std::abort();
  } else if (got.status == 200 || got.status == 201) {
    boost::system::error_code error;
    boost::json::parse(got.body, error);
    if (error) std::abort();
  } else if (got.status < 400 || got.status >= 500 || got.body.find("\"decision\":true") != std::string::npos) {
    std::abort();
  }
  return 0;
}
