#include "server/settings.hpp"

#include "app/configuration.hpp"
#include "base/telephones.hpp"
#include "webhook/receivers.hpp"
#include "written/section.hpp"
#include "written/written.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace assent::server {
namespace {

constexpr std::array<std::pair<std::string_view, Clients>, 3> kClients = {
    {{"not_asked", Clients::not_asked}, {"if_shown", Clients::if_shown}, {"required", Clients::required}}};
constexpr std::array<std::pair<std::string_view, api::Logged>, 3> kLogged = {
    {{"all", api::Logged::all}, {"changes", api::Logged::changes}, {"errors", api::Logged::errors}}};

// A table of the configuration, or an empty one where it is left out.
class Part {
 public:
  Part(written::Findings& findings, written::Section& top, std::string_view name, std::vector<std::string_view> keys)
      : section_(findings, table_of(top, name), std::string(name), std::move(keys)) {}
  written::Section& operator*() { return section_; }
  written::Section* operator->() { return &section_; }

 private:
  static const written::Written& table_of(written::Section& top, std::string_view name) {
    static const written::Written empty{written::Written::Kind::table, {}, {}, 0, false, {}, {}, {}};
    const written::Written* const table = top.optional(name, written::Written::Kind::table);
    return table == nullptr ? empty : *table;
  }
  written::Section section_;
};

std::string text_if_there(written::Section& section, std::string_view key) {
  return section.find(key) == nullptr ? std::string() : section.text(key);
}

template <class Number>
void number_if_there(written::Section& section, std::string_view key, int min, int max, Number& into) {
  if (section.find(key) != nullptr) into = static_cast<Number>(section.number(key, min, max));
}

// A URI of a server, of characters that every reader of one takes.
bool begins_as_address(std::string_view address) {
  const auto plain = [](char c) { return c > ' ' && c < '\x7F' && c != '"' && c != '\\' && c != '<' && c != '>'; };
  const bool known = address.starts_with("https://") || address.starts_with("http://");
  return known && address.find_first_of("?#@") == std::string_view::npos && std::ranges::all_of(address, plain) &&
         address.size() > std::string_view("https://").size();
}

class Reading {
 public:
  Reading(const written::Written& written, std::string_view file, const Variable& variable)
      : findings_(file),
        file_(file),
        variable_(variable),
        top_(findings_, written, "",
             {"ledger",       "regimes", "catalogue", "campaigns", "regime", "index",         "listen",
              "tls",          "access",  "limits",    "authzen",   "camara", "customer_page", "tmf644",
              "tmf_listener", "events",  "sms",       "ivr",       "log",    "signing",       "scrubs"}) {}

  tl::expected<Settings, Issues> read() && {
    files();
    listening();
    tls();
    limits();
    rest();
    events();
    sms();
    ivr();
    scrubs();
    check();
    if (!findings_.empty()) return tl::unexpected(std::move(findings_).in_order());
    return std::move(settings_);
  }

 private:
  std::string from_there(std::string path) const { return app::meant_from(file_, std::move(path)); }
  // Of a file: what the environment says, else the key.
  std::string named(written::Section& section, std::string_view key, std::string_view variable) {
    std::string written = text_if_there(section, key);
    if (auto set = variable_(variable); set && !set->empty()) return *std::move(set);
    return from_there(std::move(written));
  }

  void files() {
    settings_.ledger = named(top_, "ledger", "ASSENT_LEDGER");
    settings_.regimes = named(top_, "regimes", "ASSENT_REGIMES");
    settings_.catalogue = named(top_, "catalogue", "ASSENT_CATALOGUE");
    settings_.campaigns = from_there(text_if_there(top_, "campaigns"));
    settings_.regime = top_.optional_name("regime");
    if (auto set = variable_("ASSENT_REGIME"); set && !set->empty()) settings_.regime = *std::move(set);
    std::string index = text_if_there(top_, "index");
    settings_.index = index == "none" ? index : from_there(std::move(index));
    if (auto set = variable_("ASSENT_INDEX"); set && !set->empty()) settings_.index = *std::move(set);
    Part access(findings_, top_, "access", {"file"});
    settings_.access = named(*access, "file", "ASSENT_ACCESS");
  }

  void listening() {
    if (top_.optional("listen", written::Written::Kind::list) == nullptr) {
      settings_.listen.push_back({"127.0.0.1", 8080, false});
      return;
    }
    for (written::Section& section : written::tables_of(findings_, top_, "listen", {"address", "port", "tls"})) {
      if (!section.is_table()) continue;
      Listening listening;
      if (section.find("address") != nullptr) listening.address = section.text("address");
      number_if_there(section, "port", 0, 65535, listening.port);
      listening.tls = section.optional_flag("tls");
      if (listening.tls && top_.find("tls") == nullptr) {
        section.add(section.place(), "`listen.tls` needs a certificate, and there is no `[tls]`",
                    "add `[tls]` with `certificate` and `key`");
      }
      settings_.listen.push_back(std::move(listening));
    }
  }

