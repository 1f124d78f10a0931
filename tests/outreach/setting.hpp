// A small carrier in memory that sends notices: a ledger, a clock, and ways out that do as they are told.
#pragma once

#include "app/engine.hpp"
#include "outreach/notice_runs.hpp"
#include "outreach/plan.hpp"
#include "outreach/sender.hpp"
#include "service/setting.hpp"
#include "store/memory_ledger.hpp"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assent::outreach_test {

// The process ends here.
struct Killed {};

class ScriptedWay final : public outreach::Way {
 public:
  explicit ScriptedWay(std::string its_channel) : channel_(std::move(its_channel)) {}
  std::string_view channel() const override { return channel_; }
  std::string_view provider() const override { return "relay-1"; }
  std::vector<outreach::HandedOver> hand_over(std::span<const outreach::Message> messages) override;

  // What becomes of a message; none: it is taken. May throw Killed.
  std::function<outreach::HandedOver(const outreach::Message&)> answer;
  // What arrived: by account, the places in the ledger under which it came.
  std::map<std::string, std::vector<Position>> arrived;
  std::vector<std::string> addresses;

 private:
  std::string channel_;
};

outreach::HandedOver taken(Instant at);

class TextSink final : public ByteSink {
 public:
  Result<void> write(std::string_view bytes) override {
    text += bytes;
    return {};
  }
  std::string text;
};

struct Setting {
  Setting();

  void add(std::string account, evidence::Body body);
  // Reachable by that alone: `email` with a permission, `sms`, `mail`, or nothing.
  void add_customer(const std::string& account, std::string_view reachable, const std::string& language = "en");

  // The plan's file goes to `plan_text`, those left out to `left_out`.
  Result<outreach::Plan> plan(const std::string& list, std::vector<std::string> channels = {"email", "sms", "mail"});
  // Planned by `planner`, approved by `reviewer`; its id.
  std::string approved(const std::string& list, std::vector<std::string> channels = {"email", "sms", "mail"});
  Result<outreach::SendCounts> send(const std::string& id, const outreach::SendSettings& settings = {});

  std::size_t givings(const std::string& account) const;

  store::MemoryLedger ledger;
  service_test::TableZones zones;
  service_test::PlainTelephones telephones;
  service_test::HandClock clock{service_test::at("2026-06-01T08:00:00Z")};
  std::optional<app::Engine> engine;
  std::optional<outreach::NoticeRuns> runs;
  ScriptedWay email{"email"};
  ScriptedWay sms{"sms"};
  ScriptedWay mail{"mail"};
  std::string plan_text;
  std::string left_out;
  std::vector<std::pair<std::string, outreach::Noted>> noted;
  std::function<bool(std::chrono::milliseconds)> wait;  // none: no time passes
};

}  // namespace assent::outreach_test
