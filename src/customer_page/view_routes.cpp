// The whole page: after a one-time code, which goes to a contact on record, a customer sees and changes everything.
// That the code was right is kept in a cookie of the browser, for a while and for this customer: a link that was
// forwarded shows nothing. Each time that the page is shown, that is on record as a reading.

#include "api/problem.hpp"
#include "app/reading.hpp"
#include "base/number.hpp"
#include "consent/kept_account.hpp"
#include "customer_page/allowing.hpp"
#include "customer_page/answers.hpp"
#include "customer_page/form.hpp"
#include "customer_page/overview.hpp"
#include "customer_page/page.hpp"
#include "customer_page/refusal_page.hpp"
#include "customer_page/refusing.hpp"
#include "customer_page/view_page.hpp"
#include "customer_page/words.hpp"
#include "wire/proofs.hpp"

#include <boost/json/serialize.hpp>

#include <algorithm>
#include <chrono>
#include <utility>

namespace assent::customer_page {
namespace {

constexpr std::size_t kViewFormMost = std::size_t{16} << 10;
// Only this server may set it, for the whole host, over TLS or on this machine (RFC 6265bis, 4.1.3.2).
constexpr std::string_view kSessionCookie = "__Host-choices";
constexpr std::string_view kDoneField = "done";
constexpr std::string_view kDoneRefused = "refused";
constexpr std::string_view kDoneAllowed = "allowed";
constexpr std::string_view kDoneChanged = "text_changed";

Done done_named(std::string_view name) {
  if (name == kDoneRefused) return Done::refused;
  if (name == kDoneAllowed) return Done::allowed;
  if (name == kDoneChanged) return Done::text_changed;
  return Done::nothing;
}

// One visit with a link to the whole page.
class View {
 public:
  View(Page& page, api::Call& call, bool sent)
      : page_(page), call_(call), set_up_(page.set_up()), form_(call.request, sent), language_(form_.language()) {}

  http::Response see() { return known() ? shown() : *std::move(refused_); }
  http::Response change() { return known() ? changed() : *std::move(refused_); }
  http::Response receipt() { return known() ? proved() : *std::move(refused_); }

 private:
  // Whether the link is one that works. If not, `refused_` says so.
  bool known() {
    auto link = set_up_->links.link_of(page_link::Purpose::view, call_.parts.front());
    if (!link || !is_customers_account(link->account)) {
      refused_ = news(News::not_known, 404);
      return false;
    }
    link_ = *std::move(link);
    const auto session =
        set_up_->links.link_of(page_link::Purpose::session, cookie_in(call_.request.head, kSessionCookie));
    if (session && session->account == link_.account && !session->is_over(call_.now)) ends_ = session->ends;
    // A page that is open stays open until its own end.
    if (ends_ || !link_.is_over(call_.now)) return true;
    refused_ = news(News::ended, 410);
    return false;
  }

  http::Response shown() {
    if (!ends_) return code_page(CodeStep::ask);
    language_ = form_.language(language_on_record(page_.engine(), link_.account));
    const auto overview = overview_of(page_, {link_.account, number_in<std::uint64_t>(form_.value("before")), *ends_},
                                      language_, call_.now);
    if (!overview) {
      const bool gone = overview.error().code == ErrorCode::not_found;
      return news(gone ? News::not_known : News::failed, gone ? 404 : 503);
    }
    if (!recorded_as_read("page")) return news(News::failed, 503);
    const std::string receipts = call_.parts.front() + "/receipts/";
    return page_of(ViewPage{language_, set_up_->settings.carrier, *overview, form_.value("notice"), receipts,
                            done_named(form_.value(kDoneField))});
  }

  http::Response changed() {
    if (!form_.value(kSendField).empty()) return code_sent();
    if (!form_.value(kCodeField).empty()) return opened();
    if (!ends_) return code_page(CodeStep::ask);
    if (const auto what = form_.value(kRefuseField); !what.empty()) return refused(std::string(what));
    if (!form_.value(kAllowField).empty()) return allowed();
    return shown();
  }

  http::Response code_sent() {
    const auto& codes = set_up_->settings.codes;
    if (!codes || page_.outlet() == nullptr) return news(News::codes_not_sent_here, 503);
    const auto code = page_.codes().make(link_.account, *codes, call_.now);
    if (!code) return code_page(CodeStep::not_sent);
    if (!*code) return code_page(CodeStep::too_often);
    const bool email = form_.value(kSendField) == "email";
    const std::string_view name = link_.account;
    const auto latest = page_.engine().ports().ledger.latest({&name, 1}, evidence::EntryKind::customer);
    if (!latest) return code_page(CodeStep::not_sent);
    const std::string to = latest->front() ? contact_in(ledger::profile_in(*latest->front()), email) : std::string();
    // Whether there is such a contact is the customer's own affair: the page says the same.
    if (to.empty()) return code_page(CodeStep::sent);
    const std::string spaced = (*code)->substr(0, 4) + " " + (*code)->substr(4);
    const Data data{
        {"carrier", set_up_->settings.carrier}, {"code", spaced}, {"minutes", std::to_string(codes->minutes)}};
    const CodeMessage message{email ? "email" : "sms", to, std::string(explanation::to_string(language_)),
                              plain(Word::code_subject, language_), plain(Word::code_message, language_, data)};
    return code_page(page_.outlet()->send(message) ? CodeStep::sent : CodeStep::not_sent);
  }

  // The main one. Pseudonyms are none: of a customer who was erased, nothing is known.
  static std::string contact_in(const evidence::CustomerRecorded& profile, bool email) {
    const Names& contacts = email ? profile.email_addresses : profile.telephones;
    return contacts.empty() || contacts.front().starts_with('#') ? std::string() : contacts.front();
  }

