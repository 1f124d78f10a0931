// A small carrier in memory whose changes are sent: a ledger, a clock that is set by hand, and an outlet that answers
// as it is told.
#pragma once

#include "api/served.hpp"
#include "app/engine.hpp"
#include "events/delivery.hpp"
#include "events/feed.hpp"
#include "events/subscriptions.hpp"
#include "service/setting.hpp"
#include "store/memory_ledger.hpp"

#include <boost/json/object.hpp>

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assent::events_test {

class ScriptedOutlet final : public events::Outlet {
 public:
  struct Call {
    std::string subscription;
    std::string account;
    Position position;
    std::string json;
    events::Outcome outcome;
  };
  events::Sent send(const events::Subscription& subscription, const events::Event& event) override;

  std::vector<Call> calls;
  std::function<events::Sent(const events::Event&)> answer;  // none: everything is taken
};

inline const std::string kReceiver = "https://crm.example/";

struct Setting {
  // With that address of the server; empty: it has none.
  explicit Setting(std::string address = "https://assent.example");

  Position add(std::string account, evidence::Body body, std::string_view effective = "2026-05-01T08:00:00Z");
  Position add_customer(const std::string& account);
  Position opt_out(const std::string& account);

  // The first event at that position.
  boost::json::object event_at(Position position, const std::string& account);

  std::string subscribe(events::Cursor from = {}, std::vector<evidence::EntryKind> kinds = {},
                        const std::string& path = "hook");
  // A process that goes on where the ledger says that the former one was.
  void restart(bool noted);
  // Rounds until nothing is due now.
  void deliver();
  void later(std::chrono::seconds by) { clock.set(clock.now() + by); }
  // Events that were taken, as "A-1 0-3".
  std::vector<std::string> taken() const;

  store::MemoryLedger ledger;
  service_test::TableZones zones;
  service_test::PlainTelephones telephones;
  service_test::HandClock clock{service_test::at("2026-06-01T08:00:00Z")};
  std::optional<app::Engine> engine;
  std::optional<events::Feed> feed;
  std::optional<events::Subscriptions> subscriptions;
  ScriptedOutlet outlet;
  api_test::KeptLog log;
  std::optional<events::Delivery> delivery;
};

inline events::Sent refused(unsigned status = 422) {
  return {events::Outcome::refused, status, "status " + std::to_string(status), {}};
}
inline events::Sent not_now() { return {events::Outcome::wait, 503, "status 503", {}}; }
inline events::Sent taken() { return {events::Outcome::taken, 204, "status 204", {}}; }

}  // namespace assent::events_test
