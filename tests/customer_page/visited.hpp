// A carrier in memory with a customer, a partner and a notice, whose page is visited without a network.
#pragma once

#include "api/served.hpp"
#include "app/engine.hpp"
#include "app/proofs.hpp"
#include "customer_page/page.hpp"
#include "service/setting.hpp"
#include "store/memory_ledger.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assent::customer_page_test {

// The twin of a gateway: it keeps what it was given.
class KeptCodes final : public customer_page::CodeOutlet {
 public:
  Result<void> send(const customer_page::CodeMessage& message) override {
    if (broken) return fail(ErrorCode::unavailable, "the gateway is down");
    sent.push_back(message);
    return {};
  }
  std::vector<customer_page::CodeMessage> sent;
  bool broken = false;
};

inline constexpr std::string_view kAccount = "4711000815";
inline constexpr std::string_view kTelephone = "+9613123456";

class Visited {
 public:
  Visited();

  std::string refuse_path(std::string account = std::string(kAccount), std::string notice = "partner-location") const;
  std::string view_path(std::string account = std::string(kAccount)) const;

  api_test::Got get(std::string_view path, const api_test::Fields& fields = {});
  api_test::Got post(std::string_view path, std::string_view form, api_test::Fields fields = {});

  // Asks for a code by that channel, and gives the digits that came; empty: none came.
  std::string code(std::string_view path, std::string_view channel = "sms");
  // The field `Cookie` of a browser that has given the right code.
  api_test::Fields session(std::string_view path);

  // The decision about marketing by that relation and party.
  decision::Decision decision(std::string_view relation = "carrier", std::string_view party = {},
                              Names information = {"contact", "services"}) const;
  service::Acknowledgement record(std::string_view account, const service::Choice& choice);
  std::vector<ledger::Recorded> entries(std::string_view account = kAccount) const;
  template <class Body>
  std::size_t count(std::string_view account = kAccount) const {
    std::size_t found = 0;
    for (const ledger::Recorded& each : entries(account))
      found += std::holds_alternative<Body>(each.entry.body) ? 1U : 0U;
    return found;
  }
  void publish(std::string_view version);
  void pass(std::chrono::minutes time);

  store::MemoryLedger ledger;
  service_test::TableZones zones;
  service_test::PlainTelephones telephones;
  service_test::HandClock clock{service_test::at("2026-06-01T08:00:00Z")};
  std::optional<app::Engine> engine;
  std::optional<app::Proofs> proofs;
  KeptCodes codes;
  std::shared_ptr<const customer_page::SetUp> set_up;
  std::optional<customer_page::Page> page;
  std::optional<api_test::Served> served;
};

// The value of the first attribute or hidden field of that name in the page; empty: there is none.
std::string hidden_value(std::string_view html, std::string_view name, std::size_t from = 0);

}  // namespace assent::customer_page_test
