#include "phone_menu/setting.hpp"

#include "decision/packs.hpp"
#include "phone_menu/routes.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <utility>

namespace assent::phone_menu_test {

using explanation::Language;

Setting::Setting() {
  std::vector<app::PackText> packs{{"tra.toml", test::text_of("regimes/tra.toml")}};
  auto rules = std::make_shared<const app::Rules>(app::Rules{app::RulePacks::of(std::move(packs)), {}, {}});
  engine.emplace(app::EnginePorts{ledger, zones, telephones, clock, nullptr, service_test::drawn_key}, std::move(rules),
                 "tra");
  phone_menu::Settings settings;
  settings.country = "LB";
  settings.languages = {Language::ar, Language::en, Language::fr};
  settings.reversals = {{Language::en, "To allow it again, call 111."}};
  settings.notice = "by-telephone";
  settings.person = "tel:+9611000000";
  menu.emplace(*engine, std::move(settings));
  platform.id = "ivr";
  platform.role = access::Role::service;
  platform.scopes = access::scopes_of(access::Role::service);
  served.emplace(phone_menu::routes_of(*menu));
}

void Setting::record(const std::string& account, evidence::Body body) {
  ledger::Draft draft;
  draft.entry.account = account;
  draft.entry.body = std::move(body);
  draft.entry.actor = "test";
  draft.entry.channel = "import";
  draft.entry.effective = clock.now();
  const ledger::Draft drafts[] = {draft};
  const auto receipts = ledger.append(drafts, clock.now());
  ASSERT_TRUE(receipts.front()) << receipts.front().error().message;
}

void Setting::customer(const std::string& account, const std::string& e164, CustomerState state) {
  evidence::CustomerRecorded customer;
  customer.state = state;
  customer.time_zone = "Asia/Beirut";
  customer.services = {"mobile"};
  customer.telephones = {e164};
  record(account, std::move(customer));
}

void Setting::publish(const Names& disclosures, const std::string& version, const std::string& last_text) {
  evidence::NoticePublished notice;
  notice.notice = "by-telephone";
  notice.version = version;
  notice.regime = "tra";
  notice.recipients = Coverage::only({"carrier"});
  notice.parties = Coverage::everything();
  notice.information = Coverage::everything();
  notice.translation = Translation::complete;
  for (const char* language : {"ar", "en", "fr"}) {
    evidence::NoticeText text{language, "Your information", {}};
    for (const std::string& each : disclosures) text.blocks.push_back({each, "About " + each + "."});
    text.blocks.push_back({"", last_text});
    notice.texts.push_back(std::move(text));
  }
  record("", std::move(notice));
}

void Setting::publish_whole(const std::string& version, const std::string& last_text) {
  const auto regime = engine->regime("", clock.now()).value();
  Names all;
  for (const regime::RequiredDisclosure& each : regime->notice.disclosures) all.push_back(each.disclosure);
  publish(all, version, last_text);
}

phone_menu::NextStep Setting::press(phone_menu::Asked& call, std::string_view keys) {
  call.pressed = keys;
  auto next = menu->next(call, platform);
  EXPECT_TRUE(next) << next.error().message;
  if (!next) return {};
  call = next->asked;
  return *std::move(next);
}

phone_menu::Asked Setting::authenticated(const std::string& call) const {
  phone_menu::Asked asked;
  asked.call = call;
  asked.caller = kRima;
  asked.account = "C-1";
  asked.by = "owner";
  asked.method = "pin";
  return asked;
}

std::string heard(const phone_menu::NextStep& next) {
  std::string all;
  for (const phone_menu::Prompt& each : next.prompts) all += each.text + "\n";
  return all;
}

bool says(const phone_menu::NextStep& next, phone_menu::Word word) {
  const std::string id(to_string(word));
  return std::ranges::any_of(next.prompts, [&](const phone_menu::Prompt& each) {
    return each.id == id || (each.id.starts_with(id + "_") && each.id.size() == id.size() + 2);
  });
}

}  // namespace assent::phone_menu_test
