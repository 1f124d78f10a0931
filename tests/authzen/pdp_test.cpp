// Questions about customers in AuthZEN's words: the same decisions as the engine's, by whatever way they come in.

#include "app/query.hpp"
#include "authzen/decided.hpp"
#include "authzen/setting.hpp"

#include <boost/json.hpp>

#include "consent/kept_account.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace assent::authzen_test {
namespace {

using access::Role;
using testing::HasSubstr;
namespace boost_json = boost::json;

constexpr const char* kEvaluation = "/access/v1/evaluation";
constexpr const char* kEvaluations = "/access/v1/evaluations";

boost_json::object request_of(const Use& use, const regime::Regime& regime, Instant at, std::string_view type,
                              std::string_view id) {
  boost_json::object properties{{"contact_channel", use.channel},
                                {"supervisor_approved", use.supervisor_approved},
                                {"soft_opt_in", use.soft_opt_in}};
  if (use.offer) properties["offer"] = use.offer->id;
  properties["information"] = boost_json::array(use.information.begin(), use.information.end());
  return {{"subject", {{"type", use.recipient}, {"id", use.party.empty() ? "nobody named" : use.party}}},
          {"action", {{"name", use.purpose}, {"properties", properties}}},
          {"resource", {{"type", type}, {"id", id}}},
          {"context", {{"regime", regime.id}, {"at", assent::to_string(at)}}}};
}

app::Query query_of(const Use& use, const regime::Regime& regime, Instant at) {
  app::Query query;
  query.regime = regime.id;
  query.at = at;
  query.use = {use.purpose,
               use.offer ? use.offer->id : "",
               use.recipient,
               use.recipient == kCarrier ? ""
               : use.party.empty()       ? "nobody named"
                                         : use.party,
               {use.information.begin(), use.information.end()},
               use.channel,
               use.supervisor_approved,
               use.soft_opt_in};
  return query;
}

// Random questions, asked of the engine and over the interface, alone and in batches: one decision.
TEST(AuthzenPdp, DecidesAsTheEngineDoes) {
  Setting setting;
  int decided = 0;
  for (int round = 0; round < 150; ++round) {
    const Use use = index_test::random_use(setting.draw, index_test::catalogue());
    const regime::Regime& regime = setting.draw.of(test::packs());
    const Instant at = index_test::random_instant(setting.draw);
    const std::string& account = setting.draw.of(setting.accounts);
    const auto expected = app::decide(*setting.engine, {account, {}}, query_of(use, regime, at));
    boost_json::object request = request_of(use, regime, at, "account", account);
    const auto got = setting.served.post(kEvaluation, boost_json::serialize(request));
    ASSERT_EQ(got.status, 200U) << got.body;
    const auto parsed = boost_json::parse(got.body);
    const auto& said = parsed.as_object();
    if (!expected) {
      EXPECT_FALSE(said.at("decision").as_bool());
      EXPECT_TRUE(said.at("context").as_object().contains("error"));
      continue;
    }
    ++decided;
    EXPECT_EQ(said.at("decision").as_bool(), expected->decision.outcome == Outcome::permit);
    const auto& context = said.at("context").as_object();
    EXPECT_EQ(context.at("reason").as_string(), to_string(expected->decision.reason));
    EXPECT_EQ(context.at("entries").as_array().size(), expected->decision.entries.size());
    EXPECT_EQ(context.at("remedies").as_array().size(), expected->decision.remedies.size());

    // The same in a batch: with everything that can be said, and with the reason only.
    boost_json::object batch = request;
    batch["evaluations"] = boost_json::array{{{"resource", request["resource"]}}, boost_json::object{}};
    const auto both = boost_json::parse(setting.served.post(kEvaluations, boost_json::serialize(batch)).body);
    EXPECT_EQ(both.at("evaluations").as_array().at(0), boost_json::value(said));
    EXPECT_EQ(both.at("evaluations").as_array().at(1), boost_json::value(said));
    batch["context"].as_object()["detail"] = "reason";
    const auto brief = boost_json::parse(setting.served.post(kEvaluations, boost_json::serialize(batch)).body);
    for (const auto& each : brief.at("evaluations").as_array()) {
      EXPECT_EQ(each, (boost_json::value{{"decision", said.at("decision")},
                                         {"context", {{"reason", context.at("reason")}}}}));
    }
  }
  EXPECT_GT(decided, 50);
}

std::string marketing(std::string_view rest) {
  return R"({"subject":{"type":"carrier","id":"crm"},"action":{"name":"marketing","properties":{"offer":"internet"}})" +
         std::string(rest) + "}";
}

std::string about(std::string_view type, std::string_view id) {
  return R"("resource":{"type":")" + std::string(type) + R"(","id":")" + std::string(id) + "\"}";
}

