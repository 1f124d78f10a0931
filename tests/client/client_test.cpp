// The client fails closed, tries again where that does no harm, and says what it knows.

#include "client/client.hpp"

#include "client/fakes.hpp"

#include <gtest/gtest.h>

namespace assent::client_test {
namespace {

using http::Missed;
using std::chrono::milliseconds;
using std::chrono::seconds;

const client::Customer kCustomer{"A-1", ""};
const client::Question kQuestion{.offer = "mobile_plan"};

TEST(Client, APermitIsReadWithAllThatExplainsIt) {
  Setting it;
  it.server.says = {says(200, kPermit)};
  const auto decided = it.client.decide(kCustomer, kQuestion);
  ASSERT_TRUE(decided);
  EXPECT_EQ(decided->outcome, Outcome::permit);
  EXPECT_EQ(decided->reason, Reason::opt_in);
  EXPECT_EQ(decided->account, "A-1");
  EXPECT_EQ(to_string(*decided->valid_until), "2026-03-01T00:00:00Z");
  EXPECT_EQ(decided->sentence, "s");
  EXPECT_EQ(decided->holds, "v");
  ASSERT_EQ(decided->evidence.size(), 1U);
  EXPECT_EQ(decided->evidence[0].entry, "0/7");
  EXPECT_EQ(decided->trouble, "");
  EXPECT_EQ(it.server.asked.at(0).path, "/access/v1/evaluation");
  EXPECT_EQ(it.server.asked.at(0).body,
            R"({"subject":{"type":"carrier","id":"assent-client"},"action":{"name":"marketing","properties":)"
            R"({"offer":"mobile_plan"}},"context":{"language":"en","detail":"full"},)"
            R"("resource":{"type":"account","id":"A-1"}})");
  EXPECT_EQ(it.server.shown(0), "Bearer first");
}

// Whatever is not a response denies, and says why.
TEST(Client, EveryDoubtDenies) {
  std::vector<Said> doubts{misses(Missed::no_connection), misses(Missed::not_trusted), misses(Missed::timed_out),
                           misses(Missed::broken_off),    misses(Missed::malformed),   misses(Missed::too_large)};
  for (const unsigned status : {204U, 301U, 401U, 403U, 404U, 408U, 413U, 429U, 500U, 502U, 503U, 504U, 599U}) {
    doubts.push_back(says(status, kPermit));
  }
  const auto changed = [](const std::string& from, const std::string& to) {
    std::string text = kPermit;
    text.replace(text.find(from), from.size(), to);
    return says(200, text);
  };
  for (const char* body : {"", "{", "[]", "{}", R"({"decision":"true"})", R"({"decision":true})",
                           R"({"decision":true,"context":{}})", R"({"decision":true,"context":{"reason":7}})"}) {
    doubts.push_back(says(200, body));
  }
  doubts.push_back(says(200, kPermit.substr(0, kPermit.size() - 1)));
  doubts.push_back(says(200, kPermit + kPermit));
  doubts.push_back(changed("opt_in", "a_reason_of_later"));
  doubts.push_back(changed("opt_in", "opted_out"));
  doubts.push_back(changed("opt_in", "status_unknown"));
  doubts.push_back(changed("2026-02-10T06:00:00Z", "today"));
  doubts.push_back(changed("2026-03-01T00:00:00Z", "soon"));
  doubts.push_back(changed(R"("reason")", R"("error":{"status":403,"message":"not yours"},"reason")"));
  for (const Said& doubt : doubts) {
    Setting it;
    it.server.says = {doubt};
    const auto decided = it.client.decide(kCustomer, kQuestion);
    const std::string said =
        doubt ? std::to_string(doubt->status) + doubt->body : std::string(to_string(doubt.error()));
    ASSERT_TRUE(decided) << said;
    EXPECT_EQ(decided->outcome, Outcome::deny) << said;
    EXPECT_EQ(decided->reason, Reason::status_unknown) << said;
    EXPECT_NE(decided->trouble, "") << said;
    EXPECT_EQ(decided->trouble.find("A-1"), std::string::npos) << said;
  }
}

TEST(Client, AQuestionThatIsWrongIsAnError) {
  Setting it;
  it.server.says = {
      says(400, "`context.at` is not an instant"),
      says(200, R"({"decision":false,"context":{"error":{"status":404,"message":"there is no offer"}}})")};
  const auto malformed = it.client.decide(kCustomer, kQuestion);
  ASSERT_FALSE(malformed);
  EXPECT_EQ(malformed.error().code, ErrorCode::invalid);
  EXPECT_EQ(malformed.error().message, "`context.at` is not an instant");
  const auto unknown = it.client.decide(kCustomer, kQuestion);
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().code, ErrorCode::not_found);
  EXPECT_EQ(it.server.asked.size(), 2U) << "what is wrong is not asked again";
}

TEST(Client, ItTriesAgainWithLongerPausesAndNotBeyondItsTime) {
  Setting it({.timeout = seconds(5), .tries = 3});
  it.server.says = {misses(Missed::no_connection), says(503), says(200, kPermit)};
  EXPECT_EQ(it.client.decide(kCustomer, kQuestion)->reason, Reason::opt_in);
  ASSERT_EQ(it.pause.waited.size(), 2U);
  EXPECT_GE(it.pause.waited[0], milliseconds(50));
  EXPECT_LE(it.pause.waited[0], milliseconds(100));
  EXPECT_GE(it.pause.waited[1], milliseconds(100));
  EXPECT_LE(it.pause.waited[1], milliseconds(200));

  // Each try has its part of the time; all of them together have no more than all of it.
  Setting deaf({.timeout = seconds(3), .tries = 3});
  deaf.server.says = {misses(Missed::timed_out)};
  EXPECT_EQ(deaf.client.decide(kCustomer, kQuestion)->trouble, "the server did not answer in time");
  EXPECT_EQ(deaf.server.asked.size(), 3U);
  EXPECT_EQ(deaf.server.allowed[0], seconds(1));
  EXPECT_LE(deaf.pause.now, seconds(3));
}

TEST(Client, RetryAfterIsObeyedOrEndsIt) {
  Setting it({.timeout = seconds(5)});
  it.server.says = {says(429, "", "2"), says(200, kPermit)};
  EXPECT_EQ(it.client.decide(kCustomer, kQuestion)->reason, Reason::opt_in);
  EXPECT_EQ(it.pause.waited, std::vector<std::chrono::nanoseconds>{seconds(2)});

  Setting busy({.timeout = seconds(5)});
  busy.server.says = {says(503, "", "60"), says(200, kPermit)};
  EXPECT_EQ(busy.client.decide(kCustomer, kQuestion)->trouble, "the server answers 503");
  EXPECT_EQ(busy.server.asked.size(), 1U);
}

TEST(Client, AKeyThatWasReplacedIsReadOnceMore) {
  Setting it;
  it.keys = {"old", "new"};
  it.server.says = {says(401), says(200, kPermit)};
  EXPECT_EQ(it.client.decide(kCustomer, kQuestion)->reason, Reason::opt_in);
  EXPECT_EQ(it.server.shown(0), "Bearer old");
  EXPECT_EQ(it.server.shown(1), "Bearer new");
  EXPECT_TRUE(it.pause.waited.empty());

  Setting revoked;
  revoked.server.says = {says(401)};
  EXPECT_EQ(revoked.client.decide(kCustomer, kQuestion)->trouble, "the server does not let this caller in (401)");
  EXPECT_EQ(revoked.server.asked.size(), 2U);
}

std::string item(bool permit, std::string_view reason) {
  return std::string(R"({"decision":)") + (permit ? "true" : "false") + R"(,"context":{"reason":")" +
         std::string(reason) + "\"}}";
}
std::string evaluations(const std::string& items) { return R"({"evaluations":[)" + items + "]}"; }

