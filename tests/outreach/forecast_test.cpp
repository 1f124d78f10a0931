// What sending a notice would change, and what it then changed: the forecast of an index against decisions by the
// ledger before and after the notices were recorded, customer by customer.

#include "outreach/forecast.hpp"

#include "app/told_at_random.hpp"
#include "coverage/standing.hpp"
#include "evidence/identity.hpp"
#include "index/particulars.hpp"
#include "outreach/chosen_text.hpp"
#include "service/customer_file.hpp"
#include "service/reach.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace assent::forecast_test {
namespace {

using outreach::Forecast;
using outreach::ForecastAsked;
using twin::Draw;

// A pseudonym is all that is left of an erased customer's number.
bool has_number(const evidence::CustomerRecorded& profile) {
  return std::any_of(profile.telephones.begin(), profile.telephones.end(),
                     [](const std::string& each) { return !evidence::is_pseudonym(each); });
}

class Forecasts : public app_test::ToldAtRandom {
 protected:
  bool permits(const std::string& account, const regime::Regime& regime, const Use& use, Instant at) const {
    return service::CustomerFile(ledger, zones).decide_for({account, {}}, regime, use, {at, {}}).outcome ==
           Outcome::permit;
  }

  const evidence::NoticePublished& published(const app::CoverageQuestion& who, const ForecastAsked& asked) const {
    for (const ledger::Recorded& each : who.carrier_wide) {
      const auto* notice = std::get_if<evidence::NoticePublished>(&each.entry.body);
      if (notice != nullptr && notice->notice == asked.notice && notice->version == asked.version) return *notice;
    }
    throw std::runtime_error("it is published");
  }

  // The slow way: whoever is due is given the notice, and decided before and after.
  Forecast slowly(const std::vector<std::string>& accounts, const ForecastAsked& asked) {
    const auto who = app::coverage_question(*engine, asked.due).value();
    const evidence::NoticePublished& notice = published(*who, asked);
    const Instant contacted =
        service::day_beginnings(*who->question.footprint, asked.day, asked.day, 1).value().front();
    const app::RegimeInUse regime = engine->regime(asked.due.regime, contacted).value();
    Forecast found;
    found.sent_on = who->question.today;
    for (const std::string& account : accounts) {
      const auto entries = ledger.entries_of(account).value();
      const auto standing = coverage::standing_of(account, entries, who->carrier, zones, who->question);
      if (!standing) {
        ++found.unclear;
        continue;
      }
      if (!*standing) continue;
      const auto due = coverage::due_of(**standing, who->question.today);
      if (!due || who->is_in_grace(*due, (*standing)->activated)) continue;
      ++found.due;
      const auto folded = ledger::fold_account(entries, who->carrier, account, who->question.at, kNever).value();
      const evidence::CustomerRecorded& profile = ledger::profile_in(*folded.profile);
      const bool has_address = asked.channel == "sms"    ? has_number(profile)
                               : asked.channel == "mail" ? !profile.address.lines.empty()
                                                         : !profile.email_addresses.empty();
      const unsigned bit = asked.channel == "sms"    ? index::Particulars::sms
                           : asked.channel == "mail" ? index::Particulars::mail
                                                     : index::Particulars::email;
      const bool permitted = asked.channel != "email" || ((*standing)->ways & index::Particulars::email_permitted) != 0;
      if (!has_address || !permitted || ((*standing)->told.failed_ways & bit) != 0) {
        ++found.no_way;
        continue;
      }
      const auto* text = outreach::chosen_text(notice, profile.language, asked.otherwise_language, *who->regime);
      if (text == nullptr) {
        ++found.no_text;
        continue;
      }
      ++found.sent_to;
      const bool before = permits(account, *regime, asked.use, contacted);
      evidence::NoticeGivenRecorded given{asked.notice, asked.version, text->language, asked.channel, {}};
      if (asked.channel == "mail") given.sent = who->question.today;
      else given.sent = who->question.at;
      append({{account, who->question.at, {}, "test", "cli", "", given}, false},
             who->question.at + std::chrono::days{3});
      const bool after = permits(account, *regime, asked.use, contacted);
      found.permitted_without += before ? 1 : 0;
      found.permitted_with += after ? 1 : 0;
      found.gained += after && !before ? 1 : 0;
      found.lost += before && !after ? 1 : 0;
    }
    return found;
  }
};

std::string words(const Forecast& found) {
  std::string text = to_string(found.sent_on);
  for (const std::uint64_t each : {found.due, found.no_way, found.no_text, found.sent_to, found.permitted_without,
                                   found.permitted_with, found.gained, found.lost, found.unclear}) {
    text += ' ' + std::to_string(each);
  }
  return text;
}

TEST_F(Forecasts, SayWhatTheDecisionsSayAfterTheNoticesWereGiven) {
  Draw draw(43'324);
  const std::vector<std::string> accounts = index_test::fill(draw, ledger, 600);
  for (const std::string& each : accounts) enrich(draw, each);
  std::uint64_t gained = 0;
  for (int round = 0; round < 32; ++round) {
    for (int each = 0; each < 20; ++each) enrich(draw, draw.of(accounts));
    index_again();
    ForecastAsked asked;
    asked.due.regime = draw.word({"tra", "tra", "fcc-2007"});
    asked.due.notices = {"N1", "N2"};
    asked.due.at = instant(draw) + std::chrono::days{200};
    asked.due.grace_days = draw.below(30);
    asked.notice = draw.word({"N1", "N2", "N3"});
    asked.version = "1";
    asked.channel = draw.word({"sms", "mail", "email"});
    if (draw.percent(50)) asked.otherwise_language = "en";
    asked.use = index_test::random_use(draw, index_test::catalogue());
    asked.use.purpose = "marketing";
    asked.use.recipient = "carrier";
    asked.use.party.clear();
    asked.use.information = {"services"};
    asked.day = test::beirut().date_at(*asked.due.at) + std::chrono::days{draw.between(25, 120)};
    const auto found = outreach::forecast(*engine, *index->read(), asked, 2);
    if (!found && found.error().message.find("lacks `") != std::string::npos) continue;
    ASSERT_TRUE(found) << to_string(found.error());
    EXPECT_EQ(words(*found), words(slowly(accounts, asked))) << asked.channel << ' ' << to_string(*asked.due.at);
    gained += found->gained;
  }
  EXPECT_GT(gained, 50U);
}

TEST_F(Forecasts, RefuseWhatCannotBeAsked) {
  Draw draw(1);
  for (const std::string& each : index_test::fill(draw, ledger, 20)) enrich(draw, each);
  index_again();
  ForecastAsked asked;
  asked.due.regime = "tra";
  asked.due.at = service_test::at("2026-06-01T08:00:00Z");
  asked.notice = "N1";
  asked.version = "1";
  asked.channel = "pigeon";
  asked.day = service_test::on("2026-08-01");
  const auto code = [&] { return outreach::forecast(*engine, *index->read(), asked).error().code; };
  EXPECT_EQ(code(), ErrorCode::invalid);
  asked.channel = "sms";
  asked.day = service_test::on("2026-05-01");
  EXPECT_EQ(code(), ErrorCode::invalid);
  asked.day = service_test::on("2026-08-01");
  asked.version = "none";
  EXPECT_EQ(code(), ErrorCode::not_found);
}

}  // namespace
}  // namespace assent::forecast_test
