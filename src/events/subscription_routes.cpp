// /v1/subscriptions. Shapes: docs/schema/api/subscription*.schema.json, dead-letter*.schema.json.

#include "events/kinds_asked.hpp"
#include "events/routes.hpp"
#include "own_api/asked.hpp"
#include "webhook/receivers.hpp"
#include "wire/event.hpp"
#include "wire/values.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <utility>

namespace assent::events {
namespace {

namespace bj = boost::json;
using http::Method;
using own_api::refused;

http::Response json_response(unsigned status, const bj::object& object) {
  return api::json_response(status, bj::serialize(object));
}

bj::array types_of(const std::vector<evidence::EntryKind>& kinds) {
  bj::array types;
  for (const evidence::EntryKind each : kinds) types.emplace_back(wire::event_type(each));
  return types;
}

bj::object json_of(const DeadLetter& letter) {
  return {{"id", wire::event_id(letter.position)},
          {"type", wire::event_type(letter.kind)},
          {"state", to_string(letter.state)},
          {"status", letter.status},
          {"tries", letter.tries},
          {"since", assent::to_string(letter.since)}};
}

class Paths {
 public:
  Paths(const Feed& feed, const Sending& sending) : feed_(feed), sending_(sending) {}

  http::Response make(const api::Call& call) const {
    if (!call.body->is(json::Kind::table)) return own_api::not_an_object();
    api::Members members(*call.body, "");
    std::string address;
    Names types;
    std::string from;
    members.text("address", address);
    members.texts("types", types);
    const bool from_position = call.body->find("from").has_value();
    members.text("from", from);
    if (const auto fault = own_api::fault_of(members)) return refused(*fault);
    const auto kinds = kinds_in(types);
    if (!kinds) return refused(kinds.error());
    auto cursor = beginning(from_position, from);
    if (!cursor) return refused(cursor.error());
    if (!webhook::may_be_called(address, sending_.subscriptions.receivers())) {
      return own_api::problem(400, "address_not_allowed", "`address` is none that the server may call",
                              "have its beginning added to `receivers` of `[events]` in the server's configuration");
    }
    // It is asked before anything is recorded.
    if (const auto agrees = sending_.handshake.ask(address); !agrees) {
      return own_api::problem(422, "receiver_does_not_agree", agrees.error().message, agrees.error().mend);
    }
    const auto made = sending_.subscriptions.add(address, *kinds, *std::move(cursor), call.caller.id);
    if (!made) return refused(made.error());
    bj::object object = shown(*made);
    object["secret"] = sending_.secrets.secret_of(*made);
    return json_response(201, object).with("Location", "/v1/subscriptions/" + made->id);
  }

  http::Response list(const api::Call&) const {
    const auto all = sending_.subscriptions.all();
    if (!all) return refused(all.error());
    bj::array each;
    for (const Subscription& one : *all) each.push_back(shown(one));
    return json_response(200, {{"subscriptions", std::move(each)}});
  }

  http::Response get(const api::Call& call) const { return told(sending_.subscriptions.find(call.parts.at(0))); }

  http::Response remove(const api::Call& call) const {
    const auto done = sending_.subscriptions.remove(call.parts.at(0), call.caller.id);
    if (!done) return refused(done.error());
    return api::json_response(200, R"({"removed":true})");
  }

  http::Response replay(const api::Call& call) const {
    if (!call.body->is(json::Kind::table)) return own_api::not_an_object();
    api::Members members(*call.body, "");
    std::string from;
    members.text("from", from);
    if (const auto fault = own_api::fault_of(members)) return refused(*fault);
    auto cursor = cursor_of(from);
    if (!cursor) return refused(cursor.error());
    const auto known = sending_.subscriptions.find(call.parts.at(0));
    if (!known) return refused(known.error());
    if (is_beyond(*cursor, acknowledged(*known))) {
      return own_api::problem(400, "ahead", "`from` is beyond what was taken",
                              "name an earlier position: what was not taken comes in any case");
    }
    return told(sending_.subscriptions.set_back(known->id, *std::move(cursor), call.caller.id));
  }

  http::Response rotate(const api::Call& call) const {
    const auto done = sending_.subscriptions.rotate(call.parts.at(0), call.caller.id);
    if (!done) return refused(done.error());
    bj::object object = shown(*done);
    object["secret"] = sending_.secrets.secret_of(*done);
    return json_response(200, object);
  }

  http::Response dead_letters(const api::Call& call) const {
    const auto known = sending_.subscriptions.find(call.parts.at(0));
    if (!known) return refused(known.error());
    const auto letters = sending_.subscriptions.dead_letters(known->id);
    if (!letters) return refused(letters.error());
    bj::array all;
    for (const DeadLetter& each : *letters) {
      if (each.state != DeadLetter::State::delivered) all.push_back(json_of(each));
    }
    return json_response(200, {{"dead_letters", std::move(all)}});
  }

