#include "api/router.hpp"

#include "base/ascii.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace assent::api {
namespace {

constexpr std::size_t kIdMost = 200;

bool is_visible_ascii(char c) { return c > ' ' && c < '\x7F'; }

// CAMARA Commonalities 0.6, `XCorrelator`.
bool is_correlator(std::string_view text) {
  constexpr std::string_view kOthers = "-_:;./<>{}";
  return text.size() <= 256 && std::ranges::all_of(text, [&](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                  kOthers.find(c) != std::string_view::npos;
         });
}

// The last `count` hexadecimal figures of a number.
void append_figures(std::string& out, std::uint64_t number, unsigned count) {
  for (unsigned i = count; i-- > 0;) out += "0123456789abcdef"[number >> (4 * i) & 15];
}

// Whether a Content-Type is JSON: application/json, or of its kind (`+json`), in UTF-8 if a charset is named.
bool is_json_type(std::string_view type) {
  const std::string_view media = type.substr(0, type.find(';'));
  std::string lower(media);
  std::ranges::transform(lower, lower.begin(), small);
  while (lower.ends_with(' ') || lower.ends_with('\t')) lower.pop_back();
  if (lower != "application/json" && !(lower.starts_with("application/") && lower.ends_with("+json"))) return false;
  std::string rest(type.substr(media.size()));
  std::ranges::transform(rest, rest.begin(), small);
  const std::size_t charset = rest.find("charset=");
  if (charset == std::string::npos) return true;
  std::string_view named = std::string_view(rest).substr(charset + 8);
  if (named.starts_with('"')) named.remove_prefix(1);
  return named.starts_with("utf-8") || named.starts_with("utf8");
}

// "line 3, column 7": where in a body.
std::string place_in(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, offset);
  const auto lines = std::ranges::count(before, '\n');
  const std::size_t line = before.rfind('\n');
  const std::string_view row = line == std::string_view::npos ? before : before.substr(line + 1);
  const auto characters =
      std::ranges::count_if(row, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
  return fmt::format("line {}, column {}", lines + 1, characters + 1);
}

// A name in the query that the route does not take: what was meant by it would not count.
std::optional<Problem> unknown_in_query(const Route& route, std::string_view query) {
  if (query.empty()) return std::nullopt;
  const auto values = query_of(query);
  if (!values) return Problem{400, "invalid", "the query is not well formed", "encode it as a form is encoded"};
  std::string known;
  for (const RouteParameter& each : route.text().parameters) {
    if (each.in == "query") known += (known.empty() ? "`" : ", `") + each.name + "`";
  }
  const auto takes = [&](const auto& value) {
    return std::ranges::any_of(route.text().parameters, [&](const RouteParameter& each) {
      return each.in == "query" && each.name == value.first;
    });
  };
  if (std::ranges::all_of(*values, takes)) return std::nullopt;
  return Problem{400, "unknown_in_query", "the query has a name that is not known here",
                 known.empty() ? "send no query" : "known are: " + known};
}

// A body that the route does not take.
Problem too_large(const RouteTerms& terms) {
  if (terms.most_body_bytes == 0) return {413, "body_too_large", "this request takes no body", "send it without one"};
  return {413, "body_too_large", fmt::format("the body is larger than {} bytes", terms.most_body_bytes),
          "send less at a time"};
}

std::string mend_of(const access::Refusal& refusal) {
  switch (refusal.status) {
    case 401: return "send `Authorization: Bearer ` and a key or token that counts, or a client certificate";
    case 403: return "ask those who run the server for the scope, or ask with a caller who has it";
    case 503: return "try again after the seconds of `Retry-After`";
    default: return "send a key or token once, in `Authorization`";
  }
}

Problem problem_of(http::Fault fault) {
  switch (fault) {
    case http::Fault::malformed:
      return {400, "malformed_request", "the request is not well formed HTTP/1.1", "send it as RFC 9112 has it"};
    case http::Fault::header_too_large:
      return {431, "header_too_large", "the header is too large", "send fewer or shorter fields"};
    case http::Fault::body_too_large: return {413, "body_too_large", "the body is too large", "send less at a time"};
    case http::Fault::too_slow: return {408, "too_slow", "the request did not come in time", "send it again, faster"};
    case http::Fault::too_many:
      return {503, "too_many_requests", "too many requests are waiting",
              "try again after the seconds of `Retry-After`"};
    case http::Fault::failed:
      return {500, "failed", "the request could not be served", "see the server's log by the request's id"};
  }
  return {};
}

}  // namespace

