#include "page_link/settings.hpp"

#include "base/require.hpp"
#include "written/section.hpp"
#include "written/written.hpp"

#include <algorithm>
#include <utility>

namespace assent::page_link {
namespace {

constexpr std::string_view kSecure = "https://";
constexpr std::string_view kPlain = "http://";

// `https://` and a host, or `http://` and this machine, and perhaps a path: characters that every reader of one takes.
bool is_address(std::string_view address) {
  const bool secure = address.starts_with(kSecure);
  if (!secure && !address.starts_with(kPlain)) return false;
  const auto plain = [](char c) { return c > ' ' && c < '\x7F' && c != '"' && c != '\\' && c != '<' && c != '>'; };
  if (!std::ranges::all_of(address, plain) || address.find_first_of("?#@") != std::string_view::npos) return false;
  const std::string_view rest = address.substr(secure ? kSecure.size() : kPlain.size());
  const std::string_view authority = rest.substr(0, rest.find('/'));
  const std::string_view host =
      authority.substr(0, authority.starts_with('[') ? authority.find(']') + 1 : authority.find(':'));
  if (secure) return !host.empty();
  return host == "127.0.0.1" || host == "localhost" || host == "[::1]";
}

std::string address_in(written::Section& section, std::string_view key) {
  std::string address = section.text(key);
  while (address.ends_with('/')) address.pop_back();
  if (!address.empty() && !is_address(address)) {
    section.add(section.find(key)->place, "`" + std::string(key) + "` is no address that may be used",
                "write `https://choices.carrier.example`; `http://` only for this machine");
  }
  return address;
}

void number_if_set(written::Section& section, std::string_view key, int min, int max, int& into) {
  if (section.find(key) != nullptr) into = section.number(key, min, max);
}

}  // namespace

tl::expected<Settings, Issues> read_settings(std::string_view text, std::string_view file) {
  const auto written = written::read_toml(text, file);
  if (!written) return tl::unexpected(Issues{written.error()});
  written::Findings findings(file);
  written::Section top(findings, *written, "",
                       {"address", "carrier", "keys", "view_hours", "session_minutes", "codes"});
  Settings settings;
  settings.address = address_in(top, "address");
  settings.carrier = top.text("carrier");
  settings.keys = top.text("keys");
  constexpr int kMostHours = 24 * 31;
  number_if_set(top, "view_hours", 1, kMostHours, settings.view_hours);
  number_if_set(top, "session_minutes", 1, 60, settings.session_minutes);
  if (const written::Written* const table = top.optional("codes", written::Written::Kind::table)) {
    written::Section part(findings, *table, "codes", {"address", "key", "minutes", "at_most", "per_hours"});
    CodeSettings& codes = settings.codes.emplace();
    codes.address = address_in(part, "address");
    codes.key = part.text("key");
    number_if_set(part, "minutes", 1, 60, codes.minutes);
    number_if_set(part, "at_most", 1, 20, codes.at_most);
    number_if_set(part, "per_hours", 1, 24, codes.per_hours);
  }
  if (!findings.empty()) return tl::unexpected(std::move(findings).in_order());
  return settings;
}

std::string address_of(const Settings& settings, Purpose purpose, std::string_view text) {
  require(purpose != Purpose::session, "a session never stands in an address");
  return settings.address + std::string(purpose == Purpose::refuse ? kRefusePath : kViewPath) + std::string(text);
}

}  // namespace assent::page_link
