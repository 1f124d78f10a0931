#include "service/notices.hpp"

#include "setting.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace assent::notices_test {

using namespace service;
namespace {

using service_test::at;
using service_test::internet_offer;
using service_test::notice_of;
using service_test::notice_text;
using service_test::on;
using service_test::Setting;
using service_test::Store;
using testing::HasSubstr;

class NoticesTest : public testing::TestWithParam<Store> {
 protected:
  NoticesTest() {
    giving.notice = "approvals";
    giving.version = "1";
    giving.channel = "mail";
    giving.sent = on("2026-01-02");
    which.notice = "approvals";
    which.version = "1";
  }

  Result<NoticeReceipt> publish(std::string_view text) {
    return notices.publish(notice_of(text), s.regime, s.circumstances, s.clock.now());
  }
  Result<NoticeCounts> give(std::string_view list) {
    rejected.clear();
    TextSource source(list);
    TextSink rejects(rejected);
    return notices.give(source, giving, s.regime, s.zones, s.circumstances, rejects, s.clock);
  }
  Result<NoticeCounts> deliveries(std::string_view list) {
    rejected.clear();
    TextSource source(list);
    TextSink rejects(rejected);
    return notices.deliveries(source, which, s.regime, s.circumstances, rejects, s.clock);
  }
  std::string language_given(std::string_view account) {
    const auto entries = s.ledger->entries_of(account);
    for (const ledger::Recorded& each : entries.value()) {
      if (const auto* given = std::get_if<evidence::NoticeGivenRecorded>(&each.entry.body)) return given->language;
    }
    return "none";
  }

  Setting s{GetParam()};
  Notices notices{*s.ledger};
  NoticeGiving giving;
  NoticeDeliveries which;
  std::string rejected;
};
INSTANTIATE_TEST_SUITE_P(Stores, NoticesTest, testing::Values(Store::memory, Store::sqlite));

TEST_P(NoticesTest, AVersionIsPublishedOnce) {
  const auto first = publish(notice_text());
  ASSERT_TRUE(first);
  EXPECT_FALSE(first->repeated);
  const auto again = publish(notice_text());
  ASSERT_TRUE(again);
  EXPECT_TRUE(again->repeated);
  EXPECT_EQ(again->position, first->position);

  std::string other = notice_text();
  other.replace(other.find("free of charge"), 14, "for one dollar");
  const auto conflict = publish(other);
  ASSERT_FALSE(conflict);
  EXPECT_EQ(conflict.error().code, ErrorCode::conflict);
  EXPECT_TRUE(publish(notice_text("2")));
  EXPECT_EQ(s.size(), 2U);
  EXPECT_EQ(*notices.published("approvals", "1"), notice_of(notice_text()).notice);
  EXPECT_EQ(notices.published("approvals", "3").error().code, ErrorCode::not_found);
}

TEST_P(NoticesTest, WhatTheRegimeForbidsIsNotPublished) {
  std::string text = notice_text();
  text.replace(text.find("waiting_days = 30"), 17, "waiting_days = 10");
  const auto refused = publish(text);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::invalid);
  EXPECT_THAT(refused.error().message, HasSubstr("notice.toml:5:"));
  EXPECT_EQ(s.size(), 0U);
}

TEST_P(NoticesTest, IsGivenToAListOnceHoweverOftenItIsRun) {
  ASSERT_TRUE(publish(notice_text()));
  for (const auto* account : {"A1", "A2", "A3"}) s.customer(account);
  const auto first = give("name,account\nx,A1\nx,A2\nx,A2\nx,A9\nx\nx,\n");
  ASSERT_TRUE(first);
  EXPECT_EQ(first->rows, 6U);
  EXPECT_EQ(first->recorded, 2U);
  EXPECT_EQ(first->already, 1U);
  EXPECT_EQ(first->rejected, 3U);
  EXPECT_THAT(rejected, HasSubstr("5,3,the account is not on record,\"x,A9\"\n"));

  s.clock.set(at("2026-02-01T00:00:00Z"));
  s.circumstances.actor = "another clerk";
  const auto again = give("name,account\nx,A1\nx,A2\nx,A3\n");
  ASSERT_TRUE(again);
  EXPECT_EQ(again->already, 2U);
  EXPECT_EQ(again->recorded, 1U);
  EXPECT_EQ(s.decide("A1", internet_offer(), "2026-03-01T00:00:00Z").reason, Reason::opt_out_deemed);
}

