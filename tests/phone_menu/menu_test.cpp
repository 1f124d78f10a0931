// The telephone menu: two keys refuse, whoever hangs up then has refused; nobody approves without having heard and
// confirmed it.

#include "phone_menu/setting.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>

namespace assent::menu_test {
namespace {

using namespace phone_menu;
using phone_menu_test::kRima;
using phone_menu_test::says;
using phone_menu_test::Setting;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

Asked call_of(std::string_view number, const std::string& name = "4711") {
  Asked asked;
  asked.call = name;
  asked.caller = number;
  return asked;
}

TEST(PhoneMenu, TwoKeysRefuseEverythingWithoutALogIn) {
  Setting s;
  s.customer("C-1", std::string(kRima));
  Asked call = call_of(kRima);
  const NextStep first = s.press(call, "");
  EXPECT_EQ(first.step, Step::language);
  EXPECT_EQ(first.keys.front().language, explanation::Language::ar) << "in the order of the settings";
  EXPECT_THAT(s.of<evidence::OptOutRecorded>("C-1"), IsEmpty()) << "a call that only begins says nothing";
  s.press(call, "2");
  const NextStep done = s.press(call, "1");
  ASSERT_THAT(s.of<evidence::OptOutRecorded>("C-1"), SizeIs(1));
  const auto refusal = s.of<evidence::OptOutRecorded>("C-1").front();
  EXPECT_EQ(refusal.scope, Coverage::everything());
  EXPECT_EQ(refusal.evidence.reference, "call/4711");
  EXPECT_FALSE(refusal.provisional);
  EXPECT_EQ(s.entries("C-1").back().entry.channel, "phone");
  EXPECT_EQ(done.recorded, Recorded::refusal);
  EXPECT_EQ(done.then, Then::end);
  EXPECT_TRUE(says(done, Word::refused_all));
  EXPECT_THAT(phone_menu_test::heard(done), HasSubstr("To allow it again, call 111.")) << "how it is reversed";
}

TEST(PhoneMenu, BothKeysAtOnceRefuseAsWell) {
  Setting s;
  s.customer("C-1", std::string(kRima));
  Asked call = call_of("sip:+9613000001@gateway.example;user=phone");
  EXPECT_EQ(s.press(call, "21").recorded, Recorded::refusal);
  EXPECT_THAT(s.of<evidence::OptOutRecorded>("C-1"), SizeIs(1));
  Asked known = call_of("03000001", "4712");
  known.language = "fr";
  EXPECT_EQ(s.press(known, "").step, Step::choice) << "the platform has asked for the language";
  EXPECT_EQ(s.press(known, "1").language, explanation::Language::fr);
  EXPECT_THAT(s.of<evidence::OptOutRecorded>("C-1"), SizeIs(2));
}

TEST(PhoneMenu, ANumberOfSeveralCustomersRefusesForEach) {
  Setting s;
  s.customer("C-1", std::string(kRima));
  s.customer("C-2", std::string(kRima));
  Asked call = call_of(kRima);
  EXPECT_EQ(s.press(call, "21").recorded, Recorded::refusal);
  EXPECT_THAT(s.of<evidence::OptOutRecorded>("C-1"), SizeIs(1));
  EXPECT_THAT(s.of<evidence::OptOutRecorded>("C-2"), SizeIs(1));
}

TEST(PhoneMenu, ANumberThatNobodyHasIsKeptForWhoeverGetsIt) {
  Setting s;
  Asked call = call_of(kRima);
  EXPECT_EQ(s.press(call, "21").recorded, Recorded::refusal);
  EXPECT_TRUE(says(s.press(call, ""), Word::refused_all)) << "the same request again";
  const auto key = service::number_key(s.ledger).value();
  ASSERT_TRUE(key);
  EXPECT_THAT(s.of<evidence::OptOutRecorded>(service::number_account(*key, kRima)), SizeIs(1));
}

TEST(PhoneMenu, AWithheldNumberIsToldAndRecordsNothing) {
  Setting s;
  s.customer("C-1", std::string(kRima));
  const auto before = s.size();
  for (const char* number : {"", "anonymous", "sip:anonymous@anonymous.invalid", "tel:"}) {
    Asked call = call_of(number);
    const NextStep next = s.press(call, "21");
    EXPECT_TRUE(says(next, Word::number_unknown)) << number;
    EXPECT_EQ(next.then, Then::person);
    EXPECT_THAT(next.keys, IsEmpty());
    EXPECT_EQ(next.recorded, Recorded::nothing);
  }
  EXPECT_EQ(s.size(), before);
}

TEST(PhoneMenu, OnlyOthersCanBeRefused) {
  Setting s;
  s.customer("C-1", std::string(kRima));
  Asked call = call_of(kRima);
  s.press(call, "22");
  ASSERT_THAT(s.of<evidence::OptOutRecorded>("C-1"), SizeIs(1));
  const Coverage scope = s.of<evidence::OptOutRecorded>("C-1").front().scope;
  EXPECT_FALSE(scope.covers("carrier"));
  EXPECT_TRUE(scope.covers("joint_venture_partner"));
  EXPECT_TRUE(scope.covers("third_party"));
}

TEST(PhoneMenu, AKeyWithoutAMeaningChangesNothing) {
  Setting s;
  s.customer("C-1", std::string(kRima));
  Asked call = call_of(kRima);
  s.press(call, "2");
  const auto before = s.size();
  for (const char* keys : {"7", "*", "#", "3", "x", "", "9"}) {
    const NextStep next = s.press(call, keys);
    EXPECT_EQ(next.step, Step::choice) << keys;
    EXPECT_EQ(says(next, Word::not_understood), std::string_view(keys) != "" && std::string_view(keys) != "9") << keys;
  }
  EXPECT_EQ(s.size(), before);
  EXPECT_EQ(s.press(call, "1").recorded, Recorded::refusal);
}

TEST(PhoneMenu, ARequestThatComesAgainRecordsNothingMore) {
  Setting s;
  s.customer("C-1", std::string(kRima));
  for (int i = 0; i < 3; ++i) {
    Asked call = call_of(kRima);
    EXPECT_EQ(s.press(call, "21").recorded, Recorded::refusal);
  }
  EXPECT_THAT(s.of<evidence::OptOutRecorded>("C-1"), SizeIs(1));
}

TEST(PhoneMenu, ARefusalIsNotLostToAnEarlierOneThatWasUndone) {
  Setting s;
  s.customer("C-1", std::string(kRima));
  Asked call = call_of(kRima);
  s.press(call, "21");
  evidence::OptInRecorded opt_in;
  opt_in.evidence.reference = "form/1";
  s.record("C-1", opt_in);
  Asked again = call_of(kRima);
  EXPECT_EQ(s.press(again, "21").recorded, Recorded::refusal);
  EXPECT_THAT(s.of<evidence::OptOutRecorded>("C-1"), SizeIs(2));
}

TEST(PhoneMenu, TheNameOfACallTurnsNoRefusalAway) {
  Setting s;
  s.customer("C-1", std::string(kRima));
  for (const char* name : {"", "a@b", "SIP/+9613000001-7", "../../etc", "\x01\xFF"}) {
    Asked call = call_of(kRima, name);
    EXPECT_EQ(s.press(call, "21").recorded, Recorded::refusal) << name;
  }
  EXPECT_THAT(s.of<evidence::OptOutRecorded>("C-1"), SizeIs(5));
  for (const auto& each : s.of<evidence::OptOutRecorded>("C-1")) {
    EXPECT_THAT(each.evidence.reference, Not(HasSubstr("9613000001")));
  }
}

TEST(PhoneMenu, AnAccountThatThePlatformHasShownRefusesToo) {
  Setting s;
  s.customer("C-1", "+9613999999");
  Asked call = s.authenticated();
  EXPECT_EQ(s.press(call, "21").recorded, Recorded::refusal);
  EXPECT_THAT(s.of<evidence::OptOutRecorded>("C-1"), SizeIs(1));
}

TEST(PhoneMenu, AnApprovalIsHeardReadBackAndConfirmed) {
  Setting s;
  s.customer("C-1", std::string(kRima));
  s.publish_whole();
  Asked call = s.authenticated();
  s.press(call, "2");
  const NextStep read = s.press(call, "3");
  EXPECT_EQ(read.step, Step::notice);
  EXPECT_THAT(phone_menu_test::heard(read), HasSubstr("About no_effect_on_service."));
  EXPECT_FALSE(read.prompts.front().may_be_interrupted);
  const NextStep back = s.press(call, "1");
  EXPECT_EQ(back.step, Step::read_back);
  EXPECT_THAT(s.of<evidence::OptInRecorded>("C-1"), IsEmpty()) << "whoever hangs up here has not approved";
  s.clock.set(s.clock.now() + std::chrono::seconds(5));
  const NextStep done = s.press(call, "1");
  EXPECT_EQ(done.recorded, Recorded::approval);
  ASSERT_THAT(s.of<evidence::OptInRecorded>("C-1"), SizeIs(1));
  const auto approval = s.of<evidence::OptInRecorded>("C-1").front();
  EXPECT_EQ(approval.evidence.reference, "call/4711/pin");
  EXPECT_EQ(evidence::to_hex(*approval.evidence.sha256), call.read) << "the text that was read out";
  EXPECT_EQ(approval.notice_version, "1");
  EXPECT_EQ(approval.by, "owner");
  EXPECT_EQ(approval.recipients, Coverage::only({"carrier"}));
}

TEST(PhoneMenu, NobodyApprovesAheadOfWhatTheyAreRead) {
  Setting s;
  s.customer("C-1", std::string(kRima));
  s.publish_whole();
  Asked ahead = s.authenticated();
  EXPECT_EQ(s.press(ahead, "2311").step, Step::notice) << "keys pressed ahead stop where something is to be heard";
  Asked skipped = s.authenticated();
  skipped.keys = "2311";
  EXPECT_EQ(s.press(skipped, "").step, Step::notice) << "nothing says that the text was read out";
  skipped.keys = "231";
  skipped.read = std::string(64, '0');
  EXPECT_EQ(s.press(skipped, "1").step, Step::notice) << "another text was";
  EXPECT_THAT(s.of<evidence::OptInRecorded>("C-1"), IsEmpty());
}

TEST(PhoneMenu, ATextThatChangedMeanwhileIsReadAgain) {
  Setting s;
  s.customer("C-1", std::string(kRima));
  s.publish_whole();
  Asked call = s.authenticated();
  s.press(call, "23");
  s.press(call, "1");
  s.clock.set(s.clock.now() + std::chrono::seconds(5));
  s.publish_whole("2");
  EXPECT_EQ(s.press(call, "1").step, Step::notice);
  EXPECT_THAT(s.of<evidence::OptInRecorded>("C-1"), IsEmpty());
  s.press(call, "1");
  EXPECT_EQ(s.press(call, "1").recorded, Recorded::approval);
  EXPECT_EQ(s.of<evidence::OptInRecorded>("C-1").front().notice_version, "2");
}

TEST(PhoneMenu, WhatIsLeftStaysAsItIs) {
  Setting s;
  s.customer("C-1", std::string(kRima));
  s.publish_whole();
  Asked call = s.authenticated();
  s.press(call, "23");
  const NextStep left = s.press(call, "2");
  EXPECT_EQ(left.step, Step::choice);
  EXPECT_TRUE(says(left, Word::left));
  s.press(call, "3");
  s.press(call, "1");
  EXPECT_EQ(s.press(call, "2").step, Step::choice);
  EXPECT_THAT(s.of<evidence::OptInRecorded>("C-1"), IsEmpty());
}

TEST(PhoneMenu, AnApprovalThatComesAgainUndoesNoRefusal) {
  Setting s;
  s.customer("C-1", std::string(kRima));
  s.publish_whole();
  Asked call = s.authenticated();
  s.press(call, "23");
  s.press(call, "1");
  const Asked confirming = call;
  EXPECT_EQ(s.press(call, "1").recorded, Recorded::approval);
  Asked refusing = call_of(kRima, "4712");
  s.press(refusing, "21");
  Asked again = confirming;
  const NextStep next = s.press(again, "1");
  EXPECT_EQ(next.recorded, Recorded::nothing);
  EXPECT_TRUE(says(next, Word::left));
  EXPECT_THAT(s.of<evidence::OptInRecorded>("C-1"), SizeIs(1));
}

TEST(PhoneMenu, WithoutAnyOneOfItsConditionsNothingCanBeAllowed) {
  const auto offered = [](Setting& s, Asked call) {
    const NextStep next = s.press(call, "2");
    for (const Key& key : next.keys) {
      if (key.means == KeyMeaning::hear_notice) return true;
    }
    return false;
  };
  Setting s;
  s.customer("C-1", std::string(kRima));
  s.customer("C-2", std::string(kRima), CustomerState::former);
  EXPECT_FALSE(offered(s, s.authenticated())) << "no notice is published";
  s.publish_whole();
  EXPECT_TRUE(offered(s, s.authenticated()));
  EXPECT_FALSE(offered(s, call_of(kRima))) << "nobody has shown who calls";
  Asked unnamed = s.authenticated("");
  EXPECT_FALSE(offered(s, unnamed)) << "no evidence";
  Asked child = s.authenticated();
  child.by = "household_member";
  EXPECT_FALSE(offered(s, child)) << "may not approve for the account";
  Asked how = s.authenticated();
  how.method = "";
  EXPECT_FALSE(offered(s, how));
  Asked former = s.authenticated();
  former.account = "C-2";
  EXPECT_FALSE(offered(s, former));
  Asked unknown = s.authenticated();
  unknown.account = "C-9";
  EXPECT_FALSE(offered(s, unknown));
  access::Scopes only_replies;
  only_replies.add(access::Scope::replies_record);
  s.platform.scopes = only_replies;
  EXPECT_FALSE(offered(s, s.authenticated())) << "the platform's key may not record choices";

  Setting lacking;
  lacking.customer("C-1", std::string(kRima));
  lacking.publish({"customer_right", "purposes"});
  EXPECT_FALSE(offered(lacking, lacking.authenticated())) << "it lacks what the rules demand";
  Setting page;
  page.customer("C-1", std::string(kRima));
  page.publish_whole();
  page.clock.set(page.clock.now() + std::chrono::seconds(5));
  page.publish_whole("2", "See {page}.");
  EXPECT_FALSE(offered(page, page.authenticated())) << "it cannot be spoken";
}

TEST(PhoneMenu, EveryWordIsThereInEachLanguageWithItsKey) {
  for (std::size_t i = 0; i < kWords; ++i) {
    const auto word = static_cast<Word>(i);
    const bool has_key = to_string(word).starts_with("press_");
    for (const explanation::Language language : explanation::kLanguages) {
      EXPECT_FALSE(words_of(word, language).empty()) << to_string(word);
      EXPECT_EQ(words_of(word, language).find("{key}") != std::string_view::npos, has_key) << to_string(word);
    }
  }
}

// Law: whatever keys are sent, in whatever pieces, an approval is on record only after the notice was read out, it was
// read back, and each was followed by its own key; and a step that says `refusal` has one on record.
RC_GTEST_PROP(PhoneMenu, NoKeysApproveWithoutTheReadingAndTheReadBack, ()) {
  Setting s;
  s.customer("C-1", std::string(kRima));
  s.publish_whole();
  Asked call = s.authenticated();
  const auto presses = *rc::gen::container<std::vector<std::string>>(rc::gen::weightedOneOf<std::string>(
      {{4, rc::gen::elementOf(std::vector<std::string>{"2", "3", "1", "1", "23", "2311", ""})},
       {1, rc::gen::container<std::string>(rc::gen::elementOf(std::string("01233199#*")))}}));
  Step before = Step::language;
  Step before_that = Step::language;
  for (const std::string& each : presses) {
    const NextStep next = s.press(call, each);
    if (next.recorded == Recorded::approval) {
      RC_ASSERT(before == Step::read_back && before_that == Step::notice);
    }
    if (next.recorded == Recorded::refusal) RC_ASSERT(!s.of<evidence::OptOutRecorded>("C-1").empty());
    if (next.then != Then::ask) break;
    if (next.step != before) before_that = std::exchange(before, next.step);
  }
  RC_TAG(std::string(to_string(before)));
}

}  // namespace
}  // namespace assent::menu_test