// A request that was admitted, until its response is made.
class Router::Served final : public http::Exchange {
 public:
  Served(Router& router, Asked asked) : router_(router), asked_(std::move(asked)) {}
  http::Response serve(const http::Request& request) override { return router_.serve(asked_, request); }

 private:
  Router& router_;
  Asked asked_;
};

Router::Router(RouterPorts ports, const Routes& routes, Metrics& metrics, std::shared_ptr<const access::Gate> gate,
               RateLimit rate)
    : ports_(std::move(ports)), routes_(routes), metrics_(metrics), rates_(rate), gate_(std::move(gate)) {}

void Router::use(std::shared_ptr<const access::Gate> gate) {
  const std::lock_guard lock(mutex_);
  gate->keep_keys_of(*gate_);
  gate_ = std::move(gate);
}

std::shared_ptr<const access::Gate> Router::gate() const {
  const std::lock_guard lock(mutex_);
  return gate_;
}

std::string Router::new_id() {
  // A bijection of the count: ids differ, and none says how many there were.
  std::uint64_t x = ports_.seed + count_.fetch_add(1, std::memory_order_relaxed) * 0x9E3779B97F4A7C15;
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
  x ^= x >> 31;
  std::string id = "a";
  append_figures(id, ports_.seed, 15);
  append_figures(id, x, 16);
  return id;
}

Router::Asked Router::asked_of(const http::RequestHead& head) {
  Asked asked;
  asked.at = ports_.clock.now();
  asked.began = ports_.ticks();
  asked.method = head.method == http::Method::other ? "other" : to_string(head.method);
  const auto id = head.header("X-Request-ID");
  const bool usable = id && !id->empty() && id->size() <= kIdMost && std::ranges::all_of(*id, is_visible_ascii);
  asked.id = usable ? std::string(*id) : new_id();
  if (const auto trace = head.header("traceparent")) asked.trace = trace_of(*trace);
  return asked;
}

std::variant<http::Admitted, http::Response> Router::admit(const http::RequestHead& head) {
  Asked asked = asked_of(head);
  if (auto refused = turned_away(asked, head)) return *std::move(refused);
  const RouteTerms& terms = asked.route->terms();
  http::Admitted admitted;
  admitted.where = terms.where;
  admitted.most_body_bytes = terms.most_body_bytes;
  admitted.exchange = std::make_unique<Served>(*this, std::move(asked));
  return admitted;
}

bool Router::find_route(Asked& asked, const http::RequestHead& head, std::string& allowed) const {
  auto match = routes_.find(head.method, head.path);
  asked.face = match.face;
  asked.route = match.route;
  asked.number = match.number;
  asked.parts = std::move(match.parts);
  allowed = std::move(match.allowed);
  if (asked.face != Face::camara || head.count("x-correlator") == 0) return true;
  const auto correlator = head.header("x-correlator");
  if (!correlator || !is_correlator(*correlator)) return false;
  asked.correlator = *correlator;
  return true;
}

