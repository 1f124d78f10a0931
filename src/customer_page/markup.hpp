// Markup: the pieces of HTML that the pages are made of. Texts are words of this module or data; data is escaped and
// isolated here. Internal to the module. Pure.
#pragma once

#include "customer_page/words.hpp"
#include "explanation/language.hpp"
#include "http/message.hpp"

#include <string>
#include <string_view>

namespace assent::customer_page {

// Data within a sentence: escaped, and isolated, so that its direction does not disturb the sentence.
std::string bdi(std::string_view data);

// One page in one language. Every text that is added is HTML.
class Markup {
 public:
  Markup(explanation::Language language, std::string_view carrier) : language_(language), carrier_(bdi(carrier)) {}

  // The words, with {carrier} and the given data.
  std::string say(Word word, Data data = {}) const;

  Markup& add(std::string_view html);
  Markup& element(std::string_view tag, std::string_view html, std::string_view attributes = {});
  Markup& paragraph(Word word, std::string_view attributes = {}) { return element("p", say(word), attributes); }
  // The links to the page in other languages.
  Markup& languages();
  // The carrier's name and the page's title, at the top of `main`.
  Markup& top(Word title);
  Markup& button(std::string_view name, std::string_view value, std::string_view html, bool second = false);
  Markup& hidden_language();
  // The form that leads to a code.
  Markup& way_to_view(Word heading);

  explanation::Language language() const { return language_; }
  http::Response response(unsigned status, Word title, Word before_title) const;
  http::Response response(unsigned status, Word title) const { return response(status, title, title); }

 private:
  explanation::Language language_;
  std::string carrier_;
  std::string out_;
};

}  // namespace assent::customer_page