TEST(Client, ManyAreAskedInBatches) {
  Setting it({.batch = 2});
  it.server.says = {says(200, evaluations(item(true, "opt_in") + "," + item(false, "opted_out"))),
                    says(200, evaluations(item(true, "opt_in")))};
  const std::vector<std::string_view> accounts{"A-1", "A-2", "", "A-3", "\xff"};
  const auto many = it.client.decide_many(accounts, kQuestion);
  ASSERT_TRUE(many);
  EXPECT_EQ(many->trouble, "");
  std::vector<Reason> reasons;
  for (const auto& each : many->each) reasons.push_back(each.reason);
  EXPECT_EQ(reasons, (std::vector{Reason::opt_in, Reason::opted_out, Reason::unknown_customer, Reason::opt_in,
                                  Reason::unknown_customer}));
  ASSERT_EQ(it.server.asked.size(), 2U) << "who cannot be on record is not asked about";
  EXPECT_TRUE(it.server.asked[0].body.ends_with(
      R"("evaluations":[{"resource":{"type":"account","id":"A-1"}},{"resource":{"type":"account","id":"A-2"}}]})"));
}

TEST(Client, ABatchWithoutAnAnswerDeniesAndEndsIt) {
  for (const Said& doubt :
       {says(500), misses(Missed::broken_off), says(200, "{}"), says(200, evaluations(item(true, "opt_in")))}) {
    Setting it({.tries = 1, .batch = 2});
    it.server.says = {says(200, evaluations(item(true, "opt_in") + "," + item(true, "opt_in"))), doubt};
    const std::vector<std::string_view> accounts{"1", "2", "3", "4", "5", "6"};
    const auto many = it.client.decide_many(accounts, kQuestion);
    ASSERT_TRUE(many);
    EXPECT_NE(many->trouble, "");
    EXPECT_EQ(many->each[1].outcome, Outcome::permit);
    for (std::size_t i = 2; i < 6; ++i) EXPECT_EQ(many->each[i].reason, Reason::status_unknown);
    EXPECT_EQ(it.server.asked.size(), 2U);
  }
}

