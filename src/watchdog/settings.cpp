#include "watchdog/settings.hpp"

#include "consent/kept_account.hpp"
#include "written/section.hpp"
#include "written/written.hpp"

#include <set>
#include <utility>

namespace assent::watchdog {
namespace {

using written::Section;
using written::Written;

constexpr int kSecondsMost = 840;

std::string text_if_there(Section& section, std::string_view key) {
  return section.find(key) == nullptr ? std::string() : section.text(key);
}

// Texts, which may have blanks.
std::vector<std::string> texts(Section& section, std::string_view key, bool is_needed) {
  std::vector<std::string> all;
  const Written* const list =
      is_needed ? section.needed(key, Written::Kind::list) : section.optional(key, Written::Kind::list);
  if (list == nullptr) return all;
  for (const Written& each : list->items) {
    if (each.kind == Written::Kind::text && !each.text.empty()) {
      all.push_back(each.text);
    } else {
      section.add(each.place, "`" + std::string(key) + "` has something other than texts", "write texts in quotes");
    }
  }
  return all;
}

void read_email(Section& probe, ProbeSettings& into) {
  into.relay = probe.text("relay");
  constexpr int kMostPorts = 65'535;
  if (probe.find("port") != nullptr) into.port = static_cast<std::uint16_t>(probe.number("port", 1, kMostPorts));
  static constexpr std::pair<std::string_view, bool> kSecurity[] = {{"starttls", true}, {"none", false}};
  if (probe.find("security") != nullptr) into.start_tls = probe.choice<bool>("security", kSecurity).value_or(true);
  into.from = probe.text("from");
  into.to = probe.text("to");
  into.body = text_if_there(probe, "body");
  if (into.body.empty()) into.body = "STOP";
}

void read_http(Section& probe, ProbeSettings& into) {
  into.server = probe.text("server");
  static constexpr std::pair<std::string_view, bool> kMethods[] = {{"GET", true}, {"POST", false}};
  if (probe.find("method") != nullptr) into.is_get = probe.choice<bool>("method", kMethods).value_or(false);
  into.path = probe.text("path");
  if (!into.path.empty() && !into.path.starts_with('/')) {
    probe.add(probe.find("path")->place, "`path` does not begin with `/`", "write the part after the host");
  }
  into.body = text_if_there(probe, "body");
  into.content_type = text_if_there(probe, "content_type");
  into.key = text_if_there(probe, "key");
}

void read_kind(Section& probe, ProbeSettings& into) {
  switch (into.kind) {
    case ProbeKind::web:
      into.customer_page = probe.text("customer_page");
      into.server = text_if_there(probe, "server");
      return;
    case ProbeKind::api:
      into.server = probe.text("server");
      into.key = probe.text("key");
      return;
    case ProbeKind::http: return read_http(probe, into);
    case ProbeKind::email: return read_email(probe, into);
    case ProbeKind::command:
      into.program = texts(probe, "program", true);
      if (into.program.empty() && probe.find("program") != nullptr) {
        probe.add(probe.find("program")->place, "`program` is empty", "write the program's path and its arguments");
      }
      return;
  }
}

ProbeSettings read_probe(Section& probe) {
  ProbeSettings into;
  into.channel = probe.name("channel");
  static constexpr std::pair<std::string_view, ProbeKind> kKinds[] = {{"web", ProbeKind::web},
                                                                      {"api", ProbeKind::api},
                                                                      {"http", ProbeKind::http},
                                                                      {"email", ProbeKind::email},
                                                                      {"command", ProbeKind::command}};
  into.account = probe.text("account");
  if (!into.account.empty() && !is_customers_account(into.account)) {
    probe.add(probe.find("account")->place, "`account` is none that a customer can have",
              "name an account that was made for this probe");
  }
  into.mechanism = probe.text("mechanism");
  into.campaigns = texts(probe, "campaigns", true);
  const auto kind = probe.choice<ProbeKind>("by", kKinds);
  if (!kind) return into;
  into.kind = *kind;
  read_kind(probe, into);
  return into;
}

void read_alarm(Section& top, written::Findings& findings, AlarmSettings& into) {
  const Written* const table = top.optional("alarm", Written::Kind::table);
  if (table == nullptr) return;
  Section alarm(findings, *table, "alarm", {"command", "address"});
  into.command = texts(alarm, "command", false);
  into.address = text_if_there(alarm, "address");
  if (!into.address.empty() && !into.address.starts_with("https://") && !into.address.starts_with("http://")) {
    alarm.add(alarm.find("address")->place, "`address` is no address", "write one that begins with `https://`");
  }
}

void read_letter(Section& top, written::Findings& findings, LetterSettings& into) {
  const Written* const table = top.optional("letter", Written::Kind::table);
  if (table == nullptr) return;
  Section letter(findings, *table, "letter", {"contact", "state_commissions", "customer_notice"});
  into.contact = text_if_there(letter, "contact");
  into.state_commissions = text_if_there(letter, "state_commissions");
  into.customer_notice = text_if_there(letter, "customer_notice");
}

void read_probes(Section& top, written::Findings& findings, Settings& into) {
  std::set<std::string> channels;
  std::set<std::string> accounts;
  for (Section& each : written::tables_of(
           findings, top, "probe",
           {"channel", "by", "account", "mechanism", "campaigns", "customer_page", "server", "key", "method", "path",
            "body", "content_type", "relay", "port", "security", "from", "to", "program"})) {
    ProbeSettings probe = read_probe(each);
    if (!probe.channel.empty() && !channels.insert(probe.channel).second) {
      each.add(each.place(), "this channel has another probe", "give each channel one probe");
    }
    // Otherwise the refusal by one channel would hide that another one is broken.
    if (!probe.account.empty() && !accounts.insert(probe.account).second) {
      each.add(each.place(), "another probe has this account", "give each probe an account of its own");
    }
    into.probes.push_back(std::move(probe));
  }
  if (into.probes.empty() && findings.empty()) {
    top.add(top.place(), "there is no `[[probe]]`", "write one for each way to refuse");
  }
}

}  // namespace

tl::expected<Settings, Issues> read_settings(std::string_view text, std::string_view file) {
  const auto written = written::read_toml(text, file);
  if (!written) return tl::unexpected(Issues{written.error()});
  written::Findings findings(file);
  Section top(findings, *written, "",
              {"carrier", "calendar", "time_zone", "every_seconds", "within_seconds", "alarm", "letter", "probe"});
  Settings settings;
  settings.carrier = top.text("carrier");
  settings.calendar = top.text("calendar");
  settings.time_zone = top.name("time_zone");
  if (top.find("every_seconds") != nullptr) {
    settings.every = std::chrono::seconds(top.number("every_seconds", 1, kSecondsMost));
  }
  if (top.find("within_seconds") != nullptr) {
    settings.within = std::chrono::seconds(top.number("within_seconds", 1, kSecondsMost));
  }
  if (settings.every + settings.within > kNoticedWithin - kLeftForAlarm) {
    top.add(top.place(),
            "`every_seconds` and `within_seconds` are together more than 840, so a break would be noticed "
            "too late",
            "write smaller ones: an alarm comes within fifteen minutes of the break");
  }
  read_alarm(top, findings, settings.alarm);
  read_letter(top, findings, settings.letter);
  read_probes(top, findings, settings);
  if (!findings.empty()) return tl::unexpected(std::move(findings).in_order());
  return settings;
}

}  // namespace assent::watchdog
