// Settings: which ways to refuse are watched, and how (TOML; docs/watchdog.md has every key). Pure.
//
//   carrier, calendar, time_zone, every_seconds, within_seconds
//   [alarm]    command, address
//   [letter]   contact, state_commissions, customer_notice
//   [[probe]]  channel, by, account, mechanism, campaigns, and what the kind needs
#pragma once

#include "base/issue.hpp"

#include <tl/expected.hpp>

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace assent::watchdog {

// From the break of a channel to its alarm.
inline constexpr std::chrono::seconds kNoticedWithin{std::chrono::minutes(15)};
// Of these, what is left for looking and for the alarm itself.
inline constexpr std::chrono::seconds kLeftForAlarm{60};

enum class ProbeKind : std::uint8_t {
  web,     // one POST to the address that a customer has in a notice (RFC 8058)
  api,     // POST /v1/opt-outs
  http,    // a request as the settings say it: to a modem, to a gateway
  email,   // an e-mail to the address for refusals
  command  // a program
};

struct ProbeSettings {
  std::string channel;  // unique
  ProbeKind kind = ProbeKind::web;
  std::string account;                 // synthetic, of this probe alone
  std::string mechanism;               // in words, for the letter
  std::vector<std::string> campaigns;  // that depend on the channel; `*`: all

  std::string customer_page;  // web: its settings, a file
  std::string server;         // web (empty: the page's own address), api, http: `http://host:port`
  std::string key;            // api, http: a file with the key that is sent as `Authorization: Bearer`; empty: none
  bool is_get = false;        // http: GET, else POST
  std::string path;           // http
  std::string body;           // http, email
  std::string content_type;   // http
  std::string relay;          // email: the host of the relay
  std::uint16_t port = 25;    // email
  bool start_tls = true;      // email: else in clear, for a relay on this machine
  std::string from;           // email
  std::string to;             // email
  std::vector<std::string> program;  // command: its path and arguments
};

struct AlarmSettings {
  std::vector<std::string> command;  // a program and its first arguments; empty: none
  std::string address;               // of a webhook; empty: none
};

// What only the carrier knows of the letter; empty: to be filled in.
struct LetterSettings {
  std::string contact;
  std::string state_commissions;
  std::string customer_notice;  // a file with the notice's text
};

struct Settings {
  std::string carrier;
  std::string calendar;   // a file
  std::string time_zone;  // in which days are counted
  std::chrono::seconds every{600};
  std::chrono::seconds within{180};
  AlarmSettings alarm;
  LetterSettings letter;
  std::vector<ProbeSettings> probes;
};

// Every fault is an Issue with line and column; never empty on failure. Names of files are as written.
tl::expected<Settings, Issues> read_settings(std::string_view text, std::string_view file);

}  // namespace assent::watchdog
