// An engine over a random ledger in memory, served by AuthZEN without a network.
#pragma once

#include "api/served.hpp"
#include "app/engine.hpp"
#include "authzen/entity_policy.hpp"
#include "authzen/pdp.hpp"
#include "decision/packs.hpp"
#include "index/agreement.hpp"
#include "index/random_ledger.hpp"
#include "service/leased_index.hpp"
#include "service/setting.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace assent::authzen_test {

struct Setting {
  explicit Setting(std::shared_ptr<const authzen::EntityPolicy> policy = nullptr, std::size_t customers = 40,
                   bool with_index = true);

  // Brings the index up to date.
  void follow() { engine->follow(); }

  // The first account that has entries.
  std::string known_account() const {
    for (const std::string& each : accounts) {
      if (!ledger.entries_of(each).value().empty()) return each;
    }
    return {};
  }

  twin::Draw draw{1};
  store::MemoryLedger ledger;
  std::vector<std::string> accounts;
  index_test::AwkwardZones zones;
  HeapMemory memory;
  service_test::PlainTelephones telephones;
  service_test::HandClock clock{service_test::at("2026-06-01T08:00:00Z")};
  std::optional<service::LeasedIndex> index;
  std::optional<app::Engine> engine;
  std::optional<authzen::Pdp> pdp;
  api_test::Served served;
};

std::shared_ptr<const authzen::EntityPolicy> certification_policy();

// The first string member of that name anywhere in the JSON; empty: there is no such member.
std::string member(std::string_view json, std::string_view name);

}  // namespace assent::authzen_test
