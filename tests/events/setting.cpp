#include "events/setting.hpp"

#include "decision/packs.hpp"
#include "wire/event.hpp"

#include <gtest/gtest.h>
#include <boost/json/parse.hpp>

#include <utility>

namespace assent::events_test {

events::Sent ScriptedOutlet::send(const events::Subscription& subscription, const events::Event& event) {
  const events::Sent sent = answer ? answer(event) : events_test::taken();
  calls.push_back({subscription.id, event.account, event.position, event.json, sent.outcome});
  return sent;
}

Setting::Setting(std::string address) {
  std::vector<app::PackText> packs{{"tra.toml", test::text_of("regimes/tra.toml")}};
  auto rules = std::make_shared<const app::Rules>(app::Rules{app::RulePacks::of(std::move(packs)), {}, {}});
  engine.emplace(app::EnginePorts{ledger, zones, telephones, clock, nullptr, service_test::drawn_key}, std::move(rules),
                 "tra");
  feed.emplace(*engine, std::move(address));
  restart(false);
}

void Setting::restart(bool noted) {
  if (noted && delivery) delivery->note_all();
  delivery.reset();
  subscriptions.emplace(*engine, evidence::Hash{4, 5, 6}, webhook::Receivers{kReceiver});
  delivery.emplace(*feed, *subscriptions, outlet, clock, log);
}

Position Setting::add(std::string account, evidence::Body body, std::string_view effective) {
  const ledger::Draft draft{
      {std::move(account), service_test::at(effective), {}, "clerk-7", "shop", "", std::move(body)}, false};
  const auto receipt = ledger::append_one(ledger, draft, clock.now());
  EXPECT_TRUE(receipt) << (receipt ? "" : receipt.error().message);
  return receipt ? receipt->position : Position{};
}

Position Setting::add_customer(const std::string& account) {
  evidence::CustomerRecorded customer;
  customer.language = "en";
  customer.time_zone = "Asia/Beirut";
  customer.services = {"mobile"};
  customer.telephones = {"+9613123456"};
  customer.email_addresses = {"someone@example.com"};
  customer.address = {{"Rue de la Paix 7"}, "LB"};
  return add(account, customer, "2026-01-01T00:00:00Z");
}

Position Setting::opt_out(const std::string& account) { return add(account, evidence::OptOutRecorded{}); }

boost::json::object Setting::event_at(Position position, const std::string& account) {
  const auto kinds = feed->next(position, {}, 1).value().events;
  EXPECT_EQ(kinds.size(), 1U);
  const auto event = feed->event({position, account, kinds.front().kind});
  EXPECT_TRUE(event) << (event ? "" : event.error().message);
  return boost::json::parse(event.value().json).as_object();
}

std::string Setting::subscribe(events::Cursor from, std::vector<evidence::EntryKind> kinds, const std::string& path) {
  const auto made = subscriptions->add(kReceiver + path, std::move(kinds), std::move(from), "service-1");
  EXPECT_TRUE(made) << (made ? "" : made.error().message);
  return made ? made->id : std::string();
}

void Setting::deliver() {
  while (delivery->round().value()) {
  }
}

std::vector<std::string> Setting::taken() const {
  std::vector<std::string> all;
  for (const auto& each : outlet.calls) {
    if (each.outcome == events::Outcome::taken) all.push_back(each.account + " " + wire::event_id(each.position));
  }
  return all;
}

}  // namespace assent::events_test
