#include "sms_gateway/routes.hpp"

#include "api/problem.hpp"
#include "sms_gateway/reports.hpp"

#include <string>
#include <string_view>
#include <utility>

namespace assent::sms_gateway {
namespace {

constexpr std::size_t kMessageBytesMost = std::size_t{64} << 10;
constexpr std::size_t kLongestId = 128;

http::Response refused(const Error& error) { return api::response_to(api::Face::own, api::problem_of(error)); }

http::Response nothing_to_say() { return api::text_response(200, ""); }

// The value of the query by that name; empty: it is not there, or the query is not well formed.
std::string value_in(const api::Call& call, std::string_view name) {
  const auto values = api::query_of(call.request.head.query);
  if (!values) return {};
  for (const auto& [key, value] : *values) {
    if (key == name) return value;
  }
  return {};
}

// A name that cannot be one turns no refusal away.
std::string id_in(const api::Call& call) {
  std::string id = value_in(call, "id");
  const bool plain = id.find_first_not_of("0123456789abcdefABCDEF-") == std::string::npos;
  return plain && id.size() <= kLongestId ? id : std::string();
}

http::Response take(Replies& replies, const api::Call& call) {
  const auto message = sms::incoming_of(call.request);
  if (!message) return refused(message.error());
  const auto taken = replies.take(*message, id_in(call), call.caller.id);
  return taken ? nothing_to_say() : refused(taken.error());
}

http::Response report(app::Engine& engine, const api::Call& call) {
  const auto given = message_named(call.parts.front());
  const auto said = sms::report_of(value_in(call, "type"));
  if (!given || !said) {
    return refused({ErrorCode::invalid, "the message's name or the report's type is none",
                    "write the address as it was sent, with `?type=%d`"});
  }
  const auto recorded = record_report(engine, *given, *said, call.caller.id);
  return recorded ? nothing_to_say() : refused(recorded.error());
}

}  // namespace

std::vector<api::Route> routes_of(app::Engine& engine, Replies& replies) {
  std::vector<api::Route> routes;
  api::RouteText message{"take_sms", "What a customer wrote by text message, as the gateway passes it on", "", ""};
  message.parameters = {{"id", "query", "The gateway's name of the message; one that comes again is recorded once."},
                        {"X-Kannel-From", "header", "The customer's number.", R"({"type":"string"})", true},
                        {"X-Kannel-To", "header", "The number to which they wrote."}};
  message.takes_types = {"text/plain", "application/octet-stream"};
  message.gives_type = "text/plain";
  routes.emplace_back(http::Method::post, "/v1/sms/messages", access::Scope::replies_record, api::Face::own,
                      std::move(message), api::RouteTerms{http::Where::aside, kMessageBytesMost, false},
                      [&replies](api::Call& call) { return take(replies, call); });
  api::RouteText about{"report_sms", "What became of a notice that was sent by text message", "", ""};
  about.parameters = {{"type", "query", "1 delivered, 2 failed, 4 buffered, 8 accepted, 16 refused.",
                       R"({"type":"string","enum":["1","2","4","8","16"]})", true}};
  about.also = {404};
  about.gives_type = "text/plain";
  routes.emplace_back(http::Method::get, "/v1/sms/reports/{message}", access::Scope::replies_record, api::Face::own,
                      std::move(about), api::kReads, [&engine](api::Call& call) { return report(engine, call); });
  return routes;
}

}  // namespace assent::sms_gateway