TEST(AuthzenPdp, WhatIsUnknownDeniesAndSaysSo) {
  Setting setting;
  const auto nobody = setting.served.post(kEvaluation, marketing("," + about("account", "no such")));
  EXPECT_THAT(nobody.body, HasSubstr(R"({"decision":false,"context":{"id":")"));
  EXPECT_THAT(nobody.body, HasSubstr(R"("reason":"unknown_customer")"));
  const auto type = setting.served.post(kEvaluation, marketing("," + about("invoice", "1")));
  EXPECT_EQ(type.status, 200U);
  EXPECT_THAT(type.body, HasSubstr(R"({"decision":false,"context":{"error":{"status":404,)"));
  const auto offer = setting.served.post(
      kEvaluation,
      R"({"subject":{"type":"carrier","id":"crm"},"action":{"name":"marketing","properties":{"offer":"no_such"}},)" +
          about("account", "1") + "}");
  EXPECT_THAT(offer.body, HasSubstr(R"({"decision":false,"context":{"error":{"status":404,)"));
  const auto purpose =
      setting.served.post(kEvaluation, R"({"subject":{"type":"stranger","id":"x"},"action":{"name":"marketing"},)" +
                                           about("account", "1") + "}");
  EXPECT_THAT(purpose.body, HasSubstr(R"({"decision":false,"context":{"error":{)"));
}

TEST(AuthzenPdp, WhatIsMisspeltIsRefusedAndNamed) {
  Setting setting;
  const auto refused = [&](std::string_view properties, std::string_view context) {
    const auto got = setting.served.post(
        kEvaluation, R"({"subject":{"type":"carrier","id":"crm"},"action":{"name":"marketing","properties":{)" +
                         std::string(properties) + "}}," + about("account", "1") + R"(,"context":{)" +
                         std::string(context) + "}}");
    EXPECT_EQ(got.status, 400U) << properties << context;
    return got.body;
  };
  EXPECT_EQ(refused(R"("offer":1)", ""), "`action.properties.offer` is not a string");
  EXPECT_EQ(refused(R"("information":["a",1])", ""), "`action.properties.information` is not a list of strings");
  EXPECT_EQ(refused(R"("soft_opt_in":"yes")", ""), "`action.properties.soft_opt_in` is not true or false");
  EXPECT_THAT(refused("", R"("at":"yesterday")"), HasSubstr("`context.at` is not an instant"));
  EXPECT_EQ(refused("", R"("language":"de")"), "`context.language` is not `en`, `ar` or `fr`");
  EXPECT_EQ(refused("", R"("detail":"some")"), "`context.detail` is not `full` or `reason`");
}

TEST(AuthzenPdp, AMisspeltSemanticIsRefusedAndNamed) {
  Setting setting;
  const auto got = setting.served.post(
      kEvaluations, marketing(R"(,"options":{"evaluations_semantic":"execute_al"},"evaluations":[{}])"));
  EXPECT_EQ(got.status, 400U);
  EXPECT_THAT(got.body, HasSubstr("`options.evaluations_semantic` is none of"));
}

TEST(AuthzenPdp, ABatchStopsWhereItsSemanticSays) {
  Setting setting(certification_policy());
  const auto ask = [&](std::string_view semantic) {
    return setting.served
        .post(
            kEvaluations,
            R"({"subject":{"type":"user","id":"bob"},"resource":{"type":"record","id":"record-1"},"options":{"evaluations_semantic":")" +
                std::string(semantic) +
                R"("},"evaluations":[{"action":{"name":"read"}},{"action":{"name":"write"}},{"action":{"name":"read"}}]})")
        .body;
  };
  EXPECT_EQ(ask("execute_all"), R"({"evaluations":[{"decision":true},{"decision":false},{"decision":true}]})");
  EXPECT_EQ(ask("deny_on_first_deny"), R"({"evaluations":[{"decision":true},{"decision":false}]})");
  EXPECT_EQ(ask("permit_on_first_permit"), R"({"evaluations":[{"decision":true}]})");
}

