// A small carrier in memory that listens to notifications, without a network.
#pragma once

#include "api/served.hpp"
#include "app/engine.hpp"
#include "json/tree.hpp"
#include "service/passing_ledger.hpp"
#include "service/setting.hpp"
#include "store/memory_ledger.hpp"
#include "tmf_listener/listener.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace assent::tmf_listener_test {

std::shared_ptr<const tmf_listener::Mapping> mapping_of(std::string_view text);
// examples/tmf-listener.toml
std::shared_ptr<const tmf_listener::Mapping> usual_mapping();

// Lets a test do something just before the next append.
class WatchedLedger final : public service_test::PassingLedger {
 public:
  explicit WatchedLedger(ledger::Ledger& ledger) : PassingLedger(ledger), whole_(ledger) {}
  std::vector<Result<ledger::Receipt>> append(std::span<const ledger::Draft> drafts, Instant now) override;
  std::function<void(ledger::Ledger&)> before_append;  // once

 private:
  ledger::Ledger& whole_;
};

struct Setting {
  explicit Setting(std::shared_ptr<const tmf_listener::Mapping> mapping = usual_mapping());

  // A notification of version 4 to the path of that name, as `individualCreateEvent`, by the carrier's CRM.
  api_test::Got send(std::string_view name, std::string_view body);
  // The same, and it is taken: its effects.
  std::string effects(std::string_view name, std::string_view body);

  std::optional<evidence::CustomerRecorded> profile(std::string_view account);
  std::vector<ledger::Recorded> entries(std::string_view account) { return ledger.entries_of(account).value(); }
  std::size_t size() { return ledger.heads().value().front().size; }
  template <class Body>
  std::vector<Body> recorded(std::string_view account) {
    std::vector<Body> all;
    for (const ledger::Recorded& each : entries(account)) {
      if (const auto* body = std::get_if<Body>(&each.entry.body)) all.push_back(*body);
    }
    return all;
  }
  // What an import recorded, from now on.
  void import(std::string account, evidence::CustomerRecorded customer);
  // A refusal by a message from that number.
  void stop(std::string_view e164);
  // Whether the carrier may market by e-mail.
  decision::Decision decide(const std::string& account);

  store::MemoryLedger kept;
  WatchedLedger ledger{kept};
  service_test::TableZones zones;
  service_test::PlainTelephones telephones;
  service_test::HandClock clock{service_test::at("2026-06-01T08:00:00Z")};
  std::optional<app::Engine> engine;
  std::optional<tmf_listener::Listener> listener;
  std::optional<api_test::Served> served;
};

// A notification of version 4. `time` may be empty: then it has none. `more` is the subject's members behind its id,
// each with a comma before it.
std::string notification(std::string_view id, std::string_view time, std::string_view subject,
                         std::string_view subject_id, std::string_view more = "");
std::string individual(std::string_view id, std::string_view time, std::string_view account,
                       std::string_view more = R"(,"status":"validated")");
std::string product(std::string_view id, std::string_view time, std::string_view product_id, std::string_view more);
// Members of a product: whose it is, what it is, its status. Empty: without it.
std::string of_customer(std::string_view account, std::string_view specification, std::string_view status);
// Members of a party: a telephone number, and an e-mail address.
std::string reached_by(std::string_view telephone, std::string_view email = "");

}  // namespace assent::tmf_listener_test
