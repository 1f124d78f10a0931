// A yes by text message: an approval if exactly one question is open to that number, and never otherwise.

#include "sms_gateway/setting.hpp"

#include "sms_gateway/open_question.hpp"
#include "sms_gateway/reports.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <chrono>
#include <iterator>
#include <map>
#include <string>

namespace assent::sms_yes_test {
namespace {

using sms_gateway_test::Setting;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr std::string_view kRima = "+9613000001";
using Result = evidence::NoticeDelivery::Result;

struct Asking : Setting {
  Asking() {
    replies.emplace(*engine, "LB", &confirmations, sms_gateway::YesSettings{{"opt-in-sms", "partners-sms"}, 30});
    published("opt-in-sms", Coverage::only({"carrier"}));
    published("partners-sms", Coverage::only({"joint_venture_partner"}));
    published("opt-out-sms", Coverage::only({"carrier"}));
    later(std::chrono::hours(1));
  }

  void later(std::chrono::seconds by) { clock.set(clock.now() + by); }

  Position record(const std::string& account, evidence::Body body) {
    ledger::Draft draft;
    draft.entry.account = account;
    draft.entry.body = std::move(body);
    draft.entry.actor = "test";
    draft.entry.channel = "import";
    draft.entry.effective = clock.now();
    const ledger::Draft drafts[] = {draft};
    const auto receipts = ledger.append(drafts, clock.now());
    EXPECT_TRUE(receipts.front()) << receipts.front().error().message;
    return receipts.front()->position;
  }

  void published(const std::string& id, const Coverage& recipients) {
    evidence::NoticePublished notice;
    notice.notice = id;
    notice.version = "1";
    notice.regime = "tra";
    notice.recipients = recipients;
    notice.parties = Coverage::everything();
    notice.information = Coverage::only({"contact", "services"});
    notice.texts = {{"en", "Your information", {{"purposes", "Answer YES to allow it."}}}};
    record("", notice);
  }