// 10,000 in one request, some of them broken: each of these denies alone, and the others are decided.
TEST(AuthzenPdp, ALongBatchIsOneAnswerForEach) {
  Setting setting;
  std::string items;
  for (int i = 0; i < 10'000; ++i) {
    if (i > 0) items += ',';
    if (i % 1000 == 7) items += R"({"resource":{"type":"account"}})";
    else
      items += "{" + about("account", setting.accounts.at(static_cast<std::size_t>(i) % setting.accounts.size())) + "}";
  }
  for (const char* detail : {"full", "reason"}) {
    const auto got = setting.served.post(kEvaluations, marketing(std::string(R"(,"context":{"detail":")") + detail +
                                                                 R"("},"evaluations":[)" + items + "]"));
    ASSERT_EQ(got.status, 200U);
    const auto parsed = boost_json::parse(got.body);
    const auto& said = parsed.at("evaluations").as_array();
    ASSERT_EQ(said.size(), 10'000U);
    for (std::size_t i = 0; i < said.size(); ++i) {
      const auto& context = said[i].at("context").as_object();
      if (i % 1000 == 7) {
        EXPECT_EQ(context.at("error").at("message").as_string(), "`resource.id` is missing");
      } else {
        EXPECT_TRUE(context.contains("reason")) << i;
      }
    }
  }
  EXPECT_EQ(setting.served.post(kEvaluations, marketing(R"(,"evaluations":[)" + items + ",{}]")).status, 400U);
}

// A partner's token says who they are. They ask about themselves, alone and in batches.
TEST(AuthzenPdp, APartnerAsksAboutItselfOnly) {
  Setting setting;
  const auto ask = [&](std::string_view type, std::string_view id) {
    const std::string body = R"({"subject":{"type":")" + std::string(type) + R"(","id":")" + std::string(id) +
                             R"("},"action":{"name":"marketing"},)" + about("account", setting.accounts.front()) + "}";
    return setting.served.ask(Role::partner, http::Method::post, kEvaluation, body,
                              {{"Content-Type", "application/json"}});
  };
  EXPECT_EQ(ask("agent", "partner-1").status, 200U);
  EXPECT_EQ(ask("agent", "partner-2").status, 403U);
  EXPECT_EQ(ask("carrier", "partner-1").status, 403U);
  const std::string batch = R"({"action":{"name":"marketing"},)" + about("account", setting.accounts.front()) +
                            R"(,"evaluations":[{"subject":{"type":"agent","id":"partner-2"}}]})";
  const auto got = setting.served.ask(Role::partner, http::Method::post, kEvaluations, batch,
                                      {{"Content-Type", "application/json"}});
  EXPECT_THAT(got.body, HasSubstr(R"({"decision":false,"context":{"error":{"status":403,)"));
}

// An acknowledged refusal is in the next decision, by the ledger and by the index.
TEST(AuthzenPdp, ARefusalIsInTheNextDecision) {
  for (const bool with_index : {true, false}) {
    Setting setting(nullptr, 40, with_index);
    int refused = 0;
    for (const std::string& account : setting.accounts) {
      const std::string single = marketing("," + about("account", account));
      const std::string brief =
          marketing(R"(,"context":{"detail":"reason"},"evaluations":[{)" + about("account", account) + "}]");
      if (setting.served.post(kEvaluation, single).body.find("\"decision\":true") == std::string::npos) continue;
      const auto regime = setting.engine->regime("", setting.engine->now());
      ASSERT_TRUE(
          setting.engine->record(account, evidence::OptOutRecorded{}, {std::nullopt, "test", "web", ""}, **regime));
      const auto after = setting.served.post(kEvaluation, single).body;
      const bool denied = after.find("\"decision\":false") != std::string::npos;
      const auto batch = setting.served.post(kEvaluations, brief).body;
      EXPECT_EQ(batch.find("\"decision\":false") != std::string::npos, denied) << batch;
      refused += denied ? 1 : 0;
    }
    EXPECT_GT(refused, 0);
  }
}

// A search gives exactly those for whom an evaluation is a permit; page by page and all at once.
TEST(AuthzenPdp, SearchGivesThoseWhoAreDecidedSo) {
  Setting setting(nullptr, 300);
  std::set<std::string> expected;
  for (const std::string& account : setting.accounts) {
    const auto said = setting.served.post(kEvaluation, marketing("," + about("account", account))).body;
    if (said.find("\"decision\":true") != std::string::npos) expected.insert(account);
  }
  ASSERT_GT(expected.size(), 3U);
  const auto search = [&](std::string_view page) {
    const auto got = setting.served.ask(Role::campaign_manager, http::Method::post, "/access/v1/search/resource",
                                        marketing(R"(,"resource":{"type":"account"})" + std::string(page)),
                                        {{"Content-Type", "application/json"}});
    EXPECT_EQ(got.status, 200U) << got.body;
    return got.body;
  };
  std::set<std::string> found;
  const auto take = [&](const std::string& body) {
    const auto said = boost_json::parse(body);
    for (const auto& each : said.at("results").as_array()) {
      EXPECT_TRUE(found.insert(std::string(each.at("id").as_string())).second);
    }
  };
  take(search(""));
  EXPECT_EQ(found, expected);
  found.clear();
  std::string page = R"(,"page":{"limit":2})";
  for (;;) {
    const std::string body = search(page);
    take(body);
    const std::string token = member(body, "next_token");
    if (token.empty()) break;
    page = R"(,"page":{"token":")" + token + "\"}";
  }
  EXPECT_EQ(found, expected);
}

