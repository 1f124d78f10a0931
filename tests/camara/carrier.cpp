#include "camara/carrier.hpp"

#include "app/notice.hpp"
#include "app/record.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>

namespace assent::camara_test {
namespace {

const service::Circumstances kByClerk{service_test::at("2026-05-01T08:00:00Z"), "clerk-7", "shop", ""};

std::string replaced(std::string text, std::string_view what, std::string_view with) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) {
    text.replace(at, what.size(), with);
  }
  return text;
}

evidence::Hash another_key() {
  static std::uint8_t count = 0;
  evidence::Hash key{};
  key[0] = ++count;
  return key;
}

}  // namespace

std::string example_settings() { return replaced(test::text_of("examples/camara.toml"), "\"acme\"", "\"partner-1\""); }

std::string member(std::string_view json, std::string_view name) {
  const std::string begin = "\"" + std::string(name) + "\":\"";
  const std::size_t at = json.find(begin);
  if (at == std::string_view::npos) return {};
  return std::string(json.substr(at + begin.size(), json.find('"', at + begin.size()) - at - begin.size()));
}

Carrier::Carrier(std::string_view settings) {
  std::vector<app::PackText> packs{{"tra.toml", test::text_of("regimes/tra.toml")}};
  auto rules = std::make_shared<const app::Rules>(app::Rules{app::RulePacks::of(std::move(packs)), Catalogue{}, {}});
  engine.emplace(
      app::EnginePorts{ledger, zones, telephones, clock, nullptr, [] { return Result<evidence::Hash>(another_key()); }},
      std::move(rules), "tra");
  auto read = camara::read_settings(settings.empty() ? example_settings() : std::string(settings), "camara.toml");
  EXPECT_TRUE(read) << to_string(read.error().front());
  EXPECT_TRUE(camara::check(*read, *engine));
  provider.emplace(*engine, std::make_shared<const camara::Settings>(*std::move(read)), evidence::Hash{7});
  served.emplace(camara::routes_of(*provider));
  served->clock.set(clock.now());
  publish("2026-1");
  evidence::AgreementRecorded agreement{"partner-1",
                                        service_test::on("2026-01-01"),
                                        service_test::on("2027-12-31"),
                                        {"purpose_limit", "no_onward_disclosure", "safeguards"},
                                        {"contract", {}}};
  record("", agreement);
  evidence::PartnerRecorded partner;
  partner.party = "partner-1";
  partner.name = "Tours <& more>";
  partner.recipient = "joint_venture_partner";
  record("", partner);
}

void Carrier::publish(std::string_view version) {
  auto text = replaced(test::text_of("examples/camara-notice.toml"), "2026-1", version);
  const auto notice = service::read_notice(text, "notice.toml");
  ASSERT_TRUE(notice);
  ASSERT_TRUE(app::publish_notice(*engine, *notice, "", {clock.now() - std::chrono::hours(1), "clerk-7", "shop", ""}));
}

void Carrier::customer(std::string account, std::string telephone, CustomerState state) {
  evidence::CustomerRecorded profile;
  profile.state = state;
  profile.language = "en";
  profile.time_zone = "Asia/Beirut";
  profile.services = {"mobile"};
  profile.telephones = {std::move(telephone)};
  const ledger::Draft draft{
      {std::move(account), kByClerk.effective.value(), {}, "clerk-7", "shop", "", std::move(profile), ""}, false};
  ASSERT_TRUE(ledger::append_one(ledger, draft, clock.now()));
}

service::Acknowledgement Carrier::record(std::string_view account, const service::Choice& choice) {
  auto done =
      engine->record(account, choice, {std::nullopt, "clerk-7", "shop", ""}, *engine->regime("", clock.now()).value());
  EXPECT_TRUE(done) << to_string(done.error());
  return done.value();
}

api_test::Got Carrier::ask(std::string_view telephone, std::string_view more) {
  const std::string body = R"({"phoneNumber":")" + std::string(telephone) +
                           R"(","scopes":["location-verification:verify"],"purpose":"dpv:Marketing",)" +
                           std::string(more) + "}";
  return served->ask(access::Role::partner, http::Method::post, kAsk, body, {{"Content-Type", "application/json"}});
}

std::string Carrier::status(std::string_view telephone) {
  const auto got = ask(telephone);
  if (got.status != 200) return std::to_string(got.status) + " " + member(got.body, "code");
  return got.body.find("\"statusValidForProcessing\":true") != std::string::npos ? "valid"
                                                                                 : member(got.body, "statusReason");
}

std::string Carrier::capture(std::string_view telephone, std::string_view more) {
  const auto got = ask(telephone, R"("requestCaptureUrl":true)" + std::string(more));
  const std::string url = member(got.body, "captureUrl");
  const std::string_view address = "https://consent.carrier.example";
  EXPECT_TRUE(url.starts_with(address)) << got.body;
  return url.substr(std::min(url.size(), address.size()));
}

api_test::Got Carrier::see(const std::string& path, const api_test::Fields& fields) {
  return served->ask(http::Method::get, path, "", fields);
}

api_test::Got Carrier::send(const std::string& path, std::string_view answer, const api_test::Fields& fields) {
  const auto page = see(path, fields);
  std::string body;
  const auto add = [&](std::string_view name, std::string_view value) {
    body += (body.empty() ? "" : "&") + std::string(name) + "=" + std::string(value);
  };
  // Each text that the page shows, and the answer beside it.
  const std::string_view mark = "<input type=\"hidden\" name=\"text-";
  for (std::size_t at = page.body.find(mark); at != std::string::npos; at = page.body.find(mark, at + 1)) {
    const std::size_t from = at + mark.size();
    const std::string id = page.body.substr(from, page.body.find('"', from) - from);
    const std::size_t value = page.body.find("value=\"", from) + 7;
    add("text-" + id, page.body.substr(value, page.body.find('"', value) - value));
    add("choice-" + id, answer);
  }
  if (body.empty()) {  // the page is not shown any more; a program sends what it would have sent
    add("choice-partner-location", answer);
  }
  return served->ask(http::Method::post, path, body, fields);
}

std::size_t Carrier::entries() const {
  std::size_t count = 0;
  for (const ledger::LogHead& head : ledger.heads().value()) count += head.size;
  return count;
}

void Carrier::pass(std::chrono::minutes time) {
  clock.set(clock.now() + time);
  served->clock.set(clock.now());
}

}  // namespace assent::camara_test
