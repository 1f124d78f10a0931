// Form: what a browser or a mail client sent: the fields of the form and of the address, and the signals beside them.
// Internal to the module. Pure.
#pragma once

#include "consent/coverage.hpp"
#include "explanation/language.hpp"
#include "http/message.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assent::customer_page {

class Form {
 public:
  // `sent`: the body counts, before the query. What cannot be read has no fields.
  Form(const http::Request& request, bool sent);

  // The first value of that name; empty: there is none.
  std::string_view value(std::string_view name) const;
  Names values(std::string_view name) const;

  // Whether a mail client unsubscribes with one click (RFC 8058, 3.1): `List-Unsubscribe=One-Click`, as either kind of
  // form.
  bool is_one_click() const { return one_click_; }

  // What was chosen on the page; else `on_record`; else the browser's; else English.
  explanation::Language language(std::string_view on_record = {}) const;

 private:
  std::vector<std::pair<std::string, std::string>> fields_;
  std::string accepted_;
  bool one_click_ = false;
};

// Whether the browser says that the customer's information must not be sold or shared (Global Privacy Control): the
// field `Sec-GPC` once, with the value `1` and no other.
bool signals_not_to_share(const http::RequestHead& head);

// Whether the browser says that another site made it send this (Fetch Metadata).
bool is_from_elsewhere(const http::RequestHead& head);

// The value of a cookie; empty: there is none of that name, or several.
std::string cookie_in(const http::RequestHead& head, std::string_view name);

}  // namespace assent::customer_page
