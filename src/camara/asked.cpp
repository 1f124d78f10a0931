#include "camara/asked.hpp"

#include "base/ascii.hpp"

#include <algorithm>
#include <utility>

namespace assent::camara {
namespace {

constexpr std::size_t kScopesMost = 50;
constexpr std::size_t kScopeMost = 256;

// `PhoneNumber` of CAMARA's Commonalities.
bool is_phone_number(std::string_view text) {
  if (text.size() < 6 || text.size() > 16 || text[0] != '+' || text[1] == '0') return false;
  return std::ranges::all_of(text.substr(1), is_digit);
}

}  // namespace

tl::unexpected<api::Problem> problem(unsigned status, std::string code, std::string detail, std::string mend) {
  return tl::unexpected(api::Problem{status, std::move(code), std::move(detail), std::move(mend)});
}

tl::unexpected<api::Problem> invalid(std::string detail) {
  return problem(400, "INVALID_ARGUMENT", std::move(detail), "send it as the interface describes it");
}

http::Response response_of(const api::Problem& problem) { return api::response_to(api::Face::camara, problem); }

Or<std::string> text_in(const json::Value& body, std::string_view key) {
  const auto value = body.find(key);
  if (!value || !value->is(json::Kind::text))
    return invalid("`" + std::string(key) + "` is missing, or is not a string");
  return std::string(value->text());
}

Or<bool> flag_in(const json::Value& body, std::string_view key) {
  const auto value = body.find(key);
  if (!value || !value->is(json::Kind::boolean)) {
    return invalid("`" + std::string(key) + "` is missing, or is not true or false");
  }
  return value->boolean();
}

Or<Asked> read_asked(const json::Value& body) {
  if (!body.is(json::Kind::table)) return invalid("the body is not a JSON object");
  Asked asked;
  if (body.find("phoneNumber")) {
    auto number = text_in(body, "phoneNumber");
    if (!number) return tl::unexpected(number.error());
    if (!is_phone_number(*number)) return invalid("`phoneNumber` is not a number of E.164 with its `+`");
    asked.telephone = *std::move(number);
  }
  const auto scopes = body.find("scopes");
  if (!scopes || !scopes->is(json::Kind::list) || scopes->size() == 0 || scopes->size() > kScopesMost) {
    return invalid("`scopes` is not a list of 1 to 50 scopes");
  }
  for (const auto& each : *scopes) {
    if (!each.value.is(json::Kind::text) || each.value.text().empty() || each.value.text().size() > kScopeMost) {
      return invalid("`scopes` has something that is not a scope");
    }
    if (!contains(asked.scopes, each.value.text())) asked.scopes.emplace_back(each.value.text());
  }
  auto purpose = text_in(body, "purpose");
  if (!purpose) return tl::unexpected(purpose.error());
  if (!is_purpose(*purpose)) return invalid("`purpose` is not `dpv:` and the letters and digits of a term");
  asked.purpose = *std::move(purpose);
  return asked;
}

Or<service::CustomerName> subject_of(const access::Caller& caller, std::string_view telephone) {
  const bool named = !caller.account.empty() || !caller.telephone.empty();
  if (named && !telephone.empty()) {
    return problem(422, "UNNECESSARY_IDENTIFIER", "the access token identifies the phone number",
                   "leave `phoneNumber` out");
  }
  if (!named && telephone.empty()) {
    return problem(422, "MISSING_IDENTIFIER", "the access token identifies no phone number", "send `phoneNumber`");
  }
  if (!caller.account.empty()) return service::CustomerName{caller.account, {}};
  return service::CustomerName{{}, named ? caller.telephone : std::string(telephone)};
}

Or<std::vector<Group>> groups_of(const Settings& settings, const Client& client, const Asked& asked,
                                 std::string_view code) {
  std::vector<Group> groups;
  for (const std::string& scope : asked.scopes) {
    const auto means = [&](const std::string& id) {
      const MappedUse* const use = settings.use(id);
      return use != nullptr && contains(use->scopes, scope) && contains(use->purposes, asked.purpose);
    };
    const auto id = std::ranges::find_if(client.uses, means);
    if (id == client.uses.end()) {
      return problem(403, std::string(code), "the scopes with the purpose are not allowed for this client",
                     "ask the carrier to allow them");
    }
    const MappedUse* const use = settings.use(*id);
    const auto known = std::ranges::find(groups, use, &Group::use);
    if (known == groups.end()) groups.push_back({use, {scope}});
    else known->scopes.push_back(scope);
  }
  return groups;
}

Or<Found> find_customer(const app::Engine& engine, const service::CustomerName& who, Instant at) {
  Found found;
  found.at = at;
  auto regime = engine.regime("", at);
  if (!regime) return tl::unexpected(api::problem_of(regime.error()));
  found.regime = *std::move(regime);
  found.on_file = engine.customers().find(who, *found.regime, service::AsOf{at, std::nullopt});
  const service::OnFile& on_file = found.on_file;
  if (on_file.trouble) {
    return problem(503, "UNAVAILABLE", "the ledger cannot be read now", "try again after some seconds");
  }
  if (on_file.missing == Reason::ambiguous_telephone) {
    return problem(422, "SERVICE_NOT_APPLICABLE", "the service is not available for the phone number",
                   "ask the carrier about it");
  }
  if (on_file.missing == Reason::unknown_customer || on_file.facts.customer.state == CustomerState::former) {
    return problem(404, "IDENTIFIER_NOT_FOUND", "no customer has the phone number", "send the number of a customer");
  }
  return found;
}

Result<std::optional<Use>> use_by(const Found& found, const MappedUse& use, const Client& client) {
  app::UseAsked asked = use.asked;
  asked.party = client.partner;
  if (asked.recipient.empty()) {
    if (client.partner.empty()) {
      asked.recipient = kCarrier;
    } else {
      const auto& partners = found.on_file.facts.history.partners;
      const Partner* const partner = partners ? partner_at(*partners, client.partner, found.at) : nullptr;
      if (partner == nullptr || partner->ended) return std::nullopt;
      asked.recipient = partner->recipient;
    }
  }
  return TRY(app::use_of(asked, *found.regime, found.regime.rules->catalogue));
}

}  // namespace assent::camara
