// What comes back after an e-mail, by an engine: matched to the giving by its token, recorded once, and decided by at
// once.

#include "app/email_return.hpp"
#include "app/notice.hpp"
#include "app/record.hpp"
#include "app/working_engine.hpp"
#include "bounces/read.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace assent::email_return_test {

using namespace app;
namespace {

using bounces::Verdict;
using service_test::at;

class Returning : public app_test::WorkingEngine {
 protected:
  Returning() {
    for (const char* account : {"A-1", "A \"2\""}) {
      customer(account);
      evidence::EmailPermissionRecorded permission;
      permission.evidence.reference = "form-1";
      RecordRequest request{{account, {}}, permission, {{}, "clerk-7", "cli", ""}, "tra", {}};
      EXPECT_TRUE(record_choice(*engine, request));
    }
    const auto notice = service::read_notice(test::text_of("examples/notice.toml"), "notice.toml").value();
    EXPECT_TRUE(publish_notice(*engine, notice, "", {{}, "clerk-7", "cli", ""}));
    clock.set(at("2026-01-10T08:00:00Z"));
    service::NoticeGiving giving;
    giving.notice = notice.notice.notice;
    giving.version = notice.notice.version;
    giving.channel = "email";
    giving.language = "en";
    giving.sent = at("2026-01-10T08:00:00Z");
    TextSource list("account\nA-1\n\"A \"\"2\"\"\"\n");
    const auto given = give_notice(*engine, giving, {{}, "clerk-7", "cli", ""}, {list, rejected});
    EXPECT_EQ(given.value().counts.recorded, 2U) << rejects;
    clock.set(at("2026-01-12T08:00:00Z"));
  }

  // The token of the e-mail to that account.
  std::string token(std::string_view account = "A-1") const {
    const auto entries = ledger.entries_of(account).value();
    for (const ledger::Recorded& each : entries) {
      if (std::holds_alternative<evidence::NoticeGivenRecorded>(each.entry.body))
        return tokens[1].token_of(each.position);
    }
    return {};
  }
  std::string to(char kind, std::string_view account = "A-1") const {
    return std::string(1, kind) + "." + token(account) + "@returns.example.com";
  }

  EmailReturned read(const std::string& message, const std::string& came_to = {}) {
    const auto done = record_returned_email(*engine, tokens, bounces::read_returned, {message, came_to}, "reader");
    EXPECT_TRUE(done) << to_string(done.error());
    return done.value_or(EmailReturned{});
  }

  static std::string bounce(const std::string& fields) {
    return "From: MAILER-DAEMON@example.net\nContent-Type: multipart/report; report-type=delivery-status; "
           "boundary=x\n\n--x\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; a\n\nFinal-Recipient: "
           "rfc822; a@example.net\n" +
           fields + "\n--x--\n";
  }
  static std::string reply(const std::string& text) {
    return "From: a@example.net\nSubject: Re: information\n\n" + text;
  }

