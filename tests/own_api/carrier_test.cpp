// What the carrier says about itself over HTTP: notices, who got them, partners and agreements, campaigns. And who may
// ask for what.

#include "decision/packs.hpp"
#include "own_api/interface.hpp"
#include "own_api/page.hpp"
#include "wire/check.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>

namespace assent::own_carrier_test {
namespace {

using access::Role;
using http::Method;
using own_api_test::Interface;
using own_api_test::object_in;
using testing::HasSubstr;

const api_test::Fields kToml{{"Content-Type", "application/toml"}};

std::string notice_text() { return test::text_of("examples/notice.toml"); }

TEST(OwnApiNotices, PublishedInTomlAndShownLetterForLetter) {
  Interface in;
  const auto checked = in.served.ask(Role::campaign_manager, Method::post, "/v1/notices/check", notice_text(), kToml);
  ASSERT_EQ(checked.status, 200U) << checked.body;
  EXPECT_TRUE(object_in(checked).at("ok").as_bool()) << checked.body;
  const auto published = in.served.ask(Role::campaign_manager, Method::post, "/v1/notices", notice_text(), kToml);
  ASSERT_EQ(published.status, 201U) << published.body;
  const auto said = object_in(published);
  const std::string path =
      "/v1/notices/" + std::string(said.at("notice").as_string()) + "/" + std::string(said.at("version").as_string());
  const auto shown = in.get(Role::agent, path);
  ASSERT_EQ(shown.status, 200U) << shown.body;
  const evidence::Entry entry = in.setting.ledger.entries_of("").value().back().entry;
  const auto& notice = std::get<evidence::NoticePublished>(entry.body);
  const auto version = object_in(shown);
  const auto& texts = version.at("texts").as_array();
  ASSERT_EQ(texts.size(), notice.texts.size());
  for (std::size_t i = 0; i < texts.size(); ++i) {
    for (std::size_t block = 0; block < notice.texts[i].blocks.size(); ++block) {
      EXPECT_EQ(texts[i].at("blocks").as_array()[block].at("text").as_string(), notice.texts[i].blocks[block].text);
    }
  }
  // Again, it is there already; another text under the same version is not taken.
  EXPECT_EQ(in.served.ask(Role::campaign_manager, Method::post, "/v1/notices", notice_text(), kToml).status, 200U);
  std::string other = notice_text();
  other.replace(other.find("waiting_days = 30"), 17, "waiting_days = 31");
  EXPECT_EQ(in.served.ask(Role::campaign_manager, Method::post, "/v1/notices", other, kToml).status, 409U);
  EXPECT_THAT(in.get(Role::agent, "/v1/notices").body, HasSubstr(std::string(said.at("notice").as_string())));
  EXPECT_EQ(in.get(Role::agent, "/v1/notices/none/1").status, 404U);
}

TEST(OwnApiNotices, AFaultyOneIsNotPublished) {
  Interface in;
  const std::uint64_t size = in.setting.ledger.heads().value().front().size;
  const auto sent = [&](std::string_view body, const char* type, std::string_view path = "/v1/notices") {
    return in.served.ask(Role::service, Method::post, path, body, {{"Content-Type", type}});
  };
  EXPECT_EQ(sent("{}", "application/json").status, 400U);
  EXPECT_EQ(sent("= nothing", "application/toml").status, 400U);
  EXPECT_EQ(sent(notice_text(), "text/plain").status, 415U);
  EXPECT_EQ(sent(notice_text(), "application/toml", "/v1/notices?regime=no_such").status, 404U);
  EXPECT_EQ(sent(notice_text(), "application/toml", "/v1/notices?effective=soon").status, 400U);
  const auto checked = sent("{}", "application/json", "/v1/notices/check");
  EXPECT_EQ(checked.status, 200U);
  EXPECT_FALSE(object_in(checked).at("ok").as_bool());
  EXPECT_EQ(in.setting.ledger.heads().value().front().size, size);
}

TEST(OwnApiNotices, GivenToCustomersAndReturned) {
  Interface in;
  ASSERT_EQ(
      in.served.ask(Role::service, Method::post, "/v1/notices?effective=2026-01-01T00:00:00Z", notice_text(), kToml)
          .status,
      201U);
  const evidence::Entry published_entry = in.setting.ledger.entries_of("").value().back().entry;
  const auto& notice = std::get<evidence::NoticePublished>(published_entry.body);
  const std::string which = R"("notice":")" + notice.notice + R"(","version":")" + notice.version + "\"";
  evidence::CustomerRecorded body;
  body.language = "en";
  body.time_zone = "Asia/Beirut";
  const Instant now = in.setting.engine->now();
  ASSERT_TRUE(ledger::append_one(
      in.setting.ledger, {{"G-1", now - std::chrono::days{300}, {}, "billing", "import", "", body}, false}, now));
  const std::string giving =
      "{" + which +
      R"(,"channel":"mail","sent":"2026-03-01","text_language":"en","customers":[{"account":"G-1"},{"account":"nobody"}]})";
  const auto given = in.post(Role::service, "/v1/notice-givings", giving);
  ASSERT_EQ(given.status, 200U) << given.body;
  const auto counts = object_in(given);
  EXPECT_EQ(counts.at("recorded").as_int64(), 1);
  EXPECT_EQ(counts.at("rejected").as_int64(), 1);
  ASSERT_EQ(counts.at("rejected_rows").as_array().size(), 1U);
  EXPECT_EQ(counts.at("rejected_rows").as_array()[0].at("row").as_int64(), 2);
  EXPECT_EQ(object_in(in.post(Role::service, "/v1/notice-givings", giving)).at("already").as_int64(), 1);
  const auto returned =
      in.post(Role::service, "/v1/notice-deliveries",
              "{" + which + R"(,"results":[{"account":"G-1","result":"returned","status":"5.1.1"}]})");
  ASSERT_EQ(returned.status, 200U) << returned.body;
  EXPECT_EQ(object_in(returned).at("recorded").as_int64(), 1);
  for (const char* faulty :
       {R"(,"channel":"pigeon","sent":"2026-03-01","customers":[]})",
        R"(,"channel":"mail","sent":"soon","customers":[]})", R"(,"channel":"mail","sent":"2026-03-01"})",
        R"(,"channel":"mail","sent":"2026-03-01","customers":[7]})",
        R"(,"channel":"mail","sent":"2026-03-01","customers":[{"account":7}]})",
        R"(,"channel":"mail","sent":"2026-03-01","customers":[{"account":"a\nb"}]})",
        R"(,"channel":"mail","sent":"2026-03-01","customers":[{"account":"a\u0001"}]})"}) {
    EXPECT_EQ(in.post(Role::service, "/v1/notice-givings", "{" + which + faulty).status, 400U) << faulty;
  }
}

TEST(OwnApiPartners, RecordedListedAndSeenByThemselves) {
  Interface in;
  const api_test::Fields key{{"Idempotency-Key", "p-1"}};
  const char* const partner = R"({"party":"partner-1","name":"Example Tours","recipient":"joint_venture_partner"})";
  EXPECT_EQ(in.post(Role::compliance, "/v1/partners", partner, key).status, 201U);
  EXPECT_EQ(in.post(Role::compliance, "/v1/partners", partner, key).status, 200U);
  EXPECT_EQ(in.post(Role::compliance, "/v1/partners",
                    R"({"party":"partner-2","name":"Other","recipient":"joint_venture_partner"})", key)
                .status,
            409U);
  EXPECT_EQ(in.post(Role::compliance, "/v1/partners",
                    R"({"party":"partner-2","name":"Other","recipient":"joint_venture_partner"})")
                .status,
            201U);
  EXPECT_EQ(in.post(Role::compliance, "/v1/partners", R"({"party":"x"})").status, 400U);
  EXPECT_EQ(in.post(Role::compliance, "/v1/agreements",
                    R"({"party":"partner-1","from":"2026-01-01","to":"2026-12-31","clauses":["purpose_limit"],)"
                    R"("evidence":{"reference":"contract/9"}})")
                .status,
            201U);
  EXPECT_EQ(in.post(Role::compliance, "/v1/agreements", R"({"party":"partner-1","from":"2026-01-01"})").status, 400U);
  EXPECT_EQ(in.post(Role::compliance, "/v1/agreements",
                    R"({"party":"partner-1","from":"2026-12-31","to":"2026-01-01","evidence":{"reference":"c"}})")
                .status,
            400U);
  const auto all = object_in(in.get(Role::compliance, "/v1/partners")).at("partners").as_array();
  const auto own = object_in(in.get(Role::partner, "/v1/partners")).at("partners").as_array();
  EXPECT_GT(all.size(), own.size());
  ASSERT_EQ(own.size(), 1U);
  EXPECT_EQ(own[0].at("party").as_string(), "partner-1");
  const auto agreements = object_in(in.get(Role::partner, "/v1/agreements")).at("agreements").as_array();
  ASSERT_EQ(agreements.size(), 1U);
  EXPECT_EQ(agreements[0].at("to").as_string(), "2026-12-31");
  EXPECT_EQ(in.get(Role::partner, "/v1/partners?at=never").status, 400U);
}

TEST(OwnApiCampaigns, ThoseThatAreSetUpAndOneThatIsSent) {
  Interface in;
  const std::string text =
      "name = \"Internet\"\nregime = \"tra\"\npurpose = \"marketing\"\noffer = \"internet\"\nrecipient = \"carrier\"\n"
      "information = [\"contact\"]\n";
  app::Rules rules{app::RulePacks::of({{"tra.toml", test::text_of("regimes/tra.toml")}}), index_test::catalogue(), {}};
  rules.campaigns = {{"internet", "internet.toml", text, service::read_campaign(text, "internet.toml").value()}};
  app::StoredCampaign broken = rules.campaigns.front();
  broken.id = "other";
  broken.campaign.regime = "no_such";
  rules.campaigns.push_back(broken);
  in.setting.engine->use(std::make_shared<const app::Rules>(std::move(rules)));
  const auto all = object_in(in.get(Role::campaign_manager, "/v1/campaigns")).at("campaigns").as_array();
  ASSERT_EQ(all.size(), 2U);
  EXPECT_TRUE(all[0].at("ok").as_bool());
  EXPECT_FALSE(all[1].at("ok").as_bool());
  EXPECT_EQ(in.get(Role::campaign_manager, "/v1/campaigns/internet").status, 200U);
  EXPECT_EQ(in.get(Role::campaign_manager, "/v1/campaigns/none").status, 404U);
  const auto check = [&](std::string_view sent) {
    return object_in(in.served.ask(Role::campaign_manager, Method::post, "/v1/campaigns/check", sent, kToml))
        .at("ok")
        .as_bool();
  };
  EXPECT_TRUE(check(text));
  EXPECT_FALSE(check("name = 7\n"));
  EXPECT_FALSE(check(text + "party = 7\n"));
}

// The table of docs/access.md, on every route: a role with the scope gets past it, no other role does, and no unknown
// caller.
TEST(OwnApi, EveryRouteIsForItsRolesAndForNoOther) {
  Interface in;
  std::size_t pairs = 0;
  for (const api::Route& route : in.served.routes.all()) {
    std::string path = route.path();
    for (std::size_t at = path.find('{'); at != std::string::npos; at = path.find('{')) {
      path.replace(at, path.find('}') - at + 1, "x");
    }
    const api_test::Fields fields{{"Content-Type", "application/json"}};
    for (std::size_t i = 0; i < access::kRoles; ++i) {
      const auto role = static_cast<Role>(i);
      if (role == Role::customer) continue;
      const auto got = in.served.ask(role, route.method(), path, route.method() == Method::get ? "" : "{}", fields);
      const bool may = access::grants(role, route.scope());
      // A partner who may ask is still turned away where it is not about itself.
      EXPECT_EQ(got.header("WWW-Authenticate").has_value(), !may) << path << to_string(role);
      if (!may) {
        EXPECT_EQ(got.status, 403U) << path;
      }
      EXPECT_LT(got.status, 500U) << path << got.body;
      ++pairs;
    }
    const auto unknown = in.served.ask(route.method(), path, route.method() == Method::get ? "" : "{}", fields);
    EXPECT_EQ(unknown.status == 401, route.scope() != access::Scope::anybody) << path;
  }
  EXPECT_GT(pairs, 200U);
}

TEST(OwnApi, ThePageHasEveryRouteAndNoScript) {
  Interface in;
  const auto& routes = in.served.routes.all();
  const std::string page = own_api::page_of(routes, own_api::published_schemas(), "1.0");
  for (const api::Route& route : routes) {
    EXPECT_THAT(page, HasSubstr("id=\"" + route.text().id + "\""));
    EXPECT_THAT(page, HasSubstr(std::string(to_string(route.method())) + " " + route.path()));
  }
  EXPECT_EQ(page.find("<script"), std::string::npos);
  // Each link within the page leads somewhere.
  for (std::size_t at = page.find("href=\"#"); at != std::string::npos; at = page.find("href=\"#", at + 1)) {
    const std::size_t from = at + 7;
    EXPECT_THAT(page, HasSubstr("id=\"" + page.substr(from, page.find('"', from) - from) + "\""));
  }
}

}  // namespace
}  // namespace assent::own_carrier_test