// The manifest of letters names the message that each row is about: its language counts, and its run has it.
TEST_P(NoticesTest, IsGivenAsTheMessageThatWaited) {
  ASSERT_TRUE(publish(notice_text()));
  s.customer("A1", "", {"local"}, "en");
  s.customer("A2", "", {"local"}, "en");
  const auto queue = [&](const std::string& account, const std::string& language) {
    ledger::Draft draft;
    draft.entry.account = account;
    draft.entry.effective = s.clock.now();
    draft.entry.actor = "clerk";
    draft.entry.channel = "outreach";
    draft.entry.run = "run-1";
    evidence::NoticeSendingRecorded sending;
    sending.notice = "approvals";
    sending.version = "1";
    sending.language = language;
    sending.channel = "mail";
    draft.entry.body = sending;
    return entry_name(ledger::append_one(*s.ledger, draft, s.clock.now()).value().position);
  };
  const std::string first = queue("A1", "ar");
  const std::string second = queue("A2", "en");
  giving.even_in_another_language = true;
  auto counts = give("account,queued\nA1," + first + "\nA2," + first + "\nA2,0/0\nA2,nonsense\n");
  ASSERT_TRUE(counts);
  EXPECT_EQ(counts->recorded, 1U);
  EXPECT_EQ(counts->rejected, 3U);
  EXPECT_THAT(rejected, HasSubstr("has that place in the ledger"));
  EXPECT_EQ(language_given("A1"), "ar");
  EXPECT_EQ(s.ledger->entries_of("A1").value().back().entry.run, "run-1");

  giving.sent = on("2026-01-03");
  counts = give("account,queued\nA1," + first + "\nA2," + second + "\n");
  ASSERT_TRUE(counts);
  EXPECT_EQ(counts->recorded, 1U);
  EXPECT_THAT(rejected, HasSubstr("on record as sent at another time"));
  counts = give("account,queued\nA2," + second + "\nA2,\n");
  ASSERT_TRUE(counts);
  EXPECT_EQ(counts->already, 2U) << "it is safe to repeat, and a row without a place is as ever";
}

TEST_P(NoticesTest, IsGivenInTheCustomersLanguage) {
  ASSERT_TRUE(publish(notice_text()));
  s.customer("AR", "", {"local"}, "ar");
  s.customer("LB", "", {"local"}, "ar-LB");
  s.customer("FR", "", {"local"}, "fr");
  s.customer("NO", "", {"local"}, "");
  auto counts = give("account\nAR\nLB\nFR\nNO\n");
  ASSERT_TRUE(counts);
  EXPECT_EQ(counts->rejected, 2U);
  EXPECT_EQ(language_given("AR"), "ar");
  EXPECT_EQ(language_given("LB"), "ar");
  giving.otherwise_language = "en";
  counts = give("account\nFR\nNO\n");
  EXPECT_EQ(counts->recorded, 1U) << "whose language is unknown gets it";
  EXPECT_EQ(counts->in_another_language, 1U);
  EXPECT_THAT(rejected, HasSubstr("a notice in `en` does not count for this customer"));
  giving.even_in_another_language = true;
  counts = give("account\nFR\nNO\n");
  EXPECT_EQ(counts->recorded, 1U);
  EXPECT_EQ(counts->in_another_language, 1U);
  EXPECT_EQ(language_given("FR"), "en");
  EXPECT_EQ(s.decide("FR", internet_offer(), "2026-03-01T00:00:00Z").reason, Reason::notice_language_mismatch);
  EXPECT_EQ(s.decide("AR", internet_offer(), "2026-03-01T00:00:00Z").reason, Reason::opt_out_deemed);
}

