// A small carrier in memory whose customers call, without a network.
#pragma once

#include "api/served.hpp"
#include "app/engine.hpp"
#include "phone_menu/menu.hpp"
#include "service/setting.hpp"
#include "store/memory_ledger.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assent::phone_menu_test {

inline constexpr std::string_view kRima = "+9613000001";

struct Setting {
  Setting();

  void record(const std::string& account, evidence::Body body);
  void customer(const std::string& account, const std::string& e164, CustomerState state = CustomerState::active);
  // Publishes the notice that can be allowed, in three languages; `disclosures` of each.
  void publish(const Names& disclosures, const std::string& version = "1", const std::string& last_text = "The end.");
  void publish_whole(const std::string& version = "1", const std::string& last_text = "The end.");

  // What the caller hears and may do after these keys. The service's key is the platform's.
  phone_menu::NextStep press(phone_menu::Asked& call, std::string_view keys);
  // A call of Rima's, as her.
  phone_menu::Asked authenticated(const std::string& call = "4711") const;

  std::vector<ledger::Recorded> entries(std::string_view account) { return ledger.entries_of(account).value(); }
  template <class Body>
  std::vector<Body> of(std::string_view account) {
    std::vector<Body> all;
    for (const ledger::Recorded& each : entries(account)) {
      if (const auto* body = std::get_if<Body>(&each.entry.body)) all.push_back(*body);
    }
    return all;
  }
  std::uint64_t size() { return ledger.heads().value().front().size; }

  store::MemoryLedger ledger;
  service_test::TableZones zones;
  service_test::PlainTelephones telephones;
  service_test::HandClock clock{service_test::at("2026-06-01T08:00:00Z")};
  std::optional<app::Engine> engine;
  std::optional<phone_menu::Menu> menu;
  access::Caller platform;
  std::optional<api_test::Served> served;
};

// All that a prompt says, one on each line.
std::string heard(const phone_menu::NextStep& next);
bool says(const phone_menu::NextStep& next, phone_menu::Word word);

}  // namespace assent::phone_menu_test
