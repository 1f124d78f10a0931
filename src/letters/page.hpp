// The page of a letter: its measures in points, from its top left corner.
#pragma once

#include <cstddef>

namespace assent::letters {

inline constexpr double kMillimetre = 72 / 25.4;
inline constexpr double kPageWidth = 210 * kMillimetre;
inline constexpr double kPageHeight = 297 * kMillimetre;
inline constexpr double kLeft = 25 * kMillimetre;
inline constexpr double kRight = 20 * kMillimetre;
inline constexpr double kTextWidth = kPageWidth - kLeft - kRight;
inline constexpr double kBottom = 20 * kMillimetre;
// DIN 5008 form B: the field is 85 x 45 mm, 20 mm from the left and 45 mm from the top; its upper 17.7 mm are for the
// sender. The text begins 5 mm within it.
inline constexpr double kWindowText = 25 * kMillimetre;
inline constexpr double kWindowWidth = 75 * kMillimetre;
inline constexpr double kSenderTop = 55 * kMillimetre;
inline constexpr double kSenderPoints = 8;
inline constexpr double kAddressTop = 62.7 * kMillimetre;
inline constexpr double kAddressHeight = 27.3 * kMillimetre;
inline constexpr double kAddressSmallPoints = 10;
inline constexpr std::size_t kAddressLinesMost = 6;
inline constexpr double kSubjectTop = 103 * kMillimetre;
inline constexpr double kNextPageTop = 25 * kMillimetre;
inline constexpr double kParagraphGap = 2 * kMillimetre;
inline constexpr double kCodeSide = 24 * kMillimetre;
inline constexpr double kCodeLeft = kPageWidth - kRight - kCodeSide;
inline constexpr double kCodeTop = 58 * kMillimetre;
inline constexpr double kAtCodeTop = kCodeTop + kCodeSide + kMillimetre;
inline constexpr double kAtCodeWidth = 50 * kMillimetre;
inline constexpr int kCodeMargin = 4;  // modules around it

}  // namespace assent::letters
