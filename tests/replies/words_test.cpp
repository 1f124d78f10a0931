// The lists of words: the product's own have no fault, and those of others are refused with the place of every fault.

#include "replies/words.hpp"

#include <gtest/gtest.h>

#include <array>

namespace assent::words_test {
namespace {

using replies::WordList;
using replies::Words;

TEST(Words, TheStandardListsHaveNoFault) {
  const auto words = Words::read(Words::standard_lists());
  if (!words) {
    for (const Issue& each : words.error()) ADD_FAILURE() << to_string(each);
    return;
  }
  EXPECT_EQ(words->languages(), (std::vector<std::string>{"en", "fr", "ar", "ar-Latn"}));
  EXPECT_GT(words->longest_phrase(), 4U);
}

Issues issues_of(std::string_view toml) {
  const std::array<WordList, 1> lists{{{"list.toml", toml}}};
  const auto words = Words::read(lists);
  return words ? Issues{} : words.error();
}

TEST(Words, FaultsHaveTheirPlace) {
  EXPECT_TRUE(issues_of("language = \"en\"\nstop = [\"stop\"]\nno = [\"no\"]\n").empty());
  const auto twice = issues_of("language = \"en\"\nstop = [\"Stop\"]\nyes = [\"yes\", \"STOP!\"]\n");
  ASSERT_EQ(twice.size(), 1U);
  EXPECT_EQ(twice[0].line, 3);
  EXPECT_EQ(twice[0].column, 15);
  EXPECT_EQ(issues_of("language = \"en\"\nstopp = [\"stop\"]\n").size(), 1U);
  EXPECT_EQ(
      issues_of("language = \"en\"\nstop = [\"...\", 3, \"one two three four five six seven eight nine\"]\n").size(),
      3U);
  EXPECT_EQ(issues_of("stop = [\"stop\"]\n").size(), 1U);
  EXPECT_EQ(issues_of("language = \n").size(), 1U);
}

TEST(Words, AMisspeltWordIsNearToOneThatRefusesFirst) {
  const std::array<WordList, 1> lists{
      {{"l", "language = \"en\"\nstop = [\"cancel\", \"unsubscribe\"]\nact = [\"cancer\"]"}}};
  const auto words = Words::read(lists).value();
  const auto near = [&](const std::u32string& token) {
    const auto* found = words.nearest(token);
    return found == nullptr ? std::u32string() : *found;
  };
  EXPECT_EQ(near(U"canceg"), U"cancel");
  EXPECT_EQ(near(U"cacnel"), U"cancel");
  EXPECT_EQ(near(U"unsubcrbe"), U"unsubscribe");
  EXPECT_EQ(near(U"unsucrbe"), U"");
  EXPECT_EQ(near(U"canc"), U"");  // too short to guess
  EXPECT_EQ(near(U"dancing"), U"");
}

}  // namespace
}  // namespace assent::words_test