  Position ask(const std::string& account, const std::string& notice = "opt-in-sms",
               const std::string& channel = "sms") {
    later(std::chrono::minutes(1));
    return record(account, evidence::NoticeGivenRecorded{notice, "1", "en", channel, clock.now()});
  }
  void result(const std::string& account, Position given, Result what) {
    later(std::chrono::minutes(1));
    record(account, evidence::NoticeDelivery{given, what, ""});
  }
  Position asked_and_delivered(const std::string& account, const std::string& notice = "opt-in-sms") {
    const Position given = ask(account, notice);
    result(account, given, Result::delivered);
    return given;
  }
  void say(std::string_view text, std::string_view id = "") {
    later(std::chrono::minutes(1));
    EXPECT_EQ(write(kRima, text, id).status, 200U);
  }
  std::vector<evidence::OptInRecorded> approvals(std::string_view account) {
    std::vector<evidence::OptInRecorded> all;
    for (const ledger::Recorded& each : entries(account)) {
      if (const auto* approval = std::get_if<evidence::OptInRecorded>(&each.entry.body)) all.push_back(*approval);
    }
    return all;
  }
  Outcome may(std::string_view account) {
    Use use;
    use.purpose = "marketing";
    use.recipient = "carrier";
    use.information = {"contact", "services"};
    const auto regime = engine->regime("", clock.now()).value();
    return engine->customers()
        .decide_for({std::string(account), {}}, *regime, use, {clock.now(), std::nullopt})
        .outcome;
  }
};

TEST(SmsYes, AYesToADeliveredQuestionApprovesWhatTheNoticeSays) {
  Asking s;
  s.customer("C-1", std::string(kRima));
  const Position given = s.asked_and_delivered("C-1");
  EXPECT_EQ(s.may("C-1"), Outcome::deny);
  s.say("Yes please!", "4f-1");
  ASSERT_THAT(s.approvals("C-1"), SizeIs(1));
  const auto approval = s.approvals("C-1").front();
  EXPECT_EQ(approval.notice, "opt-in-sms");
  EXPECT_EQ(approval.notice_version, "1");
  EXPECT_EQ(approval.information, Coverage::only({"contact", "services"}));
  EXPECT_EQ(approval.evidence.reference, "sms/4f-1;given=" + sms_gateway::message_name(given));
  EXPECT_EQ(approval.evidence.sha256, evidence::sha256(evidence::view_of("Yes please!")));
  EXPECT_EQ(s.may("C-1"), Outcome::permit);
  EXPECT_THAT(s.refusals("C-1"), IsEmpty());
  s.send_confirmations();
  ASSERT_THAT(s.sender.sent, SizeIs(1));
  EXPECT_THAT(s.sender.sent[0].text, HasSubstr("answer STOP"));
  s.say("stop");
  EXPECT_EQ(s.may("C-1"), Outcome::deny) << "as it was told";
}

TEST(SmsYes, ASecondYesAddsNothingAndTakesNothingAway) {
  Asking s;
  s.customer("C-1", std::string(kRima));
  s.asked_and_delivered("C-1");
  s.say("yes", "1");
  const auto before = s.size();
  s.say("yes", "1");
  s.say("نعم", "2");
  EXPECT_EQ(s.size(), before);
  EXPECT_EQ(s.may("C-1"), Outcome::permit);
  s.say("no");
  s.say("yes");
  EXPECT_EQ(s.may("C-1"), Outcome::deny) << "the question was answered";
  EXPECT_THAT(s.approvals("C-1"), SizeIs(1));
}

// Each of these lacks one condition, and so the yes is a text that is not understood.
void expect_no_approval(Asking& s, const char* why) {
  s.say("yes");
  EXPECT_THAT(s.approvals("C-1"), IsEmpty()) << why;
  ASSERT_FALSE(s.refusals("C-1").empty()) << why;
  EXPECT_TRUE(s.refusals("C-1").back().provisional) << why;
}

TEST(SmsYes, WithoutAnyOneOfItsConditionsAYesIsNoApproval) {
  const auto with = [](const char* why, const auto& what) {
    Asking s;
    s.customer("C-1", std::string(kRima));
    what(s);
    expect_no_approval(s, why);
  };
  with("nothing was asked", [](Asking&) {});
  with("it may not have arrived", [](Asking& s) { s.ask("C-1"); });
  with("it did not arrive", [](Asking& s) { s.result("C-1", s.ask("C-1"), Result::bounced); });
  with("it arrived in part", [](Asking& s) { s.result("C-1", s.asked_and_delivered("C-1"), Result::bounced); });
  with("another notice", [](Asking& s) { s.asked_and_delivered("C-1", "opt-out-sms"); });
  with("a letter", [](Asking& s) { s.result("C-1", s.ask("C-1", "opt-in-sms", "mail"), Result::delivered); });
  with("two questions", [](Asking& s) {
    s.asked_and_delivered("C-1");
    s.asked_and_delivered("C-1", "partners-sms");
  });
  with("too late", [](Asking& s) {
    s.asked_and_delivered("C-1");
    s.later(std::chrono::days(30));
  });
  with("answered by no", [](Asking& s) {
    s.asked_and_delivered("C-1");
    s.say("no");
  });
  with("answered elsewhere", [](Asking& s) {
    s.asked_and_delivered("C-1");
    evidence::WithdrawalRecorded withdrawal;
    s.record("C-1", withdrawal);
  });
  with("two customers", [](Asking& s) {
    s.asked_and_delivered("C-1");
    s.customer("C-2", std::string(kRima));
  });
  with("another number when it was asked", [](Asking& s) {
    s.customer("C-1", "+9613999999");
    s.asked_and_delivered("C-1");
    s.later(std::chrono::minutes(1));
    s.customer("C-1", std::string(kRima));
  });
  with("another number in between", [](Asking& s) {
    s.asked_and_delivered("C-1");
    s.customer("C-1", "+9613999999");
    s.later(std::chrono::minutes(1));
    s.customer("C-1", std::string(kRima));
  });
  with("the giving never happened", [](Asking& s) {
    evidence::CorrectionRecorded never;
    never.corrected = s.asked_and_delivered("C-1");
    s.record("C-1", never);
  });
}

TEST(SmsYes, NothingButAnExpressYesApproves) {
  for (const char* text :
       {"ok", "yes?", "yes but not now", "maybe", "no", "stop", "👍", "I agree to nothing", "yes 12"}) {
    Asking s;
    s.customer("C-1", std::string(kRima));
    s.asked_and_delivered("C-1");
    s.say(text);
    EXPECT_THAT(s.approvals("C-1"), IsEmpty()) << text;
  }
  for (const char* text : {"YES", "oui merci", "نعم", "أوافق", "na3am"}) {
    Asking s;
    s.customer("C-1", std::string(kRima));
    s.asked_and_delivered("C-1");
    s.say(text);
    EXPECT_THAT(s.approvals("C-1"), SizeIs(1)) << text;
  }
}

TEST(SmsYes, WithoutSettingsNoYesIsAnApproval) {
  Asking s;
  s.replies.emplace(*s.engine, "LB", &s.confirmations);
  s.customer("C-1", std::string(kRima));
  s.asked_and_delivered("C-1");
  expect_no_approval(s, "no notice asks");
}

// Law: no sequence of messages and events makes an approval without an open question. What is open is counted here from
// the events alone.
RC_GTEST_PROP(SmsYes, NoSequenceApprovesWithoutAnOpenQuestion, ()) {
  Asking s;
  s.customer("C-1", std::string(kRima));
  struct Sent {
    Instant at;
    bool delivered = false;
    bool failed = false;
    bool answered = false;
  };
  std::map<Position, Sent> sent;
  bool alone = true;
  std::size_t approvals = 0;
  const auto steps = *rc::gen::container<std::vector<int>>(
      rc::gen::weightedElement<int>({{4, 0}, {1, 1}, {7, 2}, {1, 4}, {1, 5}, {1, 6}, {2, 7}, {6, 9}}));
  bool approved_once = false;
  const auto say = [&](const char* text) {
    const auto before = s.size();
    s.say(text);
    if (s.size() == before) return;  // thanks, or a second yes
    for (auto& [given, each] : sent) each.answered = true;
  };
  for (const int step : steps) {
    const auto latest = sent.empty() ? sent.end() : std::prev(sent.end());
    switch (step) {
      case 0:
      case 1: {
        const Position given = s.ask("C-1", step == 0 ? "opt-in-sms" : "partners-sms");
        sent[given] = {s.clock.now()};
        break;
      }
      case 2:
        if (latest == sent.end()) break;
        s.result("C-1", latest->first, Result::delivered);
        latest->second.delivered = true;
        break;
      case 4:
        if (latest == sent.end()) break;
        s.result("C-1", latest->first, Result::bounced);
        latest->second.failed = true;
        break;
      case 5: s.later(std::chrono::days(*rc::gen::inRange(1, 20))); break;
      case 6:
        s.customer(alone ? "C-2" : "C-1", std::string(kRima));
        alone = false;
        break;
      case 7: {
        const char* const text = *rc::gen::elementOf(
            std::vector<const char*>{"no", "STOP", "لا", "maybe", "yes?", "my bill", "ok", "non merci", "thanks"});
        say(text);
        RC_ASSERT(s.approvals("C-1").size() == approvals);
        break;
      }
      default: {
        s.later(std::chrono::minutes(1));
        const Instant now = s.clock.now() + std::chrono::minutes(1);
        const auto open = std::ranges::count_if(sent, [&](const auto& each) {
          return each.second.delivered && !each.second.failed && !each.second.answered &&
                 now < each.second.at + std::chrono::days(30);
        });
        say(*rc::gen::elementOf(std::vector<const char*>{"yes", "oui", "نعم"}));
        if (alone && open == 1) {
          ++approvals;
          approved_once = true;
        }
        RC_ASSERT(s.approvals("C-1").size() == approvals);
        break;
      }
    }
    RC_ASSERT(s.approvals("C-2").empty());
  }
  RC_TAG(std::string(approved_once ? "approved" : "not approved"));
}

}  // namespace
}  // namespace assent::sms_yes_test
