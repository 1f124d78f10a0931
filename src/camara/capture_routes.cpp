// The page on which a customer decides, as routes. A GET changes nothing: programs follow links, too. What is sent by
// POST is recorded at once.

#include "app/shown_text.hpp"
#include "camara/capture_page.hpp"
#include "camara/consent_state.hpp"
#include "camara/provider.hpp"
#include "camara/recorded_choice.hpp"

#include <algorithm>
#include <utility>

namespace assent::camara {
namespace {

constexpr std::size_t kFormMost = std::size_t{16} << 10;
constexpr std::size_t kStateMost = 2000;

using Fields = std::vector<std::pair<std::string, std::string>>;

std::string_view value_of(const Fields& fields, std::string_view name) {
  const auto at = std::ranges::find(fields, name, &std::pair<std::string, std::string>::first);
  return at == fields.end() ? std::string_view() : std::string_view(at->second);
}

struct AskedUse {
  const MappedUse* mapped = nullptr;
  Use use;
};

// One notice, and the uses that the customer decides about after reading it: all of them together.
struct Question {
  std::vector<AskedUse> uses;
  app::ShownNotice shown;
  const evidence::NoticeText* text = nullptr;
  std::string seen;  // the id of the text that the page had when it was sent
  Picked picked = Picked::nothing;

  const std::string& notice() const { return shown.notice.notice; }
};

// One visit to the page.
class Visit {
 public:
  Visit(const Provider& provider, api::Call& call) : provider_(provider), call_(call), settings_(provider.settings()) {}

  http::Response answer(bool sent) {
    if (!read_fields(sent)) return news_of(PageNews::not_known, language_, 400);
    auto capture = capture_of(provider_.seal(), call_.parts.front());
    if (!capture) return news_of(PageNews::not_known, language_, 404);
    capture_ = *std::move(capture);
    client_ = settings_->client(capture_.client);
    if (client_ == nullptr || !settings_->capture) return news_of(PageNews::not_known, language_, 404);
    auto found = find_customer(provider_.engine(), {capture_.account, {}}, call_.now);
    if (!found) {
      const bool gone = found.error().status < 500;
      return ended_with(CaptureResult::error, gone ? PageNews::not_known : PageNews::failed, gone ? 404 : 503);
    }
    found_ = *std::move(found);
    if (!is_this_line()) return news_of(PageNews::not_this_line, language_, 403);
    if (const auto read = read_questions(); !read) return ended_with(CaptureResult::error, PageNews::failed, 503);
    if (sent) return decide();
    if (call_.now >= capture_.ends) return ended_with(CaptureResult::timeout, PageNews::ended, 410);
    const auto used = was_used();
    if (!used) return ended_with(CaptureResult::error, PageNews::failed, 503);
    if (*used) return news_of(PageNews::used, language_, 410);
    if (questions_.empty()) return ended_with(CaptureResult::error, PageNews::ended, 410);
    return page(false);
  }

 private:
  // The form's values go before those of the URL.
  bool read_fields(bool sent) {
    auto query = api::query_of(call_.request.head.query);
    if (!query) return false;
    if (sent) {
      auto body = api::query_of(call_.request.body);
      if (!body) return false;
      fields_ = *std::move(body);
    }
    fields_.insert(fields_.end(), query->begin(), query->end());
    state_ = value_of(fields_, "state");
    choose_language({});
    return state_.size() <= kStateMost;
  }

  // That of the page: what was picked, else the customer's on record, else the browser's.
  void choose_language(std::string_view on_record) {
    std::vector<std::string> wanted{std::string(value_of(fields_, "lang")), std::string(on_record)};
    for (auto& each : app::languages_in(call_.request.head.header("Accept-Language").value_or("")))
      wanted.push_back(each);
    for (const std::string& each : wanted) {
      if (const auto named = explanation::language_named(each); named && !each.empty()) {
        language_ = *named;
        return;
      }
    }
  }

