// Parts: the limits of 3GPP TS 23.038 and 23.040, and what is never split.

#include "sms/parts.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>

namespace assent::parts_test {
namespace {

using sms::Alphabet;
using sms::Parts;
using sms::parts_of;

std::string times(std::size_t count, std::string_view text) {
  std::string all;
  for (std::size_t i = 0; i < count; ++i) all += text;
  return all;
}

Parts parts(const std::string& text) { return parts_of(text).value(); }

TEST(SmsParts, OfTheDefaultAlphabet) {
  EXPECT_EQ(parts(""), (Parts{Alphabet::gsm, 0, 0, 160, ""}));
  EXPECT_EQ(parts("Reply STOP"), (Parts{Alphabet::gsm, 10, 1, 150, ""}));
  EXPECT_EQ(parts(times(160, "a")), (Parts{Alphabet::gsm, 160, 1, 0, ""}));
  EXPECT_EQ(parts(times(161, "a")), (Parts{Alphabet::gsm, 161, 2, 145, ""}));
  EXPECT_EQ(parts(times(306, "é")), (Parts{Alphabet::gsm, 306, 2, 0, ""}));
  EXPECT_EQ(parts(times(307, "a")).parts, 3U);
  EXPECT_EQ(parts("@£$¥ÄÖÑÜ§¿äöñüà ΔΦΓΛΩΠΨΣΘΞ").alphabet, Alphabet::gsm);
}

TEST(SmsParts, TheExtensionTakesTwoAndIsNotSplit) {
  EXPECT_EQ(parts("€[]{}~^|\\").units, 18U);
  EXPECT_EQ(parts(times(80, "€")).parts, 1U);
  EXPECT_EQ(parts(times(81, "€")).parts, 2U);
  // 152 septets, then a pair that would stand half in each part.
  const std::string text = times(152, "a") + "€" + times(152, "a");
  EXPECT_EQ(parts(text).units, 306U);
  EXPECT_EQ(parts(text).parts, 3U);
}

TEST(SmsParts, OfUcs2) {
  EXPECT_EQ(parts("نعم"), (Parts{Alphabet::ucs2, 3, 1, 67, "ن"}));
  EXPECT_EQ(parts(times(70, "ن")), (Parts{Alphabet::ucs2, 70, 1, 0, "ن"}));
  EXPECT_EQ(parts(times(71, "ن")), (Parts{Alphabet::ucs2, 71, 2, 63, "ن"}));
  EXPECT_EQ(parts(times(134, "ن")).parts, 2U);
  EXPECT_EQ(parts(times(135, "ن")).parts, 3U);
  // One character outside makes the whole text longer.
  EXPECT_EQ(parts("déjà vu, ç").outside, "ç");
  EXPECT_EQ(parts(times(160, "a") + "ç").parts, 3U);
  // Capital Ç is in the alphabet, the small one is not.
  EXPECT_EQ(parts("Ç").alphabet, Alphabet::gsm);
}

TEST(SmsParts, SurrogatesAreNotSplit) {
  EXPECT_EQ(parts(times(35, "😀")).parts, 1U);
  EXPECT_EQ(parts(times(36, "😀")).units, 72U);
  EXPECT_EQ(parts(times(36, "😀")).parts, 2U);
  EXPECT_EQ(parts(times(66, "😀")).parts, 2U);  // 33 in each part of 67
  EXPECT_EQ(parts(times(67, "😀")).parts, 3U);
}

TEST(SmsParts, OnlyUtf8IsCounted) { EXPECT_EQ(parts_of("\xff").error().code, ErrorCode::invalid); }

// More text never takes fewer parts, and what is left is what still fits.
RC_GTEST_PROP(SmsParts, WhatIsLeftStillFits, ()) {
  std::string text;
  for (const auto& each : *rc::gen::container<std::vector<std::string>>(
           *rc::gen::inRange<std::size_t>(0, 400), rc::gen::element<std::string>("a", "é", "€", "\n", "Z"))) {
    text += each;
  }
  const Parts before = parts(text);
  RC_PRE(before.parts > 0);
  RC_ASSERT(parts(text + times(before.left, "a")).parts == before.parts);
  RC_ASSERT(parts(text + times(before.left + 1, "a")).parts == before.parts + 1);
}

}  // namespace
}  // namespace assent::parts_test
