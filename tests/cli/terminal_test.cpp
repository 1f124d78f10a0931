// Tables, words and the progress line.

#include "base/lines.hpp"
#include "cli/progress_line.hpp"
#include "cli/transcript.hpp"
#include "tables/table.hpp"
#include "tables/width.hpp"
#include "wording/words.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace assent::terminal_test {

using namespace cli;
namespace {

TEST(Words, Numbers) {
  EXPECT_EQ(wording::thousands(0), "0");
  EXPECT_EQ(wording::thousands(999), "999");
  EXPECT_EQ(wording::thousands(7043), "7,043");
  EXPECT_EQ(wording::thousands(1000000), "1,000,000");
  EXPECT_EQ(wording::percentage(1, 8), "12.5 %");
  EXPECT_EQ(wording::percentage(0, 7043), "0.0 %");
  EXPECT_EQ(wording::percentage(1, 7043), "< 0.1 %");
  EXPECT_EQ(wording::percentage(7042, 7043), "> 99.9 %");
  EXPECT_EQ(wording::percentage(0, 0), "-");
  EXPECT_EQ(wording::counted(1, "row", "rows"), "1 row");
}

TEST(Words, DisplayWidthCountsColumnsAndNotBytes) {
  EXPECT_EQ(tables::display_width("abc"), 3U);
  EXPECT_EQ(tables::display_width("مُوَافَقَة"), 6U);  // six letters; the vowel signs stand above them
  EXPECT_EQ(tables::display_width("e\u0301"), 1U);
  EXPECT_EQ(tables::display_width("\u2068tra\u2069"), 3U);  // isolates have no width
  EXPECT_EQ(tables::display_width("電話"), 4U);
}

TEST(Table, AlignsByWhatIsSeen) {
  tables::Table table({{"reason"}, {"rows", tables::Align::right}, {"in words", tables::Align::left, 12}});
  table.row({"مُوافَقَة", "7,043", "two words and more"});
  table.row({"b", "1", ""});
  EXPECT_EQ(table.text(),
            "reason   rows  in words\n"
            "مُوافَقَة  7,043  two words\n"
            "               and more\n"
            "b           1\n");
}

RC_GTEST_PROP(Table, NoLineEndsInABlank, ()) {
  tables::Table table({{"a"}, {"b", tables::Align::right}, {"c"}});
  const auto cells =
      *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>("", "x", "long words here"));
  for (std::size_t at = 0; at + 2 < cells.size(); at += 3) table.row({cells[at], cells[at + 1], cells[at + 2]});
  RC_ASSERT(table.text().find(" \n") == std::string::npos);
}

TEST(Progress, TellsShareRateAndTimeLeft) {
  using std::chrono::seconds;
  EXPECT_EQ(progress_text("importing", {360000, 36}, 100, seconds(3), "rows"),
            "importing  [#######-------------]  36 %  360,000 rows  120,000 rows/s  6 s left");
  EXPECT_EQ(progress_text("importing", {500, 1}, 0, seconds(1), "rows"), "importing  500 rows  500 rows/s");
  EXPECT_EQ(progress_text("importing", {5, 1}, 1000, seconds(1), "rows"),
            "importing  [--------------------]  0 %  5 rows  5 rows/s  17 min left");
}

RC_GTEST_PROP(Lines, GiveTheTextBackWhateverThePieces, ()) {
  const auto parts =
      *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>("", "a", "bc", "\n", "d\n"));
  std::string text;
  for (const std::string& part : parts) text += part;
  TextSource source(text, *rc::gen::inRange<std::size_t>(1, 5));
  Lines lines(source);
  std::string again;
  while (const auto line = lines.next().value()) again += std::string(*line) + "\n";
  RC_ASSERT(again == (text.empty() || text.ends_with('\n') ? text : text + "\n"));
}

TEST(Colour, OnATerminalOnly) {
  test::Bench bench;
  EXPECT_EQ(bench.run({"assent", "regime", "list"}).out.find('\x1b'), std::string::npos);
  bench.terminal = true;
  EXPECT_NE(bench.run({"assent", "regime", "list"}).out.find('\x1b'), std::string::npos);
}

}  // namespace
}  // namespace assent::terminal_test
