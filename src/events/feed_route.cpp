// GET /v1/events.

#include "app/reading.hpp"
#include "events/kinds_asked.hpp"
#include "events/routes.hpp"
#include "own_api/asked.hpp"

#include <algorithm>
#include <utility>

namespace assent::events {
namespace {

constexpr std::uint64_t kUsualEvents = 100;
constexpr std::uint64_t kMostEvents = 500;

http::Response page(const Feed& feed, const api::Call& call) {
  const auto asked = own_api::Asked::of(call);
  if (!asked) return own_api::refused(asked.error());
  const auto from = cursor_of(asked->text("from"));
  if (!from) return own_api::refused(from.error());
  const auto limit = asked->number("limit");
  if (!limit) return own_api::refused(limit.error());
  const std::uint64_t most = limit->value_or(kUsualEvents);
  if (most == 0 || most > kMostEvents) {
    return own_api::problem(400, "invalid", "`limit` is not from 1 to 500", "ask for fewer, and follow `Link`");
  }
  const std::string type = asked->text("type");
  const auto kinds = kinds_in(type.empty() ? Names{} : Names{type});
  if (!kinds) return own_api::refused(kinds.error());
  const auto read = feed.page(*from, *kinds, most);
  if (!read) return own_api::refused(read.error());
  if (!read->events.empty()) {
    const app::Reader reader{call.caller.id, std::string(to_string(call.caller.role)), call.caller.client, "own",
                             "events"};
    const auto recorded =
        app::record_reading_of_many(feed.engine(), "events " + to_string(*from) + " " + type, read->customers, reader);
    if (!recorded) return own_api::refused(recorded.error());
  }
  std::string body = "[";
  for (const Event& each : read->events) {
    if (body.size() > 1) body += ',';
    body += each.json;
  }
  body += ']';
  http::Response response = api::json_response(200, std::move(body));
  response.with("Content-Type", std::string(kBatch));
  // Type and positions have no character that would have to be encoded in a query.
  std::string next = "/v1/events?from=" + to_string(read->next) + "&limit=" + std::to_string(most);
  if (!type.empty()) next += "&type=" + type;
  response.with("Link", "<" + next + ">; rel=\"next\"");
  return response;
}

}  // namespace

Result<std::vector<evidence::EntryKind>> kinds_in(const Names& types) {
  std::vector<evidence::EntryKind> kinds;
  for (const std::string& each : types) {
    const auto kind = wire::kind_of_event(each);
    if (!kind || !is_event(*kind, "")) {
      return fail(ErrorCode::invalid, "there are no events of that type", "docs/events.md lists the types");
    }
    kinds.push_back(*kind);
  }
  return kinds;
}

api::Route feed_route(const Feed& feed) {
  api::RouteText text{"events", "What changed, from a position on, in the order of the ledger", "", "events"};
  text.parameters = {
      {"from", "query",
       "From where on: a position that `Link` has named, such as `0/12`. Left out: from the beginning."},
      {"limit", "query", "How many events at most. Left out: 100.", R"({"type":"integer","minimum":1,"maximum":500})"},
      {"type", "query", "Only events of this type."}};
  text.also = {400};
  text.gives_type = std::string(kBatch);
  return {http::Method::get,
          "/v1/events",
          access::Scope::events_read,
          api::Face::own,
          std::move(text),
          api::kReads,
          [&feed](api::Call& call) { return page(feed, call); }};
}

}  // namespace assent::events
