// Settings: by which ways notices leave (TOML; docs/outreach.md has every key).
//
//   customer_page    the settings of the customer's page, for the address by which each customer refuses
//   [email]          from, name, returns_domain, return_keys
//   [email.relay]    host, port, security, authorities, user, password, own_name, connections, per_second
//   [[email.dkim]]   selector, key
//   [sms]            gateway, user, password, from, parts, report_to, report_key
//   [letters]        folder
#pragma once

#include "base/issue.hpp"
#include "email/notice_email.hpp"
#include "smtp_client/relay.hpp"

#include <tl/expected.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assent::ways_out {

struct DkimSettings {
  std::string selector;
  std::string key;  // a file
};

struct EmailSettings {
  email::EmailSender sender;
  std::string return_keys;  // a file: 64 hexadecimal digits on each line, the key in use first
  smtp_client::SmtpRelay relay;
  std::string password;  // a file; empty: none
  std::vector<DkimSettings> dkim;
};

// Kannel's SMS box (docs/sms.md).
struct SmsSettings {
  std::string gateway;  // its address
  std::string user;
  std::string password;  // a file
  std::string from;      // what customers see and reply to
  int parts = 3;         // of a text, at most
  // Where delivery reports go: the address of `assentd`, and a file with the key of a caller that may report. Both
  // empty: none are asked for.
  std::string report_to;
  std::string report_key;
};

struct LetterSettings {
  std::string folder;  // where jobs for `assent-letters` are kept
};

struct Settings {
  std::string customer_page;  // a file; empty: there is no page
  std::optional<EmailSettings> email;
  std::optional<SmsSettings> sms;
  std::optional<LetterSettings> letters;
};

// Every fault is an Issue with line and column; never empty on failure. Names of files are as written.
tl::expected<Settings, Issues> read_settings(std::string_view text, std::string_view file);

}  // namespace assent::ways_out
