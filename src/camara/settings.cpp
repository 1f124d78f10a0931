#include "camara/settings.hpp"

#include "base/ascii.hpp"
#include "camara/callback.hpp"
#include "written/section.hpp"
#include "written/written.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace assent::camara {
namespace {

constexpr std::string_view kPrefix = "dpv:";
constexpr std::array<std::pair<std::string_view, evidence::Grade>, 2> kGrades = {
    {{"proved", evidence::Grade::proved}, {"claimed", evidence::Grade::claimed}}};

void number_at(written::Section& section, std::string_view key, int min, int max, int& into) {
  if (section.find(key) != nullptr) into = section.number(key, min, max);
}

written::Place place_of(const written::Section& section, std::string_view key) {
  const written::Written* const value = section.find(key);
  return value == nullptr ? section.place() : value->place;
}

class Reading {
 public:
  Reading(const written::Written& written, std::string_view file)
      : findings_(file),
        top_(findings_, written, "", {"version", "dpv", "key", "capture", "spelling", "use", "client"}) {}

  tl::expected<Settings, Issues> read() && {
    settings_.version = top_.name("version");
    settings_.dpv = top_.name("dpv");
    settings_.key = top_.text("key");
    capture();
    spellings();
    for (written::Section& each : written::tables_of(
             findings_, top_, "use",
             {"id", "scopes", "purposes", "purpose", "offer", "information", "recipient", "notice", "days"})) {
      use(each);
    }
    for (written::Section& each :
         written::tables_of(findings_, top_, "client", {"partner", "caller", "uses", "callbacks", "captures"})) {
      client(each);
    }
    if (!findings_.empty()) return tl::unexpected(std::move(findings_).in_order());
    return std::move(settings_);
  }

 private:
  void capture() {
    const written::Written* const table = top_.optional("capture", written::Written::Kind::table);
    if (table == nullptr) return;
    written::Section part(findings_, *table, "capture",
                          {"address", "carrier", "minutes", "at_most", "per_hours", "subscriber_field"});
    CaptureSettings& capture = settings_.capture.emplace();
    capture.address = part.name("address");
    while (capture.address.ends_with('/')) capture.address.pop_back();
    const auto kind = callback_kind(capture.address);
    if (!capture.address.empty() && kind != CallbackKind::web && kind != CallbackKind::loopback) {
      part.add(place_of(part, "address"), "`capture.address` is not the address of a page",
               "write it with `https://`, as customers reach it");
    }
    if (part.find("carrier") != nullptr) capture.carrier = part.text("carrier");
    number_at(part, "minutes", 1, 1440, capture.minutes);
    number_at(part, "at_most", 1, 1000, capture.at_most);
    number_at(part, "per_hours", 1, 744, capture.per_hours);
    capture.subscriber_field = part.optional_name("subscriber_field");
  }

  void spellings() {
    for (written::Section& each : written::tables_of(findings_, top_, "spelling", {"camara", "dpv"})) {
      std::string camara = each.name("camara");
      std::string dpv = each.name("dpv");
      if (!camara.empty() && !is_purpose(camara)) add_no_purpose(each, "camara");
      settings_.spellings.emplace_back(std::move(camara), std::move(dpv));
    }
  }

  std::string as_camara_writes(std::string purpose) const {
    for (const auto& [camara, dpv] : settings_.spellings) {
      if (purpose == dpv) return camara;
    }
    return purpose;
  }

  void add_no_purpose(written::Section& section, std::string_view key) {
    section.add(place_of(section, key),
                written::quoted(section.path() + '.' + std::string(key)) + " has a purpose that CAMARA cannot write",
                "write `dpv:` and letters and digits only; a `[[spelling]]` says which term of DPV it is");
  }