  http::Response opened() {
    if (!page_.codes().take(link_.account, form_.value(kCodeField), call_.now)) return code_page(CodeStep::wrong);
    const auto lasts = std::chrono::minutes(set_up_->settings.session_minutes);
    const page_link::Link session{page_link::Purpose::session, link_.account, {}, call_.now + lasts};
    http::Response response = sent_here({});
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(lasts).count();
    response.headers.emplace_back(
        "Set-Cookie", std::string(kSessionCookie) + "=" + set_up_->links.text_of(session) +
                          "; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=" + std::to_string(seconds));
    return response;
  }

  http::Response refused(const std::string& what) {
    Refusing refusing{link_.account, Coverage::everything(), "view", "", "web", "view"};
    if (what != kAll) refusing.scope = Coverage::only({what});
    const auto done = refuse(page_.engine(), refusing);
    return done ? sent_here(kDoneRefused) : news(News::not_recorded, 503);
  }

  http::Response allowed() {
    // The cookie keeps other sites out; browsers that say where a request comes from are believed, too.
    if (is_from_elsewhere(call_.request.head)) return news(News::failed, 403);
    const auto done =
        allow(page_.engine(), link_.account, form_.value(kAllowField), form_.value(kTextField), call_.now);
    if (!done) return news(News::failed, done.error().code == ErrorCode::invalid ? 422 : 503);
    return sent_here(*done ? kDoneAllowed : kDoneChanged);
  }

  // What proves one entry of this customer's, as JSON.
  http::Response proved() {
    const auto log = number_in<std::uint32_t>(call_.parts[1]);
    const auto index = number_in<std::uint64_t>(call_.parts[2]);
    if (!ends_ || !log || !index) return news(News::not_known, 404);
    const Position entry{*log, *index};
    const auto own = page_.engine().ports().ledger.closed_entries_of(link_.account);
    if (!own) return news(News::failed, 503);
    const bool theirs = std::ranges::find(*own, entry, &ledger::Recorded::position) != own->end();
    if (!theirs) return news(News::not_known, 404);
    const auto proof = page_.proofs().inclusion(entry, 0);
    if (!proof || !recorded_as_read("receipt")) return news(News::failed, 503);
    http::Response response = api::json_response(
        200, boost::json::serialize(wire::inclusion_json(proof->entry, proof->bytes, proof->head, proof->path)));
    response.with("Content-Disposition",
                  "attachment; filename=\"receipt-" + std::to_string(*log) + "-" + std::to_string(*index) + ".json\"");
    response.with("Referrer-Policy", "no-referrer");
    return response;
  }

  bool recorded_as_read(std::string operation) const {
    app::Reader reader;
    reader.actor = "customer";
    reader.role = "customer";
    reader.interface = "customer_page";
    reader.operation = std::move(operation);
    reader.channel = "web";
    return app::record_reading(page_.engine(), {link_.account, {}}, reader).has_value();
  }

  // The same page again, by GET: so a reload sends nothing twice.
  http::Response sent_here(std::string_view done) const {
    std::string path = std::string(page_link::kViewPath) + call_.parts.front() +
                       "?lang=" + std::string(explanation::to_string(language_));
    if (!done.empty()) (path += "&done=") += done;
    return sent_on(std::move(path));
  }

  http::Response code_page(CodeStep step) const {
    const auto& codes = set_up_->settings.codes;
    if (!codes) return news(News::codes_not_sent_here, 503);
    return page_of(CodePage{language_, set_up_->settings.carrier, codes->minutes, step});
  }

  http::Response news(News news, unsigned status) const {
    return news_of(news, language_, set_up_->settings.carrier, status);
  }

  Page& page_;
  api::Call& call_;
  std::shared_ptr<const SetUp> set_up_;
  Form form_;
  explanation::Language language_;
  page_link::Link link_;
  std::optional<Instant> ends_;  // of the session; none: there is none
  std::optional<http::Response> refused_;
};

}  // namespace

std::vector<api::Route> view_routes(Page& page) {
  const std::string path = std::string(page_link::kViewPath) + "{link}";
  const auto route = [](http::Method method, std::string at, std::string id, std::string summary, std::size_t most,
                        std::string type, api::Respond respond) {
    api::RouteText text{std::move(id), std::move(summary), "", ""};
    text.gives_type = std::move(type);
    text.also = method == http::Method::post ? std::vector<unsigned>{303, 403, 404, 409, 410, 413, 422, 429, 503}
                                             : std::vector<unsigned>{404, 409, 410, 503};
    return api::Route(method, std::move(at), access::Scope::anybody, api::Face::own, std::move(text),
                      {http::Where::aside, most, false}, std::move(respond));
  };
  std::vector<api::Route> routes;
  routes.push_back(route(http::Method::get, path, "choices_page",
                         "The page on which a customer sees and changes their choices, after a one-time code", 0,
                         "text/html", [&page](api::Call& call) { return View(page, call, false).see(); }));
  routes.push_back(route(http::Method::post, path, "choices",
                         "What the customer sent there: a code, a refusal, an approval", kViewFormMost, "text/html",
                         [&page](api::Call& call) { return View(page, call, true).change(); }));
  routes.push_back(route(http::Method::get, path + "/receipts/{log}/{index}", "choice_receipt",
                         "The proof of one entry of the customer's", 0, "application/json",
                         [&page](api::Call& call) { return View(page, call, false).receipt(); }));
  return routes;
}

}  // namespace assent::customer_page
