#include "phone_menu/asked.hpp"

#include "api/call.hpp"
#include "api/members.hpp"
#include "base/ascii.hpp"
#include "evidence/hash.hpp"
#include "json/document.hpp"

#include <algorithm>

namespace assent::phone_menu {
namespace {

constexpr std::size_t kLongestCall = 64;
constexpr std::size_t kHashDigits = 32;

Result<Asked> asked_in_json(std::string_view body) {
  json::Document document;
  if (const auto read = document.read(body); !read) {
    return fail(ErrorCode::invalid, json::problem_of(read.error()), json::mend_of(read.error()));
  }
  if (!document.root().is(json::Kind::table)) {
    return fail(ErrorCode::invalid, "the body is not a JSON object", "send an object");
  }
  Asked asked;
  api::Members members(document.root(), "", api::Members::Others::passed_over);
  members.text("call", asked.call);
  members.text("caller", asked.caller);
  members.text("language", asked.language);
  members.text("keys", asked.keys);
  members.text("pressed", asked.pressed);
  members.text("read", asked.read);
  api::Members authenticated(members.table("authenticated"), "authenticated.", api::Members::Others::passed_over);
  authenticated.text("account", asked.account);
  authenticated.text("by", asked.by);
  authenticated.text("method", asked.method);
  for (const api::Members* each : {&members, &authenticated}) {
    if (each->trouble()) return fail(ErrorCode::invalid, *each->trouble(), "mend that member; nothing was recorded");
  }
  return asked;
}

Result<Asked> asked_in_form(std::string_view body) {
  const auto fields = api::query_of(body);
  if (!fields) {
    return fail(ErrorCode::invalid, "the form is not well formed", "encode it as `application/x-www-form-urlencoded`");
  }
  Asked asked;
  const std::pair<std::string_view, std::string*> known[] = {
      {"call", &asked.call},       {"caller", &asked.caller},   {"language", &asked.language},
      {"keys", &asked.keys},       {"pressed", &asked.pressed}, {"read", &asked.read},
      {"account", &asked.account}, {"by", &asked.by},           {"method", &asked.method}};
  for (const auto& [name, value] : *fields) {
    for (const auto& [key, into] : known) {
      if (key == name) *into = value;
    }
  }
  return asked;
}

bool is_plain(char c) { return is_letter(c) || is_digit(c) || c == '.' || c == '_' || c == '-'; }

}  // namespace

std::optional<BodyForm> form_of(const http::Request& request) {
  if (request.head.count("Content-Encoding") > 0) return std::nullopt;
  const std::string_view type = request.head.header("Content-Type").value_or("");
  std::string media(type.substr(0, type.find(';')));
  std::ranges::transform(media, media.begin(), small);
  while (media.ends_with(' ')) media.pop_back();
  if (media == "application/json") return BodyForm::json;
  if (media == "application/x-www-form-urlencoded") return BodyForm::form;
  return std::nullopt;
}

Result<Asked> asked_in(const http::Request& request, BodyForm form) {
  switch (form) {
    case BodyForm::json: return asked_in_json(request.body);
    case BodyForm::form: return asked_in_form(request.body);
  }
  return asked_in_json(request.body);
}

std::string call_reference(const Asked& asked) {
  if (asked.call.empty()) return {};
  if (asked.call.size() <= kLongestCall && std::ranges::all_of(asked.call, is_plain)) return "call/" + asked.call;
  return "call/" + evidence::to_hex(evidence::sha256(evidence::view_of(asked.call))).substr(0, kHashDigits);
}

}  // namespace assent::phone_menu
