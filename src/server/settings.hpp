// Settings: how a server is set up (TOML), checked as a whole before it starts. docs/server.md has every key. Pure.
//
//   ledger, regimes, catalogue, regime, index   as commands take them; `index = "none"`: the ledger is asked
//   [[listen]]   address, port, tls
//   [tls]        certificate, key, clients, client_authorities
//   [access]     file: who may come in (docs/access.md)
//   [limits]     requests_per_second, requests_at_once (of one caller), connections, connections_of_address,
//                waiting, body_seconds, idle_seconds
//   [authzen]    address, policy
//   [camara]     file: what CAMARA's names mean here, and who may ask (docs/camara.md)
//   [customer_page] file: where the customer's page is (docs/customer-page.md)
//   [events]     address, key, receivers: how events are sent (docs/events.md)
//   [tmf_listener]  mapping: what notifications of TMF632 and TMF637 mean (docs/tmf-listener.md)
//   [sms]        gateway, user, password, from, parts, country, yes_to, yes_days, reverse_en, reverse_ar, reverse_fr:
//                text messages (docs/sms.md)
//   [ivr]        country, languages, notice, person, recordings, reverse_en, reverse_ar, reverse_fr: the telephone menu
//                (docs/phone-menu.md)
//   [log]        requests: `all`, `changes` or `errors`
#pragma once

#include "api/rate_limit.hpp"
#include "api/request_log.hpp"
#include "base/issue.hpp"
#include "explanation/language.hpp"
#include "phone_menu/menu.hpp"
#include "scrub_jobs/settings.hpp"
#include "sms_gateway/open_question.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace assent::server {

struct Listening {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;  // 0: any that is free
  bool tls = false;
};

enum class Clients : std::uint8_t { not_asked, if_shown, required };

// Files by name; empty: none.
struct TlsFiles {
  std::string certificate;
  std::string key;
  Clients clients = Clients::not_asked;
  std::string client_authorities;
};

struct EventSettings {
  std::string address;  // under which others reach the server, without a slash at its end; empty: none
  std::string key;      // the file of the key with which events are signed; empty: none, and nobody can subscribe
  std::vector<std::string> receivers;  // with what addresses of subscriptions may begin
};

struct SmsSettings {
  bool served = false;    // whether the gateway's paths are
  std::string country;    // ISO 3166-1, of numbers in national form; empty: they are not known
  std::string gateway;    // the address of Kannel's SMS box; empty: nothing is sent
  std::string user;       // of it
  std::string password;   // a file
  std::string from;       // what customers see and reply to
  std::size_t parts = 3;  // the most of one text
  std::map<explanation::Language, std::string> reversals;  // how a refusal is reversed
  sms_gateway::YesSettings yes;                            // which questions a yes answers
};

struct Settings {
  std::string ledger;
  std::string regimes;
  std::string catalogue;
  std::string campaigns;  // the folder of those that are set up; empty: none
  std::string regime;
  std::string index;
  std::vector<Listening> listen;
  TlsFiles tls;
  std::string access;
  api::RateLimit rate;
  std::size_t connections = 20'000;
  std::size_t connections_of_address = 20'000;
  std::size_t waiting = 1'000;
  int idle_seconds = 60;
  std::string address;         // of AuthZEN's metadata
  std::string policy;          // about entities that are no customers
  std::string camara;          // empty: the interfaces of CAMARA are not served
  std::string customer_page;   // empty: there is no page for customers
  std::string tmf644_mapping;  // what TMF644's documents mean; empty: they are not served
  std::string tmf644_address;  // under which clients reach them; empty: links are paths
  EventSettings events;
  SmsSettings sms;
  std::optional<phone_menu::Settings> ivr;  // nothing: the telephone menu is not served
  std::string listener_mapping;             // what notifications mean; empty: there are no listeners
  api::Logged logged = api::Logged::changes;
  std::string signing_key;      // the file of the key that signs certificates and checkpoints; empty: none
  scrub_jobs::Settings scrubs;  // without a folder there are no scrubs over HTTP
};

// The value of a variable of the environment; nothing: it is not set.
using Variable = std::function<std::optional<std::string>(std::string_view name)>;

// Reads a configuration's text. ASSENT_LEDGER, ASSENT_REGIMES, ASSENT_CATALOGUE, ASSENT_REGIME, ASSENT_INDEX and
// ASSENT_ACCESS go before what stands in it. A file or folder without a `/` before it is meant from where the
// configuration stands. Every fault is an Issue with line and column.
tl::expected<Settings, Issues> read_settings(std::string_view text, std::string_view file, const Variable& variable);

}  // namespace assent::server
