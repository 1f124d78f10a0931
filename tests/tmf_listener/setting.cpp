#include "tmf_listener/setting.hpp"

#include "decision/packs.hpp"
#include "tmf_listener/routes.hpp"

#include <gtest/gtest.h>

#include <utility>

namespace assent::tmf_listener_test {

std::shared_ptr<const tmf_listener::Mapping> mapping_of(std::string_view text) {
  auto mapping = tmf_listener::Mapping::read(text, "tmf-listener.toml");
  EXPECT_TRUE(mapping) << (mapping ? "" : mapping.error().front().problem);
  return std::make_shared<const tmf_listener::Mapping>(*std::move(mapping));
}

std::shared_ptr<const tmf_listener::Mapping> usual_mapping() {
  return mapping_of(test::text_of("examples/tmf-listener.toml"));
}

std::vector<Result<ledger::Receipt>> WatchedLedger::append(std::span<const ledger::Draft> drafts, Instant now) {
  if (before_append) {
    const auto once = std::exchange(before_append, nullptr);
    once(whole_);
  }
  return PassingLedger::append(drafts, now);
}

Setting::Setting(std::shared_ptr<const tmf_listener::Mapping> mapping) {
  std::vector<app::PackText> packs{{"tra.toml", test::text_of("regimes/tra.toml")}};
  auto rules = std::make_shared<const app::Rules>(app::Rules{app::RulePacks::of(std::move(packs)), {}, {}});
  engine.emplace(app::EnginePorts{ledger, zones, telephones, clock, nullptr, service_test::drawn_key}, std::move(rules),
                 "tra");
  listener.emplace(*engine, std::move(mapping));
  served.emplace(tmf_listener::routes_of(*listener));
}

api_test::Got Setting::send(std::string_view name, std::string_view body) {
  const std::string_view interface = name.starts_with("product") ? "productInventory" : "partyManagement";
  return served->post("/tmf-api/" + std::string(interface) + "/v4/listener/" + std::string(name), body);
}

std::string Setting::effects(std::string_view name, std::string_view body) {
  const auto got = send(name, body);
  EXPECT_EQ(got.status, 201U) << got.body;
  return got.header("Assent-Effects").value_or("");
}

std::optional<evidence::CustomerRecorded> Setting::profile(std::string_view account) {
  const auto all = recorded<evidence::CustomerRecorded>(account);
  if (all.empty()) return std::nullopt;
  return all.back();
}

void Setting::import(std::string account, evidence::CustomerRecorded customer) {
  const ledger::Draft draft{{std::move(account), clock.now(), {}, "import", "import", "", std::move(customer)}, true};
  EXPECT_TRUE(ledger::append_one(ledger, draft, clock.now()));
}

void Setting::stop(std::string_view e164) {
  const auto regime = engine->regime({}, engine->now()).value();
  EXPECT_TRUE(
      engine->record_of_number(e164, evidence::OptOutRecorded{}, {std::nullopt, "sms-gateway", "sms", ""}, *regime));
}

decision::Decision Setting::decide(const std::string& account) {
  const auto regime = engine->regime({}, engine->now()).value();
  Use use;
  use.purpose = "marketing";
  use.recipient = "carrier";
  use.information = {"contact"};
  use.channel = "email";
  Offer offer;
  offer.offer_class = regime->communications_classes.front();
  use.offer = std::move(offer);
  return engine->customers().decide_for({account, ""}, *regime, use, {engine->now(), kNever});
}

std::string notification(std::string_view id, std::string_view time, std::string_view subject,
                         std::string_view subject_id, std::string_view more) {
  std::string text = R"({"eventId":")" + std::string(id) + "\"";
  if (!time.empty()) text += R"(,"eventTime":")" + std::string(time) + "\"";
  return text + R"(,"event":{")" + std::string(subject) + R"(":{"id":")" + std::string(subject_id) + "\"" +
         std::string(more) + "}}}";
}

std::string individual(std::string_view id, std::string_view time, std::string_view account, std::string_view more) {
  return notification(id, time, "individual", account, more);
}

std::string product(std::string_view id, std::string_view time, std::string_view product_id, std::string_view more) {
  return notification(id, time, "product", product_id, more);
}

std::string of_customer(std::string_view account, std::string_view specification, std::string_view status) {
  std::string text;
  if (!account.empty()) {
    text += R"(,"relatedParty":[{"id":"S-1","role":"Seller","@referredType":"Organization"},{"id":")" +
            std::string(account) + R"(","role":"Customer","@referredType":"Individual"}])";
  }
  if (!specification.empty()) text += R"(,"productSpecification":{"id":")" + std::string(specification) + R"("})";
  if (!status.empty()) text += R"(,"status":")" + std::string(status) + "\"";
  return text;
}

std::string reached_by(std::string_view telephone, std::string_view email) {
  std::string text = R"(,"contactMedium":[{"mediumType":"phone","characteristic":{"phoneNumber":")" +
                     std::string(telephone) + R"("}})";
  if (!email.empty()) {
    text +=
        R"(,{"mediumType":"email","preferred":true,"characteristic":{"emailAddress":")" + std::string(email) + R"("}})";
  }
  return text + "]";
}

}  // namespace assent::tmf_listener_test
