#include "camara/capture_page.hpp"

#include "api/html.hpp"
#include "camara/page_words.hpp"
#include "evidence/base64.hpp"
#include "evidence/hash.hpp"

#include <array>
#include <utility>

namespace assent::camara {
namespace {

// Contrasts are at least 7 to 1 for text and 3 to 1 for borders, in both schemes; targets are at least 44 pixels high.
constexpr std::string_view kStyle =
    ":root{color-scheme:light "
    "dark;--ink:#16191d;--paper:#fff;--soft:#f1f3f5;--line:#5c6670;--act:#0b3d78;--on-act:#fff;"
    "--bad:#8c1010}"
    "@media(prefers-color-scheme:dark){:root{--ink:#f2f4f6;--paper:#14171a;--soft:#22272c;--line:#aab4be;--act:#a9d0ff;"
    "--on-act:#0b1520;--bad:#ffb4ab}}"
    "*{box-sizing:border-box}"
    "body{margin:0;background:var(--paper);color:var(--ink);font:1.125rem/1.6 system-ui,sans-serif}"
    "main,nav{max-width:42rem;margin:0 auto;padding:1rem}"
    "h1{font-size:1.75rem;line-height:1.25;margin:.5rem 0 1rem}"
    "h2{font-size:1.3rem;line-height:1.3;margin:0 0 .75rem}"
    "p{margin:0 0 1rem;overflow-wrap:anywhere}"
    ".carrier{font-weight:700;margin:0}"
    ".text{background:var(--soft);border-radius:.5rem;padding:1rem;margin:0 0 1rem}"
    ".text p:last-child{margin:0}"
    "fieldset{border:2px solid var(--line);border-radius:.5rem;margin:0 0 2rem;padding:.5rem 1rem 1rem;min-width:0}"
    "legend{font-weight:700;padding:0 .5rem}"
    "label{display:flex;align-items:center;gap:.75rem;min-height:2.75rem;padding:.25rem 0;cursor:pointer}"
    "input[type=radio]{width:1.5rem;height:1.5rem;flex:none;accent-color:var(--act)}"
    "button{font:inherit;font-weight:700;min-height:3rem;padding:.5rem 1.5rem;border:2px solid var(--act);"
    "border-radius:.5rem;background:var(--act);color:var(--on-act);cursor:pointer}"
    "a{color:var(--act)}"
    "a:focus-visible,button:focus-visible,input:focus-visible,[tabindex]:focus-visible{outline:3px solid var(--act);"
    "outline-offset:3px}"
    "nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;list-style:none;margin:0;padding:0}"
    "nav a,nav span{display:inline-flex;align-items:center;min-height:2.75rem}"
    ".bad{border:2px solid var(--bad);border-radius:.5rem;padding:1rem;margin:0 0 1.5rem}"
    ".bad h2,.wrong{color:var(--bad)}"
    ".wrong{font-weight:700}"
    "@media print{nav,button{display:none}}";

void add_hidden(std::string& out, std::string_view name, std::string_view value) {
  out += "<input type=\"hidden\" name=\"";
  api::append_escaped(out, name);
  out += "\" value=\"";
  api::append_escaped(out, value);
  out += "\">\n";
}

std::string_view direction_of(std::string_view tag) {
  const auto language = explanation::language_named(tag);
  if (language) return page_words(*language).direction;
  constexpr std::array<std::string_view, 6> kFromTheRight = {"fa", "he", "ur", "ckb", "ps", "ug"};
  for (const std::string_view each : kFromTheRight) {
    if (tag.substr(0, tag.find('-')) == each) return "rtl";
  }
  return "ltr";
}

http::Response html(unsigned status, explanation::Language language, std::string body, std::string_view callback) {
  static const std::string kStyleHash = evidence::to_base64(evidence::sha256(evidence::view_of(kStyle)));
  http::Response response;
  response.status = status;
  // Browsers check where a form's answer leads, too.
  const std::string goes_on = callback.empty() ? std::string() : " " + source_of(callback);
  response.headers = {
      {"Content-Type", "text/html; charset=utf-8"},
      {"Content-Language", std::string(explanation::to_string(language))},
      {"Cache-Control", "no-store"},
      {"Content-Security-Policy", "default-src 'none'; style-src 'sha256-" + kStyleHash + "'; form-action 'self'" +
                                      goes_on + "; frame-ancestors 'none'; base-uri 'none'"},
      {"Referrer-Policy", "no-referrer"},
      {"X-Frame-Options", "DENY"},
      {"X-Robots-Tag", "noindex, nofollow"}};
  response.body = std::move(body);
  return response;
}

std::string head_of(explanation::Language language, std::string_view before_title) {
  const PageWords& words = page_words(language);
  std::string out = "<!doctype html>\n<html lang=\"";
  out += explanation::to_string(language);
  out += "\" dir=\"";
  out += words.direction;
  out +=
      "\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, "
      "initial-scale=1\">\n<title>";
  if (!before_title.empty()) {
    out += before_title;
    out += " – ";
  }
  out += words.title;
  out += "</title>\n<style>";
  out += kStyle;
  out += "</style>\n</head>\n<body>\n";
  return out;
}

void add_languages(std::string& out, const CapturePage& page) {
  out += "<nav aria-label=\"";
  out += page_words(page.language).languages;
  out += "\">\n<ul>\n";
  for (const explanation::Language each : explanation::kLanguages) {
    const PageWords& words = page_words(each);
    const std::string tag(explanation::to_string(each));
    if (each == page.language) {
      out += "<li><span aria-current=\"true\" lang=\"" + tag + "\">" + std::string(words.name) + "</span></li>\n";
      continue;
    }
    std::string query = "?lang=" + tag;
    if (!page.state.empty()) query += "&state=" + encoded(page.state);
    out += "<li><a href=\"" + api::escaped(query) + "\" hreflang=\"" + tag + "\" lang=\"" + tag + "\" dir=\"" +
           std::string(words.direction) + "\">" + std::string(words.name) + "</a></li>\n";
  }
  out += "</ul>\n</nav>\n";
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
  const std::string said = " lang=\"" + tag + "\" dir=\"" + std::string(direction_of(question.text->language)) + "\"";
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
  add_hidden(out, text_field(question.id), question.text_id);
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
  std::string out = head_of(page.language, page.unanswered ? words.error_title : std::string_view());
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
  add_hidden(out, "lang", explanation::to_string(page.language));
  if (!page.state.empty()) add_hidden(out, "state", page.state);
  for (std::size_t i = 1; i <= page.questions.size(); ++i) add_question(out, page, i);
  out += "<button type=\"submit\">";
  out += words.send;
  out += "</button>\n</form>\n</main>\n</body>\n</html>\n";
  return html(page.unanswered ? 422 : 200, page.language, std::move(out), page.callback);
}

http::Response news_of(PageNews news, explanation::Language language, unsigned status) {
  std::string out = head_of(language, {});
  out += "<main>\n<h1>";
  out += page_words(language).title;
  out += "</h1>\n<p>";
  out += words_of(news, page_words(language));
  out += "</p>\n</main>\n</body>\n</html>\n";
  return html(status, language, std::move(out), {});
}

http::Response sent_to(std::string address) {
  http::Response response;
  response.status = 303;
  response.headers = {
      {"Location", std::move(address)}, {"Cache-Control", "no-store"}, {"Referrer-Policy", "no-referrer"}};
  return response;
}

}  // namespace assent::camara
