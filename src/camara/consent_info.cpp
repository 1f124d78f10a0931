// CAMARA Consent Info 0.2 (r2.3), `retrieveStatus`: may this client process this number's data for this purpose?

#include "app/shown_text.hpp"
#include "camara/asked.hpp"
#include "camara/callback.hpp"
#include "camara/capture.hpp"
#include "camara/consent_state.hpp"
#include "camara/provider.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <utility>

namespace assent::camara {
namespace {

constexpr std::string_view kStatusNotAllowed = "CONSENT_INFO.NOT_ALLOWED_SCOPES_PURPOSE";

struct StatusAsked {
  Asked asked;
  bool capture = false;
  std::string callback;
};

Or<StatusAsked> read_status_asked(const json::Value& body) {
  auto asked = read_asked(body);
  if (!asked) return tl::unexpected(asked.error());
  StatusAsked read{*std::move(asked), false, {}};
  const auto capture = flag_in(body, "requestCaptureUrl");
  if (!capture) return tl::unexpected(capture.error());
  read.capture = *capture;
  if (body.find("callbackUrl")) {
    auto callback = text_in(body, "callbackUrl");
    if (!callback) return tl::unexpected(callback.error());
    if (callback->empty()) return invalid("`callbackUrl` is empty");
    read.callback = *std::move(callback);
  }
  return read;
}

boost::json::object json_of(const Group& group, const std::string& purpose, const ConsentState& state) {
  boost::json::array scopes;
  for (const std::string& each : group.scopes) scopes.emplace_back(each);
  boost::json::object item{
      {"scopes", std::move(scopes)}, {"purpose", purpose}, {"statusValidForProcessing", state.status == Status::valid}};
  if (state.status != Status::valid) item["statusReason"] = reason_name(state.status);
  if (state.expires) item["expirationDate"] = to_string(*state.expires);
  return item;
}

// Whether the customer could change the status on the page: they decide it alone, and there is a text that says what
// they would approve.
Result<bool> can_be_captured(const app::Engine& engine, const MappedUse& mapped, const Use& use,
                             const ConsentState& state, Instant at) {
  const bool open =
      state.status == Status::pending || state.status == Status::requested || state.status == Status::expired;
  if (!open || !state.by_asking || mapped.notice.empty()) return false;
  return TRY(app::notice_for(engine, mapped.notice, use, at)).has_value();
}

class StatusAnswer {
 public:
  StatusAnswer(const Provider& provider, api::Call& call) : provider_(provider), call_(call) {}

  Or<http::Response> answer() {
    const auto read = read_status_asked(*call_.body);
    if (!read) return tl::unexpected(read.error());
    const auto settings = provider_.settings();
    const auto who = subject_of(call_.caller, read->asked.telephone);
    if (!who) return tl::unexpected(who.error());
    const Client* const client = settings->client_of(call_.caller);
    if (client == nullptr) {
      return problem(403, std::string(kStatusNotAllowed), "nothing is allowed for this client",
                     "ask the carrier to allow it");
    }
    const auto groups = groups_of(*settings, *client, read->asked, kStatusNotAllowed);
    if (!groups) return tl::unexpected(groups.error());
    if (!read->callback.empty() && !is_registered(read->callback, client->callbacks)) {
      return problem(403, "CONSENT_INFO.INVALID_CALLBACK_URL", "`callbackUrl` is not registered for this client",
                     "send one that the carrier has registered");
    }
    auto found = find_customer(provider_.engine(), *who, call_.now);
    if (!found) return tl::unexpected(found.error());
    return statuses(*settings, *client, *read, *groups, *found);
  }

 private:
  Or<http::Response> statuses(const Settings& settings, const Client& client, const StatusAsked& read,
                              const std::vector<Group>& groups, const Found& found) {
    boost::json::array items;
    std::vector<std::string> to_capture;
    for (const Group& group : groups) {
      const auto use = use_by(found, *group.use, client);
      if (!use) return tl::unexpected(api::problem_of(use.error()));
      if (!*use) {
        return problem(403, std::string(kStatusNotAllowed), "this client is not in the carrier's register of partners",
                       "ask the carrier");
      }
      const ConsentState state = consent_state(*found.regime, found.on_file, **use, found.at);
      call_.reason = state.decision.reason;
      ++call_.decisions;
      items.push_back(json_of(group, read.asked.purpose, state));
      if (!read.capture || !settings.capture) continue;
      const auto open = can_be_captured(provider_.engine(), *group.use, **use, state, found.at);
      if (!open) return tl::unexpected(api::problem_of(open.error()));
      if (*open) to_capture.push_back(group.use->id);
    }
    boost::json::object body{{"statusInfo", std::move(items)}};
    if (!to_capture.empty()) {
      auto url = capture_url(settings, client, read.callback, found, std::move(to_capture));
      if (!url) return tl::unexpected(url.error());
      body["captureUrl"] = *std::move(url);
    }
    return api::json_response(200, boost::json::serialize(body));
  }

  Or<std::string> capture_url(const Settings& settings, const Client& client, const std::string& callback,
                              const Found& found, std::vector<std::string> uses) {
    const CaptureSettings& terms = *settings.capture;
    const std::string& account = found.on_file.account;
    if (!provider_.frequency().take(client.name(), account, terms.at_most, std::chrono::hours(terms.per_hours),
                                    found.at)) {
      return problem(403, "CONSENT_INFO.CAPTURE_FREQUENCY_EXCEEDED", "the customer was asked too often",
                     "ask again later");
    }
    const auto id = new_capture_id(provider_.engine().ports().draw_key);
    if (!id) return tl::unexpected(api::problem_of(id.error()));
    const Capture capture{
        *id, client.name(), account, callback, found.at + std::chrono::minutes(terms.minutes), std::move(uses)};
    return terms.address + std::string(kCapturePath) + text_of(provider_.seal(), capture);
  }

  const Provider& provider_;
  api::Call& call_;
};

}  // namespace

std::vector<api::Route> consent_info_routes(const Provider& provider) {
  std::vector<api::Route> routes;
  routes.push_back({http::Method::post,
                    "/consent-info/v0.2/retrieve",
                    access::Scope::consent_info_retrieve,
                    api::Face::camara,
                    {"camara_consent_info", "May this client process this number's data for this purpose?",
                     "camara-status-request", "camara-status"},
                    {http::Where::aside, kBodyMost, true},
                    [&provider](api::Call& call) {
                      auto answer = StatusAnswer(provider, call).answer();
                      return answer ? *std::move(answer) : response_of(answer.error());
                    }});
  return routes;
}

}  // namespace assent::camara
