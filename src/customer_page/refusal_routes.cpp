// Refusing by a link: no log-in, and nothing about the customer is shown. A GET changes nothing, for programs follow
// links, too. A POST refuses: where it cannot be understood, everything.

#include "customer_page/answers.hpp"
#include "customer_page/form.hpp"
#include "customer_page/page.hpp"
#include "customer_page/refusal_page.hpp"
#include "customer_page/refusing.hpp"

#include <algorithm>
#include <utility>

namespace assent::customer_page {
namespace {

constexpr std::size_t kRefusalMost = std::size_t{16} << 10;

http::Response choices(Page& page, api::Call& call) {
  const auto set_up = page.set_up();
  const Form form(call.request, false);
  const auto language = form.language();
  const std::string& carrier = set_up->settings.carrier;
  if (!set_up->links.link_of(page_link::Purpose::refuse, call.parts.front())) {
    return news_of(News::not_known, language, carrier, 404);
  }
  return page.refusal_pages().page(language, carrier, signals_not_to_share(call.request.head),
                                   set_up->settings.codes.has_value(), call.now);
}

class Refusal {
 public:
  Refusal(Page& page, api::Call& call)
      : page_(page), call_(call), set_up_(page.set_up()), form_(call.request, true), language_(form_.language()) {}

  http::Response answer() {
    const std::string& text = call_.parts.front();
    const auto link = set_up_->links.link_of(page_link::Purpose::refuse, text);
    if (!link) return news_of(News::not_known, language_, set_up_->settings.carrier, 404);
    if (!form_.value(kOpenField).empty() && !form_.is_one_click())
      return sent_to_view(*set_up_, *link, language_, call_.now);
    recipients_ = page_.recipients().at(call_.now).value_or(Recipients());
    const Coverage scope = scope_of_form();
    if (!scope.any && scope.names.empty()) {
      return page_of(RefusalPage{language_, set_up_->settings.carrier, recipients_, false, true,
                                 set_up_->settings.codes.has_value()});
    }
    const Refusing refusing{link->account,
                            scope,
                            form_.is_one_click() ? "one_click" : "link",
                            link->notice,
                            form_.is_one_click() ? "email" : "web",
                            text};
    const auto refused = refuse(page_.engine(), refusing);
    // A mail client tries again after a 503.
    if (!refused) return news_of(News::not_recorded, language_, set_up_->settings.carrier, 503);
    return page_of(RefusedPage{language_, set_up_->settings.carrier, recipients_, scope, by_signal_, refused->in_doubt,
                               utc_minute(refused->recorded), receipt_number(refused->entry),
                               set_up_->settings.codes.has_value()});
  }

 private:
  Coverage scope_of_form() {
    if (form_.is_one_click() || form_.value(kRefuseField) != kPart) return Coverage::everything();
    Names scope = form_.values(kScopeField);
    // A name that is not on the list may mean anybody.
    const auto listed = [&](const std::string& name) {
      return std::ranges::find(recipients_, name, &Recipient::relation) != recipients_.end();
    };
    if (!std::ranges::all_of(scope, listed)) return Coverage::everything();
    if (signals_not_to_share(call_.request.head)) {
      for (std::string& other : others_in(recipients_)) {
        if (contains(scope, other)) continue;
        scope.push_back(std::move(other));
        by_signal_ = true;
      }
    }
    std::ranges::sort(scope);
    return Coverage::only(std::move(scope));
  }

  Page& page_;
  api::Call& call_;
  std::shared_ptr<const SetUp> set_up_;
  Form form_;
  explanation::Language language_;
  Recipients recipients_;
  bool by_signal_ = false;
};

}  // namespace

std::vector<api::Route> refusal_routes(Page& page) {
  const std::string path = std::string(page_link::kRefusePath) + "{link}";
  api::RouteText seen{"refusal_page", "The page on which a customer refuses, by a link from a notice", "", ""};
  seen.gives_type = "text/html";
  seen.also = {404};
  api::RouteText sent{"refusal", "What the customer refused there; also a mail client's one-click unsubscribing", "",
                      ""};
  sent.gives_type = "text/html";
  sent.also = {303, 404, 413, 422, 503};
  std::vector<api::Route> routes;
  routes.emplace_back(http::Method::get, path, access::Scope::anybody, api::Face::own, std::move(seen),
                      api::kAnswersAtOnce, [&page](api::Call& call) { return choices(page, call); });
  routes.emplace_back(http::Method::post, path, access::Scope::anybody, api::Face::own, std::move(sent),
                      api::RouteTerms{http::Where::aside, kRefusalMost, false},
                      [&page](api::Call& call) { return Refusal(page, call).answer(); });
  return routes;
}

}  // namespace assent::customer_page
