// Every request of OpenID's certification scenario for the Authorization API 1.0 (edition of August 2026), with its
// number there, against the scenario's fixture in examples/authzen-certification.toml.

#include "api/served.hpp"
#include "authzen/setting.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace assent::authzen_test {
namespace {

using testing::HasSubstr;
using testing::Not;

struct Case {
  std::string number;
  std::string path;
  std::string body;
  unsigned status = 200;
  std::string expected;  // part of the body
};

void PrintTo(const Case& each, std::ostream* out) { *out << each.number; }

class Certification : public testing::TestWithParam<Case> {};

TEST_P(Certification, ComesOutAsTheScenarioDemands) {
  Setting setting(certification_policy());
  const auto got = setting.served.post("/access/v1/" + GetParam().path, GetParam().body);
  EXPECT_EQ(got.status, GetParam().status) << got.body;
  EXPECT_THAT(got.body, HasSubstr(GetParam().expected));
  if (got.status == 200) {
    EXPECT_EQ(got.header("Content-Type"), "application/json");
  }
}

constexpr const char* kPermit = R"({"decision":true)";
constexpr const char* kDeny = R"({"decision":false)";

const char* const kAlice = R"("subject":{"type":"user","id":"alice"})";
const char* const kBob = R"("subject":{"type":"user","id":"bob"})";
const char* const kAdmin = R"("subject":{"type":"user","id":"bob","properties":{"role":"admin"}})";
const char* const kUsers = R"("subject":{"type":"user"})";
const char* const kRead = R"("action":{"name":"read"})";
const char* const kWrite = R"("action":{"name":"write"})";
const char* const kOne = R"("resource":{"type":"record","id":"record-1"})";
const char* const kTwo = R"("resource":{"type":"record","id":"record-2"})";
const char* const kActive = R"("resource":{"type":"record","id":"record-1","properties":{"status":"active"}})";
const char* const kArchived = R"("resource":{"type":"record","id":"record-2","properties":{"status":"archived"}})";
const char* const kRecords = R"("resource":{"type":"record"})";
const char* const kContext = R"("context":{"time":"2025-06-27T18:03-07:00","ip":"192.168.1.1"})";

std::string of(std::initializer_list<std::string> members) {
  std::string body;
  for (const std::string& each : members) body += (body.empty() ? "{" : ",") + each;
  return body + "}";
}

std::string deleting(const char* soft) {
  return std::string(R"("action":{"name":"delete","properties":{"soft":)") + soft + "}}";
}

std::string list(std::initializer_list<std::string> items) {
  std::string body;
  for (const std::string& each : items) body += (body.empty() ? "" : ",") + each;
  return R"("evaluations":[)" + body + "]";
}

INSTANTIATE_TEST_SUITE_P(
    Basic, Certification,
    testing::Values(
        Case{"2.2.1", "evaluation", of({kAlice, kRead, kOne}), 200, kPermit},
        Case{"2.2.2", "evaluation", of({kBob, kWrite, kOne}), 200, kDeny},
        Case{"2.2.3", "evaluation", of({kAlice, kRead, kOne, kContext}), 200, kPermit},
        Case{"2.2.4", "evaluation", of({kAlice, kWrite, kArchived}), 200, kDeny},
        Case{"2.2.5", "evaluation", of({kAdmin, kWrite, kArchived}), 200, kPermit},
        Case{"2.2.6", "evaluation", of({kAlice, deleting("true"), kOne}), 200, kPermit},
        Case{"2.2.7", "evaluation", of({kAlice, deleting("false"), kOne}), 200, kDeny},
        Case{"2.2.8", "evaluation",
             of({R"("subject":{"type":"user","id":"alice","properties":{"department":"Sales","role":"manager"}})",
                 R"("action":{"name":"read","properties":{"method":"GET"}})",
                 R"("resource":{"type":"record","id":"record-1","properties":{"status":"active","owner":"bob"}})"}),
             200, kPermit},
        Case{"2.2.9", "evaluation", of({kAlice, kRead, kOne, R"("foo":"bar")", R"("futureField":{"nested":true})"}),
             200, kPermit},
        Case{"1.4.2", "evaluation", of({kAlice, kWrite, kOne}), 200, kPermit},
        Case{"1.4.3", "evaluation", of({kBob, kRead, kOne}), 200, kPermit},
        Case{"2.4.1 subject", "evaluation", of({kRead, kOne}), 400, "`subject` is missing"},
        Case{"2.4.1 action", "evaluation", of({kAlice, kOne}), 400, "`action` is missing"},
        Case{"2.4.1 resource", "evaluation", of({kAlice, kRead}), 400, "`resource` is missing"},
        Case{"2.4.2 subject type", "evaluation", of({R"("subject":{"id":"alice"})", kRead, kOne}), 400,
             "`subject.type` is missing"},
        Case{"2.4.2 subject id", "evaluation", of({kUsers, kRead, kOne}), 400, "`subject.id` is missing"},
        Case{"2.4.2 action name", "evaluation", of({kAlice, R"("action":{})", kOne}), 400, "`action.name` is missing"},
        Case{"2.4.2 resource type", "evaluation", of({kAlice, kRead, R"("resource":{"id":"record-1"})"}), 400,
             "`resource.type` is missing"},
        Case{"2.4.2 resource id", "evaluation", of({kAlice, kRead, kRecords}), 400, "`resource.id` is missing"},
        Case{"2.4.4", "evaluation", "{\"subject\":", 400, "cut off"}, Case{"2.4.5", "evaluation", "", 400, "is empty"},
        Case{"2.4.6 subject", "evaluation", of({R"("subject":"alice")", kRead, kOne}), 400,
             "`subject` is not an object"},
        Case{"2.4.6 name", "evaluation", of({kAlice, R"("action":{"name":123})", kOne}), 400,
             "`action.name` is not a string"},
        Case{"top-level list", "evaluation", "[" + of({kAlice, kRead, kOne}) + "]", 400, "not a JSON object"}));

INSTANTIATE_TEST_SUITE_P(
    Batch, Certification,
    testing::Values(
        Case{"3.2.1", "evaluations", of({kAlice, kRead, list({of({kOne}), of({kTwo})})}), 200,
             R"({"evaluations":[{"decision":true},{"decision":true}]})"},
        Case{"3.2.2", "evaluations", of({kBob, kOne, list({of({kRead}), of({kWrite})})}), 200,
             R"({"evaluations":[{"decision":true},{"decision":false}]})"},
        Case{"3.2.3", "evaluations", of({kAlice, kWrite, list({of({kActive}), of({kArchived})})}), 200,
             R"({"evaluations":[{"decision":true},{"decision":false}]})"},
        Case{"3.2.4", "evaluations", of({kWrite, kArchived, list({of({kAlice}), of({kAdmin})})}), 200,
             R"({"evaluations":[{"decision":false},{"decision":true}]})"},
        Case{"3.2.5", "evaluations", of({list({of({kAlice, kRead, kOne}), of({kBob, kWrite, kOne})})}), 200,
             R"({"evaluations":[{"decision":true},{"decision":false}]})"},
        Case{"3.2.6", "evaluations",
             of({kAlice, kRead, kContext, list({of({kOne}), of({kTwo, R"("context":{"source":"x"})"})})}), 200,
             R"({"evaluations":[{"decision":true},{"decision":true}]})"},
        Case{"3.2.7", "evaluations", of({kAlice, kWrite, kActive, list({"{}", of({kArchived})})}), 200,
             R"({"evaluations":[{"decision":true},{"decision":false}]})"},
        Case{
            "3.4.1", "evaluations",
            of({kAlice, kRead, R"("options":{"evaluations_semantic":"execute_all"})", list({of({kOne}), "{}"})}), 200,
            R"({"evaluations":[{"decision":true},{"decision":false,"context":{"error":{"status":400,"message":"`resource` is missing"}}}]})"},
        Case{"3.4.2", "evaluations", of({kAlice, kRead, kOne}), 200, kPermit},
        Case{"3.4.3", "evaluations", of({kAlice, kRead, kOne, list({})}), 200, kPermit}));

INSTANTIATE_TEST_SUITE_P(
    Search, Certification,
    testing::Values(
        Case{"4.2.1", "search/subject", of({kUsers, kRead, kOne}), 200,
             R"({"results":[{"type":"user","id":"alice"},{"type":"user","id":"bob"}]})"},
        Case{"4.2.2", "search/subject", of({kUsers, kRead, kOne, kContext}), 200,
             R"({"results":[{"type":"user","id":"alice"},{"type":"user","id":"bob"}]})"},
        Case{"4.2.3", "search/subject", of({kAlice, kRead, kOne}), 200,
             R"({"results":[{"type":"user","id":"alice"},{"type":"user","id":"bob"}]})"},
        Case{"4.2.4", "search/subject", of({kUsers, kWrite, kArchived}), 200,
             R"({"results":[{"type":"user","id":"bob"}]})"},
        Case{"4.3.1", "search/resource", of({kAlice, kRead, kRecords}), 200, R"({"type":"record","id":"record-1"})"},
        Case{"4.3.2", "search/resource", of({kAlice, kRead, kRecords, kContext}), 200,
             R"({"type":"record","id":"record-1"})"},
        Case{"4.3.3", "search/resource", of({kAlice, kRead, kOne}), 200,
             R"({"results":[{"type":"record","id":"record-1"},{"type":"record","id":"record-2"}]})"},
        Case{"4.3.4", "search/resource", of({kAdmin, kWrite, kRecords}), 200, R"({"type":"record","id":"record-2"})"},
        Case{"4.4.1", "search/action", of({kAlice, kOne}), 200, R"({"results":[{"name":"read"},{"name":"write"}]})"},
        Case{"4.4.2", "search/action", of({kAlice, kOne, kContext}), 200,
             R"({"results":[{"name":"read"},{"name":"write"}]})"},
        Case{"4.4.3", "search/action", of({kAdmin, kArchived}), 200, R"({"name":"write"})"},
        Case{"4.6.1 action", "search/action", of({R"("subject":{"type":"user","id":"nobody"})", kOne}), 200,
             R"({"results":[]})"},
        Case{"4.6.1 subject", "search/subject", of({kUsers, kRead, R"("resource":{"type":"record","id":"none"})"}), 200,
             R"({"results":[]})"},
        Case{"4.6.1 resource", "search/resource", of({R"("subject":{"type":"user","id":"nobody"})", kRead, kRecords}),
             200, R"({"results":[]})"},
        Case{"4.6.2 subject", "search/subject", of({R"("subject":{"type":"spaceship"})", kRead, kOne}), 200,
             R"({"results":[]})"},
        Case{"4.6.2 resource", "search/resource", of({kAlice, kRead, R"("resource":{"type":"spaceship"})"}), 200,
             R"({"results":[]})"},
        Case{"4.6.2 action", "search/action", of({kAlice, R"("resource":{"type":"spaceship","id":"1"})"}), 200,
             R"({"results":[]})"},
        Case{"4.7.1 action", "search/subject", of({kUsers, kOne}), 400, "`action` is missing"},
        Case{"4.7.1 subject", "search/resource", of({kRead, kRecords}), 400, "`subject` is missing"},
        Case{"4.7.1 resource", "search/action", of({kAlice}), 400, "`resource` is missing"},
        Case{"4.7.2 subject", "search/subject", of({kUsers, kRead, kRecords}), 400, "`resource.id` is missing"},
        Case{"4.7.2 resource", "search/resource", of({kUsers, kRead, kRecords}), 400, "`subject.id` is missing"},
        Case{"4.7.2 action", "search/action", of({kUsers, kOne}), 400, "`subject.id` is missing"}));

TEST(CertificationScenario, ContentTypeIdsAndIdempotency) {
  Setting setting(certification_policy());
  const std::string body = of({kAlice, kRead, kOne});
  // 2.4.3
  EXPECT_EQ(setting.served
                .ask(access::Role::service, http::Method::post, "/access/v1/evaluation", body,
                     {{"Content-Type", "text/plain"}})
                .status,
            400U);
  // 2.5.1, 2.5.2
  EXPECT_EQ(setting.served.post("/access/v1/evaluation", body, {{"X-Request-ID", "r-1"}}).header("X-Request-ID"),
            "r-1");
  EXPECT_EQ(setting.served.post("/access/v1/evaluation", body).status, 200U);
  // 2.6
  const auto first = setting.served.post("/access/v1/evaluation", body).body;
  for (int i = 0; i < 3; ++i) EXPECT_EQ(setting.served.post("/access/v1/evaluation", body).body, first);
}

// 4.5: a page at a time until there is no token.
TEST(CertificationScenario, Pages) {
  Setting setting(certification_policy());
  const auto first =
      setting.served.post("/access/v1/search/subject", of({kUsers, kRead, kOne, R"("page":{"limit":1})"})).body;
  EXPECT_THAT(first, HasSubstr(R"("results":[{"type":"user","id":"alice"}])"));
  const std::string token = member(first, "next_token");
  ASSERT_FALSE(token.empty());
  const auto second =
      setting.served
          .post("/access/v1/search/subject", of({kUsers, kRead, kOne, R"("page":{"token":")" + token + "\"}"}))
          .body;
  EXPECT_EQ(second, R"({"page":{"next_token":"","count":1},"results":[{"type":"user","id":"bob"}]})");
  // A token belongs to one request: with another request, or changed, it is refused.
  EXPECT_EQ(setting.served
                .post("/access/v1/search/subject", of({kUsers, kWrite, kOne, R"("page":{"token":")" + token + "\"}"}))
                .status,
            400U);
  EXPECT_EQ(
      setting.served
          .post("/access/v1/search/resource", of({kAlice, kRead, kRecords, R"("page":{"token":")" + token + "\"}"}))
          .status,
      400U);
  EXPECT_EQ(
      setting.served.post("/access/v1/search/subject", of({kUsers, kRead, kOne, R"("page":{"token":"x"})"})).status,
      400U);
  EXPECT_EQ(
      setting.served.post("/access/v1/search/subject", of({kUsers, kRead, kOne, R"("page":{"limit":-1})"})).status,
      400U);
  EXPECT_EQ(setting.served.post("/access/v1/search/subject", of({kUsers, kRead, kOne, R"("page":{"limit":0})"})).status,
            200U);
}

// 6: at both addresses where clients look for it.
TEST(CertificationScenario, Metadata) {
  Setting setting(certification_policy());
  for (const char* path : {"/.well-known/authzen-configuration", "/access/v1/.well-known/authzen-configuration"}) {
    const auto got = setting.served.ask(http::Method::get, path);
    EXPECT_EQ(got.status, 200U);
    EXPECT_THAT(got.body, HasSubstr(R"("policy_decision_point":"https://pdp.example.com",)"
                                    R"("access_evaluation_endpoint":"https://pdp.example.com/access/v1/evaluation")"));
  }
}

}  // namespace
}  // namespace assent::authzen_test
