// Any bytes as the body of a request to each route that takes JSON: a response of 200 or 201 in JSON, or a refusal of
// 4xx. Never a 5xx; and a refused body permits no customer.
#include "api/served.hpp"
#include "authzen/setting.hpp"
#include "own_api/routes.hpp"

#include <boost/json.hpp>

#include <cstdint>
#include <cstdlib>
#include <iterator>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

namespace {

using namespace assent;

struct Serving {
  authzen_test::Setting setting{authzen_test::certification_policy()};
  std::vector<std::string> paths;
  std::unique_ptr<api_test::Served> served;

  Serving() {
    auto routes = authzen::routes_of(*setting.pdp);
    auto choices = own_api::choice_routes(*setting.engine);
    routes.insert(routes.end(), std::make_move_iterator(choices.begin()), std::make_move_iterator(choices.end()));
    for (const api::Route& route : routes) {
      if (route.terms().takes_json) paths.push_back(route.path());
    }
    served = std::make_unique<api_test::Served>(std::move(routes));
  }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static Serving serving;
  if (size == 0) return 0;
  const std::string& path = serving.paths[data[0] % serving.paths.size()];
  const std::string_view body(reinterpret_cast<const char*>(data) + 1, size - 1);
  const auto got = serving.served->post(path, body);
  serving.served->log.lines.clear();
  if (got.status == 200 || got.status == 201) {
    boost::system::error_code error;
    boost::json::parse(got.body, error);
    if (error) std::abort();
  } else if (got.status < 400 || got.status >= 500 || got.body.find("\"decision\":true") != std::string::npos) {
    std::abort();
  }
  return 0;
}