  // An earlier key, and the one in use.
  std::vector<email::ReturnTokens> tokens{email::ReturnTokens(evidence::Hash{7}),
                                          email::ReturnTokens(evidence::Hash{8})};
};

TEST_F(Returning, ABounceUnmakesTheNoticeOnce) {
  EXPECT_EQ(answer(), Reason::waiting_period);
  const std::string message = bounce("Action: failed\nStatus: 5.1.1\n");
  const EmailReturned done = read(message, to('b'));
  EXPECT_EQ(done.verdict, Verdict::hard);
  EXPECT_EQ(done.done, ReturnDone::bounced);
  EXPECT_EQ(done.status, "5.1.1");
  EXPECT_EQ(done.account, "A-1");
  EXPECT_FALSE(done.repeated);
  EXPECT_EQ(answer(), Reason::notice_undelivered);
  const std::uint64_t written = size();
  EXPECT_TRUE(read(message, to('b')).repeated);
  EXPECT_EQ(size(), written);
}

TEST_F(Returning, AnAccountOfAnySpellingIsFound) {
  EXPECT_EQ(read(bounce("Action: failed\nStatus: 4.4.7\n"), to('b', "A \"2\"")).done, ReturnDone::bounced);
  EXPECT_EQ(answer("A \"2\""), Reason::notice_undelivered);
  EXPECT_EQ(answer(), Reason::waiting_period);
}

TEST_F(Returning, NothingButProofIsADelivery) {
  EXPECT_EQ(read(bounce("Action: relayed\nStatus: 2.0.0\n"), to('b')).done, ReturnDone::nothing);
  EXPECT_EQ(read(bounce("Action: delayed\nStatus: 4.4.1\n"), to('b')).done, ReturnDone::nothing);
  const std::uint64_t before = size();
  EXPECT_EQ(read(bounce("Action: delivered\nStatus: 2.0.0\n"), to('b')).done, ReturnDone::delivered);
  EXPECT_EQ(size(), before + 1);
}

TEST_F(Returning, AReplyThatRefusesIsARefusal) {
  const EmailReturned done = read(reply("STOP please\n\n> You agree if we hear nothing.\n"), to('r'));
  EXPECT_EQ(done.verdict, Verdict::reply);
  EXPECT_EQ(done.done, ReturnDone::refused);
  EXPECT_EQ(answer(), Reason::opted_out);
  EXPECT_TRUE(read(reply("STOP please\n\n> You agree if we hear nothing.\n"), to('r')).repeated);
}

TEST_F(Returning, WhatIsNotUnderstoodCountsUntilAPersonHasReadIt) {
  // Also a yes: nobody asked for one.
  for (const char* text : {"Wie bitte?", "yes, I agree"}) {
    EXPECT_EQ(read(reply(text), to('r')).done, ReturnDone::refused_provisionally) << text;
  }
  EXPECT_EQ(answer(), Reason::opted_out);
}

TEST_F(Returning, OneClickInTheMailProgramAndAComplaintAreRefusals) {
  EXPECT_EQ(read("From: a@example.net\nAuto-Submitted: auto-replied\n\n", to('u')).done, ReturnDone::refused);
  EXPECT_EQ(answer(), Reason::opted_out);
  const std::string complaint =
      "From: fbl@example.net\nContent-Type: multipart/report; report-type=feedback-report; boundary=x\n\n--x\n"
      "Content-Type: message/feedback-report\n\nFeedback-Type: abuse\n\n--x\nContent-Type: "
      "message/rfc822\n\nMessage-ID: <" +
      token("A \"2\"") + "@returns.example.com>\n\nb\n--x--\n";
  EXPECT_EQ(read(complaint).done, ReturnDone::refused);
  EXPECT_EQ(answer("A \"2\""), Reason::opted_out);
}

TEST_F(Returning, AMachineSaysNothing) {
  const std::uint64_t before = size();
  EXPECT_EQ(
      read("From: a@example.net\nSubject: Automatic reply: x\nAuto-Submitted: auto-replied\n\nSTOP\n", to('b')).done,
      ReturnDone::nothing);
  EXPECT_EQ(size(), before);
}

TEST_F(Returning, AMessageOfARunBearsThePlaceWhereItWaited) {
  const auto queue = [&](std::string key) {
    evidence::NoticeSendingRecorded sending;
    sending.notice = "your-information";
    sending.version = "2026-1";
    sending.language = "en";
    sending.channel = "email";
    const ledger::Draft draft{{"A-1", clock.now(), {}, "sender", "outreach", std::move(key), sending}, true};
    return ledger::append_one(ledger, draft, clock.now()).value().position;
  };
  const auto address = [&](Position queued) { return "b." + tokens[1].token_of(queued) + "@returns.example.com"; };
  const std::string message = bounce("Action: failed\nStatus: 5.1.1\n");
  const Position queued = queue("run/queued");
  // It came back before anybody recorded that it had left.
  const EmailReturned early = read(message, address(queued));
  EXPECT_EQ(early.done, ReturnDone::not_recorded);
  EXPECT_EQ(early.account, "A-1");
  evidence::NoticeGivenRecorded given{"your-information", "2026-1", "en", "email", clock.now()};
  ASSERT_TRUE(ledger::append_one(ledger, {{"A-1", clock.now(), {}, "sender", "outreach", "run/given", given}, true},
                                 clock.now()));
  engine->follow();
  clock.set(at("2026-01-13T08:00:00Z"));
  EXPECT_EQ(read(message, address(queued)).done, ReturnDone::bounced);
  EXPECT_EQ(read(reply("STOP"), "r." + tokens[1].token_of(queued) + "@returns.example.com").done, ReturnDone::refused);
}

TEST_F(Returning, WithoutATokenOfOursAPersonLooks) {
  const std::uint64_t before = size();
  const std::string others = email::ReturnTokens(evidence::Hash{9}).token_of({0, 1});
  for (const std::string& address : {std::string(), "r." + others + "@returns.example.com",
                                     // a token of ours for an entry that is no giving, and for none
                                     "r." + tokens[0].token_of({0, 0}) + "@returns.example.com",
                                     "r." + tokens[0].token_of({0, 9999}) + "@returns.example.com"}) {
    const EmailReturned done = read(reply("STOP"), address);
    EXPECT_EQ(done.done, ReturnDone::unmatched);
    EXPECT_EQ(done.account, "");
  }
  EXPECT_EQ(size(), before);
}

}  // namespace
}  // namespace assent::email_return_test
