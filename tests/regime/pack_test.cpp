// Texts that are no pack at all.
#include "texts.hpp"

#include <gmock/gmock.h>

namespace assent::pack_test {

using namespace regime;
namespace {

using testing::HasSubstr;

TEST(Pack, AnEmptyTextLacksEverything) {
  const auto regime = read_regime("", "empty.toml");
  ASSERT_FALSE(regime);
  EXPECT_EQ(lines(regime.error()),
            "empty.toml:1:1: `regime` is missing; add `[regime]`\n"
            "empty.toml:1:1: `information` is missing; add `[information]`\n"
            "empty.toml:1:1: `offers` is missing; add `[offers]`\n"
            "empty.toml:1:1: `former_customers` is missing; add `[former_customers]`\n"
            "empty.toml:1:1: `unknown` is missing; add `[unknown]`\n"
            "empty.toml:1:1: `refusal` is missing; add `[refusal]`\n"
            "empty.toml:1:1: `purpose` is missing; add `[[purpose]]`\n"
            "empty.toml:1:1: `relation` is missing; add `[[relation]]`\n"
            "empty.toml:1:1: `approval` is missing; add `[approval]`\n"
            "empty.toml:1:1: `one_time_consent` is missing; add `[one_time_consent]`\n"
            "empty.toml:1:1: `soft_opt_in` is missing; add `[soft_opt_in]`\n"
            "empty.toml:1:1: `opt_in` is missing; add `[opt_in]`\n"
            "empty.toml:1:1: `agreement` is missing; add `[agreement]`\n"
            "empty.toml:1:1: `notice` is missing; add `[notice]`\n");
}

TEST(Pack, ListsOfWhatAreNoTables) {
  const auto regime = read_regime("purpose = [3]\nfree_use = []\nrelation = 'x'\n", "odd.toml");
  ASSERT_FALSE(regime);
  EXPECT_THAT(lines(regime.error()),
              HasSubstr("odd.toml:1:12: `purpose 1` is a whole number, not a table; write a table\n"));
  EXPECT_THAT(lines(regime.error()),
              HasSubstr("odd.toml:3:12: `relation` is not a list of tables; write `[[relation]]`\n"));
}

TEST(Pack, TooLargeIsRefusedUnread) {
  const auto regime = read_regime(std::string(1024 * 1024 + 1, ' '), "large.toml");
  ASSERT_FALSE(regime);
  EXPECT_EQ(lines(regime.error()), "large.toml: the pack is larger than a mebibyte; name the file of one rule pack\n");
}

TEST(Pack, LongAndOddWordsAreQuotedReadably) {
  const std::string key(70, 'k');
  const auto regime = read_regime("\"" + key + "\" = 1\n\"a\\nb\\u0007\" = 2\n", "odd.toml");
  ASSERT_FALSE(regime);
  EXPECT_THAT(lines(regime.error()), HasSubstr("unknown key `" + std::string(60, 'k') + "…`"));
  EXPECT_THAT(lines(regime.error()), HasSubstr("odd.toml:2:1: unknown key `a?b?`"));
}

TEST(Pack, SpellsStandingsAndLevels) {
  EXPECT_EQ(to_string(Standing::law), "law");
  EXPECT_EQ(to_string(Standing::secondary), "secondary");
  EXPECT_EQ(to_string(Standing::house), "house");
  EXPECT_EQ(to_string(Level::opt_out), "opt_out");
  EXPECT_EQ(to_string(Level::opt_in), "opt_in");
  EXPECT_EQ(to_string(Level::refused), "refused");
}

}  // namespace
}  // namespace assent::pack_test