  void use(written::Section& section) {
    MappedUse use;
    use.id = section.name("id");
    use.scopes = section.needed_names("scopes", false);
    use.purposes = section.needed_names("purposes", false);
    for (std::string& purpose : use.purposes) purpose = as_camara_writes(std::move(purpose));
    use.asked.purpose = section.name("purpose");
    use.asked.offer = section.optional_name("offer");
    use.asked.information = section.needed_names("information", false);
    use.asked.recipient = section.optional_name("recipient");
    use.notice = section.optional_name("notice");
    number_at(section, "days", 1, 36'500, use.days);
    if (!std::ranges::all_of(use.purposes, is_purpose)) add_no_purpose(section, "purposes");
    if (settings_.use(use.id) != nullptr) {
      section.add(place_of(section, "id"), "a use has the id " + written::quoted(use.id) + " already",
                  "give another id");
    }
    for (const std::string& scope : use.scopes) {
      for (const std::string& purpose : use.purposes) {
        const auto [at, first] = meant_.emplace(std::pair(scope, purpose), use.id);
        if (!first) {
          section.add(place_of(section, "scopes"),
                      "the scope " + written::quoted(scope) + " with " + written::quoted(purpose) + " means the use " +
                          written::quoted(at->second) + " already",
                      "leave it out of one of them");
        }
      }
    }
    settings_.uses.push_back(std::move(use));
  }

  void client(written::Section& section) {
    Client client;
    client.partner = section.optional_name("partner");
    client.caller = section.optional_name("caller");
    if (client.partner.empty() == client.caller.empty()) {
      section.add(section.place(), "a client is not named by one of `partner` and `caller`", "write one of them");
    } else if (settings_.client(client.name()) != nullptr) {
      section.add(section.place(), "the client " + written::quoted(client.name()) + " stands there twice",
                  "leave one out");
    }
    std::vector<std::string_view> known;
    for (const MappedUse& each : settings_.uses) known.push_back(each.id);
    for (const std::string& id : section.needed_names("uses", false)) {
      if (settings_.use(id) == nullptr) {
        section.add(place_of(section, "uses"),
                    written::quoted(section.path() + ".uses") + " has " + written::quoted(id) + ", which is no use",
                    written::suggestion(id, known));
      }
      client.uses.push_back(id);
    }
    client.callbacks = section.optional_names("callbacks");
    for (const std::string& each : client.callbacks) {
      if (callback_kind(each) == CallbackKind::none || each.find('?') != std::string::npos) {
        section.add(
            place_of(section, "callbacks"),
            written::quoted(section.path() + ".callbacks") + " has an address to which no customer can be sent back",
            "write one with `https://`, of this machine, or of an app's own scheme; without `?` and `#`");
      }
    }
    if (section.find("captures") != nullptr) {
      client.captures = section.choice<evidence::Grade>("captures", kGrades).value_or(evidence::Grade::claimed);
    }
    settings_.clients.push_back(std::move(client));
  }

  written::Findings findings_;
  written::Section top_;
  Settings settings_;
  std::map<std::pair<std::string, std::string>, std::string> meant_;  // by scope and purpose the use
};

template <class List, class Holds>
auto first_in(const List& list, Holds holds) -> decltype(list.data()) {
  const auto at = std::ranges::find_if(list, holds);
  return at == list.end() ? nullptr : &*at;
}

}  // namespace

bool is_purpose(std::string_view text) {
  if (!text.starts_with(kPrefix) || text.size() == kPrefix.size() || text.size() > 256) return false;
  return std::ranges::all_of(text.substr(kPrefix.size()), [](char c) { return is_letter(c) || is_digit(c); });
}

const MappedUse* Settings::use(std::string_view id) const {
  return first_in(uses, [&](const MappedUse& each) { return each.id == id; });
}

const Client* Settings::client_of(const access::Caller& caller) const {
  return first_in(clients, [&](const Client& each) {
    if (caller.role == access::Role::partner) return !each.partner.empty() && each.partner == caller.partner;
    return !each.caller.empty() && each.caller == caller.id;
  });
}

const Client* Settings::client(std::string_view name) const {
  return first_in(clients, [&](const Client& each) { return each.name() == name; });
}

tl::expected<Settings, Issues> read_settings(std::string_view text, std::string_view file) {
  const auto written = written::read_toml(text, file);
  if (!written) return tl::unexpected(Issues{written.error()});
  return Reading(*written, file).read();
}

}  // namespace assent::camara