TEST_P(NoticesTest, CannotBeGivenWhereItCannotCount) {
  s.customer("A1");
  EXPECT_EQ(give("account\nA1\n").error().code, ErrorCode::not_found);
  ASSERT_TRUE(publish(notice_text()));
  EXPECT_THAT(give("customer\nA1\n").error().message, HasSubstr("`account`"));
  giving.channel = "email";
  EXPECT_THAT(give("account\nA1\n").error().message, HasSubstr("`unsubscribe_link`"));
  giving.channel = "mail";
  giving.language = "fr";
  EXPECT_THAT(give("account\nA1\n").error().message, HasSubstr("`fr`"));
  EXPECT_EQ(s.size(), 2U);
}

// A text that did not exist yet cannot have been sent: if it counted as sent, the waiting period would be skipped.
TEST_P(NoticesTest, IsNotGivenBeforeItsTextWasInUse) {
  s.clock.set(at("2026-03-01T08:00:00Z"));
  s.customer("A1");
  ASSERT_TRUE(publish(notice_text()));
  const std::uint64_t size = s.size();
  giving.sent = on("2026-01-02");
  const auto too_early = give("account\nA1\n");
  ASSERT_FALSE(too_early);
  EXPECT_EQ(too_early.error().code, ErrorCode::invalid);
  EXPECT_THAT(too_early.error().message, HasSubstr("sent 2026-01-02, before its text was published"));
  EXPECT_THAT(too_early.error().mend, HasSubstr("`--at`"));
  giving.sent = on("2026-02-28");
  EXPECT_EQ(give("account\nA1\n")->rejected, 1U) << "still going on in the far west, but not in Beirut";
  EXPECT_THAT(rejected, HasSubstr("the notice was sent before its text was published; mend the sending, or publish"));
  giving.channel = "sms";
  giving.sent = at("2026-03-01T07:59:59Z");
  EXPECT_FALSE(give("account\nA1\n"));
  EXPECT_EQ(s.size(), size);
  giving.sent = at("2026-03-01T08:00:00Z");
  EXPECT_EQ(give("account\nA1\n")->recorded, 1U);
}

TEST_P(NoticesTest, MayBePublishedAgainAsInUseFromAnEarlierInstantOn) {
  s.clock.set(at("2026-03-01T08:00:00Z"));
  s.customer("A1");
  const auto first = publish(notice_text());
  giving.sent = on("2026-01-02");
  ASSERT_FALSE(give("account\nA1\n"));

  s.circumstances.effective = at("2026-01-01T00:00:00Z");
  const auto earlier = publish(notice_text());
  ASSERT_TRUE(earlier);
  EXPECT_FALSE(earlier->repeated);
  EXPECT_TRUE(publish(notice_text())->repeated) << "a retry";
  s.circumstances.effective = at("2026-02-01T00:00:00Z");
  EXPECT_TRUE(publish(notice_text())->repeated) << "it was in use by then";
  s.circumstances.effective.reset();
  EXPECT_EQ(publish(notice_text())->position, first->position);
  EXPECT_EQ(give("account\nA1\n")->recorded, 1U);
  EXPECT_EQ(s.decide("A1", internet_offer(), "2026-03-01T09:00:00Z").reason, Reason::opt_out_deemed);
}

TEST_P(NoticesTest, AReturnedLetterIsNotGiven) {
  ASSERT_TRUE(publish(notice_text()));
  s.customer("A1");
  s.customer("A2");
  ASSERT_EQ(give("account\nA1\nA2\n")->recorded, 2U);
  s.clock.set(at("2026-03-01T00:00:00Z"));
  const auto* list =
      "account,result,known,status\n"
      "A1,returned,2026-02-20T00:00:00Z,moved\n"
      "A2,delivered,,\n"
      "A3,returned,,\n"
      "A1,perhaps,,\n"
      "A2,delivered,yesterday,\n"
      "A2,delivered,2025-01-01T00:00:00Z,\n";
  const auto counts = deliveries(list);
  ASSERT_TRUE(counts);
  EXPECT_EQ(counts->recorded, 2U);
  EXPECT_EQ(counts->rejected, 4U);
  EXPECT_THAT(rejected, HasSubstr("none of `delivered`"));
  EXPECT_EQ(s.decide("A1", internet_offer(), "2026-02-19T23:59:59Z").reason, Reason::opt_out_deemed);
  EXPECT_EQ(s.decide("A1", internet_offer(), "2026-02-20T00:00:00Z").reason, Reason::notice_undelivered);
  EXPECT_EQ(s.decide("A2", internet_offer(), "2026-02-20T00:00:00Z").reason, Reason::opt_out_deemed);

  s.clock.set(at("2026-03-02T00:00:00Z"));
  EXPECT_EQ(deliveries(list)->already, 2U);
}

