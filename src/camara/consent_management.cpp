// CAMARA Consent Management 0.1: a client that the carrier trusts asks customers itself, and says what they decided.
//
// A refusal counts at once and does not expire. An approval is graded as the settings have it for the client: only
// `proved` permits.

#include "app/shown_text.hpp"
#include "camara/asked.hpp"
#include "camara/capture.hpp"
#include "camara/consent_id.hpp"
#include "camara/consent_state.hpp"
#include "camara/provider.hpp"
#include "camara/recorded_choice.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <utility>

namespace assent::camara {
namespace {

constexpr std::size_t kTextIdMost = 256;
constexpr std::string_view kConsentNotAllowed = "CONSENT_MGMT.NOT_ALLOWED_SCOPES_PURPOSE";
// The lengths that the interface allows a text.
constexpr std::size_t kTitleMost = 256;
constexpr std::size_t kDescriptionMost = 4096;

std::size_t characters_in(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

Or<bool> granted_in(const json::Value& body) {
  const auto status = text_in(body, "consentStatus");
  if (!status) return tl::unexpected(status.error());
  if (*status == "GRANTED") return true;
  if (*status == "DENIED") return false;
  return invalid("`consentStatus` is not `GRANTED` or `DENIED`");
}

tl::unexpected<api::Problem> denied() {
  return problem(403, "PERMISSION_DENIED", "this client may not manage consents here", "ask the carrier to allow it");
}

// What a use and a customer come to.
struct Consent {
  const MappedUse* mapped = nullptr;
  Use use;
  ConsentState state;
  OnRecord on_record;
};

class Management {
 public:
  Management(const Provider& provider, api::Call& call)
      : provider_(provider), call_(call), settings_(provider.settings()), client_(settings_->client_of(call.caller)) {}

  Or<http::Response> create() {
    const auto asked = read_asked(*call_.body);
    if (!asked) return tl::unexpected(asked.error());
    const auto granted = granted_in(*call_.body);
    if (!granted) return tl::unexpected(granted.error());
    const auto text = text_in(*call_.body, "consentTextId");
    if (!text) return tl::unexpected(text.error());
    if (text->empty() || text->size() > kTextIdMost) return invalid("`consentTextId` has no length from 1 to 256");
    auto begun = begin(*asked);
    if (!begun) return tl::unexpected(begun.error());
    if (begun->size() != 1) {
      return problem(403, std::string(kConsentNotAllowed), "the scopes belong to more than one consent, or to none",
                     "create one consent for the scopes of each");
    }
    Consent& consent = begun->front();
    if (consent.on_record.decided) {
      return problem(409, "ALREADY_EXISTS", "the customer has decided about it before", "update that consent");
    }
    const auto shown = app::notice_for(provider_.engine(), consent.mapped->notice, consent.use, found_.at);
    if (!shown) return tl::unexpected(api::problem_of(shown.error()));
    const evidence::NoticeText* const seen = *shown ? (*shown)->text_named(*text) : nullptr;
    if (*granted && seen == nullptr) {
      return problem(400, "CONSENT_MGMT.INVALID_CONSENT_TEXT_ID", "`consentTextId` names no text that is in use",
                     "show the text that `retrieve-info` gives, and send its id");
    }
    // A refusal is never turned away for the text that was seen.
    std::optional<evidence::Hash> hash;
    if (seen != nullptr) hash = app::hash_of((*shown)->notice, *seen);
    return decided(consent, *granted, *shown, hash, 201);
  }

  Or<http::Response> update() {
    const auto granted = call_.body->is(json::Kind::table) ? granted_in(*call_.body) : invalid("the body is no object");
    if (!granted) return tl::unexpected(granted.error());
    if (client_ == nullptr) return denied();
    const auto id = consent_of(provider_.seal(), call_.parts.front());
    const MappedUse* const mapped = id ? settings_->use(id->use) : nullptr;
    if (mapped == nullptr) return not_found();
    if (id->client != client_->name()) return denied();
    auto found = find_customer(provider_.engine(), {id->account, {}}, call_.now);
    if (!found) return found.error().status == 404 ? not_found() : tl::unexpected(found.error());
    found_ = *std::move(found);
    if (!call_.caller.account.empty() || !call_.caller.telephone.empty()) {
      if (const auto own = is_own(); !own) return tl::unexpected(own.error());
    }
    auto consent = consent_for(*mapped);
    if (!consent) return tl::unexpected(consent.error());
    if (!consent->on_record.since) return not_found();
    if (*granted && !contains(client_->uses, mapped->id)) return denied();
    const auto shown = app::notice_for(provider_.engine(), mapped->notice, consent->use, found_.at);
    if (!shown) return tl::unexpected(api::problem_of(shown.error()));
    if (*granted && !*shown) {
      return problem(409, "CONFLICT", "no text is in use that says what would be approved", "ask the carrier");
    }
    return decided(*consent, *granted, *shown, std::nullopt, 200);
  }

  Or<http::Response> retrieve() {
    const auto asked = read_asked(*call_.body);
    if (!asked) return tl::unexpected(asked.error());
    const auto with_text = flag_in(*call_.body, "requestConsentText");
    if (!with_text) return tl::unexpected(with_text.error());
    auto groups_by_use = begin(*asked);
    if (!groups_by_use) return tl::unexpected(groups_by_use.error());
    const auto wanted = app::languages_in(call_.request.head.header("Accept-Language").value_or(""));
    boost::json::array items;
    std::string language;
    for (std::size_t i = 0; i < groups_by_use->size(); ++i) {
      const Consent& consent = (*groups_by_use)[i];
      boost::json::array scopes;
      for (const std::string& each : scopes_.at(i)) scopes.emplace_back(each);
      boost::json::object item{{"scopes", std::move(scopes)}, {"purpose", asked->purpose}};
      item["consentStatus"] = consent_name(consent.state.status);
      if (consent.state.status != Status::pending) add_record(item, consent);
      if (*with_text) {
        const auto shown = app::notice_for(provider_.engine(), consent.mapped->notice, consent.use, found_.at);
        if (!shown) return tl::unexpected(api::problem_of(shown.error()));
        if (*shown) {
          const evidence::NoticeText& text = (*shown)->text_in(wanted);
          if (auto shown_text = json_of(**shown, text)) {
            item["consentText"] = *std::move(shown_text);
            // One language, or none is named.
            language = language.empty() || language == text.language ? text.language : "mul";
          }
        }
      }
      items.push_back(std::move(item));
    }
    http::Response response = api::json_response(200, boost::json::serialize(items));
    if (!language.empty() && language != "mul") response.with("Content-Language", language);
    return response;
  }

 private:
  static tl::unexpected<api::Problem> not_found() {
    return problem(404, "NOT_FOUND", "there is no such consent", "send an id that was given before");
  }

  // Whom and what it is about: those of the uses that rest on the customer's consent.
  Or<std::vector<Consent>> begin(const Asked& asked) {
    auto who = subject_of(call_.caller, asked.telephone);
    if (!who) return tl::unexpected(who.error());
    if (client_ == nullptr) return denied();
    const auto groups = groups_of(*settings_, *client_, asked, kConsentNotAllowed);
    if (!groups) return tl::unexpected(groups.error());
    auto found = find_customer(provider_.engine(), *who, call_.now);
    if (!found) return tl::unexpected(found.error());
    found_ = *std::move(found);
    std::vector<Consent> consents;
    for (const Group& group : *groups) {
      auto consent = consent_for(*group.use);
      if (!consent) return tl::unexpected(consent.error());
      if (!rests_on_consent(*found_.regime, consent->use)) continue;
      consents.push_back(*std::move(consent));
      scopes_.push_back(group.scopes);
    }
    return consents;
  }

  Or<Consent> consent_for(const MappedUse& mapped) {
    const auto use = use_by(found_, mapped, *client_);
    if (!use) return tl::unexpected(api::problem_of(use.error()));
    if (!*use) return denied();
    Consent consent{&mapped, **use, consent_state(*found_.regime, found_.on_file, **use, found_.at),
                    on_record(found_.on_file, **use, found_.at)};
    call_.reason = consent.state.decision.reason;
    ++call_.decisions;
    return consent;
  }

  // A three-legged token changes the consents of its own customer only.
  Or<bool> is_own() const {
    auto who = subject_of(call_.caller, {});
    const auto own = find_customer(provider_.engine(), *who, call_.now);
    if (!own) return tl::unexpected(own.error());
    if (own->on_file.account != found_.on_file.account) return denied();
    return true;
  }

  std::string id_of(const Consent& consent) const {
    return text_of(provider_.seal(), ConsentId{client_->name(), found_.on_file.account, consent.mapped->id});
  }

  void add_record(boost::json::object& item, const Consent& consent) const {
    item["consentId"] = id_of(consent);
    if (consent.on_record.since) item["creationDate"] = to_string(*consent.on_record.since);
    if (consent.state.expires) item["expirationDate"] = to_string(*consent.state.expires);
  }

  // Nothing: it is longer than the interface allows. A part of it would not be what its id names.
  static std::optional<boost::json::object> json_of(const app::ShownNotice& shown, const evidence::NoticeText& text) {
    std::string description;
    for (const evidence::NoticeBlock& block : text.blocks)
      description += (description.empty() ? "" : "\n\n") + block.text;
    if (characters_in(text.subject) > kTitleMost || characters_in(description) > kDescriptionMost) return std::nullopt;
    return boost::json::object{{"title", text.subject},
                               {"description", std::move(description)},
                               {"consentTextId", app::text_id(shown.notice, text)},
                               {"lastUpdate", to_string(shown.published)}};
  }

  Or<http::Response> decided(const Consent& before, bool granted, const std::optional<app::ShownNotice>& shown,
                             std::optional<evidence::Hash> seen, unsigned status) {
    // The request's own id is the client's to choose, and could say anything.
    const auto id = new_capture_id(provider_.engine().ports().draw_key);
    if (granted && !id) return tl::unexpected(api::problem_of(id.error()));
    const std::string reference = id ? "camara/" + *id : std::string();
    const Deciding deciding{found_.on_file.account, *client_, *before.mapped, before.use, reference, "api", "", seen};
    auto done = granted ? record_grant(provider_.engine(), found_, deciding, shown->notice, client_->captures)
                        : record_refusal(provider_.engine(), found_, deciding);
    if (!done) return tl::unexpected(api::problem_of(done.error()));
    auto after = find_customer(provider_.engine(), {found_.on_file.account, {}}, provider_.engine().now());
    if (!after) return tl::unexpected(after.error());
    found_ = *std::move(after);
    const auto consent = consent_for(*before.mapped);
    if (!consent) return tl::unexpected(consent.error());
    boost::json::object body;
    add_record(body, *consent);
    return api::json_response(status, boost::json::serialize(body));
  }

  const Provider& provider_;
  api::Call& call_;
  std::shared_ptr<const Settings> settings_;
  const Client* client_;
  Found found_;
  std::vector<Names> scopes_;  // of the consents, in their order
};

}  // namespace

std::vector<api::Route> consent_management_routes(const Provider& provider) {
  using access::Scope;
  const auto route = [&](http::Method method, std::string path, Scope scope, api::RouteText text,
                         Or<http::Response> (Management::*operation)()) {
    return api::Route(method, std::move(path), scope, api::Face::camara, std::move(text),
                      {http::Where::aside, kBodyMost, true}, [&provider, operation](api::Call& call) {
                        Management management(provider, call);
                        auto answer = (management.*operation)();
                        return answer ? *std::move(answer) : response_of(answer.error());
                      });
  };
  std::vector<api::Route> routes;
  routes.push_back(route(
      http::Method::post, "/consent-management/v0.1/consents", Scope::consent_management_create,
      {"camara_create_consent", "A client says what a customer decided", "camara-consent-request", "camara-consent"},
      &Management::create));
  routes.push_back(route(http::Method::patch, "/consent-management/v0.1/consents/{consentId}",
                         Scope::consent_management_update,
                         {"camara_update_consent", "A client says that a customer has changed their mind",
                          "camara-consent-update", "camara-consent"},
                         &Management::update));
  routes.push_back(route(http::Method::post, "/consent-management/v0.1/consents/retrieve-info",
                         Scope::consent_management_retrieve_info,
                         {"camara_retrieve_consent_info", "What a customer decided, and which text a client shows them",
                          "camara-consent-info-request", "camara-consent-info"},
                         &Management::retrieve));
  return routes;
}

}  // namespace assent::camara
