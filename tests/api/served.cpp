#include "api/served.hpp"

#include <algorithm>

namespace assent::api_test {

std::optional<std::string> Got::header(std::string_view name) const {
  const auto at = std::ranges::find_if(headers, [&](const auto& each) { return each.first == name; });
  return at == headers.end() ? std::nullopt : std::optional(at->second);
}

Served::Served(std::vector<api::Route> all, api::RateLimit rate, api::Logged logged) : routes(std::move(all)) {
  std::vector<access::ApiKey> keys;
  for (std::size_t role = 0; role < access::kRoles; ++role) {
    if (static_cast<access::Role>(role) == access::Role::customer) continue;  // customers come with tokens
    evidence::Hash random{};
    random[0] = static_cast<std::uint8_t>(role + 1);
    const access::NewApiKey made = access::make_api_key(random);
    access::Caller caller;
    caller.role = static_cast<access::Role>(role);
    caller.id = std::string(to_string(caller.role)) + "-1";
    if (caller.role == access::Role::partner) caller.partner = "partner-1";
    for (std::size_t scope = 1; scope < access::kScopes; ++scope) {
      if (access::grants(caller.role, static_cast<access::Scope>(scope))) {
        caller.scopes.add(static_cast<access::Scope>(scope));
      }
    }
    keys.push_back({made.id, made.sha256, caller});
    keys_.push_back(made.key);
  }
  access::Ways ways;
  ways.keys = access::ApiKeys::make(std::move(keys)).value();
  router.emplace(api::RouterPorts{clock, [this] { return ticks += std::chrono::microseconds(80); }, log, logged, 7},
                 routes, metrics, std::make_shared<const access::Gate>(std::move(ways)), rate);
}

Got Served::ask(access::Role role, http::Method method, std::string_view path, std::string_view body,
                const Fields& fields) {
  Fields all = fields;
  all.emplace_back("Authorization", "Bearer " + keys_.at(static_cast<std::size_t>(role)));
  return ask(method, path, body, std::move(all));
}

Got Served::post(std::string_view path, std::string_view body, const Fields& fields) {
  Fields all = fields;
  all.emplace_back("Content-Type", "application/json");
  return ask(access::Role::service, http::Method::post, path, body, all);
}

Got Served::ask(http::Method method, std::string_view path, std::string_view body, Fields fields) {
  const http::Peer peer{"127.0.0.1", true, {}, {}};
  http::Request request;
  request.head.method = method;
  request.head.method_name = to_string(method);
  request.head.path = path.substr(0, path.find('?'));
  if (request.head.path.size() < path.size()) request.head.query = path.substr(request.head.path.size() + 1);
  for (const auto& [name, value] : fields) request.head.headers.push_back({name, value});
  request.head.peer = &peer;
  request.body = body;

  Got got;
  auto admitted = router->admit(request.head);
  http::Response response;
  if (auto* const refused = std::get_if<http::Response>(&admitted)) {
    response = std::move(*refused);
  } else {
    got.admitted = true;
    auto& in = std::get<http::Admitted>(admitted);
    response = body.size() > in.most_body_bytes ? router->refuse(http::Fault::body_too_large, &request.head)
                                                : in.exchange->serve(request);
  }
  got.status = response.status;
  got.headers = std::move(response.headers);
  if (auto* const text = std::get_if<std::string>(&response.body)) {
    got.body = std::move(*text);
  } else {
    auto& chunks = *std::get<std::unique_ptr<http::Chunks>>(response.body);
    while (chunks.next(got.body)) {
    }
  }
  return got;
}

}  // namespace assent::api_test
