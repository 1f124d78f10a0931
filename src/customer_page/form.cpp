#include "customer_page/form.hpp"

#include "api/call.hpp"
#include "app/shown_text.hpp"
#include "base/ascii.hpp"

#include <algorithm>
#include <iterator>

namespace assent::customer_page {
namespace {

constexpr std::string_view kOneClickName = "List-Unsubscribe";
constexpr std::string_view kOneClickValue = "One-Click";

bool is_multipart(const http::RequestHead& head) {
  std::string type(head.header("Content-Type").value_or(""));
  std::ranges::transform(type, type.begin(), [](char c) { return small(c); });
  return type.starts_with("multipart/form-data");
}

}  // namespace

Form::Form(const http::Request& request, bool sent) : accepted_(request.head.header("Accept-Language").value_or("")) {
  if (sent && is_multipart(request.head)) {
    // A mail client's form has this one field (RFC 8058, 3.2). The page's own are never of this kind.
    one_click_ = request.body.find("name=\"" + std::string(kOneClickName) + "\"") != std::string_view::npos &&
                 request.body.find(kOneClickValue) != std::string_view::npos;
  } else if (sent) {
    if (auto body = api::query_of(request.body)) fields_ = *std::move(body);
    one_click_ = value(kOneClickName) == kOneClickValue;
  }
  if (auto query = api::query_of(request.head.query)) {
    fields_.insert(fields_.end(), std::make_move_iterator(query->begin()), std::make_move_iterator(query->end()));
  }
}

std::string_view Form::value(std::string_view name) const {
  const auto at = std::ranges::find(fields_, name, &std::pair<std::string, std::string>::first);
  return at == fields_.end() ? std::string_view() : std::string_view(at->second);
}

Names Form::values(std::string_view name) const {
  Names all;
  for (const auto& [key, value] : fields_) {
    if (key == name && !contains(all, value)) all.push_back(value);
  }
  return all;
}

explanation::Language Form::language(std::string_view on_record) const {
  std::vector<std::string> wanted{std::string(value("lang")), std::string(on_record)};
  std::ranges::move(app::languages_in(accepted_), std::back_inserter(wanted));
  for (const std::string& each : wanted) {
    if (each.empty()) continue;
    if (const auto named = explanation::language_named(each)) return *named;
  }
  return explanation::Language::en;
}

bool signals_not_to_share(const http::RequestHead& head) { return head.header("Sec-GPC") == "1"; }

bool is_from_elsewhere(const http::RequestHead& head) {
  const std::string_view site = head.header("Sec-Fetch-Site").value_or("");
  return site == "cross-site" || site == "same-site";
}

std::string cookie_in(const http::RequestHead& head, std::string_view name) {
  std::string found;
  std::string_view rest = head.header("Cookie").value_or("");
  while (!rest.empty()) {
    std::string_view one = rest.substr(0, rest.find(';'));
    rest.remove_prefix(std::min(rest.size(), one.size() + 1));
    while (one.starts_with(' ')) one.remove_prefix(1);
    if (!one.starts_with(name) || one.size() <= name.size() || one[name.size()] != '=') continue;
    if (!found.empty()) return {};
    found = one.substr(name.size() + 1);
  }
  return found;
}

}  // namespace assent::customer_page
