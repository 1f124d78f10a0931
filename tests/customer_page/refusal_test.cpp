// Refusing by a link: the law of the page. It costs two clicks and no log-in, it shows nothing, and nothing but a POST
// does it.

#include "customer_page/visited.hpp"

#include <gtest/gtest.h>

#include <string>

namespace assent::page_refusal_test {
namespace {

using namespace customer_page_test;
using evidence::OptOutRecorded;

evidence::OptInRecorded approval() {
  evidence::OptInRecorded opt_in;
  opt_in.recipients = Coverage::only({"carrier", "joint_venture_partner"});
  opt_in.notice = "partner-location";
  opt_in.notice_version = "2026-1";
  opt_in.evidence.reference = "recording-1";
  return opt_in;
}

const OptOutRecorded& last_refusal(const std::vector<ledger::Recorded>& entries) {
  return std::get<OptOutRecorded>(entries.back().entry.body);
}

TEST(Refusing, IsNothingThatAGetDoes) {
  Visited carrier;
  const std::size_t before = carrier.entries().size();
  const auto page = carrier.get(carrier.refuse_path());
  EXPECT_EQ(page.status, 200U);
  carrier.get(carrier.refuse_path() + "?refuse=all&List-Unsubscribe=One-Click", {{"Sec-GPC", "1"}});
  EXPECT_EQ(carrier.entries().size(), before);
}

TEST(Refusing, ShowsNothingAboutTheCustomer) {
  Visited carrier;
  const std::string of_one = carrier.get(carrier.refuse_path()).body;
  EXPECT_EQ(carrier.get(carrier.refuse_path("nobody", "another")).body, of_one) << "it is the same for everybody";
  for (const std::string_view theirs : {kAccount, kTelephone.substr(1), std::string_view("mobile")}) {
    EXPECT_EQ(of_one.find(theirs), std::string::npos);
  }
  EXPECT_NE(of_one.find("<bdi>Tours &lt;&amp; more&gt;</bdi>"), std::string::npos) << "partners stand there by name";
  const std::string after = carrier.post(carrier.refuse_path(), "refuse=all").body;
  EXPECT_EQ(after.find(kAccount), std::string::npos);
}

TEST(Refusing, ListsWhoIsInTheRegisterNow) {
  Visited carrier;
  const std::string path = carrier.refuse_path();
  EXPECT_EQ(carrier.get(path).body.find("Newcomer"), std::string::npos);
  evidence::PartnerRecorded partner;
  partner.party = "partner-2";
  partner.name = "Newcomer";
  partner.recipient = "agent";
  carrier.record("", partner);
  carrier.served->clock.set(carrier.clock.now() + std::chrono::seconds(1));
  EXPECT_NE(carrier.get(path).body.find("<bdi>Newcomer</bdi>"), std::string::npos) << "within a second";
}

TEST(Refusing, EverythingTakesOneButton) {
  Visited carrier;
  carrier.record(kAccount, approval());
  carrier.pass(std::chrono::minutes(1));
  ASSERT_EQ(carrier.decision().outcome, Outcome::permit);
  const auto done = carrier.post(carrier.refuse_path(), "lang=en&refuse=all");
  EXPECT_EQ(done.status, 200U);
  EXPECT_NE(done.body.find("nobody may use your information"), std::string::npos);
  EXPECT_EQ(done.body.find("role=\"alert\""), std::string::npos) << "nothing is in doubt";
  EXPECT_EQ(carrier.decision().reason, Reason::opted_out);
  EXPECT_EQ(carrier.decision("joint_venture_partner", "partner-1").reason, Reason::opted_out);
  const auto entries = carrier.entries();
  EXPECT_EQ(entries.back().entry.actor, "customer");
  EXPECT_EQ(entries.back().entry.channel, "web");
  EXPECT_EQ(last_refusal(entries).evidence.reference, "customer-page/link/partner-location");
  EXPECT_TRUE(last_refusal(entries).scope.any);
}

TEST(Refusing, APartLeavesTheRest) {
  Visited carrier;
  carrier.record(kAccount, approval());
  carrier.pass(std::chrono::minutes(1));
  const auto done = carrier.post(carrier.refuse_path(), "refuse=part&scope=joint_venture_partner&scope=agent");
  EXPECT_EQ(done.status, 200U);
  EXPECT_NE(done.body.find("Tours &lt;&amp; more&gt;"), std::string::npos) << "what is refused is read back by name";
  EXPECT_EQ(carrier.decision("joint_venture_partner", "partner-1").reason, Reason::opted_out);
  EXPECT_EQ(carrier.decision().outcome, Outcome::permit);
  EXPECT_EQ(last_refusal(carrier.entries()).scope, Coverage::only({"agent", "joint_venture_partner"}));
}

TEST(Refusing, NobodyIsAskedAgain) {
  Visited carrier;
  const std::size_t before = carrier.entries().size();
  const auto page = carrier.post(carrier.refuse_path(), "refuse=part");
  EXPECT_EQ(page.status, 422U);
  EXPECT_NE(page.body.find("role=\"alert\""), std::string::npos);
  EXPECT_EQ(carrier.entries().size(), before);
}

TEST(Refusing, IsReadAsWidelyAsItCanBe) {
  for (const std::string_view form : {"", "refuse=something", "%%%", "refuse=part&scope=friends", "x=1&y=2"}) {
    Visited carrier;
    EXPECT_EQ(carrier.post(carrier.refuse_path(), form).status, 200U) << form;
    EXPECT_TRUE(last_refusal(carrier.entries()).scope.any) << form;
  }
}

TEST(OneClick, TakesEffectWithoutAnythingElse) {
  const std::string multipart =
      "--b\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--b--\r\n";
  const std::vector<std::pair<std::string, std::string>> kinds{
      {"application/x-www-form-urlencoded", "List-Unsubscribe=One-Click"},
      {"multipart/form-data; boundary=b", multipart}};
  for (const auto& [type, body] : kinds) {
    Visited carrier;
    const std::string path = carrier.refuse_path();
    for (int i = 0; i < 3; ++i) {
      const auto done = carrier.post(path, body, {{"Content-Type", type}});
      EXPECT_EQ(done.status, 200U);
      EXPECT_FALSE(done.header("Location")) << "RFC 8058 wants no redirect";
      EXPECT_FALSE(done.header("Set-Cookie"));
    }
    EXPECT_EQ(carrier.count<OptOutRecorded>(), 1U) << "of the same request again, nothing is recorded";
    EXPECT_EQ(carrier.entries().back().entry.channel, "email");
    EXPECT_EQ(last_refusal(carrier.entries()).evidence.reference, "customer-page/one_click/partner-location");
  }
}

// The story: a key for ever would have found the first refusal, and recorded none after the approval.
TEST(OneClick, CountsAgainAfterAnApproval) {
  Visited carrier;
  const std::string path = carrier.refuse_path();
  carrier.post(path, "List-Unsubscribe=One-Click");
  carrier.pass(std::chrono::minutes(1));
  carrier.record(kAccount, approval());
  carrier.pass(std::chrono::minutes(1));
  ASSERT_EQ(carrier.decision().outcome, Outcome::permit);
  carrier.post(path, "List-Unsubscribe=One-Click");
  EXPECT_EQ(carrier.decision().reason, Reason::opted_out);
  EXPECT_EQ(carrier.count<OptOutRecorded>(), 2U);
}

TEST(Signal, CountsOnlyIfItIsExactlyOne) {
  const std::vector<std::pair<api_test::Fields, bool>> sent{{{{"Sec-GPC", "1"}}, true},
                                                            {{{"sec-gpc", "1"}}, true},
                                                            {{}, false},
                                                            {{{"Sec-GPC", "0"}}, false},
                                                            {{{"Sec-GPC", "true"}}, false},
                                                            {{{"Sec-GPC", "1, 1"}}, false},
                                                            {{{"Sec-GPC", "\"1\""}}, false},
                                                            {{{"Sec-GPC", "?1"}}, false},
                                                            {{{"Sec-GPC", "11"}}, false},
                                                            {{{"Sec-GPC", "1"}, {"Sec-GPC", "1"}}, false}};
  for (const auto& [fields, counts] : sent) {
    Visited carrier;
    EXPECT_EQ(carrier.get(carrier.refuse_path(), fields).body.find("Your browser says") != std::string::npos, counts);
    const auto done = carrier.post(carrier.refuse_path(), "refuse=part&scope=carrier", fields);
    EXPECT_EQ(done.status, 200U);
    const Coverage scope = last_refusal(carrier.entries()).scope;
    EXPECT_EQ(scope.covers("joint_venture_partner"), counts);
    EXPECT_EQ(scope.covers("independent_contractor"), counts);
    EXPECT_TRUE(scope.covers("carrier"));
    EXPECT_EQ(done.body.find("because your browser says") != std::string::npos, counts);
  }
}

TEST(Signal, AloneIsARefusalOfSharing) {
  Visited carrier;
  EXPECT_EQ(carrier.post(carrier.refuse_path(), "refuse=part", {{"Sec-GPC", "1"}}).status, 200U);
  const Coverage scope = last_refusal(carrier.entries()).scope;
  EXPECT_FALSE(scope.covers("carrier"));
  EXPECT_TRUE(scope.covers("joint_venture_partner"));
}

TEST(Refusing, WorksForAnAccountThatIsNotOnRecord) {
  Visited carrier;
  EXPECT_EQ(carrier.post(carrier.refuse_path("unknown-1"), "refuse=all").status, 200U);
  EXPECT_EQ(carrier.count<OptOutRecorded>("unknown-1"), 1U);
}

TEST(Refusing, NeedsALinkOfItsOwnPurpose) {
  Visited carrier;
  const std::size_t before = carrier.entries().size();
  std::string path = carrier.refuse_path();
  path.back() = path.back() == 'A' ? 'B' : 'A';
  const std::string view = carrier.view_path();
  const std::string mixed = std::string(page_link::kRefusePath) + view.substr(page_link::kViewPath.size());
  for (const std::string& wrong : {path, mixed, std::string(page_link::kRefusePath) + "x"}) {
    EXPECT_EQ(carrier.get(wrong).status, 404U);
    EXPECT_EQ(carrier.post(wrong, "refuse=all").status, 404U);
  }
  EXPECT_EQ(carrier.entries().size(), before);
}

TEST(Refusing, CannotUndo) {
  Visited carrier;
  carrier.post(carrier.refuse_path(), "refuse=all");
  const auto on = carrier.post(carrier.refuse_path(), "open=view");
  ASSERT_EQ(on.status, 303U);
  const std::string path = on.header("Location").value();
  ASSERT_TRUE(path.starts_with(page_link::kViewPath));
  EXPECT_NE(carrier.get(path).body.find("name=\"send\""), std::string::npos) << "it asks for a code first";
  carrier.post(path, "allow=partner-location&text=x");
  EXPECT_EQ(carrier.count<evidence::OptInRecorded>(), 0U);
  EXPECT_EQ(carrier.decision().reason, Reason::opted_out);
}

TEST(Refusing, IsInThreeLanguages) {
  Visited carrier;
  const std::string path = carrier.refuse_path();
  EXPECT_NE(carrier.get(path + "?lang=ar").body.find("<html lang=\"ar\" dir=\"rtl\">"), std::string::npos);
  EXPECT_NE(carrier.get(path, {{"Accept-Language", "fr-CH, en;q=0.5"}}).body.find("<html lang=\"fr\" dir=\"ltr\">"),
            std::string::npos);
  EXPECT_NE(carrier.get(path, {{"Accept-Language", "de"}}).body.find("<html lang=\"en\" dir=\"ltr\">"),
            std::string::npos);
}

TEST(Refusing, IsKeptFromOthers) {
  Visited carrier;
  const auto page = carrier.get(carrier.refuse_path());
  EXPECT_EQ(page.header("Cache-Control"), "no-store");
  EXPECT_EQ(page.header("Referrer-Policy"), "no-referrer");
  const std::string policy = page.header("Content-Security-Policy").value_or("");
  EXPECT_TRUE(policy.starts_with("default-src 'none'; style-src 'sha256-")) << policy;
  EXPECT_EQ(policy.find("unsafe"), std::string::npos);
  EXPECT_EQ(page.body.find("style=\""), std::string::npos);
  EXPECT_EQ(page.body.find("<script"), std::string::npos);
  for (const std::string& line : carrier.served->log.lines) {
    EXPECT_EQ(line.find("choices/"), std::string::npos) << "a link is a key: it is not logged";
  }
}

}  // namespace
}  // namespace assent::page_refusal_test
