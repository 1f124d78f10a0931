// The setting of the service tests: a small regime, zones from a table, telephone numbers without a library, a clock
// that is set by hand, and both stores.
#pragma once

#include "base/clock.hpp"
#include "base/telephones.hpp"
#include "base/time_zone.hpp"
#include "intake/customer_mapping.hpp"
#include "ledger/ledger.hpp"
#include "regime/regime.hpp"
#include "service/circumstances.hpp"
#include "service/customer_file.hpp"
#include "service/import_customers.hpp"
#include "service/notices.hpp"
#include "service/record.hpp"

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace assent::service_test {

Instant at(std::string_view text);
Date on(std::string_view text);

// Carrier by opt-out, agent and joint venture partner by opt-in (with an agreement), third parties refused. Offers that
// enhance a subscribed category, or belong to one, are free. 30 days, three more for mail, two years.
regime::Regime small_regime();

class TableZones : public TimeZones {
 public:
  const TimeZone* find(std::string_view name) const override;

 private:
  TimeZone beirut_ = TimeZone::fixed("Asia/Beirut", std::chrono::hours{2});
};

// In LB `03 123 456` is +9613123456: digits only, the leading zero dropped.
class PlainTelephones : public Telephones {
 public:
  tl::expected<std::string, TelephoneFault> e164(std::string_view text, std::string_view country) const override;
  bool knows_country(std::string_view country) const override { return country == "LB"; }
};

class HandClock : public Clock {
 public:
  explicit HandClock(Instant start) : now_(start) {}
  Instant now() const override { return now_; }
  void set(Instant instant) { now_ = instant; }

 private:
  Instant now_;
};

enum class Store { memory, sqlite };

// A ledger in a temporary folder, removed with the object.
class TestLedger {
 public:
  explicit TestLedger(Store store);
  ~TestLedger();
  TestLedger(const TestLedger&) = delete;
  TestLedger& operator=(const TestLedger&) = delete;

  ledger::Ledger& operator*() { return *ledger_; }
  ledger::Ledger* operator->() { return ledger_.get(); }

 private:
  std::string folder_;
  std::unique_ptr<ledger::Ledger> ledger_;
};

// Everything together, on the day 2026-01-01.
struct Setting {
  explicit Setting(Store store) : ledger(store), customers(*ledger, zones) {}

  TestLedger ledger;
  regime::Regime regime = small_regime();
  TableZones zones;
  PlainTelephones telephones;
  HandClock clock{at("2026-01-01T08:00:00Z")};
  service::CustomerFile customers;
  service::Circumstances circumstances{std::nullopt, "clerk-7", "shop", ""};

  void customer(std::string account, std::string telephone = "", Names services = {"local"},
                std::string language = "en", CustomerState state = CustomerState::active);
  // Publishes it first if necessary.
  void notice(std::string account, Date mailed);
  service::Acknowledgement choose(std::string_view account, const service::Choice& choice, std::string key = "");
  decision::Decision decide(std::string account, const Use& use, std::string_view instant);
  std::uint64_t size();  // entries in the ledger
  // From a carrier's file, which must be importable; the rejects replace what was in `rejected`.
  service::ImportCounts import(const intake::CustomerMapping& mapping, const std::string& text, std::string& rejected,
                               const service::ImportOptions& options = {});
};

// A mapping of customers by the column `account`: households in Beirut that speak English and have a line. `rest` says
// whether they are active, and what else the file has about them.
intake::CustomerMapping household_mapping(std::string_view rest);

// Marketing of internet by the carrier to people who have other services.
Use internet_offer();
// The text of a notice that fulfils the small regime.
std::string notice_text(std::string_view version = "1");
// The notice read from it.
service::NoticeFile notice_of(std::string_view text);

// Always the same.
Result<evidence::Hash> drawn_key();

evidence::OptInRecorded opt_in_for(Names recipients);
evidence::Evidence proof();

}  // namespace assent::service_test
