// Simple text is shaped without Pango, and stands as Pango would have it.
#include "letters/typesetter.hpp"

#include <gtest/gtest.h>

#include <string>

namespace assent::letters::typesetter_test {
namespace {

TEST(Typesetter, SimpleLinesAreAsPangoHasThem) {
  Fonts fonts;
  Typesetter typesetter(fonts, "fr");
  for (const char* const text :
       {"Example Person 12", "Avenue To\u0302t, AVATAR \"fi\" 7-9", "\u00CEle \u0160ar\u0161e \u0111ak", "x"}) {
    for (const double points : {12.0, 10.0}) {
      const Drawn line = typesetter.line(text, points);
      const Drawn paragraph = typesetter.paragraph(text, 1'000, points, false);
      EXPECT_TRUE(line.complete);
      EXPECT_EQ(line.operators, paragraph.operators) << text;
      EXPECT_NEAR(line.height, paragraph.height, 0.01);
      EXPECT_GT(line.width, 0);
    }
  }
}

TEST(Typesetter, OtherLinesGoToPango) {
  Fonts fonts;
  Typesetter typesetter(fonts, "en");
  EXPECT_TRUE(typesetter.line("\u0628\u064A\u0631\u0648\u062A", 12).complete);
  EXPECT_FALSE(typesetter.line("\uE8A1", 12).complete) << "no font of ours has it";
}

}  // namespace
}  // namespace assent::letters::typesetter_test
