// Settings: where the customer's page is, and how customers show who they are (TOML; docs/customer-page.md has every
// key). Pure.
//
//   address, carrier, keys, view_hours, session_minutes
//   [codes]  address, key, minutes, at_most, per_hours
#pragma once

#include "base/issue.hpp"
#include "page_link/link.hpp"

#include <tl/expected.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace assent::page_link {

struct CodeSettings {
  std::string address;  // of the program that sends codes to customers
  std::string key;      // the file of the key with which requests to it are signed
  int minutes = 10;     // how long a code works
  int at_most = 3;      // codes for one customer …
  int per_hours = 1;    // … within so many hours
};

struct Settings {
  std::string address;                // under which customers reach the page, without a slash at its end
  std::string carrier;                // the carrier's name, as customers read it
  std::string keys;                   // the file of the keys that make links
  int view_hours = 72;                // how long a link to the view works
  int session_minutes = 15;           // how long the view stays open after a code
  std::optional<CodeSettings> codes;  // nothing: no codes are sent, and customers can refuse only
};

// `file` is its name, for issues. Every fault is an Issue with line and column.
tl::expected<Settings, Issues> read_settings(std::string_view text, std::string_view file);

// The whole address for a link's text. The purpose is `refuse` or `view`.
std::string address_of(const Settings& settings, Purpose purpose, std::string_view text);

}  // namespace assent::page_link
