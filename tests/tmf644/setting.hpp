// A small carrier in memory behind TMF644, served without a network.
#pragma once

#include "api/served.hpp"
#include "app/engine.hpp"
#include "json/tree.hpp"
#include "service/setting.hpp"
#include "store/memory_ledger.hpp"
#include "tmf644/delivery.hpp"
#include "tmf644/routes.hpp"

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assent::tmf644_test {

inline constexpr std::string_view kProfiles = "/tmf-api/privacyManagement/v4/partyPrivacyProfile";
inline constexpr std::string_view kAgreements = "/tmf-api/privacyManagement/v4/partyPrivacyAgreement";
inline constexpr std::string_view kSpecifications = "/tmf-api/privacyManagement/v4/partyPrivacyProfileSpecification";
inline constexpr std::string_view kHub = "/tmf-api/privacyManagement/v4/hub";

std::shared_ptr<const tmf644::Mapping> mapping_of(std::string_view text);
// examples/tmf644.toml, and callbacks that begin with https://crm.example/.
std::shared_ptr<const tmf644::Mapping> usual_mapping();

// Keeps what it was told to send, and answers as it is told.
class KeptMessages final : public webhook::Sender {
 public:
  Result<webhook::Response> send(const webhook::Message& message) override;
  std::vector<webhook::Message> sent;
  std::deque<unsigned> answers;  // then 204; 0: no answer
};

struct Setting {
  Setting();

  // An account on record, and the notice that it got before it approves anything.
  void add_customer(const std::string& account);
  void publish_notice();
  std::vector<ledger::Recorded> entries(std::string_view account) { return ledger.entries_of(account).value(); }
  template <class Body>
  std::vector<Body> recorded(std::string_view account) {
    std::vector<Body> all;
    for (const ledger::Recorded& each : entries(account)) {
      if (const auto* body = std::get_if<Body>(&each.entry.body)) all.push_back(*body);
    }
    return all;
  }
  // Whether the carrier may market by that channel of contact.
  decision::Decision decide(const std::string& account, std::string_view relation = "carrier",
                            std::string_view channel = "email", std::string_view party = "");

  api_test::Got send(http::Method method, std::string_view path, std::string_view body = "",
                     const api_test::Fields& fields = {});
  // Of a document that was kept: its id.
  std::string kept(std::string_view path, std::string_view body);

  store::MemoryLedger ledger;
  service_test::TableZones zones;
  service_test::PlainTelephones telephones;
  service_test::HandClock clock{service_test::at("2026-06-01T08:00:00Z")};
  std::optional<app::Engine> engine;
  std::optional<tmf644::Documents> documents;
  std::optional<tmf644::Hub> hub;
  KeptMessages messages;
  api_test::KeptLog log;
  std::optional<tmf644::Delivery> delivery;
  std::optional<api_test::Served> served;
};

json::Tree tree(std::string_view json);
// The text at a path of names: `{"a":{"b":"c"}}` and "a.b" give "c"; an item of a list by its number.
std::string text_in(std::string_view json, std::string_view path);

// A profile of version 4 about that customer, with these characteristics, and more members.
std::string profile(std::string_view account, std::string_view characteristics, std::string_view more = "");
std::string characteristic(std::string_view name, std::string_view value, std::string_view more = "");
// A signed agreement of version 4.
std::string agreement(std::string_view account, std::string_view date = "2026-05-20T10:00:00Z",
                      std::string_view status = "approved");

}  // namespace assent::tmf644_test