// The same notice was mailed twice; the letter that came back is the one that was on its way at the time.
TEST_P(NoticesTest, AResultIsAboutTheLetterThatWasOutThen) {
  ASSERT_TRUE(publish(notice_text()));
  s.customer("A1");
  ASSERT_TRUE(give("account\nA1\n"));
  giving.sent = on("2026-06-01");
  ASSERT_TRUE(give("account\nA1\n"));
  s.clock.set(at("2026-09-01T00:00:00Z"));
  ASSERT_EQ(deliveries("account,result,known\nA1,returned,2026-02-20T00:00:00Z\n")->recorded, 1U);
  EXPECT_EQ(s.decide("A1", internet_offer(), "2026-09-01T00:00:00Z").reason, Reason::opt_out_deemed);
  ASSERT_EQ(deliveries("account,result,known\nA1,returned,2026-06-20T00:00:00Z\n")->recorded, 1U);
  EXPECT_EQ(s.decide("A1", internet_offer(), "2026-09-01T00:00:00Z").reason, Reason::notice_undelivered);
}

// The returned letter's row is faulty. That does not make it a letter that arrived.
TEST_P(NoticesTest, AFailureIsNotTurnedAwayForWhatElseStandsInItsRow) {
  ASSERT_TRUE(publish(notice_text()));
  for (const auto* account : {"A1", "A2", "A3", "A4"}) s.customer(account);
  ASSERT_EQ(give("account\nA1\nA2\nA3\nA4\n")->recorded, 4U);
  s.clock.set(at("2026-02-20T00:00:00Z"));
  const auto* list =
      "account,result,known,sent\n"
      "A1,returned,yesterday,\n"
      "A2,returned,2025-02-01T00:00:00Z,\n"
      "A3, Returned ,20 Feb,last week\n"
      "A4,BOUNCED,2026-02-01T00:00:00Z,2026-01-02\n"
      "A1,delivered,yesterday,\n";
  const auto counts = deliveries(list);
  EXPECT_EQ(counts->recorded, 4U);
  EXPECT_EQ(counts->mended, 3U);
  EXPECT_EQ(counts->rejected, 1U);
  EXPECT_THAT(rejected, HasSubstr("\n2,13,\"recorded as known from now on: this is not an instant"));
  EXPECT_THAT(rejected, HasSubstr("\n3,1,recorded as known from the sending on"));
  EXPECT_THAT(rejected, HasSubstr("\n4,15,\"recorded as known from now on"));
  EXPECT_THAT(rejected, HasSubstr("; recorded without a named sending"));
  EXPECT_THAT(rejected, HasSubstr("\n6,14,\"this is not an instant"));
  for (const auto* account : {"A1", "A2", "A3", "A4"}) {
    EXPECT_EQ(s.decide(account, internet_offer(), "2026-02-20T00:00:00Z").reason, Reason::notice_undelivered)
        << account;
  }
  EXPECT_EQ(s.decide("A1", internet_offer(), "2026-02-19T00:00:00Z").reason, Reason::opt_out_deemed);
  EXPECT_EQ(s.decide("A2", internet_offer(), "2026-02-19T00:00:00Z").reason, Reason::notice_undelivered);

  const std::uint64_t size = s.size();
  s.clock.set(at("2026-02-25T00:00:00Z"));
  const auto again = deliveries(list);
  EXPECT_EQ(again->already, 4U);
  EXPECT_EQ(again->mended, 3U);
  EXPECT_EQ(s.size(), size);
}