  // Where the carrier's network says whose line it is, it is the customer's.
  bool is_this_line() const {
    const std::string& field = settings_->capture->subscriber_field;
    if (field.empty()) return true;
    const auto number = call_.request.head.header(field);
    if (!number) return false;
    const auto e164 = provider_.engine().ports().telephones.e164(*number, "");
    if (!e164) return false;
    const auto holder = find_customer(provider_.engine(), {{}, *e164}, call_.now);
    return holder && holder->on_file.account == capture_.account;
  }

  Result<void> read_questions() {
    choose_language(found_.on_file.facts.customer.language);
    for (const std::string& id : capture_.uses) {
      const MappedUse* const mapped = settings_->use(id);
      if (mapped == nullptr || !contains(client_->uses, id)) continue;
      const auto use = TRY(use_by(found_, *mapped, *client_));
      if (!use) continue;
      auto shown = TRY(app::notice_for(provider_.engine(), mapped->notice, *use, call_.now));
      if (!shown) continue;
      const auto known = std::ranges::find(questions_, mapped->notice, &Question::notice);
      if (known != questions_.end()) {
        known->uses.push_back({mapped, *use});
        continue;
      }
      Question& question = questions_.emplace_back(Question{{{mapped, *use}}, *std::move(shown), nullptr, {}, {}});
      const std::string_view value = value_of(fields_, choice_field(mapped->notice));
      question.seen = std::string(value_of(fields_, text_field(mapped->notice)));
      if (value == kGrantValue) question.picked = Picked::grant;
      if (value == kRefuseValue) question.picked = Picked::refuse;
    }
    for (Question& each : questions_) settle_text(each);
    return {};
  }

  // The text that they saw. An approval of one that is in use no longer is none: they see the present one first.
  void settle_text(Question& question) const {
    question.text = question.shown.text_named(question.seen);
    if (question.text != nullptr) return;
    question.text = &question.shown.text_in({std::string(explanation::to_string(language_))});
    if (question.picked == Picked::grant) question.picked = Picked::nothing;
  }

  // Whether something was decided by this URL. The client knows the URL, too: it must not change what the customer
  // decided.
  Result<bool> was_used() const {
    const auto entries = TRY(provider_.engine().ports().ledger.closed_entries_of(capture_.account));
    const std::string mark = key_of("");
    return std::ranges::any_of(entries, [&](const ledger::Recorded& each) { return each.entry.key.starts_with(mark); });
  }

  std::string key_of(std::string_view rest) const { return "capture:" + capture_.id + ":" + std::string(rest); }

  http::Response page(bool unanswered) const {
    CapturePage page;
    page.language = language_;
    page.carrier = settings_->capture->carrier;
    const auto& partners = found_.on_file.facts.history.partners;
    const Partner* const partner =
        partners && !client_->partner.empty() ? partner_at(*partners, client_->partner, call_.now) : nullptr;
    page.asking = partner != nullptr ? partner->name : client_->partner;
    for (const Question& each : questions_)
      page.questions.push_back({each.notice(), app::text_id(each.shown.notice, *each.text), each.text, each.picked});
    page.unanswered = unanswered;
    page.state = state_;
    page.callback = capture_.callback;
    return page_of(page);
  }

