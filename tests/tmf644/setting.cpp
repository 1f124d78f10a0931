#include "tmf644/setting.hpp"

#include "decision/packs.hpp"

#include <gtest/gtest.h>

#include <utility>

namespace assent::tmf644_test {
namespace {

ledger::Draft draft(std::string account, Instant effective, evidence::Body body) {
  return {{std::move(account), effective, {}, "test", "cli", "", std::move(body)}, false};
}

}  // namespace

std::shared_ptr<const tmf644::Mapping> mapping_of(std::string_view text) {
  auto mapping = tmf644::Mapping::read(text, "tmf644.toml");
  EXPECT_TRUE(mapping) << (mapping ? "" : mapping.error().front().problem);
  return std::make_shared<const tmf644::Mapping>(*std::move(mapping));
}

std::shared_ptr<const tmf644::Mapping> usual_mapping() {
  return mapping_of(test::text_of("examples/tmf644.toml") + "\n[hub]\ncallbacks = [\"https://crm.example/\"]\n");
}

Result<webhook::Response> KeptMessages::send(const webhook::Message& message) {
  sent.push_back(message);
  if (answers.empty()) return webhook::Response{204};
  const unsigned answer = answers.front();
  answers.pop_front();
  if (answer == 0) return fail(ErrorCode::unavailable, "the message was not delivered", "try again");
  return webhook::Response{answer};
}

Setting::Setting() {
  std::vector<app::PackText> packs{{"tra.toml", test::text_of("regimes/tra.toml")}};
  auto rules = std::make_shared<const app::Rules>(app::Rules{app::RulePacks::of(std::move(packs)), {}, {}});
  engine.emplace(app::EnginePorts{ledger, zones, telephones, clock, nullptr, service_test::drawn_key}, std::move(rules),
                 "tra");
  documents.emplace(*engine, usual_mapping(), evidence::Hash{1, 2, 3});
  hub.emplace(*documents);
  delivery.emplace(*documents, *hub, messages, clock, log, "https://privacy.example");
  served.emplace(tmf644::routes_of({*documents, *hub, "https://privacy.example"}));
}

void Setting::add_customer(const std::string& account) {
  evidence::CustomerRecorded customer;
  customer.language = "en";
  customer.time_zone = "Asia/Beirut";
  customer.services = {"mobile"};
  ASSERT_TRUE(
      ledger::append_one(ledger, draft(account, service_test::at("2026-01-01T00:00:00Z"), customer), clock.now()));
}

void Setting::publish_notice() {
  evidence::NoticePublished notice;
  notice.notice = "your-information";
  notice.version = "2026-1";
  notice.regime = "tra";
  notice.recipients = notice.parties = notice.information = Coverage::everything();
  notice.texts = {{"en", "Your information", {{"", "What we use, and for what."}}}};
  ASSERT_TRUE(ledger::append_one(ledger, draft("", service_test::at("2026-01-01T00:00:00Z"), notice), clock.now()));
}

decision::Decision Setting::decide(const std::string& account, std::string_view relation, std::string_view channel,
                                   std::string_view party) {
  const auto regime = engine->regime({}, engine->now()).value();
  Use use;
  use.purpose = "marketing";
  use.recipient = relation;
  use.party = party;
  use.information = {"contact"};
  use.channel = channel;
  Offer offer;
  offer.offer_class = regime->communications_classes.front();
  use.offer = std::move(offer);
  return engine->customers().decide_for({account, ""}, *regime, use, {engine->now(), kNever});
}

api_test::Got Setting::send(http::Method method, std::string_view path, std::string_view body,
                            const api_test::Fields& fields) {
  return served->ask(access::Role::service, method, path, body, fields);
}

std::string Setting::kept(std::string_view path, std::string_view body) {
  const auto got = send(http::Method::post, path, body, {{"Content-Type", "application/json"}});
  EXPECT_EQ(got.status, 201U) << got.body;
  return text_in(got.body, "id");
}

json::Tree tree(std::string_view json) {
  auto read = json::read_tree(json);
  EXPECT_TRUE(read) << json;
  return read.value_or(json::Tree{});
}

std::string text_in(std::string_view json, std::string_view path) {
  const json::Tree root = tree(json);
  const json::Tree* at = &root;
  while (at != nullptr && !path.empty()) {
    const std::size_t end = std::min(path.find('.'), path.size());
    const std::string part(path.substr(0, end));
    if (at->is(json::Kind::list)) {
      const std::size_t number = std::stoul(part);
      at = number < at->items.size() ? &at->items[number] : nullptr;
    } else {
      at = at->find(part);
    }
    path.remove_prefix(std::min(end + 1, path.size()));
  }
  if (at == nullptr) return {};
  return at->is(json::Kind::text) ? at->text : json::to_json(*at);
}

std::string characteristic(std::string_view name, std::string_view value, std::string_view more) {
  return R"({"name":")" + std::string(name) + R"(","privacyUsagePurpose":"MARKETING","value":)" + std::string(value) +
         std::string(more) + "}";
}

std::string profile(std::string_view account, std::string_view characteristics, std::string_view more) {
  return R"({"name":"Mine","status":"active","agreedByParty":{"id":")" + std::string(account) +
         R"(","name":"Rima","role":"owner","@referredType":"Individual"},"partyPrivacyProfileCharacteristic":[)" +
         std::string(characteristics) + R"(],"partyPrivacyProfileSpecification":{"id":"s-1","name":"Individual"})" +
         std::string(more) + "}";
}

std::string agreement(std::string_view account, std::string_view date, std::string_view status) {
  return R"({"agreementType":"privacy","name":"Mine","status":")" + std::string(status) +
         R"(","agreementItem":[{}],"engagedPartyRole":[{"id":")" + std::string(account) +
         R"(","role":"customer","@referredType":"Individual"}],"agreementSpecification":{"id":"spec-customer-information"},)"
         R"("agreementAuthorization":[{"date":")" +
         std::string(date) + R"(","signatureRepresentation":"signature/81","state":"approved"}]})";
}

}  // namespace assent::tmf644_test
