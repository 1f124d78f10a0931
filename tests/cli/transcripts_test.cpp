// Every session in transcripts/ gives the output in its file, and every command's help is as in help.txt and
// lab_help.txt.

#include "cli/transcript.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <sstream>

namespace assent::test::transcripts_test {
namespace {

const std::string kFolder = std::string(ASSENT_SOURCE_DIR) + "/tests/cli/";

std::vector<std::string> transcripts() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(kFolder + "transcripts")) {
    names.push_back(entry.path().stem().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

class Transcript : public testing::TestWithParam<std::string> {};

TEST_P(Transcript, ComesOutAgain) {
  const std::string file = kFolder + "transcripts/" + GetParam() + ".txt";
  expect_golden(file, replay(read_text(file)));
}

INSTANTIATE_TEST_SUITE_P(Cli, Transcript, testing::ValuesIn(transcripts()), [](const auto& test) {
  std::string name = test.param;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

// The names under "commands:" in a help text.
std::vector<std::string> commands_in(const std::string& help) {
  std::vector<std::string> names;
  std::istringstream lines(help);
  bool within = false;
  for (std::string line; std::getline(lines, line);) {
    if (line == "commands:") within = true;
    else if (line.empty()) within = false;
    else if (within && line.size() > 2 && line[2] != ' ') names.push_back(line.substr(2, line.find(' ', 2) - 2));
  }
  return names;
}

std::string helps(Bench& bench, std::vector<std::string> words, int& commands) {
  words.push_back("--help");
  const Outcome outcome = bench.run(words);
  EXPECT_EQ(outcome.status, 0);
  EXPECT_EQ(outcome.err, "");
  words.pop_back();
  const auto inner = commands_in(outcome.out);
  // The program's own examples are not those of a group.
  if (words.front() == "assent") {
    EXPECT_EQ(outcome.out.find("# begin a ledger") != std::string::npos, words.size() == 1) << words.back();
  }
  if (inner.empty()) {
    ++commands;
    EXPECT_NE(outcome.out.find("examples:\n"), std::string::npos) << words.back() << " shows no example";
  }
  std::string text = outcome.out + "\n----\n\n";
  for (const std::string& name : inner) {
    words.push_back(name);
    text += helps(bench, words, commands);
    words.pop_back();
  }
  return text;
}

TEST(Version, IsToldWithoutACommand) {
  Bench bench;
  const Outcome outcome = bench.run({"assent", "--version"});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_TRUE(outcome.out.starts_with("assent ")) << outcome.out;
  EXPECT_EQ(outcome.err, "");
  EXPECT_TRUE(bench.run({"assent-lab", "--version"}).out.starts_with("assent-lab "));
}

TEST(Help, EveryCommandHasOneWithExamples) {
  Bench bench;
  int commands = 0;
  const std::string text = helps(bench, {"assent"}, commands);
  EXPECT_GE(commands, 28);
  expect_golden(kFolder + "help.txt", text);
}

TEST(Help, OfTheLaboratoryToo) {
  Bench bench;
  int commands = 0;
  expect_golden(kFolder + "lab_help.txt", helps(bench, {"assent-lab"}, commands));
  EXPECT_EQ(commands, 5);
}

}  // namespace
}  // namespace assent::test::transcripts_test
