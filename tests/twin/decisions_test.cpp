// The twin gives the expected answer, and the expected reason, to every decision case of the project.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "twin.hpp"
#include "twin_fields.hpp"

namespace assent::twin_decisions_test {

namespace {

const std::string kCases = std::string(ASSENT_SOURCE_DIR) + "/tests/cases_data/";

boost::json::object catalogue() {
  std::ifstream in(kCases + "catalogue.json");
  std::stringstream text;
  text << in.rdbuf();
  return boost::json::parse(text.str()).as_object();
}

int expect_all_answered(const std::string& name) {
  const auto offers = catalogue();
  std::ifstream in(kCases + name);
  int cases = 0;
  for (std::string line; std::getline(in, line);) {
    const auto object = boost::json::parse(line).as_object();
    const auto& expected = object.at("expect").as_object();
    const twin::Answer answer = twin::decide(object, offers);
    EXPECT_EQ(answer.decision, twin::word(expected, "decision")) << line;
    EXPECT_EQ(answer.reason, twin::word(expected, "reason")) << line;
    ++cases;
  }
  return cases;
}

TEST(Twin, AnswersEveryDecisionCase) { EXPECT_GE(expect_all_answered("decisions.jsonl"), 150); }

TEST(Twin, AnswersEveryCaseOfChannelsKindsAndEnds) { EXPECT_GE(expect_all_answered("room.jsonl"), 16); }

TEST(Twin, AnswersEveryReadingOfTheRules) { EXPECT_GE(expect_all_answered("readings.jsonl"), 87); }

}  // namespace

}  // namespace assent::twin_decisions_test
