// HtmlPage: a page for customers. All of them have one style sheet and one policy of what a browser may do with them,
// so none is more open than another. Pure; thread-safe.
//
// They need no scripts, fit a width of 320 pixels and any size of letters, mirror themselves where a language is
// written from the right, and have a dark scheme and a form for paper (WCAG 2.2, level AA). A page is whole in one
// response: it loads nothing.
#pragma once

#include "http/message.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace assent::api {

struct HtmlPage {
  std::string_view language;   // BCP 47
  std::string_view direction;  // `ltr`, `rtl`
  std::string title;           // as text, not yet escaped
  std::string body;            // HTML: what stands in `body`
  std::string goes_to = {};    // a source to which a form's response may lead besides this server; empty: none
};

// `Content-Security-Policy` lets nothing be loaded or run; `Referrer-Policy` keeps the address from other servers;
// `Cache-Control: no-store` keeps the page from caches.
http::Response html_page(unsigned status, const HtmlPage& page);

// A link to the page in another language.
struct LanguageLink {
  std::string_view language;
  std::string_view direction;
  std::string_view name;  // as its readers call it
  std::string address;    // as text; empty: the page is in that language now
};
void append_languages(std::string& out, std::string_view label, const std::vector<LanguageLink>& links);

// `<input type="hidden">` of a form.
void append_hidden(std::string& out, std::string_view name, std::string_view value);

}  // namespace assent::api