  http::Response retry(const api::Call& call) const {
    const auto done = sending_.subscriptions.retry(call.parts.at(0), call.parts.at(1), call.caller.id);
    if (!done) return refused(done.error());
    return json_response(202, json_of(*done));
  }

 private:
  // Left out: from now on.
  Result<Cursor> beginning(bool given, const std::string& from) const {
    if (given) return cursor_of(from);
    const auto heads = TRY(feed_.engine().ports().ledger.heads());
    return end_of(heads);
  }

  Cursor acknowledged(const Subscription& subscription) const {
    // A standing from before it was set back says nothing: the ledger does.
    return sending_.subscriptions.acknowledged(subscription).value_or(subscription.from);
  }

  http::Response told(const Result<Subscription>& subscription) const {
    if (!subscription) return refused(subscription.error());
    return json_response(200, shown(*subscription));
  }

  bj::object shown(const Subscription& subscription) const {
    const auto live = sending_.delivery.standing(subscription.id);
    Standing standing = live.value_or(Standing{});
    if (!live) standing.acknowledged = acknowledged(subscription);
    const auto heads = feed_.engine().ports().ledger.heads();
    std::string_view state = "active";
    if (subscription.ended_at) state = "ended";
    else if (!subscription.allowed) state = "not_allowed";
    else if (standing.next_try) state = "waiting";
    return {{"id", subscription.id},
            {"address", subscription.address},
            {"types", types_of(subscription.kinds)},
            {"created", assent::to_string(subscription.created)},
            {"state", state},
            {"acknowledged", to_string(standing.acknowledged)},
            {"behind", heads ? bj::value(std::to_string(entries_from(standing.acknowledged, *heads))) : bj::value()},
            {"sent", std::to_string(standing.sent)},
            {"failures", standing.failures_in_a_row},
            {"failing_since", wire::json_of(standing.failing_since)},
            {"next_try", wire::json_of(standing.next_try)},
            {"why", wire::text_or_null(subscription.ended_at ? subscription.ended : standing.why)},
            {"dead_letters", standing.dead_letters},
            {"ended", wire::json_of(subscription.ended_at)}};
  }

  const Feed& feed_;
  Sending sending_;
};

http::Response no_key() {
  return own_api::problem(503, "no_key", "the server has no key with which events are signed",
                          "name `key`, `receivers` and `address` in `[events]` of its configuration");
}

}  // namespace

std::vector<api::Route> subscription_routes(const Feed& feed, const Sending* sending) {
  constexpr api::RouteTerms kTakes{http::Where::aside, own_api::kSmallBody, true};
  std::optional<Paths> paths;
  if (sending != nullptr) paths.emplace(feed, *sending);
  std::vector<api::Route> routes;
  const auto add = [&](Method method, const std::string& below, api::RouteText text, std::vector<unsigned> also,
                       api::RouteTerms terms, auto answer) {
    text.also = std::move(also);
    routes.emplace_back(method, "/v1/subscriptions" + below, access::Scope::subscriptions_manage, api::Face::own,
                        std::move(text), terms,
                        [paths, answer](api::Call& call) { return paths ? ((*paths).*answer)(call) : no_key(); });
  };
  add(Method::post, "", {"subscribe", "Have events sent to an address", "subscription-order", "subscription"},
      {201, 409, 422}, kTakes, &Paths::make);
  add(Method::get, "", {"subscriptions", "Who is sent events, and how each stands", "", "subscriptions"}, {},
      api::kReads, &Paths::list);
  add(Method::get, "/{subscription}", {"subscription", "How a subscription stands", "", "subscription"}, {404},
      api::kReads, &Paths::get);
  add(Method::delete_, "/{subscription}", {"unsubscribe", "End a subscription", "", "removed"}, {404, 409}, api::kReads,
      &Paths::remove);
  add(Method::post, "/{subscription}/replay",
      {"replay_subscription", "Have its events sent again from a position on", "subscription-replay", "subscription"},
      {404, 409}, kTakes, &Paths::replay);
  add(Method::post, "/{subscription}/secret",
      {"rotate_subscription_secret", "Have a new secret; for a day both sign", "", "subscription"}, {404, 409},
      api::kReads, &Paths::rotate);
  add(Method::get, "/{subscription}/dead-letters",
      {"dead_letters", "Events that the receiver refused for good", "", "dead-letters"}, {404}, api::kReads,
      &Paths::dead_letters);
  add(Method::post, "/{subscription}/dead-letters/{event}/retry",
      {"retry_dead_letter", "Have it sent again, and then its customer's later events", "", "dead-letter"},
      {202, 404, 409}, api::kReads, &Paths::retry);
  return routes;
}

}  // namespace assent::events
