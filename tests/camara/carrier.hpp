// A carrier in memory with a few customers and a partner, served by CAMARA's interfaces without a network.
#pragma once

#include "api/served.hpp"
#include "app/engine.hpp"
#include "camara/provider.hpp"
#include "decision/packs.hpp"
#include "service/setting.hpp"
#include "store/memory_ledger.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace assent::camara_test {

inline constexpr std::string_view kAsk = "/consent-info/v0.2/retrieve";

class Carrier {
 public:
  // `settings`: those of examples/camara.toml if empty, where the partner is `partner-1`, as the served tests know it.
  explicit Carrier(std::string_view settings = {});

  void customer(std::string account, std::string telephone, CustomerState state = CustomerState::active);
  service::Acknowledgement record(std::string_view account, const service::Choice& choice);
  // The example's notice, in another version.
  void publish(std::string_view version);

  // By the partner: may it use the location of the customer with the number for its offers?
  api_test::Got ask(std::string_view telephone, std::string_view more = R"("requestCaptureUrl":false)");
  // The same as the status: `valid` or the reason.
  std::string status(std::string_view telephone);
  // The path of a capture URL for that number.
  std::string capture(std::string_view telephone, std::string_view more = "");
  // A visit to the page.
  api_test::Got see(const std::string& path, const api_test::Fields& fields = {});
  // The form of the page, sent with one answer to each question.
  api_test::Got send(const std::string& path, std::string_view answer, const api_test::Fields& fields = {});

  std::size_t entries() const;
  void pass(std::chrono::minutes time);

  store::MemoryLedger ledger;
  service_test::TableZones zones;
  service_test::PlainTelephones telephones;
  service_test::HandClock clock{service_test::at("2026-06-01T08:00:00Z")};
  std::optional<app::Engine> engine;
  std::optional<camara::Provider> provider;
  std::optional<api_test::Served> served;
};

// The example's settings with another partner.
std::string example_settings();

// The value of the string member of that name; empty: there is none.
std::string member(std::string_view json, std::string_view name);

}  // namespace assent::camara_test
