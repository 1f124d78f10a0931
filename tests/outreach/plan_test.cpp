// Who gets a notice, by which way, and who is left out and why.
#include "outreach/setting.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace assent::plan_test {
namespace {

using outreach::LeftOut;
using outreach_test::Setting;
using testing::HasSubstr;

std::uint64_t left_out(const outreach::Plan& plan, LeftOut why) { return plan.left_out[static_cast<std::size_t>(why)]; }

TEST(Plan, EachCustomerGetsItByTheFirstWayThatReachesThem) {
  Setting in;
  in.add_customer("A-1", "email");
  in.add_customer("A-2", "sms", "ar");
  in.add_customer("A-3", "mail");
  const auto plan = in.plan("account\nA-1\nA-2\nA-3\n").value();
  EXPECT_EQ(in.plan_text, "account,channel,language\nA-1,email,en\nA-2,sms,ar\nA-3,mail,en\n");
  EXPECT_EQ(plan.listed, 3U);
  EXPECT_EQ(plan.planned, 3U);
  EXPECT_EQ(plan.cost_thousandths, 731U);
  EXPECT_EQ((plan.by_way.at({"sms", "ar"})), 1U);
}

TEST(Plan, WhoIsLeftOutIsNamedWithTheReason) {
  Setting in;
  in.add_customer("A-1", "email unpermitted");
  in.add_customer("A-2", "");
  in.add_customer("A-3", "mail", "de");
  in.add_customer("A-4", "mail");
  evidence::CustomerRecorded gone;
  gone.state = CustomerState::former;
  in.add("A-5", gone);
  in.add_customer("A-6", "mail");
  in.add("A-6", evidence::NoticeGivenRecorded{"your-information", "2026-1", "en", "mail", in.clock.now()});
  const auto plan = in.plan("account\nA-1\nA-2\nA-3\nA-4\nA-4\nA-5\nA-6\nA-7\n").value();
  EXPECT_EQ(plan.planned, 1U);
  EXPECT_EQ(left_out(plan, LeftOut::no_permission), 1U);
  EXPECT_EQ(left_out(plan, LeftOut::no_address), 1U);
  EXPECT_EQ(left_out(plan, LeftOut::no_text_in_language), 1U);
  EXPECT_EQ(left_out(plan, LeftOut::listed_twice), 1U);
  EXPECT_EQ(left_out(plan, LeftOut::former_customer), 1U);
  EXPECT_EQ(left_out(plan, LeftOut::already_given), 1U);
  EXPECT_EQ(left_out(plan, LeftOut::unknown_account), 1U);
  EXPECT_THAT(in.left_out, HasSubstr("2,A-1,no_permission\n"));
}

// Whoever's e-mail came back gets it in another form. A new address is tried again.
TEST(Plan, AWayThatFailedIsNotTriedAgainUntilThereIsANewAddress) {
  Setting in;
  evidence::CustomerRecorded both;
  both.language = "en";
  both.time_zone = "Asia/Beirut";
  both.email_addresses = {"a@example.com"};
  both.address = {{"Rue de la Paix 7"}, "LB"};
  in.add("A-1", both);
  in.add("A-1", evidence::EmailPermissionRecorded{true, {"form-1", std::nullopt}, false});
  in.add("A-1", evidence::NoticeGivenRecorded{"your-information", "2026-1", "en", "email", in.clock.now()});
  const Position given = in.ledger.entries_of("A-1").value().back().position;
  in.clock.set(in.clock.now() + std::chrono::hours{1});
  in.add("A-1", evidence::NoticeDelivery{given, evidence::NoticeDelivery::Result::bounced, "5.1.1"});
  ASSERT_TRUE(in.plan("account\nA-1\n"));
  EXPECT_THAT(in.plan_text, HasSubstr("A-1,mail,en"));
  in.clock.set(in.clock.now() + std::chrono::hours{1});
  both.email_addresses = {"b@example.com"};
  in.add("A-1", both);
  ASSERT_TRUE(in.plan("account\nA-1\n"));
  EXPECT_THAT(in.plan_text, HasSubstr("A-1,email,en"));
}

TEST(Plan, AListWithAFaultIsNotHalfPlanned) {
  Setting in;
  in.add_customer("A-1", "mail");
  const auto plan = in.plan("account\nA-1\nA-2,\"\n");
  ASSERT_FALSE(plan);
  EXPECT_EQ(plan.error().code, ErrorCode::invalid);
  EXPECT_THAT(plan.error().message, HasSubstr("line 3"));
  EXPECT_EQ(in.plan("account\nA-1\n", {"pigeon"}).error().code, ErrorCode::invalid);
}

TEST(NoticeRuns, WhoPlannedDoesNotApprove) {
  Setting in;
  in.add_customer("A-1", "mail");
  const auto plan = in.plan("account\nA-1\n").value();
  const auto run = in.runs->add(plan, "planner").value();
  EXPECT_EQ(in.runs->add(plan, "planner").value().version, run.version) << "the same plan again";
  EXPECT_EQ(in.runs->approve(run.id, "planner").error().code, ErrorCode::invalid);
  EXPECT_EQ(in.send(run.id).error().code, ErrorCode::invalid) << "nobody has approved it";
  EXPECT_EQ(in.runs->approve(run.id, "reviewer").value().approved_by, "reviewer");
  EXPECT_EQ(in.runs->pause(run.id, "reviewer").value().state, outreach::RunState::paused);
  EXPECT_EQ(in.send(run.id).error().code, ErrorCode::invalid);
  EXPECT_EQ(in.runs->cancel(run.id, "reviewer").value().state, outreach::RunState::cancelled);
  EXPECT_EQ(in.runs->approve(run.id, "reviewer").error().code, ErrorCode::invalid);
  const auto next = in.runs->add(plan, "planner").value();
  EXPECT_NE(next.id, run.id) << "the same plan, after its run has ended";
  auto of_other = plan;
  of_other.version = "2026-2";
  EXPECT_NE(in.runs->add(of_other, "planner").value().id, next.id);
  EXPECT_EQ(in.runs->find("other").error().code, ErrorCode::not_found);
  const auto kept = in.runs->all().value();
  ASSERT_EQ(kept.size(), 3U);
  EXPECT_EQ(kept[0].plan.by_way, plan.by_way);
  EXPECT_EQ(kept[0].plan.rows, plan.rows);
  EXPECT_EQ(kept[0].planned_at, run.planned_at);
}

}  // namespace
}  // namespace assent::plan_test
