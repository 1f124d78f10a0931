#include "intake/refusal_law.hpp"

#include "base/marks.hpp"
#include "base/quantity.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

namespace assent::refusal_law_test {

using namespace intake;
namespace {

TEST(RefusalLaw, KnowsTheWordsOfARefusalInEverySpelling) {
  for (const char* word : {"opt_out",
                           "opt-out",
                           "OPT_OUT",
                           "Opt Out",
                           "optout",
                           "Opted-Out",
                           "opt\xE2\x80\x93out",
                           "opt\xC2\xA0out",
                           "\xEF\xBB\xBFopt_out",
                           "o\xC2\xADpt_out",
                           "opt\x96out",
                           "STOP",
                           "Stop.",
                           "'stop'",
                           "stop all",
                           "STOP please",
                           "unsubscribe",
                           "UNSUBSCRIBED",
                           "do not contact",
                           "refused",
                           "ＯＰＴ＿ＯＵＴ",
                           "opt out of everything",
                           "إلغاء"}) {
    EXPECT_EQ(choice_said(word), ChoiceWord::opt_out) << word;
  }
  for (const char* word : {"withdrawal", "Withdraw", "withdrawn", "revoke", "REVOKED", "consent withdrawn"}) {
    EXPECT_EQ(choice_said(word), ChoiceWord::withdrawal) << word;
  }
  for (const char* word : {"!opt_in", "opt_in?", "(opt_in)", "-opt_in", "<opt in>", "~optin"}) {
    EXPECT_EQ(choice_said(word), std::nullopt) << word;
  }
  for (const char* word : {"opt_in", "Opt-In", "OPTIN", "opt in"}) {
    EXPECT_EQ(choice_said(word), ChoiceWord::opt_in) << word;
  }
  for (const char* word : {"email_permission", "E-mail permission"}) {
    EXPECT_EQ(choice_said(word), ChoiceWord::email_permission) << word;
  }
  EXPECT_EQ(choice_said("email_permission?"), std::nullopt);
  for (const char* word :
       {"", " ", "-", "yes", "no", "N", "perhaps", "not opted out", "opt", "accept", "\xE2\x80\x8B"}) {
    EXPECT_EQ(choice_said(word), std::nullopt) << word;
  }
}

TEST(RefusalLaw, KnowsTheWordsOfAResult) {
  const std::pair<const char*, ResultWord> cases[] = {
      {"delivered", ResultWord::delivered},   {"DELIVRD", ResultWord::delivered},
      {" Delivered ", ResultWord::delivered}, {"bounced", ResultWord::bounced},
      {"Bounce", ResultWord::bounced},        {"hard-bounce", ResultWord::bounced},
      {"undelivered", ResultWord::bounced},   {"UNDELIV", ResultWord::bounced},
      {"Undeliverable", ResultWord::bounced}, {"failed", ResultWord::bounced},
      {"dropped", ResultWord::bounced},       {"not delivered", ResultWord::bounced},
      {"REJECTD", ResultWord::bounced},       {"expired", ResultWord::bounced},
      {"returned", ResultWord::returned},     {"return to sender", ResultWord::returned},
      {"complaint", ResultWord::refused},     {"Spam Report", ResultWord::refused},
      {"unsubscribe", ResultWord::refused},   {"STOP", ResultWord::refused},
      {"opt-out", ResultWord::refused},
  };
  for (const auto& [word, said] : cases) EXPECT_EQ(result_said(word), said) << word;
  for (const char* word : {"", "queued", "sent", "opened", "opt_in", "?"})
    EXPECT_EQ(result_said(word), std::nullopt) << word;
}

TEST(RefusalLaw, ReadsANumberThatASpreadsheetTookForAQuantity) {
  EXPECT_EQ(number_text("3123456.0"), "3123456");
  EXPECT_EQ(number_text("+9613123456,00"), "+9613123456");
  EXPECT_EQ(number_text("\xE2\x80\xAA+961 3 123 456\xE2\x80\xAC"), "+961 3 123 456");
  EXPECT_EQ(number_text("０３１２３４５６"), "03123456");
  for (const char* text : {"03.123.456", "03 123 456", "1.25", "3123456.", ".0", "3123456.000", "3.123.00", ""}) {
    EXPECT_EQ(number_text(text), text);
    EXPECT_FALSE(is_quantity(text)) << text;
  }
  for (const char* text : {"3123456.0", "9.613E+09", "9,613e9", "3123456E0", "９６１.０"})
    EXPECT_TRUE(is_quantity(text)) << text;
}

TEST(Marks, AreLeftOutOfNames) {
  for (const char* name : {"G1", " G1", "G1\xC2\xA0", "G1\xE2\x80\x8B", "\xE2\x80\x8EG1", "\xEF\xBB\xBFG1",
                           "G\xE2\x81\xA0"
                           "1",
                           "\tG1\r\n", "G1\xA0", "G1\xEF\xBF\xBD", "G１", "G1\x01", "\xE3\x80\x80G1"}) {
    EXPECT_EQ(bare_name(name), "G1") << name;
  }
  EXPECT_EQ(bare_name("G\xC2\xA0"
                      "1"),
            "G 1");
  EXPECT_EQ(bare_name("علي"), "علي");
  EXPECT_EQ(bare_name("\xE2\x80\x8B"), "");
  EXPECT_EQ(trimmed("\xC2\xA0"
                    "a\xC2\xA0"
                    "b\xE2\x80\x8F "),
            "a\xC2\xA0"
            "b");
}

RC_GTEST_PROP(MarksLaw, ANameFreedOfMarksStaysAsItIs, (const std::string& text)) {
  const std::string name = bare_name(text);
  RC_ASSERT(bare_name(name) == name);
  RC_ASSERT(is_bare_name(name));
  RC_ASSERT(is_bare_name(text) == (name == text));
  RC_ASSERT(trimmed(trimmed(text)) == trimmed(text));
}

using Cells = std::vector<std::string>;

std::vector<Cells> ways(const std::vector<Cells>& readings, std::size_t width, std::vector<std::size_t> columns) {
  std::vector<Cells> all;
  for_each_way(readings, width, columns, [&](Row row, RowWay) {
    all.emplace_back(row.begin(), row.end());
    return true;
  });
  return all;
}

TEST(RefusalLaw, TakesAFaultyRowInEveryWayInWhichItMayBeMeant) {
  using testing::Contains;
  EXPECT_EQ(ways({{"G1", "Ali", "no"}}, 3, {0, 2}), (std::vector<Cells>{{"G1", "Ali", "no"}}));
  EXPECT_EQ(ways({{"G1"}}, 3, {0, 2}).front(), (Cells{"G1", "", ""}));
  EXPECT_THAT(ways({{"G1", "Smith", "Ali", "no"}}, 3, {0, 2}), Contains(Cells{"G1", "Smith", "no"}));
  EXPECT_THAT(ways({{"G1", "a", "b", "c", "no", "d", "e"}}, 5, {0, 2}),
              Contains(testing::ElementsAre("G1", "a", "no", "d", "e")));
  EXPECT_THAT(ways({{"x", "G1", "Ali", "no"}}, 3, {0, 2}), Contains(Cells{"G1", "Ali", "no"}));
  EXPECT_THAT(ways({{"G1", "no"}}, 3, {0, 2}), Contains(testing::ElementsAre("G1", testing::_, "no")));
  EXPECT_THAT(ways({{"G1;Ali;no"}}, 3, {0, 2}), Contains(Cells{"G1", "Ali", "no"}));
  EXPECT_FALSE(ways({Cells(5000, "x")}, 3, {0, 2}).empty());
}

}  // namespace
}  // namespace assent::refusal_law_test
