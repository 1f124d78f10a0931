// A small carrier in memory whose customers write text messages, without a network.
#pragma once

#include "api/served.hpp"
#include "app/engine.hpp"
#include "service/setting.hpp"
#include "sms/sender.hpp"
#include "sms_gateway/confirmations.hpp"
#include "sms_gateway/replies.hpp"
#include "store/memory_ledger.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assent::sms_gateway_test {

class KeptSender final : public sms::Sender {
 public:
  Result<sms::Handed> send(const sms::Outgoing& message) override {
    ++tries;
    if (!reachable) return fail(ErrorCode::unavailable, "nobody is there", "");
    if (handed == sms::Handed::accepted) sent.push_back(message);
    return handed;
  }
  std::vector<sms::Outgoing> sent;
  sms::Handed handed = sms::Handed::accepted;
  bool reachable = true;
  int tries = 0;
};

struct Setting {
  Setting();

  void customer(const std::string& account, const std::string& e164, const std::string& language = "");
  // By the gateway's key. The text is UTF-8.
  api_test::Got write(std::string_view from, std::string_view text, std::string_view id = "");
  std::vector<ledger::Recorded> entries(std::string_view account) { return ledger.entries_of(account).value(); }
  std::vector<evidence::OptOutRecorded> refusals(std::string_view account);
  // Of all accounts, and of numbers.
  std::uint64_t size() { return ledger.heads().value().front().size; }
  void send_confirmations() {
    while (confirmations.round()) {
    }
  }

  store::MemoryLedger ledger;
  service_test::TableZones zones;
  service_test::PlainTelephones telephones;
  service_test::HandClock clock{service_test::at("2026-06-01T08:00:00Z")};
  std::optional<app::Engine> engine;
  KeptSender sender;
  sms_gateway::Confirmations confirmations{sender,
                                           clock,
                                           {{explanation::Language::en, "To allow it again, call 111."},
                                            {explanation::Language::ar, "للسماح به من جديد اتصلوا على 111."}}};
  std::optional<sms_gateway::Replies> replies;
  std::optional<api_test::Served> served;
};

}  // namespace assent::sms_gateway_test
