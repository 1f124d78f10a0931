#include "ways_out/settings.hpp"

#include "email/address.hpp"
#include "http/requester.hpp"
#include "written/section.hpp"
#include "written/written.hpp"

#include <utility>

namespace assent::ways_out {
namespace {

using written::Written;

std::string text_if_set(written::Section& section, std::string_view key) {
  return section.find(key) == nullptr ? std::string() : section.text(key);
}

smtp_client::Security security_in(written::Section& section) {
  const std::string word = text_if_set(section, "security");
  if (word.empty() || word == "starttls") return smtp_client::Security::starttls;
  if (word == "tls") return smtp_client::Security::tls;
  if (word != "none") {
    section.add(section.find("security")->place, "`security` is none that there is",
                "write `tls`, `starttls`, or `none` for a relay on this machine");
  }
  return smtp_client::Security::none;
}

void read_relay(written::Section& email, written::Findings& findings, EmailSettings& into) {
  const Written* const table = email.needed("relay", Written::Kind::table);
  if (table == nullptr) return;
  written::Section relay(
      findings, *table, "email.relay",
      {"host", "port", "security", "authorities", "user", "password", "own_name", "connections", "per_second"});
  into.relay.host = relay.text("host");
  into.relay.security = security_in(relay);
  constexpr int kMostPorts = 65'535;
  const int usual = into.relay.security == smtp_client::Security::tls ? 465 : 587;
  const int port = relay.find("port") == nullptr ? usual : relay.number("port", 1, kMostPorts);
  into.relay.port = static_cast<std::uint16_t>(port);
  into.relay.authorities = text_if_set(relay, "authorities");
  into.relay.user = text_if_set(relay, "user");
  into.password = text_if_set(relay, "password");
  if (into.relay.user.empty() != into.password.empty()) {
    relay.add(relay.place(), "`user` and `password` stand together or not at all", "write both, or neither");
  }
  const std::string own_name = text_if_set(relay, "own_name");
  if (!own_name.empty()) into.relay.own_name = own_name;
  if (relay.find("connections") != nullptr) {
    into.relay.most_connections = static_cast<std::size_t>(relay.number("connections", 1, 64));
  }
  if (relay.find("per_second") != nullptr) into.relay.most_in_second = relay.number("per_second", 1, 100'000);
}

void read_dkim(written::Section& email, written::Findings& findings, EmailSettings& into) {
  const Written* const all = email.optional("dkim", Written::Kind::list);
  if (all == nullptr) return;
  for (const Written& each : all->items) {
    written::Section one(findings, each, "email.dkim", {"selector", "key"});
    DkimSettings& key = into.dkim.emplace_back();
    key.selector = one.name("selector");
    key.key = one.text("key");
  }
}

EmailSettings read_email(const Written& table, written::Findings& findings) {
  written::Section email(findings, table, "email", {"from", "name", "returns_domain", "return_keys", "relay", "dkim"});
  EmailSettings settings;
  settings.sender.address = email.text("from");
  if (!settings.sender.address.empty() && !email::check_address(settings.sender.address)) {
    email.add(email.find("from")->place, "`from` is no e-mail address that can be used",
              "write one such as `privacy@carrier.example`");
  }
  settings.sender.name = text_if_set(email, "name");
  settings.sender.returns_domain = email.name("returns_domain");
  settings.return_keys = email.text("return_keys");
  read_relay(email, findings, settings);
  read_dkim(email, findings, settings);
  return settings;
}

SmsSettings read_sms(const Written& table, written::Findings& findings) {
  written::Section sms(findings, table, "sms",
                       {"gateway", "user", "password", "from", "parts", "report_to", "report_key"});
  SmsSettings settings;
  settings.gateway = sms.text("gateway");
  if (!settings.gateway.empty() && !http::address_of(settings.gateway)) {
    sms.add(sms.find("gateway")->place, "`gateway` is no address", "write one such as `http://127.0.0.1:13013`");
  }
  settings.user = sms.name("user");
  settings.password = sms.text("password");
  settings.from = sms.name("from");
  constexpr int kMostParts = 255;
  if (sms.find("parts") != nullptr) settings.parts = sms.number("parts", 1, kMostParts);
  settings.report_to = text_if_set(sms, "report_to");
  settings.report_key = text_if_set(sms, "report_key");
  if (settings.report_to.empty() != settings.report_key.empty()) {
    sms.add(sms.place(), "`report_to` and `report_key` stand together or not at all", "write both, or neither");
  }
  return settings;
}

}  // namespace

tl::expected<Settings, Issues> read_settings(std::string_view text, std::string_view file) {
  const auto written = written::read_toml(text, file);
  if (!written) return tl::unexpected(Issues{written.error()});
  written::Findings findings(file);
  written::Section top(findings, *written, "", {"customer_page", "email", "sms", "letters"});
  Settings settings;
  settings.customer_page = text_if_set(top, "customer_page");
  if (const Written* const table = top.optional("email", Written::Kind::table)) {
    settings.email = read_email(*table, findings);
  }
  if (const Written* const table = top.optional("sms", Written::Kind::table)) settings.sms = read_sms(*table, findings);
  if (const Written* const table = top.optional("letters", Written::Kind::table)) {
    written::Section letters(findings, *table, "letters", {"folder"});
    settings.letters = LetterSettings{letters.text("folder")};
  }
  if (!findings.empty()) return tl::unexpected(std::move(findings).in_order());
  return settings;
}

}  // namespace assent::ways_out