TEST(AuthzenPdp, SearchForSubjectsAndActions) {
  Setting setting(nullptr, 200);
  int actions = 0;
  int carriers = 0;
  for (const std::string& account : setting.accounts) {
    const auto found = setting.served.post(
        "/access/v1/search/action", R"({"subject":{"type":"carrier","id":"crm"},)" + about("account", account) + "}");
    ASSERT_EQ(found.status, 200U) << found.body;
    const auto said = boost_json::parse(found.body);
    for (const auto& each : said.at("results").as_array()) {
      const boost_json::object request{{"subject", {{"type", "carrier"}, {"id", "crm"}}},
                                       {"action", each},
                                       {"resource", {{"type", "account"}, {"id", account}}}};
      EXPECT_THAT(setting.served.post(kEvaluation, boost_json::serialize(request)).body,
                  HasSubstr("\"decision\":true"));
      ++actions;
    }
    const auto who = setting.served.post(
        "/access/v1/search/subject",
        R"({"subject":{"type":"carrier"},"action":{"name":"marketing","properties":{"offer":"internet"}},)" +
            about("account", account) + "}");
    const bool may =
        setting.served.post(kEvaluation, marketing("," + about("account", account))).body.find("\"decision\":true") !=
        std::string::npos;
    EXPECT_EQ(who.body, may ? R"({"results":[{"type":"carrier","id":"carrier"}]})" : R"({"results":[]})");
    carriers += may ? 1 : 0;
  }
  EXPECT_GT(actions, 0);
  EXPECT_GT(carriers, 0);
}

// What a search tells is written down before: in the account that it is about, or with a count where it is about many.
TEST(AuthzenPdp, SearchesAreReadingsOnRecord) {
  Setting setting(nullptr, 60);
  const auto readings = [&](std::string_view account) {
    std::vector<evidence::Entry> found;
    const auto entries = setting.ledger.entries_of(account).value();
    for (const ledger::Recorded& each : entries) {
      if (each.entry.kind() == evidence::EntryKind::reading && each.entry.actor != "test") found.push_back(each.entry);
    }
    return found;
  };
  const std::string account = setting.known_account();
  setting.served.post(kEvaluation, marketing("," + about("account", account)));
  EXPECT_TRUE(readings(account).empty()) << "a decision is no reading";
  setting.served.post("/access/v1/search/action",
                      R"({"subject":{"type":"carrier","id":"crm"},)" + about("account", account) + "}");
  setting.served.post("/access/v1/search/subject", R"({"subject":{"type":"carrier"},"action":{"name":"marketing"},)" +
                                                       about("account", account) + "}");
  const auto own = readings(account);
  ASSERT_EQ(own.size(), 2U);
  EXPECT_EQ(own[0].actor, "service-1");
  EXPECT_EQ(own[0].channel, "api");
  EXPECT_EQ(std::get<evidence::ReadingRecorded>(own[0].body),
            (evidence::ReadingRecorded{"service", "", "authzen", "search_action", "", 1, {}}));
  EXPECT_EQ(std::get<evidence::ReadingRecorded>(own[1].body),
            (evidence::ReadingRecorded{"service", "", "authzen", "search_subject", "marketing", 1, {}}));

  const auto got = setting.served.post("/access/v1/search/resource", marketing(R"(,"resource":{"type":"account"})"));
  const auto found = boost_json::parse(got.body).at("results").as_array().size();
  const auto of_many = readings(kReadings);
  ASSERT_EQ(of_many.size(), 1U);
  const auto& reading = std::get<evidence::ReadingRecorded>(of_many.front().body);
  EXPECT_EQ(reading.operation, "search_resource");
  EXPECT_EQ(reading.customers, found);
  EXPECT_TRUE(reading.query);
}

TEST(AuthzenPdp, ADecisionsIdNamesTheQuestionAndWhatItRestsOn) {
  Setting setting;
  const auto id = [&](std::string_view account) {
    return member(setting.served.post(kEvaluation, marketing("," + about("account", account))).body, "id");
  };
  const std::string first = id(setting.accounts[0]);
  EXPECT_EQ(first.size(), 32U);
  EXPECT_EQ(id(setting.accounts[0]), first);
  EXPECT_NE(id(setting.accounts[1]), first);
  setting.clock.set(setting.clock.now() + std::chrono::seconds(1));
  EXPECT_NE(id(setting.accounts[0]), first);
}

TEST(AuthzenPdp, InTheCustomersLanguage) {
  Setting setting;
  const auto got = setting.served.post(
      kEvaluation, marketing("," + about("account", setting.accounts[0]) + R"(,"context":{"language":"ar"})"));
  EXPECT_THAT(got.body, HasSubstr(R"("explanation":{"language":"ar")"));
}

}  // namespace
}  // namespace assent::authzen_test