std::optional<http::Response> Router::turned_away(Asked& asked, const http::RequestHead& head) {
  std::string allowed;
  if (!find_route(asked, head, allowed)) {
    return finish(asked, {400, "INVALID_ARGUMENT", "`x-correlator` is not well formed",
                          "use letters, figures and -_:;./<>{}, at most 256"});
  }
  if (allowed.empty()) {
    return finish(asked, {404, "no_such_path", "there is no such path", "see /openapi.json for those there are"});
  }
  if (asked.route == nullptr) {
    http::Response response =
        response_to(asked.face, {405, "method_not_allowed", "the path has no such method", "use one of: " + allowed});
    response.with("Allow", allowed);
    return finish(asked, std::move(response));
  }

  const access::Scope scope = asked.route->scope();
  if (scope != access::Scope::anybody) {
    auto admitted = gate()->admit(head, asked.at);
    std::optional<access::Refusal> refusal;
    if (auto* const refused = std::get_if<access::Refusal>(&admitted)) {
      refusal = std::move(*refused);
    } else {
      asked.caller = std::get<access::Caller>(std::move(admitted));
      refusal = access::lacking(asked.caller, scope);
    }
    if (refusal) {
      const std::string code = refusal->status == 401   ? "not_shown"
                               : refusal->status == 403 ? "may_not"
                               : refusal->status == 503 ? "unavailable"
                                                        : "malformed_request";
      http::Response response = response_to(asked.face, {refusal->status, code, refusal->detail, mend_of(*refusal)});
      if (!refusal->challenge.empty()) response.with("WWW-Authenticate", refusal->challenge);
      if (refusal->status == 503) response.with("Retry-After", "5");
      return finish(asked, std::move(response));
    }
    if (const auto wait = rates_.take(asked.caller.id, asked.at)) {
      http::Response response =
          response_to(asked.face, {429, "rate_limited", "you ask too often", "wait for the seconds of `Retry-After`"});
      response.with("Retry-After", std::to_string(*wait));
      return finish(asked, std::move(response));
    }
    if (asked.face == Face::own) {
      if (const auto unknown = unknown_in_query(*asked.route, head.query)) return finish(asked, *unknown);
    }
  }

  if (asked.route->terms().takes_json) {
    const auto type = head.header("Content-Type");
    if (!type || !is_json_type(*type)) {
      // CAMARA asks of a missing body that it is a 400, and who sends none may send no type either.
      const bool mistyped = asked.face == Face::camara ? head.count("Content-Type") > 0 : asked.face != Face::authzen;
      const unsigned status = mistyped ? 415 : 400;
      return finish(asked, {status, status == 415 ? "not_json" : "", "the body's type is not JSON",
                            "send `Content-Type: application/json`"});
    }
    if (head.count("Content-Encoding") > 0) {
      return finish(asked, {415, "encoded", "the body is encoded", "send it without `Content-Encoding`"});
    }
  }
  return std::nullopt;
}

http::Response Router::serve(Asked& asked, const http::Request& request) {
  // Its memory is kept: reading one more body allocates nothing.
  thread_local json::Document document;
  std::optional<json::Value> body;
  if (asked.route->terms().takes_json) {
    if (request.body.empty()) {
      return finish(asked, {400, "not_json", "the body is empty", "send what the path takes, in JSON"});
    }
    if (const auto read = document.read(request.body, {asked.route->terms().most_body_bytes, 32}); !read) {
      return finish(
          asked, {400, "not_json",
                  fmt::format("{} ({})", json::problem_of(read.error()), place_in(request.body, read.error().offset)),
                  json::mend_of(read.error())});
    }
    body = document.root();
  }
  Call call{request, asked.caller, asked.at, asked.id, body ? &*body : nullptr, asked.parts};
  http::Response response = asked.route->respond(call);
  asked.reason = call.reason;
  asked.decisions = call.decisions;
  return finish(asked, std::move(response));
}

http::Response Router::finish(const Asked& asked, const Problem& problem) {
  return finish(asked, response_to(asked.face, problem));
}

http::Response Router::finish(const Asked& asked, http::Response response) {
  response.headers.emplace_back("X-Request-ID", asked.id);
  if (!asked.correlator.empty()) response.headers.emplace_back("x-correlator", asked.correlator);
  response.headers.emplace_back("X-Content-Type-Options", "nosniff");
  const auto took = ports_.ticks() - asked.began;
  if (asked.route != nullptr) metrics_.served(asked.number, response.status, asked.reason, asked.decisions, took);
  else metrics_.refused(response.status);

  const bool went_well = response.status < 400;
  const bool seen = ports_.logged == Logged::all || !went_well ||
                    (ports_.logged == Logged::changes && asked.decisions == 0 && asked.method != "GET");
  if (seen) {
    ports_.log.write(
        line_of({asked.at, asked.route == nullptr ? std::string_view("none") : asked.route->text().id, asked.method,
                 response.status, took, asked.id, asked.trace, asked.caller.id, asked.reason}));
  }
  return response;
}

http::Response Router::refuse(http::Fault fault, const http::RequestHead* head) {
  Asked asked;
  if (head != nullptr) {
    asked = asked_of(*head);
    std::string allowed;
    find_route(asked, *head, allowed);
  } else {
    asked.at = ports_.clock.now();
    asked.began = ports_.ticks();
    asked.method = "other";
    asked.id = new_id();
  }
  const bool of_route = fault == http::Fault::body_too_large && asked.route != nullptr;
  http::Response response = response_to(asked.face, of_route ? too_large(asked.route->terms()) : problem_of(fault));
  response.close = true;
  return finish(asked, std::move(response));
}

}  // namespace assent::api
