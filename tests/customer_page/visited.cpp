#include "customer_page/visited.hpp"

#include "app/notice.hpp"
#include "customer_page/standings.hpp"
#include "decision/packs.hpp"
#include "page_link/settings.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace assent::customer_page_test {
namespace {

evidence::Hash next_draw() {
  static std::uint8_t drawn = 0;
  evidence::Hash hash{};
  hash.fill(++drawn);
  return hash;
}

}  // namespace

Visited::Visited() {
  std::vector<app::PackText> packs{{"tra.toml", test::text_of("regimes/tra.toml")}};
  auto rules = std::make_shared<const app::Rules>(app::Rules{app::RulePacks::of(std::move(packs)), Catalogue{}, {}});
  engine.emplace(
      app::EnginePorts{ledger, zones, telephones, clock, nullptr, [] { return Result<evidence::Hash>(next_draw()); }},
      std::move(rules), "tra");
  proofs.emplace(ledger);
  auto settings = page_link::read_settings(test::text_of("examples/customer-page.toml"), "customer-page.toml");
  set_up = std::make_shared<const customer_page::SetUp>(
      customer_page::SetUp{settings.value(), page_link::Links({evidence::Hash{7}})});
  page.emplace(*engine, *proofs, &codes, set_up);
  served.emplace(customer_page::routes_of(*page));
  served->clock.set(clock.now());

  evidence::CustomerRecorded profile;
  profile.language = "en";
  profile.time_zone = "Asia/Beirut";
  profile.services = {"mobile"};
  profile.telephones = {std::string(kTelephone)};
  const ledger::Draft draft{{std::string(kAccount),
                             service_test::at("2026-05-01T08:00:00Z"),
                             {},
                             "clerk-7",
                             "shop",
                             "",
                             std::move(profile),
                             ""},
                            false};
  EXPECT_TRUE(ledger::append_one(ledger, draft, clock.now()));
  publish("2026-1");
  evidence::PartnerRecorded partner;
  partner.party = "partner-1";
  partner.name = "Tours <& more>";
  partner.recipient = "joint_venture_partner";
  record("", partner);
  record("", evidence::AgreementRecorded{"partner-1",
                                         service_test::on("2026-01-01"),
                                         service_test::on("2027-12-31"),
                                         {"purpose_limit", "no_onward_disclosure", "safeguards"},
                                         {"contract", {}}});
}

void Visited::publish(std::string_view version) {
  std::string text = test::text_of("examples/camara-notice.toml");
  text.replace(text.find("2026-1"), 6, version);
  const auto notice = service::read_notice(text, "notice.toml");
  ASSERT_TRUE(notice);
  ASSERT_TRUE(app::publish_notice(*engine, *notice, "", {clock.now() - std::chrono::hours(1), "clerk-7", "shop", ""}));
}

std::string Visited::refuse_path(std::string account, std::string notice) const {
  return std::string(page_link::kRefusePath) +
         set_up->links.text_of({page_link::Purpose::refuse, std::move(account), std::move(notice), std::nullopt});
}

std::string Visited::view_path(std::string account) const {
  return std::string(page_link::kViewPath) + set_up->links.text_of({page_link::Purpose::view, std::move(account), "",
                                                                    clock.now() + std::chrono::hours(72)});
}

api_test::Got Visited::get(std::string_view path, const api_test::Fields& fields) {
  return served->ask(http::Method::get, path, "", fields);
}

api_test::Got Visited::post(std::string_view path, std::string_view form, api_test::Fields fields) {
  const bool typed = std::ranges::any_of(fields, [](const auto& each) { return each.first == "Content-Type"; });
  if (!typed) fields.emplace_back("Content-Type", "application/x-www-form-urlencoded");
  return served->ask(http::Method::post, path, form, std::move(fields));
}

std::string Visited::code(std::string_view path, std::string_view channel) {
  const std::size_t before = codes.sent.size();
  post(path, "send=" + std::string(channel));
  if (codes.sent.size() == before) return {};
  const std::string& text = codes.sent.back().text;
  const std::size_t blank = text.find_first_of("0123456789");
  std::string digits;
  for (const char c : text.substr(blank, 9)) {
    if (c != ' ') digits += c;
  }
  return digits;
}

api_test::Fields Visited::session(std::string_view path) {
  const auto opened = post(path, "code=" + code(path));
  EXPECT_EQ(opened.status, 303U) << opened.body;
  const std::string cookie = opened.header("Set-Cookie").value_or("");
  return {{"Cookie", cookie.substr(0, cookie.find(';'))}};
}

decision::Decision Visited::decision(std::string_view relation, std::string_view party, Names information) const {
  const auto regime = engine->regime("", clock.now()).value();
  Use use = customer_page::use_that_needs_approval(relation, party, *regime);
  use.information = std::move(information);
  return engine->customers().decide_for({std::string(kAccount), {}}, *regime, use, {clock.now(), std::nullopt});
}

service::Acknowledgement Visited::record(std::string_view account, const service::Choice& choice) {
  auto done =
      engine->record(account, choice, {std::nullopt, "clerk-7", "shop", ""}, *engine->regime("", clock.now()).value());
  EXPECT_TRUE(done) << to_string(done.error());
  return done.value();
}

std::vector<ledger::Recorded> Visited::entries(std::string_view account) const {
  return ledger.entries_of(account).value();
}

void Visited::pass(std::chrono::minutes time) {
  clock.set(clock.now() + time);
  served->clock.set(clock.now());
}

std::string hidden_value(std::string_view html, std::string_view name, std::size_t from) {
  const std::string mark = "name=\"" + std::string(name) + "\" value=\"";
  const std::size_t at = html.find(mark, from);
  if (at == std::string_view::npos) return {};
  return std::string(html.substr(at + mark.size(), html.find('"', at + mark.size()) - at - mark.size()));
}

}  // namespace assent::customer_page_test
