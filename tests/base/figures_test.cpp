#include "base/figures.hpp"

#include <gtest/gtest.h>

namespace assent::figures_test {
namespace {

TEST(Figures, AreThoseOfEveryScript) {
  for (const char* text :
       {"0123456789", "٠١٢٣٤٥٦٧٨٩",           "۰۱۲۳۴۵۶۷۸۹", "०१२३४५६७८९", "০১২৩৪৫৬৭৮৯", "၀၁၂၃၄၅၆၇၈၉", "๐๑๒๓๔๕๖๗๘๙",
        "០១២៣៤៥៦៧៨៩", "０１２３４５６７８９", "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗", "𝟬𝟭𝟮𝟯𝟰𝟱𝟲𝟳𝟴𝟵", "𝟶𝟷𝟸𝟹𝟺𝟻𝟼𝟽𝟾𝟿", "🯰🯱🯲🯳🯴🯵🯶🯷🯸🯹", "𞓰𞓱𞓲𞓳𞓴𞓵𞓶𞓷𞓸𞓹",
        "⁰¹²³⁴⁵⁶⁷⁸⁹", "₀₁₂₃₄₅₆₇₈₉",           "⓪①②③④⑤⑥⑦⑧⑨", "⓿❶❷❸❹❺❻❼❽❾", "0️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣8️⃣9️⃣", "🄀⒈⒉⒊⒋⒌⒍⒎⒏⒐"}) {
    EXPECT_EQ(figures_of(text), "0123456789") << text;
  }
  EXPECT_EQ(figures_of("+961 (3) 12-\xff-34, رقم ٥٦"), "9613123456");
  for (const char* text : {"", "abc", "½", "Ⅻ", "一", "é", "\xd9", "\xef\xbc"}) EXPECT_EQ(figures_of(text), "") << text;
}

TEST(Figures, EndWhereTheyEnd) {
  for (const char32_t character : {U'/', U':', U'\u00b1', U'\u00b4', U'\u00ba', U'\u065f', U'\u066a', U'\u2072',
                                   U'\u2469', U'\uff0f', U'\uff1a', U'\U0001d7cd', U'\U0001d800', U'\U0010ffff'}) {
    EXPECT_EQ(figure_of(character), -1) << static_cast<unsigned>(character);
  }
  EXPECT_EQ(figure_of(U'\U0001d7ff'), 9);
  EXPECT_EQ(figure_of(U'\u00b9'), 1);
}

}  // namespace
}  // namespace assent::figures_test
