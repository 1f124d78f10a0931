// The record of a failure, the campaigns that it holds, and the letter with its seven fields.
#include "watchdog/failure.hpp"
#include "watchdog/letter.hpp"

#include <gtest/gtest.h>

#include <string>

namespace assent::failure_test {
namespace {

using namespace watchdog;

Failure web_failure() {
  Failure failure;
  failure.id = "web-20260601T090000Z";
  failure.version = 1;
  failure.channel = "web";
  failure.mechanism = "the link in our notices";
  failure.what = "the server cannot be reached";
  failure.worked = *parse_instant("2026-06-01T08:50:00Z");
  failure.opened = *parse_instant("2026-06-01T09:00:00Z");
  failure.due = *parse_date("2026-06-08");
  failure.calendar = "United States federal calendar";
  failure.campaigns = {"Internet in spring"};
  return failure;
}

TEST(Failure, IsReadAsItWasWritten) {
  Failure failure = web_failure();
  EXPECT_EQ(failure_in(failure.id, text_of(failure)), failure);
  failure.recovered = failure.released = failure.closed = failure.opened;
  failure.released_by = "a";
  failure.release_reason = "b";
  failure.closed_by = "c";
  failure.remedy = "d";
  failure.remedied = failure.due;
  failure.anomaly = "e";
  failure.due_is_certain = false;
  EXPECT_EQ(failure_in(failure.id, text_of(failure)), failure);
  for (const char* text : {"", "{}", "{\"channel\":\"web\"}"}) EXPECT_FALSE(failure_in("x", text)) << text;
}

TEST(Failure, HoldsItsCampaignsUntilSomebodyDecides) {
  Failure failure = web_failure();
  EXPECT_TRUE(failure.holds("Internet in spring"));
  EXPECT_FALSE(failure.holds("Internet in summer"));
  failure.recovered = failure.opened;
  EXPECT_TRUE(failure.holds("Internet in spring")) << "that it works again is not a person's decision";
  failure.campaigns = {"*"};
  EXPECT_TRUE(failure.holds("Internet in summer"));
  failure.released = failure.opened;
  EXPECT_FALSE(failure.holds("Internet in summer"));
  failure.released.reset();
  failure.closed = failure.opened;
  EXPECT_FALSE(failure.holds("Internet in summer"));
}

const char* const kFields[] = {"1. The carrier's name",
                               "2. The opt-out mechanism used",
                               "3. The problem experienced",
                               "4. The remedy, and when",
                               "5. Whether the relevant state commission",
                               "6. A copy of the notice",
                               "7. Contact information"};

TEST(Letter, HasItsSevenFieldsAndInventsNothing) {
  Settings settings;
  settings.carrier = "Example Telecom";
  const TimeZone zone = TimeZone::fixed("x", std::chrono::hours{-4});
  const Letter draft = letter_of(web_failure(), settings, "", zone, *parse_date("2026-06-02"));
  for (const char* each : kFields) EXPECT_NE(draft.text.find(each), std::string::npos) << each;
  EXPECT_EQ(draft.missing.size(), 4U) << "remedy, state commission, notice, contact";
  EXPECT_NE(draft.text.find("due by 2026-06-08"), std::string::npos);
  EXPECT_NE(draft.text.find("2026-06-01T05:00:00-04:00"), std::string::npos) << "in the carrier's zone";
  EXPECT_NE(draft.text.find("the server cannot be reached"), std::string::npos);

  Failure mended = web_failure();
  mended.remedy = "the server was restarted";
  settings.letter = {"the privacy office, privacy@carrier.example", "Not notified.", "notice.txt"};
  EXPECT_EQ(letter_of(mended, settings, "The notice.", zone, mended.due).missing.size(), 1U) << "when it was mended";
  mended.remedied = mended.due;
  const Letter ready = letter_of(mended, settings, "The notice.", zone, mended.due);
  EXPECT_TRUE(ready.missing.empty());
  EXPECT_EQ(ready.text.find("TO BE FILLED IN"), std::string::npos);
  EXPECT_NE(ready.text.find("The notice."), std::string::npos);
}

}  // namespace
}  // namespace assent::failure_test