  http::Response decide() {
    const auto used = was_used();
    if (!used) return ended_with(CaptureResult::error, PageNews::failed, 503);
    const bool late = call_.now >= capture_.ends;
    const auto picked = [&](Picked answer) {
      return static_cast<std::size_t>(std::ranges::count(questions_, answer, &Question::picked));
    };
    // A refusal counts whatever became of the URL. An approval does not.
    const bool may_grant = !late && !*used;
    if (may_grant && picked(Picked::nothing) > 0) return page(true);
    if (questions_.empty()) return ended_with(CaptureResult::error, PageNews::ended, 410);
    for (const Question& each : questions_) {
      if (each.picked == Picked::refuse && !refuse(each)) return failed();
    }
    if (!may_grant && picked(Picked::refuse) == 0) {
      return late ? ended_with(CaptureResult::timeout, PageNews::ended, 410) : news_of(PageNews::used, language_, 410);
    }
    std::size_t granted = 0;
    for (const Question& each : questions_) {
      if (each.picked != Picked::grant || !may_grant) continue;
      for (const AskedUse& use : each.uses) {
        if (would_undo_refusal(use.use)) continue;
        if (!grant(each, use)) return failed();
        ++granted;
      }
    }
    if (granted == 0) return ended_with(CaptureResult::denied, PageNews::denied, 200);
    if (granted < capture_.uses.size()) {
      return ended_with(CaptureResult::partial_grant, PageNews::partly_granted, 200);
    }
    return ended_with(CaptureResult::granted, PageNews::granted, 200);
  }

  Deciding deciding(const Question& question, const AskedUse& asked, std::string_view answer) const {
    return {capture_.account,
            *client_,
            *asked.mapped,
            asked.use,
            "capture/" + capture_.id,
            "web",
            key_of(asked.mapped->id + ":" + std::string(answer)),
            app::hash_of(question.shown.notice, *question.text)};
  }

  bool refuse(const Question& question) {
    return std::ranges::all_of(question.uses, [&](const AskedUse& each) {
      return record_refusal(provider_.engine(), found_, deciding(question, each, "refused")).has_value();
    });
  }

  // An approval that covers what they refuse in the same breath would come after the refusal, and undo it.
  bool would_undo_refusal(const Use& granted) const {
    const auto undone = [&](const AskedUse& refused) {
      return refused.use.recipient == granted.recipient &&
             Coverage::only(granted.information).covers_all(refused.use.information) &&
             (!granted.offer || granted.offer == refused.use.offer);
    };
    return std::ranges::any_of(questions_, [&](const Question& each) {
      return each.picked == Picked::refuse && std::ranges::any_of(each.uses, undone);
    });
  }

  bool grant(const Question& question, const AskedUse& asked) {
    const Deciding deciding_now = deciding(question, asked, "granted");
    return record_grant(provider_.engine(), found_, deciding_now, question.shown.notice, evidence::Grade::proved)
        .has_value();
  }

  http::Response failed() const { return ended_with(CaptureResult::error, PageNews::failed, 503); }

  http::Response ended_with(CaptureResult result, PageNews news, unsigned status) const {
    // Registered when the URL was given; asked again, for it may have been taken back.
    const bool goes_on =
        client_ != nullptr && !capture_.callback.empty() && is_registered(capture_.callback, client_->callbacks);
    if (goes_on) return sent_to(with_result(capture_.callback, result, state_));
    return news_of(news, language_, status);
  }

  const Provider& provider_;
  api::Call& call_;
  std::shared_ptr<const Settings> settings_;
  Fields fields_;
  std::string state_;
  explanation::Language language_ = explanation::Language::en;
  Capture capture_;
  const Client* client_ = nullptr;
  Found found_;
  std::vector<Question> questions_;
};

}  // namespace

std::vector<api::Route> capture_routes(const Provider& provider) {
  const auto route = [&](http::Method method, std::string id, std::string summary, std::size_t most, bool sent) {
    api::RouteText text{std::move(id), std::move(summary), "", ""};
    text.gives_type = "text/html";
    text.also = {400, 403, 404, 410, 413};
    return api::Route(method, std::string(kCapturePath) + "{capture}", access::Scope::anybody, api::Face::own,
                      std::move(text), {http::Where::aside, most, false},
                      [&provider, sent](api::Call& call) { return Visit(provider, call).answer(sent); });
  };
  std::vector<api::Route> routes;
  routes.push_back(
      route(http::Method::get, "capture_page", "The page on which a customer approves or refuses", 0, false));
  routes.push_back(route(http::Method::post, "capture_decision", "What the customer decided there", kFormMost, true));
  return routes;
}

}  // namespace assent::camara