TEST(Client, AnItemThatIsWrongDeniesAndAllOfThemAreAnError) {
  const std::string wrong = R"({"decision":false,"context":{"error":{"status":404,"message":"there is no offer"}}})";
  Setting it;
  it.server.says = {says(200, evaluations(item(true, "opt_in") + "," + wrong)),
                    says(200, evaluations(wrong + "," + wrong))};
  const std::vector<std::string_view> accounts{"1", "2"};
  EXPECT_EQ(it.client.decide_many(accounts, kQuestion)->each[1].reason, Reason::status_unknown);
  const auto all = it.client.decide_many(accounts, kQuestion);
  ASSERT_FALSE(all);
  EXPECT_EQ(all.error().code, ErrorCode::not_found);
}

const std::string kRecorded =
    R"({"entry":"0/9","recorded":"2026-02-10T06:00:00Z","effective":"2026-02-10T06:00:00Z","what":"w","repeated":true,)"
    R"("account_unknown":false,"mended":null,"carried":2,"changes":[]})";

TEST(Client, ARecordingHasOneKeyThroughAllTries) {
  Setting it;
  it.server.says = {misses(Missed::broken_off), says(201, kRecorded)};
  const auto done = it.client.record(kCustomer, {}, {.channel = "web"});
  ASSERT_TRUE(done);
  EXPECT_EQ(done->entries, std::vector<std::string>{"0/9"});
  EXPECT_EQ(done->accounts, std::vector<std::string>{"A-1"});
  EXPECT_EQ(done->carried, 2U);
  EXPECT_FALSE(done->repeated) << "only this call knows the key";
  EXPECT_FALSE(it.server.key(0).empty());
  EXPECT_EQ(it.server.key(0), it.server.key(1));
  EXPECT_EQ(it.server.asked[0].path, "/v1/opt-outs");
  EXPECT_EQ(it.server.asked[0].body, R"({"account":"A-1","channel":"web"})");

  EXPECT_FALSE(it.client.record(kCustomer, {.kind = client::ChoiceKind::opt_in, .provisional = true}, {}));
  EXPECT_EQ(it.server.asked.size(), 2U) << "it is not sent as what it is not";

  const auto again = it.client.record(kCustomer, {.provisional = true}, {.key = "web-1"});
  EXPECT_EQ(it.server.asked[2].body, R"({"account":"A-1","provisional":true,"channel":"library"})");
  EXPECT_TRUE(again->repeated);
  EXPECT_EQ(it.server.key(2), "web-1");
  EXPECT_FALSE(it.client.record(kCustomer, {}, {.key = "web-1\r\nX: y"}));
  EXPECT_EQ(it.server.asked.size(), 3U);
}

