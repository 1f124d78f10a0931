// Open words, and paths that you name: something nearly right is not taken for something else.

#include "transcript.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

namespace assent::test::open_words_test {
namespace {

// Every carrier has its own types of information; but `location` needs an opt-in, and is never free to use.
TEST(InformationTypes, MisspeltOnesWithARuleOfTheirOwnAreRefused) {
  Bench bench;
  ASSERT_EQ(bench.run({"assent", "init"}).status, 0);
  const auto asked = [&](const std::string& types) {
    return bench.run({"assent", "decide", "--account", "A-1", "--offer", "internet", "--information", types});
  };
  for (const char* misspelt : {"locations", "locaton", "lcoation", "location_data", "device_location"}) {
    const Outcome outcome = asked(std::string("contact,") + misspelt);
    EXPECT_EQ(outcome.status, 3) << misspelt;
    EXPECT_NE(outcome.err.find("write `location`"), std::string::npos) << outcome.err;
  }
  for (const char* open : {"location", "services", "call_detail", "roaming_partners", "device"}) {
    EXPECT_EQ(asked(open).status, 2) << open << ": nobody is on record";
  }
}

TEST(ListsOfTelephoneNumbers, SayWhatMostLikelyIsMissing) {
  Bench bench;
  ASSERT_EQ(bench.run({"assent", "init"}).status, 0);
  write_text("campaign.toml",
             "name = \"n\"\nregime = \"tra\"\npurpose = \"marketing\"\noffer = \"internet\"\n"
             "recipient = \"carrier\"\ninformation = [\"services\"]\n");
  write_text("list.csv", "telephone\n03 123 456\n03 123 457\n");
  const auto scrub = [&](std::vector<std::string> more) {
    std::vector<std::string> words = {"assent",      "scrub",   "campaign.toml", "list.csv",
                                      "--permitted", "yes.csv", "--refused",     "no.csv"};
    words.insert(words.end(), more.begin(), more.end());
    return bench.run(words).err;
  };
  const std::string warning =
      "warning: 2 of 2 rows belong to no customer on record: numbers without `+` need `--country`\n";
  EXPECT_NE(scrub({}).find(warning), std::string::npos);
  EXPECT_EQ(scrub({"--country", "LB"}).find(warning), std::string::npos);
}

// A carrier's own packs may be stricter than the program's. If their disk is missing, the program's do not replace
// them.
TEST(NamedDataDirectory, IsTheOnlyOne) {
  Bench bench;
  bench.variables["ASSENT_DATA"] = "nowhere";
  const Outcome outcome = bench.run({"assent", "regime", "list"});
  EXPECT_EQ(outcome.status, 3);
  EXPECT_EQ(outcome.err,
            "error: the rule packs in `nowhere/regimes` cannot be read; name their directory with `--regimes`\n");
  bench.variables["ASSENT_DATA"] = ASSENT_SOURCE_DIR;
  EXPECT_EQ(bench.run({"assent", "regime", "list"}).status, 0);
}

}  // namespace
}  // namespace assent::test::open_words_test
