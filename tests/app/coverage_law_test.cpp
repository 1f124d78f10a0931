// A law: an index and its ledger say the same of who was told and who is due, whatever is on record: corrections,
// retractions, failures after delivery, returned letters, customers who refused, left, were merged or were erased.

#include "app/notice_coverage.hpp"
#include "app/told_at_random.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

namespace assent::coverage_law_test {

using namespace app;
namespace {

using twin::Draw;

class WhoWasTold : public app_test::ToldAtRandom {
 protected:
  // Both answers, in words.
  std::string told(const CoverageSource& source, const CoverageAsked& asked) {
    const auto found = notice_coverage(source, asked);
    if (!found) return to_string(found.error());
    std::ostringstream text;
    text << to_string(found->day) << " unclear " << found->unclear << '\n';
    for (const coverage::Slice& each : found->report.slices) {
      text << to_string(each.by) << ' ' << each.name << ' ' << each.count.active << ' ' << each.count.covered << '\n';
    }
    for (const coverage::Alarm& each : found->report.alarms)
      text << each.slice.name << each.missing << each.usual << '\n';
    for (const CoverageDay& each : found->trend) {
      text << to_string(each.day) << ' ' << each.count.active << ' ' << each.count.covered << '\n';
    }
    return text.str();
  }
  std::string due(const CoverageSource& source, const CoverageAsked& asked) {
    std::string list;
    TextSink sink(list);
    const auto found = notices_due(source, asked, sink);
    if (!found) return to_string(found.error());
    std::vector<std::string> rows;
    std::istringstream lines(list);
    for (std::string row; std::getline(lines, row);) rows.push_back(row);
    std::sort(rows.begin(), rows.end());
    std::ostringstream text;
    text << found->customers << " unclear " << found->unclear << '\n';
    for (const auto& [reason, customers] : found->by_reason) text << reason << ' ' << customers << '\n';
    for (const auto& [channel, customers] : found->by_channel) text << channel << ' ' << customers << '\n';
    for (const auto& [channel, day] : found->first_day) text << channel << ' ' << to_string(day) << '\n';
    for (const std::string& row : rows) text << row << '\n';
    return text.str();
  }
};

TEST_F(WhoWasTold, AnIndexSaysWhatItsLedgerSays) {
  Draw draw(20'260'301);
  std::vector<std::string> accounts = index_test::fill(draw, ledger, 1500);
  for (const std::string& each : accounts) enrich(draw, each);
  index_again();
  std::uint64_t covered = 0;
  std::uint64_t due_in_all = 0;
  for (int round = 0; round < 12; ++round) {
    // Some come after those that the index was built from.
    for (int each = 0; each < 60; ++each) index_test::add_more(draw, ledger, accounts);
    for (int each = 0; each < 40; ++each) enrich(draw, draw.of(accounts));
    ASSERT_TRUE(index->follow());
    CoverageAsked asked;
    asked.regime = draw.word({"tra", "fcc-2007", "strict-opt-in"});
    asked.notices = draw.some({"N1", "N2", "N3"}, 60);
    if (asked.notices.empty()) asked.notices = {"N1"};
    asked.at = instant(draw);
    asked.grace_days = draw.below(60);
    asked.trend_days = draw.below(20);
    if (draw.percent(40)) asked.reporting_zone = draw.word({"Asia/Beirut", "Test/Skipped_Day"});
    const std::string by_ledger = told({*engine, nullptr, {}}, asked);
    EXPECT_EQ(told({*engine, &*index, {}}, asked), by_ledger) << to_string(*asked.at) << ' ' << asked.regime;
    const std::string due_by_ledger = due({*engine, nullptr, {}}, asked);
    EXPECT_EQ(due({*engine, &*index, {}}, asked), due_by_ledger) << to_string(*asked.at) << ' ' << asked.regime;
    const auto found = notice_coverage({*engine, &*index, {}}, asked);
    ASSERT_TRUE(found);
    covered += found->report.all.covered;
    due_in_all += std::stoull(due_by_ledger);
  }
  EXPECT_GT(covered, 1000U);
  EXPECT_GT(due_in_all, 1000U);
}

TEST_F(WhoWasTold, AnInstantThatNoIndexKnowsIsAskedOfTheLedger) {
  Draw draw(7);
  for (const std::string& each : index_test::fill(draw, ledger, 40)) enrich(draw, each);
  engine->follow();
  CoverageAsked asked;
  asked.notices = {"N1"};
  asked.at = service_test::at("2150-01-01T00:00:00Z");
  EXPECT_EQ(told({*engine, &*index, {}}, asked), told({*engine, nullptr, {}}, asked));
}

TEST_F(WhoWasTold, AReportingZoneThatIsNoneIsRefused) {
  CoverageAsked asked;
  asked.notices = {"N1"};
  asked.reporting_zone = "Nowhere/None";
  const auto found = notice_coverage({*engine, nullptr, {}}, asked);
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, ErrorCode::invalid);
}

}  // namespace
}  // namespace assent::coverage_law_test
