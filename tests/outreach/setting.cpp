#include "outreach/setting.hpp"

#include "decision/packs.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <utility>
#include <variant>

namespace assent::outreach_test {

outreach::HandedOver taken(Instant at) {
  outreach::HandedOver one;
  one.outcome = outreach::Outcome::taken;
  one.message_id = "q-1";
  one.sent = at;
  return one;
}

std::vector<outreach::HandedOver> ScriptedWay::hand_over(std::span<const outreach::Message> messages) {
  std::vector<outreach::HandedOver> became;
  for (const outreach::Message& each : messages) {
    outreach::HandedOver one = answer ? answer(each) : taken(service_test::at("2026-06-01T08:00:00Z"));
    if (one.outcome == outreach::Outcome::taken) {
      arrived[each.values.account].push_back(each.queued);
      addresses.push_back(each.address);
    }
    became.push_back(std::move(one));
  }
  return became;
}

Setting::Setting() {
  std::vector<app::PackText> packs{{"tra.toml", test::text_of("regimes/tra.toml")}};
  auto rules = std::make_shared<const app::Rules>(app::Rules{app::RulePacks::of(std::move(packs)), {}, {}});
  engine.emplace(app::EnginePorts{ledger, zones, telephones, clock, nullptr, service_test::drawn_key}, std::move(rules),
                 "tra");
  runs.emplace(*engine);
  const auto notice = service::read_notice(test::text_of("examples/notice.toml"), "notice.toml");
  EXPECT_TRUE(notice.has_value());
  add("", notice->notice);
}

void Setting::add(std::string account, evidence::Body body) {
  const ledger::Draft draft{
      {std::move(account), service_test::at("2026-05-01T08:00:00Z"), {}, "import", "cli", "", std::move(body)}, false};
  const auto receipt = ledger::append_one(ledger, draft, clock.now());
  EXPECT_TRUE(receipt) << (receipt ? "" : receipt.error().message);
}

void Setting::add_customer(const std::string& account, std::string_view reachable, const std::string& language) {
  evidence::CustomerRecorded customer;
  customer.language = language;
  customer.time_zone = "Asia/Beirut";
  customer.services = {"mobile"};
  if (reachable == "sms") customer.telephones = {"+9613" + std::to_string(100000 + ledger.heads().value()[0].size)};
  if (reachable == "email" || reachable == "email unpermitted") customer.email_addresses = {account + "@example.com"};
  if (reachable == "mail") customer.address = {{"Rue de la Paix 7"}, "LB"};
  add(account, customer);
  if (reachable == "email") add(account, evidence::EmailPermissionRecorded{true, {"form-1", std::nullopt}, false});
}

Result<outreach::Plan> Setting::plan(const std::string& list, std::vector<std::string> channels) {
  outreach::PlanRequest request;
  request.notice = "your-information";
  request.version = "2026-1";
  request.channels = std::move(channels);
  request.price_thousandths = {{"email", 1}, {"sms", 30}, {"mail", 700}};
  TextSource source(list);
  TextSink planned;
  TextSink others;
  auto plan = outreach::plan_run(*engine, request, source, {planned, others});
  plan_text = planned.text;
  left_out = others.text;
  return plan;
}

std::string Setting::approved(const std::string& list, std::vector<std::string> channels) {
  const auto made = plan(list, std::move(channels));
  EXPECT_TRUE(made) << (made ? "" : made.error().message);
  const auto run = runs->add(made.value(), "planner");
  EXPECT_TRUE(run);
  EXPECT_TRUE(runs->approve(run.value().id, "reviewer"));
  return run.value().id;
}

Result<outreach::SendCounts> Setting::send(const std::string& id, const outreach::SendSettings& settings) {
  outreach::SendPorts ports;
  ports.ways = {&email, &sms, &mail};
  ports.page_of = [](const std::string& account, Position) { return "https://assent.example/r/" + account; };
  ports.services_of = [](const Names& services, std::string_view) { return services.empty() ? "" : services.front(); };
  ports.wait = [this](std::chrono::milliseconds time) {
    if (wait) return wait(time);
    clock.set(clock.now() + time);
    return true;
  };
  ports.note = [this](std::string_view account, outreach::Noted what) -> Result<void> {
    noted.emplace_back(account, what);
    return {};
  };
  const auto open = [this]() -> Result<std::unique_ptr<ByteSource>> { return std::make_unique<TextSource>(plan_text); };
  return outreach::send_run(*engine, *runs, id, "sender", open, ports, settings);
}

std::size_t Setting::givings(const std::string& account) const {
  const auto entries = ledger.entries_of(account).value();
  return static_cast<std::size_t>(std::ranges::count_if(entries, [](const ledger::Recorded& each) {
    return std::holds_alternative<evidence::NoticeGivenRecorded>(each.entry.body);
  }));
}

}  // namespace assent::outreach_test
