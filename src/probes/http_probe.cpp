#include "probes/http_probe.hpp"

#include "json/tree.hpp"
#include "probes/words.hpp"

#include <chrono>
#include <utility>

namespace assent::probes {
namespace {

constexpr std::chrono::seconds kPatienceOfProbe{20};

}  // namespace

Result<void> HttpProbe::ask(const http::Ask& asked) {
  const auto received = server_->ask(asked, kPatienceOfProbe);
  if (!received) {
    return fail(ErrorCode::unavailable, std::string(http::to_string(received.error())), "see whether the server runs");
  }
  if (received->status >= 200 && received->status < 300) return {};
  return fail(ErrorCode::unavailable, "the server answered with status " + std::to_string(received->status),
              "see the server's log");
}

Result<void> HttpProbe::send(const Occasion& occasion) {
  http::Ask asked;
  asked.method = request_.method;
  asked.path = with_words(request_.path, request_.account, occasion);
  asked.body = with_words(request_.body, request_.account, occasion);
  if (!request_.content_type.empty()) asked.headers.emplace_back("Content-Type", request_.content_type);
  if (!request_.key.empty()) asked.headers.emplace_back("Authorization", "Bearer " + request_.key);
  return ask(asked);
}

Result<void> ApiProbe::send(const Occasion& occasion) {
  json::Tree evidence = json::table_tree();
  evidence.set("reference", json::text_tree("watchdog/" + occasion.name));
  json::Tree body = json::table_tree();
  body.set("account", json::text_tree(request().account));
  body.set("evidence", std::move(evidence));
  http::Ask asked;
  asked.method = http::Method::post;
  asked.path = "/v1/opt-outs";
  asked.body = json::to_json(body);
  asked.headers = {{"Content-Type", "application/json"},
                   {"Authorization", "Bearer " + request().key},
                   {"Idempotency-Key", "watchdog-" + occasion.name}};
  return ask(asked);
}

Result<void> WebProbe::send(const Occasion& occasion) {
  // The same link twice is one refusal, so each occasion has a link of its own.
  const page_link::Link link{page_link::Purpose::refuse, account_, "watchdog-" + occasion.name, std::nullopt};
  http::Ask asked;
  asked.method = http::Method::post;
  asked.path = before_ + std::string(page_link::kRefusePath) + links_.text_of(link);
  asked.body = "List-Unsubscribe=One-Click";
  asked.headers = {{"Content-Type", "application/x-www-form-urlencoded"}};
  return ask(asked);
}

}  // namespace assent::probes
