#include "phone_menu/routes.hpp"

#include "api/problem.hpp"
#include "phone_menu/voicexml.hpp"

#include <string>
#include <string_view>
#include <utility>

namespace assent::phone_menu {
namespace {

constexpr std::size_t kAskedBytesMost = std::size_t{16} << 10;

http::Response turned_away(const Error& error) { return api::response_to(api::Face::own, api::problem_of(error)); }

bool wants_voicexml(const http::RequestHead& head, BodyForm form) {
  const std::string_view accepted = head.header("Accept").value_or("");
  if (accepted.find(kVoiceXml) != std::string_view::npos) return true;
  return form == BodyForm::form && accepted.find("application/json") == std::string_view::npos;
}

http::Response step(Menu& menu, const api::Call& call) {
  const auto form = form_of(call.request);
  if (!form) {
    return api::response_to(api::Face::own, {415, "not_json", "the body's type is neither JSON nor a form",
                                             "send `application/json` or `application/x-www-form-urlencoded`"});
  }
  const auto asked = asked_in(call.request, *form);
  if (!asked) return turned_away(asked.error());
  const auto next = menu.next(*asked, call.caller);
  if (!next) return turned_away(next.error());
  if (!wants_voicexml(call.request.head, *form)) return api::json_response(200, json_of(*next));
  http::Response response = api::text_response(200, voicexml_of(*next, menu.settings().recordings));
  response.with("Content-Type", std::string(kVoiceXml));
  return response;
}

}  // namespace

std::vector<api::Route> routes_of(Menu& menu) {
  api::RouteText text{"phone_menu", "The next step of a call, as a telephone platform passes it on", "phone-call",
                      "phone-step"};
  text.takes_types = {"application/json", "application/x-www-form-urlencoded"};
  text.also_gives = {std::string(kVoiceXml)};
  text.also = {413, 415, 503};
  std::vector<api::Route> routes;
  routes.emplace_back(http::Method::post, "/v1/phone/menu", access::Scope::replies_record, api::Face::own,
                      std::move(text), api::RouteTerms{http::Where::aside, kAskedBytesMost, false},
                      [&menu](api::Call& call) { return step(menu, call); });
  return routes;
}

}  // namespace assent::phone_menu
