#include "sms_gateway/setting.hpp"

#include "decision/packs.hpp"
#include "sms_gateway/routes.hpp"

#include <gtest/gtest.h>

#include <utility>

namespace assent::sms_gateway_test {

Setting::Setting() {
  std::vector<app::PackText> packs{{"tra.toml", test::text_of("regimes/tra.toml")}};
  auto rules = std::make_shared<const app::Rules>(app::Rules{app::RulePacks::of(std::move(packs)), {}, {}});
  engine.emplace(app::EnginePorts{ledger, zones, telephones, clock, nullptr, service_test::drawn_key}, std::move(rules),
                 "tra");
  replies.emplace(*engine, "LB", &confirmations);
  served.emplace(sms_gateway::routes_of(*engine, *replies));
}

void Setting::customer(const std::string& account, const std::string& e164, const std::string& language) {
  evidence::CustomerRecorded customer;
  customer.time_zone = "Asia/Beirut";
  customer.services = {"mobile"};
  customer.telephones = {e164};
  customer.language = language;
  ledger::Draft draft;
  draft.entry.account = account;
  draft.entry.body = std::move(customer);
  draft.entry.actor = "test";
  draft.entry.channel = "import";
  draft.entry.effective = clock.now();
  const ledger::Draft drafts[] = {draft};
  ASSERT_TRUE(ledger.append(drafts, clock.now()).front());
}

api_test::Got Setting::write(std::string_view from, std::string_view text, std::string_view id) {
  const std::string path = "/v1/sms/messages" + (id.empty() ? std::string() : "?id=" + std::string(id));
  return served->ask(access::Role::service, http::Method::post, path, text,
                     {{"Content-Type", "text/plain; charset=\"UTF-8\""},
                      {"X-Kannel-From", std::string(from)},
                      {"X-Kannel-To", "1234"},
                      {"X-Kannel-SMSC", "network"}});
}

std::vector<evidence::OptOutRecorded> Setting::refusals(std::string_view account) {
  std::vector<evidence::OptOutRecorded> all;
  for (const ledger::Recorded& each : entries(account)) {
    if (const auto* refusal = std::get_if<evidence::OptOutRecorded>(&each.entry.body)) all.push_back(*refusal);
  }
  return all;
}

}  // namespace assent::sms_gateway_test