TEST(Client, AFailedRecordingSaysWhetherItMayBeThere) {
  const auto message = [](std::deque<Said> said) {
    Setting it({.timeout = seconds(60)});
    it.server.says = std::move(said);
    const auto done = it.client.record(kCustomer, {}, {.key = "k"});
    EXPECT_FALSE(done);
    EXPECT_EQ(done.error().code, ErrorCode::unavailable);
    return done.error().message;
  };
  const std::string maybe = "it is not known whether the choice was recorded";
  const std::string no = "nothing was recorded";
  for (const auto& said :
       {misses(Missed::timed_out), misses(Missed::broken_off), says(500), says(503), says(201, "{}"), says(200, "x")}) {
    EXPECT_NE(message({said}).find(maybe), std::string::npos);
  }
  for (const auto& said :
       {misses(Missed::no_connection), misses(Missed::not_trusted), says(401), says(403), says(429)}) {
    EXPECT_NE(message({said}).find(no), std::string::npos);
  }
  // An earlier try may have got there.
  EXPECT_NE(message({misses(Missed::timed_out), misses(Missed::no_connection)}).find(maybe), std::string::npos);
}

TEST(Client, WhatTheServerSaysOfARecordingIsSaid) {
  Setting it;
  it.server.says = {says(409, R"({"code":"conflict","detail":"the key was used before","mend":"use a new key"})"),
                    says(404, R"({"detail":"the account is not on record"})"), says(400, "<html>")};
  const auto conflict = it.client.record(kCustomer, {}, {.key = "k"});
  EXPECT_EQ(conflict.error(), (Error{ErrorCode::conflict, "the key was used before", "use a new key"}));
  EXPECT_EQ(it.client.record(kCustomer, {}, {}).error().code, ErrorCode::not_found);
  EXPECT_EQ(it.client.record(kCustomer, {}, {}).error().message, "the server answers 400");
}

TEST(Client, ARefusalByNumberNamesEachAccountThatHasIt) {
  Setting it;
  const auto of = [](std::string_view account, bool kept) {
    std::string text = kRecorded;
    text.pop_back();
    return text + R"(,"account":")" + std::string(account) + R"(","kept_for_number":)" + (kept ? "true}" : "false}");
  };
  it.server.says = {says(201, R"({"recorded":[)" + of("A-1", false) + "," + of("x", true) + "]}")};
  const auto done =
      it.client.record({"", "+96170123456"}, {.kind = client::ChoiceKind::withdrawal, .scope = {"agent"}}, {});
  EXPECT_EQ(done->accounts, (std::vector<std::string>{"A-1", ""}));
  EXPECT_EQ(it.server.asked[0].path, "/v1/withdrawals");
  EXPECT_EQ(it.server.asked[0].body, R"({"telephone":"+96170123456","scope":["agent"],"channel":"library"})");
}

}  // namespace
}  // namespace assent::client_test