// The mail server's message has the customer's address in it, and their number.
TEST_P(NoticesTest, AStatusWithTheCustomersOwnNumberIsLeftOut) {
  ASSERT_TRUE(publish(notice_text()));
  s.customer("A1", "+9613123456");
  s.customer("A2", "+9613765432");
  ASSERT_EQ(give("account\nA1\nA2\n")->recorded, 2U);
  s.clock.set(at("2026-01-20T00:00:00Z"));
  const auto* list =
      "account,result,status\n"
      "A1,perhaps,550 5.1.1 to 03 123 456\n"
      "A2,returned,moved on 2026-01-15\n";
  const auto counts = deliveries(list);
  EXPECT_EQ(counts->recorded, 2U);
  EXPECT_EQ(counts->mended, 1U);
  EXPECT_THAT(rejected, HasSubstr("\n2,12,"));
  EXPECT_THAT(rejected, HasSubstr("recorded as bounced"));
  EXPECT_THAT(rejected, HasSubstr("recorded without its status: it contains the customer's telephone number"));
  const auto last = [&](std::string_view account) { return s.ledger->entries_of(account)->back().entry; };
  EXPECT_EQ(std::get<evidence::NoticeDelivery>(last("A1").body).detail, "");
  EXPECT_EQ(last("A1").key.find("123"), std::string::npos) << last("A1").key;
  EXPECT_EQ(std::get<evidence::NoticeDelivery>(last("A2").body).detail, "moved on 2026-01-15");
  EXPECT_EQ(s.decide("A1", internet_offer(), "2026-03-01T00:00:00Z").reason, Reason::notice_undelivered);
}

// The customer was given the notice by a text message and by a letter. One of them did not arrive, and the list does
// not say which.
TEST_P(NoticesTest, AFailureEndsEveryNoticeThatIsStillWaiting) {
  ASSERT_TRUE(publish(notice_text()));
  s.customer("A1");
  giving.channel = "sms";
  giving.sent = at("2026-01-02T09:00:00Z");
  ASSERT_TRUE(give("account\nA1\n"));
  giving.channel = "mail";
  giving.sent = on("2026-01-10");
  ASSERT_TRUE(give("account\nA1\n"));
  s.clock.set(at("2026-01-20T00:00:00Z"));
  const std::uint64_t size = s.size();
  const auto* list = "account,result,known,status\nA1,returned,2026-01-19T00:00:00Z,moved\n";
  const auto counts = deliveries(list);
  EXPECT_EQ(counts->recorded, 1U) << "rows";
  EXPECT_EQ(s.size(), size + 2) << "entries";
  EXPECT_EQ(s.decide("A1", internet_offer(), "2026-03-01T00:00:00Z").reason, Reason::notice_undelivered);

  for (const auto* later : {"2026-01-21T00:00:00Z", "2026-04-01T00:00:00Z"}) {
    s.clock.set(at(later));
    EXPECT_EQ(deliveries(list)->already, 1U);
    EXPECT_EQ(s.size(), size + 2) << later;
  }
}

TEST_P(NoticesTest, AListMayNameTheSending) {
  ASSERT_TRUE(publish(notice_text()));
  s.customer("A1");
  for (const auto* sent : {"2026-01-02", "2026-01-10"}) {
    giving.sent = on(sent);
    ASSERT_TRUE(give("account\nA1\n"));
  }
  s.clock.set(at("2026-02-20T00:00:00Z"));
  const auto counts = deliveries(
      "account,result,known,sent\n"
      "A1,returned,2026-01-19T00:00:00Z,2026-01-02\n"
      "A1,returned,2026-01-19T00:00:00Z,2026-01-03\n");
  EXPECT_EQ(counts->recorded, 1U);
  EXPECT_EQ(counts->rejected, 1U);
  EXPECT_THAT(rejected, HasSubstr("not given to the account in the named sending"));
  EXPECT_EQ(s.decide("A1", internet_offer(), "2026-02-13T00:00:00Z").reason, Reason::opt_out_deemed)
      << "the second letter arrived";
}

}  // namespace
}  // namespace assent::notices_test