  void tls() {
    if (top_.find("tls") == nullptr) return;
    Part part(findings_, top_, "tls", {"certificate", "key", "clients", "client_authorities"});
    settings_.tls.certificate = from_there(part->text("certificate"));
    settings_.tls.key = from_there(part->text("key"));
    if (part->find("clients") != nullptr) {
      settings_.tls.clients = part->choice<Clients>("clients", kClients).value_or(Clients::not_asked);
    }
    settings_.tls.client_authorities = from_there(text_if_there(*part, "client_authorities"));
    if (settings_.tls.clients != Clients::not_asked && settings_.tls.client_authorities.empty()) {
      part->add(part->place(), "`tls.clients` asks for certificates, and no authority is named that signs them",
                "add `client_authorities`");
    }
  }

  void limits() {
    Part part(findings_, top_, "limits",
              {"requests_per_second", "requests_at_once", "connections", "connections_of_address", "waiting",
               "idle_seconds"});
    constexpr int kMost = 10'000'000;
    number_if_there(*part, "requests_per_second", 0, kMost, settings_.rate.per_second);
    settings_.rate.at_once = settings_.rate.per_second;
    number_if_there(*part, "requests_at_once", 1, kMost, settings_.rate.at_once);
    number_if_there(*part, "connections", 1, kMost, settings_.connections);
    number_if_there(*part, "connections_of_address", 1, kMost, settings_.connections_of_address);
    number_if_there(*part, "waiting", 1, kMost, settings_.waiting);
    number_if_there(*part, "idle_seconds", 1, 86'400, settings_.idle_seconds);
  }

  void rest() {
    Part authzen(findings_, top_, "authzen", {"address", "policy"});
    settings_.address = text_if_there(*authzen, "address");
    while (settings_.address.ends_with('/')) settings_.address.pop_back();
    settings_.policy = from_there(text_if_there(*authzen, "policy"));
    Part camara(findings_, top_, "camara", {"file"});
    settings_.camara = from_there(text_if_there(*camara, "file"));
    Part page(findings_, top_, "customer_page", {"file"});
    settings_.customer_page = from_there(text_if_there(*page, "file"));
    Part tmf644(findings_, top_, "tmf644", {"mapping", "address"});
    settings_.tmf644_mapping = from_there(text_if_there(*tmf644, "mapping"));
    settings_.tmf644_address = text_if_there(*tmf644, "address");
    while (settings_.tmf644_address.ends_with('/')) settings_.tmf644_address.pop_back();
    Part listener(findings_, top_, "tmf_listener", {"mapping"});
    settings_.listener_mapping = from_there(text_if_there(*listener, "mapping"));
    Part log(findings_, top_, "log", {"requests"});
    if (log->find("requests") != nullptr) {
      settings_.logged = log->choice<api::Logged>("requests", kLogged).value_or(api::Logged::changes);
    }
  }

  void events() {
    Part part(findings_, top_, "events", {"address", "key", "receivers"});
    EventSettings& events = settings_.events;
    events.address = text_if_there(*part, "address");
    while (events.address.ends_with('/')) events.address.pop_back();
    events.key = from_there(text_if_there(*part, "key"));
    if (const written::Written* const list = part->optional("receivers", written::Written::Kind::list)) {
      for (const written::Written& item : list->items) {
        if (item.kind == written::Written::Kind::text && webhook::is_beginning(item.text))
          events.receivers.push_back(item.text);
        else
          part->add(item.place, "a receiver is no beginning of an address that may be called",
                    "write `https://host/`; `http://` only for this machine: `http://127.0.0.1:8000/`");
      }
    }
    if (!events.address.empty() && !begins_as_address(events.address)) {
      part->add(part->place(), "`events.address` is no address of a server", "write `https://assent.carrier.example`");
    }
    if (events.key.empty() && !events.receivers.empty()) {
      part->add(part->place(), "`events.receivers` are named, and no key with which events are signed",
                "name a file in `key`: `openssl rand -hex 32` makes what it holds");
    }
    if (!events.key.empty() && events.address.empty()) {
      part->add(part->place(), "`events.key` is named, and not under which address others know the server",
                "add `address`: receivers are asked by its name whether they want events");
    }
  }

  void sms() {
    if (top_.find("sms") == nullptr) return;
    Part part(findings_, top_, "sms",
              {"gateway", "user", "password", "from", "parts", "country", "yes_to", "yes_days", "reverse_en",
               "reverse_ar", "reverse_fr"});
    SmsSettings& sms = settings_.sms;
    sms.served = true;
    sms.country = text_if_there(*part, "country");
    sms.gateway = text_if_there(*part, "gateway");
    number_if_there(*part, "parts", 1, 255, sms.parts);
    sms.yes.notices = part->optional_names("yes_to");
    number_if_there(*part, "yes_days", 1, 366, sms.yes.days);
    for (const explanation::Language language : explanation::kLanguages) {
      sms.reversals[language] = text_if_there(*part, "reverse_" + std::string(to_string(language)));
    }
    if (!sms.country.empty() && !is_country_code(sms.country)) {
      part->add(part->place(), "`sms.country` is no country", "write two capital letters, such as `LB`");
    }
    if (sms.gateway.empty()) return;
    if (!begins_as_address(sms.gateway)) {
      part->add(part->place(), "`sms.gateway` is no address of a server", "write `http://127.0.0.1:13013`");
    }
    sms.user = part->text("user");
    sms.password = from_there(part->text("password"));
    sms.from = part->text("from");
  }

  void ivr() {
    if (top_.find("ivr") == nullptr) return;
    Part part(findings_, top_, "ivr",
              {"country", "languages", "notice", "person", "recordings", "reverse_en", "reverse_ar", "reverse_fr"});
    phone_menu::Settings& ivr = settings_.ivr.emplace();
    ivr.country = text_if_there(*part, "country");
    if (!ivr.country.empty() && !is_country_code(ivr.country)) {
      part->add(part->place(), "`ivr.country` is no country", "write two capital letters, such as `LB`");
    }
    for (const std::string& tag : part->optional_names("languages")) {
      const auto known = explanation::language_named(tag);
      if (known && to_string(*known) == tag) ivr.languages.push_back(*known);
      else part->add(part->place(), "`ivr.languages` has one that is not spoken", "name `ar`, `en` or `fr`");
    }
    if (ivr.languages.empty()) ivr.languages.assign(explanation::kLanguages.begin(), explanation::kLanguages.end());
    ivr.notice = part->optional_name("notice");
    ivr.person = part->optional_name("person");
    const bool reachable = ivr.person.starts_with("tel:") || ivr.person.starts_with("sip:");
    if (!ivr.person.empty() && !reachable) {
      part->add(part->place(), "`ivr.person` is nowhere that a call can go", "write `tel:+9611234567` or `sip:…`");
    }
    ivr.recordings = text_if_there(*part, "recordings");
    if (!ivr.recordings.empty() && !(begins_as_address(ivr.recordings) && ivr.recordings.ends_with('/'))) {
      part->add(part->place(), "`ivr.recordings` is no address of a folder",
                "write `https://prompts.carrier.example/`");
    }
    for (const explanation::Language language : explanation::kLanguages) {
      ivr.reversals[language] = text_if_there(*part, "reverse_" + std::string(to_string(language)));
    }
  }

  void scrubs() {
    Part signing(findings_, top_, "signing", {"key"});
    settings_.signing_key = from_there(text_if_there(*signing, "key"));
    Part part(findings_, top_, "scrubs", {"folder", "at_once", "most", "list_mebibytes", "kept_hours", "threads"});
    scrub_jobs::Settings& scrubs = settings_.scrubs;
    scrubs.folder = from_there(text_if_there(*part, "folder"));
    scrubs.key = settings_.signing_key;
    number_if_there(*part, "at_once", 1, 64, scrubs.at_once);
    number_if_there(*part, "most", 1, 100'000, scrubs.most);
    std::uint64_t mebibytes = scrubs.list_bytes_most >> 20;
    number_if_there(*part, "list_mebibytes", 1, 1'000'000, mebibytes);
    scrubs.list_bytes_most = mebibytes << 20;
    int hours = 24;
    number_if_there(*part, "kept_hours", 1, 24 * 366, hours);
    scrubs.kept = std::chrono::hours{hours};
    number_if_there(*part, "threads", 1, 1'024, scrubs.threads);
  }

  void check() {
    const auto needed = [&](const std::string& value, std::string_view key, std::string_view variable) {
      if (value.empty()) {
        findings_.add({}, "`" + std::string(key) + "` is missing", "name it here, or in $" + std::string(variable));
      }
    };
    needed(settings_.ledger, "ledger", "ASSENT_LEDGER");
    needed(settings_.regimes, "regimes", "ASSENT_REGIMES");
    needed(settings_.access, "access.file", "ASSENT_ACCESS");
  }

  written::Findings findings_;
  std::string_view file_;
  const Variable& variable_;
  written::Section top_;
  Settings settings_;
};

}  // namespace

tl::expected<Settings, Issues> read_settings(std::string_view text, std::string_view file, const Variable& variable) {
  const auto written = written::read_toml(text, file);
  if (!written) return tl::unexpected(Issues{written.error()});
  return Reading(*written, file, variable).read();
}

}  // namespace assent::server
