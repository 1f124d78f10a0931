#include "customer_page/markup.hpp"

#include "api/html.hpp"
#include "api/html_page.hpp"
#include "customer_page/refusal_page.hpp"
#include "explanation/script.hpp"

#include <utility>
#include <vector>

namespace assent::customer_page {

std::string bdi(std::string_view data) { return "<bdi>" + api::escaped(data) + "</bdi>"; }

std::string Markup::say(Word word, Data data) const {
  data.emplace_back("carrier", carrier_);
  return said(word, language_, data);
}

Markup& Markup::add(std::string_view html) {
  out_ += html;
  return *this;
}

Markup& Markup::element(std::string_view tag, std::string_view html, std::string_view attributes) {
  out_ += '<';
  out_ += tag;
  if (!attributes.empty()) out_ += ' ';
  out_ += attributes;
  out_ += '>';
  out_ += html;
  out_ += "</";
  out_ += tag;
  out_ += ">\n";
  return *this;
}

Markup& Markup::languages() {
  std::vector<api::LanguageLink> links;
  for (const explanation::Language each : explanation::kLanguages) {
    const std::string_view tag = explanation::to_string(each);
    links.push_back({tag, explanation::direction_of(tag), explanation::own_name(each),
                     each == language_ ? std::string() : "?lang=" + std::string(tag)});
  }
  api::append_languages(out_, word(Word::languages, language_), links);
  return *this;
}

Markup& Markup::top(Word title) {
  return add("<main>\n").element("p", carrier_, "class=\"carrier\"").element("h1", say(title));
}

Markup& Markup::button(std::string_view name, std::string_view value, std::string_view html, bool second) {
  return element("button", html,
                 "type=\"submit\" name=\"" + std::string(name) + "\" value=\"" + api::escaped(value) + "\"" +
                     (second ? " class=\"second\"" : ""));
}

Markup& Markup::hidden_language() {
  api::append_hidden(out_, "lang", explanation::to_string(language_));
  return *this;
}

Markup& Markup::way_to_view(Word heading) {
  return add("<section class=\"part\">\n")
      .element("h2", say(heading))
      .paragraph(Word::see_all_how)
      .add("<form method=\"post\">\n")
      .hidden_language()
      .button(kOpenField, "view", say(Word::see_all_send), true)
      .add("</form>\n</section>\n");
}

http::Response Markup::response(unsigned status, Word title, Word before_title) const {
  api::HtmlPage page;
  page.language = explanation::to_string(language_);
  page.direction = explanation::direction_of(page.language);
  if (before_title != title) page.title = std::string(word(before_title, language_)) + " – ";
  page.title += word(title, language_);
  page.body = out_;
  return api::html_page(status, page);
}

}  // namespace assent::customer_page
