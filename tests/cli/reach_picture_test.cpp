// The pictures of a reach over days, in each language, as a person has checked them.

#include "lab_cli/reach_picture.hpp"

#include "cli/transcript.hpp"
#include "wire/reach.hpp"

#include <boost/json/serialize.hpp>

#include <gtest/gtest.h>

#include <cmath>

namespace assent::test::reach_picture_test {
namespace {

// A notice to 600,000 of a million customers, whose wait ends 33 days later; some refuse meanwhile, and 120,000 need
// none.
std::vector<service::Reach> spring(const TimeZone& zone) {
  std::vector<service::Reach> curve;
  const Date first = parse_date("2026-01-15").value();
  for (int day = 0; day < 70; day += 2) {
    const auto refusing = static_cast<std::uint64_t>(std::round(48'000 * (1 - std::exp(-day / 12.0))));
    const std::uint64_t silent = 600'000 - refusing;
    const bool matured = day >= 34;
    service::Reach reach{"tra", "1", zone.start_of(first + std::chrono::days{day}), 120'000, 880'000, 0, 0, {}};
    reach.by_reason = {{{assent::Outcome::permit, Reason::within_subscribed_category}, 120'000},
                       {{assent::Outcome::deny, Reason::opted_out}, refusing},
                       {{assent::Outcome::deny, Reason::no_notice}, 270'000}};
    if (matured) {
      reach.permitted += silent;
      reach.refused -= silent;
      reach.by_reason.push_back({{assent::Outcome::permit, Reason::opt_out_deemed}, silent});
    } else {
      reach.by_reason.push_back({{assent::Outcome::deny, Reason::waiting_period}, silent});
    }
    reach.by_reason.push_back({{assent::Outcome::deny, Reason::notice_undelivered}, 10'000});
    curve.push_back(reach);
  }
  return curve;
}

std::string golden(const char* name) { return std::string(ASSENT_SOURCE_DIR) + "/tests/cli/golden/" + name; }

// With the text in between: what `reach --json` prints is what is drawn.
lab_cli::ReachCurve curve_of(const std::vector<service::Reach>& days, const TimeZone& zone, const char* campaign) {
  const auto curve =
      lab_cli::read_reach_curve(boost::json::serialize(wire::json_of(days, campaign, zone)), "reach.json");
  EXPECT_TRUE(curve.has_value());
  return curve.value();
}

class ReachPicture : public testing::Test {
 protected:
  const TimeZone zone = TimeZone::fixed("Asia/Beirut", std::chrono::hours{2});
  const lab_cli::ReachCurve curve = curve_of(spring(zone), zone, "Fibre in spring");
};

TEST_F(ReachPicture, AsItWasLookedAt) {
  expect_golden(golden("reach-en.svg"), plot::line_chart(lab_cli::reach_chart(curve, explanation::Language::en)));
  expect_golden(golden("reach-ar.svg"), plot::line_chart(lab_cli::reach_chart(curve, explanation::Language::ar)));
  expect_golden(golden("reach-fr.svg"), plot::line_chart(lab_cli::reach_chart(curve, explanation::Language::fr)));
}

TEST_F(ReachPicture, ShowsThePermittedAndWhatRefusesMost) {
  const plot::LineChart chart = lab_cli::reach_chart(curve, explanation::Language::en);
  ASSERT_EQ(chart.series.size(), 4U);
  EXPECT_EQ(chart.series[0].name, "may be contacted");
  EXPECT_EQ(chart.series[0].points.front(), std::pair(parse_date("2026-01-15").value(), 120'000.0));
  EXPECT_EQ(chart.series[1].name, "refused: waiting period");
  EXPECT_EQ(chart.series[1].points.front().second, 600'000);
  EXPECT_EQ(chart.series[1].points.back().second, 0);
  EXPECT_EQ(chart.series[2].points.back().second, 270'000);
  EXPECT_EQ(chart.description,
            "On 2026-01-15, 120,000 of 1,000,000 customers may be contacted; on 2026-03-24, 672,166 of 1,000,000. Most "
            "of all: 674,823, on 2026-02-18.");
}

TEST_F(ReachPicture, SaysThatABaseIsSynthetic) {
  lab_cli::ReachCurve invented = curve;
  invented.synthetic = true;
  EXPECT_NE(lab_cli::reach_chart(invented, explanation::Language::en).title.find("synthetic"), std::string::npos);
  EXPECT_NE(lab_cli::reach_chart(invented, explanation::Language::ar).title.find("مصطنعة"), std::string::npos);
}

}  // namespace
}  // namespace assent::test::reach_picture_test
