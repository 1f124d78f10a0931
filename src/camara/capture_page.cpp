#include "camara/capture_page.hpp"

#include "api/html.hpp"
#include "api/html_page.hpp"
#include "camara/page_words.hpp"
#include "explanation/script.hpp"

#include <utility>
#include <vector>

namespace assent::camara {
namespace {

http::Response html(unsigned status, explanation::Language language, std::string_view before_title, std::string body,
                    std::string_view callback) {
  api::HtmlPage page;
  page.language = explanation::to_string(language);
  page.direction = explanation::direction_of(page.language);
  if (!before_title.empty()) page.title = std::string(before_title) + " – ";
  page.title += page_words(language).title;
  page.body = std::move(body);
  if (!callback.empty()) page.goes_to = source_of(callback);
  return api::html_page(status, page);
}

void add_languages(std::string& out, const CapturePage& page) {
  std::vector<api::LanguageLink> links;
  for (const explanation::Language each : explanation::kLanguages) {
    const std::string_view tag = explanation::to_string(each);
    std::string query = "?lang=" + std::string(tag);
    if (!page.state.empty()) query += "&state=" + encoded(page.state);
    if (each == page.language) query.clear();
    links.push_back({tag, explanation::direction_of(tag), explanation::own_name(each), std::move(query)});
  }
  api::append_languages(out, page_words(page.language).languages, links);
}

std::string id_of(std::size_t number) { return "answer-" + std::to_string(number); }

void add_answer(std::string& out, const PageQuestion& question, std::size_t number, std::string_view value,
                std::string_view label, bool picked, bool wrong) {
  out += "<label><input type=\"radio\" name=\"" + api::escaped(choice_field(question.id)) + "\" value=\"" +
         std::string(value) + "\"";
  if (value == kGrantValue) out += " id=\"" + id_of(number) + "\"";
  if (picked) out += " checked";
  if (wrong) out += " aria-describedby=\"wrong-" + std::to_string(number) + "\"";
  out += "> ";
  out += label;
  out += "</label>\n";
}

void add_question(std::string& out, const CapturePage& page, std::size_t number) {
  const PageWords& words = page_words(page.language);
  const PageQuestion& question = page.questions.at(number - 1);
  const std::string named = std::to_string(number);
  const std::string tag = api::escaped(question.text->language);
  const std::string said =
      " lang=\"" + tag + "\" dir=\"" + std::string(explanation::direction_of(question.text->language)) + "\"";
  out += "<section aria-labelledby=\"subject-" + named + "\">\n<div class=\"text\"" + said + ">\n<h2 id=\"subject-" +
         named + "\">";
  api::append_escaped(out, question.text->subject);
  out += "</h2>\n";
  for (const evidence::NoticeBlock& block : question.text->blocks) {
    out += "<p>";
    api::append_escaped(out, block.text);
    out += "</p>\n";
  }
  const bool wrong = page.unanswered && question.picked == Picked::nothing;
  out += "</div>\n";
  api::append_hidden(out, text_field(question.id), question.text_id);
  out += "<fieldset>\n<legend>";
  out += words.question;
  out += "</legend>\n";
  if (wrong) {
    out += "<p class=\"wrong\" id=\"wrong-" + named + "\">";
    out += words.error_here;
    out += "</p>\n";
  }
  add_answer(out, question, number, kGrantValue, words.grant, question.picked == Picked::grant, wrong);
  add_answer(out, question, number, kRefuseValue, words.refuse, question.picked == Picked::refuse, wrong);
  out += "</fieldset>\n</section>\n";
}

void add_error(std::string& out, const CapturePage& page) {
  const PageWords& words = page_words(page.language);
  out += "<div class=\"bad\" role=\"alert\">\n<h2>";
  out += words.error_title;
  out += "</h2>\n<p>";
  out += words.error;
  out += "</p>\n<ul>\n";
  for (std::size_t i = 0; i < page.questions.size(); ++i) {
    if (page.questions[i].picked != Picked::nothing) continue;
    out += "<li><a href=\"#" + id_of(i + 1) + "\">";
    api::append_escaped(out, page.questions[i].text->subject);
    out += "</a></li>\n";
  }
  out += "</ul>\n</div>\n";
}

std::string_view words_of(PageNews news, const PageWords& words) {
  switch (news) {
    case PageNews::granted: return words.granted;
    case PageNews::partly_granted: return words.partly_granted;
    case PageNews::denied: return words.denied;
    case PageNews::ended: return words.ended;
    case PageNews::used: return words.used;
    case PageNews::not_known: return words.not_known;
    case PageNews::not_this_line: return words.not_this_line;
    case PageNews::failed: return words.failed;
  }
  return words.failed;
}

}  // namespace

std::string choice_field(std::string_view id) { return "choice-" + std::string(id); }

std::string text_field(std::string_view id) { return "text-" + std::string(id); }

http::Response page_of(const CapturePage& page) {
  const PageWords& words = page_words(page.language);
  std::string out;
  add_languages(out, page);
  out += "<main>\n";
  if (!page.carrier.empty()) out += "<p class=\"carrier\"><bdi>" + api::escaped(page.carrier) + "</bdi></p>\n";
  out += "<h1>";
  out += words.title;
  out += "</h1>\n";
  if (page.unanswered) add_error(out, page);
  out += "<p>";
  if (page.asking.empty()) {
    out += words.carrier_asks;
  } else {
    out += words.asked_by;
    out += "<strong><bdi>";
    api::append_escaped(out, page.asking);
    out += "</bdi></strong>";
  }
  out += "</p>\n<p>";
  out += words.free_choice;
  out += "</p>\n<form method=\"post\">\n";
  api::append_hidden(out, "lang", explanation::to_string(page.language));
  if (!page.state.empty()) api::append_hidden(out, "state", page.state);
  for (std::size_t i = 1; i <= page.questions.size(); ++i) add_question(out, page, i);
  out += "<button type=\"submit\">";
  out += words.send;
  out += "</button>\n</form>\n</main>\n";
  return html(page.unanswered ? 422 : 200, page.language, page.unanswered ? words.error_title : std::string_view(),
              std::move(out), page.callback);
}

http::Response news_of(PageNews news, explanation::Language language, unsigned status) {
  std::string out = "<main>\n<h1>";
  out += page_words(language).title;
  out += "</h1>\n<p>";
  out += words_of(news, page_words(language));
  out += "</p>\n</main>\n";
  return html(status, language, {}, std::move(out), {});
}

http::Response sent_to(std::string address) {
  http::Response response;
  response.status = 303;
  response.headers = {
      {"Location", std::move(address)}, {"Cache-Control", "no-store"}, {"Referrer-Policy", "no-referrer"}};
  return response;
}

}  // namespace assent::camara
