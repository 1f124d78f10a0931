// A run is sent once to everybody, whatever stops it.
#include "outreach/letters_waiting.hpp"
#include "outreach/setting.hpp"
#include "service/sent_notice.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

namespace assent::sender_test {
namespace {

using outreach::HandedOver;
using outreach::Noted;
using outreach::Outcome;
using outreach_test::Killed;
using outreach_test::Setting;

std::string list_of(std::size_t customers) {
  std::string list = "account\n";
  for (std::size_t i = 0; i < customers; ++i) list += "A-" + std::to_string(i) + "\n";
  return list;
}

TEST(Sender, WhatIsTakenIsRecordedAsGiven) {
  Setting in;
  in.add_customer("A-0", "email");
  in.add_customer("A-1", "sms");
  const std::string id = in.approved(list_of(2));
  const auto counts = in.send(id).value();
  EXPECT_EQ(counts.taken, 2U);
  EXPECT_EQ(in.email.addresses, std::vector<std::string>{"A-0@example.com"});
  EXPECT_EQ(in.givings("A-0"), 1U);
  EXPECT_EQ(in.givings("A-1"), 1U);
  EXPECT_EQ(in.runs->find(id).value().state, outreach::RunState::finished);
  EXPECT_TRUE(in.noted.empty());
  EXPECT_EQ(in.plan(list_of(2)).value().planned, 0U) << "both were given it";
}

// When a letter counts as sent, the print shop's mailing says.
TEST(Sender, ALetterThatIsHandedOverIsNotYetGiven) {
  Setting in;
  in.add_customer("A-0", "mail");
  in.mail.answer = [](const outreach::Message& message) {
    EXPECT_EQ(message.postal.lines.size(), 1U);
    HandedOver one;
    one.outcome = Outcome::taken;
    return one;
  };
  const std::string id = in.approved(list_of(1));
  EXPECT_EQ(in.send(id).value().taken, 1U);
  EXPECT_EQ(in.givings("A-0"), 0U);
  EXPECT_EQ(outreach::letters_waiting(in.ledger, in.runs->all().value()).value().at(id), 1U);
  // Until then they are in the hands of that run.
  EXPECT_EQ(in.plan(list_of(1)).value().left_out[static_cast<std::size_t>(outreach::LeftOut::waits_in_another_run)],
            1U);
  in.add("A-0",
         evidence::NoticeGivenRecorded{"your-information", "2026-1", "en", "mail", service_test::on("2026-06-02")});
  EXPECT_EQ(outreach::letters_waiting(in.ledger, in.runs->all().value()).value().at(id), 0U);
  EXPECT_EQ(in.plan(list_of(1)).value().left_out[static_cast<std::size_t>(outreach::LeftOut::already_given)], 1U);
}

TEST(Sender, WhatIsRefusedFailsAndAnotherRunTakesAnotherWay) {
  Setting in;
  evidence::CustomerRecorded both;
  both.language = "en";
  both.time_zone = "Asia/Beirut";
  both.telephones = {"+9613123456"};
  both.address = {{"Rue de la Paix 7"}, "LB"};
  in.add("A-0", both);
  in.sms.answer = [](const outreach::Message&) { return HandedOver{Outcome::refused, "", "4", std::nullopt}; };
  const std::string id = in.approved(list_of(1));
  in.clock.set(in.clock.now() + std::chrono::minutes{1});
  const auto counts = in.send(id).value();
  EXPECT_EQ(counts.of(Noted::refused), 1U);
  EXPECT_EQ(in.givings("A-0"), 0U);
  EXPECT_THAT(in.noted, testing::ElementsAre(std::pair<std::string, Noted>{"A-0", Noted::refused}));
  ASSERT_TRUE(in.plan(list_of(1)));
  EXPECT_THAT(in.plan_text, testing::HasSubstr("A-0,mail,en"));
}

TEST(Sender, WhatIsTakenLaterIsTriedAgainAndGivenUpAtLast) {
  Setting in;
  in.add_customer("A-0", "email");
  in.add_customer("A-1", "email");
  int tries = 0;
  in.email.answer = [&](const outreach::Message& message) {
    if (message.values.account == "A-0" && ++tries == 3) return outreach_test::taken(in.clock.now());
    return HandedOver{Outcome::later, "", "4.3.2", std::nullopt};
  };
  std::chrono::milliseconds waited{0};
  in.wait = [&](std::chrono::milliseconds time) {
    waited += time;
    return true;
  };
  const std::string id = in.approved(list_of(2));
  const auto counts = in.send(id).value();
  EXPECT_EQ(counts.taken, 1U);
  EXPECT_EQ(counts.of(Noted::given_up), 1U);
  EXPECT_EQ(waited, std::chrono::milliseconds{1'000 + 2'000 + 4'000 + 8'000});
}

TEST(Sender, APauseStopsItAndAnApprovalLetsItGoOn) {
  Setting in;
  for (int i = 0; i < 40; ++i) in.add_customer("A-" + std::to_string(i), "email");
  const std::string id = in.approved(list_of(40));
  std::size_t sent = 0;
  in.email.answer = [&](const outreach::Message&) {
    if (++sent == 20) {
      EXPECT_TRUE(in.runs->pause(id, "supervisor"));
    }
    return outreach_test::taken(in.clock.now());
  };
  const auto counts = in.send(id).value();
  EXPECT_EQ(counts.end, outreach::SendEnd::paused);
  EXPECT_EQ(counts.taken, 32U) << "the few that were in hand";
  ASSERT_TRUE(in.runs->approve(id, "reviewer"));
  const auto rest = in.send(id).value();
  EXPECT_EQ(rest.taken, 8U);
  EXPECT_EQ(rest.before, 32U);
  EXPECT_EQ(rest.end, outreach::SendEnd::finished);
}

TEST(Sender, ItKeepsThePaceThatIsAllowed) {
  Setting in;
  for (int i = 0; i < 64; ++i) in.add_customer("A-" + std::to_string(i), "email");
  const std::string id = in.approved(list_of(64));
  const Instant begun = in.clock.now();
  outreach::SendSettings settings;
  settings.per_second = 16;
  EXPECT_EQ(in.send(id, settings).value().taken, 64U);
  EXPECT_EQ(in.clock.now() - begun, std::chrono::seconds{3}) << "four times sixteen, the first at once";
}

// A gateway can report a failure before the sender has written down that it handed the message over.
TEST(Sender, AFailureThatIsReportedBeforeTheGivingIsRecordedUnmakesIt) {
  Setting in;
  in.add_customer("A-0", "sms");
  in.add_customer("A-1", "sms");
  in.sms.answer = [&](const outreach::Message& message) {
    if (message.values.account == "A-0") {
      const auto sent = service::sent_notice_at(in.ledger, message.queued).value();
      EXPECT_TRUE(sent.has_value());
      EXPECT_FALSE(sent->given.has_value());
      for (int i = 0; i < 2; ++i) {
        EXPECT_TRUE(service::keep_early_failure(in.ledger, *sent, message.queued, "report 16",
                                                {std::nullopt, "gateway", "sms", {}}, in.clock.now()));
      }
    }
    return outreach_test::taken(in.clock.now());
  };
  const std::string id = in.approved(list_of(2));
  const auto counts = in.send(id).value();
  EXPECT_EQ(counts.taken, 2U);
  EXPECT_EQ(counts.of(Noted::refused), 1U);
  const auto entries = in.ledger.entries_of("A-0").value();
  const auto* const bounced = std::get_if<evidence::NoticeDelivery>(&entries.back().entry.body);
  ASSERT_NE(bounced, nullptr);
  EXPECT_EQ(bounced->detail, "report 16");
  EXPECT_TRUE(
      std::holds_alternative<evidence::NoticeGivenRecorded>(in.ledger.entries_of("A-1").value().back().entry.body));
  const auto queued = in.sms.arrived.at("A-1").front();
  const auto found = service::sent_notice_at(in.ledger, queued).value();
  ASSERT_TRUE(found.has_value());
  EXPECT_TRUE(found->given.has_value());
  EXPECT_FALSE(service::sent_notice_at(in.ledger, {0, 1'000'000}).value().has_value());
}

TEST(Sender, AnotherFileIsNoPlanOfTheRun) {
  Setting in;
  in.add_customer("A-0", "email");
  in.add_customer("A-1", "email");
  const std::string id = in.approved(list_of(1));
  in.plan_text += "A-1,email,en\n";
  EXPECT_EQ(in.send(id).error().code, ErrorCode::invalid);
  EXPECT_TRUE(in.email.arrived.empty());
}

TEST(Sender, WhoLeftOrTookThePermissionBackSinceThePlanGetsNothing) {
  Setting in;
  in.add_customer("A-0", "email");
  in.add_customer("A-1", "email");
  const std::string id = in.approved(list_of(2));
  in.clock.set(in.clock.now() + std::chrono::hours{1});
  evidence::CustomerRecorded gone;
  gone.state = CustomerState::former;
  in.add("A-0", gone);
  in.add("A-1", evidence::EmailPermissionRecorded{false, {}, false});
  const auto counts = in.send(id).value();
  EXPECT_EQ(counts.taken, 0U);
  EXPECT_EQ(counts.of(Noted::former_customer), 1U);
  EXPECT_EQ(counts.of(Noted::no_permission), 1U);
}

// The process is killed again and again, before a message leaves or after the relay has taken it. In the end everybody
// has the notice. Who has it twice was listed as uncertain, and got both under one name.
RC_GTEST_PROP(SenderLaws, NobodyIsLeftOutAndWhoGetsItTwiceIsListed, ()) {
  Setting in;
  const auto customers = *rc::gen::inRange<std::size_t>(1, 60);
  for (std::size_t i = 0; i < customers; ++i) in.add_customer("A-" + std::to_string(i), i % 3 == 0 ? "sms" : "email");
  const std::string id = in.approved(list_of(customers));
  outreach::SendSettings settings;
  settings.at_once = *rc::gen::inRange<std::size_t>(1, 20);
  auto kills = *rc::gen::container<std::vector<int>>(12, rc::gen::inRange(0, 25));
  int until_killed = 0;
  const auto answer = [&](outreach_test::ScriptedWay& way) {
    return [&](const outreach::Message& message) -> HandedOver {
      if (until_killed-- == 0) {
        // Half of the kills fall between the relay's word and our record.
        if (message.queued.index % 2 == 0) way.arrived[message.values.account].push_back(message.queued);
        throw Killed();
      }
      return outreach_test::taken(in.clock.now());
    };
  };
  in.email.answer = answer(in.email);
  in.sms.answer = answer(in.sms);
  bool finished = false;
  while (!finished) {
    until_killed = kills.empty() ? 1'000'000 : kills.back();
    if (!kills.empty()) kills.pop_back();
    try {
      const auto counts = in.send(id, settings);
      RC_ASSERT(counts.has_value());
      finished = counts->end == outreach::SendEnd::finished;
    } catch (const Killed&) {
    }
  }
  std::set<std::string> uncertain;
  for (const auto& [account, what] : in.noted) {
    RC_ASSERT(what == Noted::uncertain);
    uncertain.insert(account);
  }
  for (std::size_t i = 0; i < customers; ++i) {
    const std::string account = "A-" + std::to_string(i);
    const auto& arrived = (i % 3 == 0 ? in.sms : in.email).arrived[account];
    RC_ASSERT(!arrived.empty());
    RC_ASSERT(in.givings(account) == 1U);
    if (arrived.size() == 1) continue;
    RC_ASSERT(uncertain.contains(account));
    RC_ASSERT(std::set<Position>(arrived.begin(), arrived.end()).size() == 1U);
  }
}

}  // namespace
}  // namespace assent::sender_test
