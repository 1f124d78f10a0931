// Codes say what those of another implementation (libqrencode) say, module by module under their masks.
#include "letters/qr.hpp"

#include <gtest/gtest.h>
#include <qrencode.h>

#include <memory>
#include <string>

namespace assent::letters::qr_test {
namespace {

struct Freed {
  void operator()(QRcode* code) const { QRcode_free(code); }
};

std::string text_of(int size) {
  std::string text = "https://example.com/c/";
  for (unsigned i = 0; static_cast<int>(text.size()) < size; ++i) text += static_cast<char>('a' + i * 7 % 26);
  return text.substr(0, static_cast<std::size_t>(size));
}

// The mask that a code was made with, by its format (ISO/IEC 18004, 7.9).
template <class Dark>
int mask_in(Dark dark) {
  int bits = 0;
  for (int i = 0; i < 5; ++i) bits |= (dark(8, i) ? 1 : 0) << i;
  bits |= (dark(8, 5) ? 1 : 0) << 5 | (dark(8, 7) ? 1 : 0) << 6 | (dark(8, 8) ? 1 : 0) << 7 | (dark(7, 8) ? 1 : 0) << 8;
  for (int i = 9; i < 15; ++i) bits |= (dark(14 - i, 8) ? 1 : 0) << i;
  return ((bits ^ 0x5412) >> 10) & 7;
}

bool masked(int mask, int x, int y) {
  const int both = x * y;
  const bool conditions[] = {(x + y) % 2 == 0,
                             y % 2 == 0,
                             x % 3 == 0,
                             (x + y) % 3 == 0,
                             (x / 3 + y / 2) % 2 == 0,
                             both % 2 + both % 3 == 0,
                             (both % 2 + both % 3) % 2 == 0,
                             ((x + y) % 2 + both % 3) % 2 == 0};
  return conditions[mask];
}

TEST(QrCode, SaysWhatAnotherImplementationSays) {
  for (int size = 1; size <= 213; ++size) {
    const std::string text = text_of(size);
    const auto ours = qr_code(text);
    ASSERT_TRUE(ours) << size;
    const std::unique_ptr<QRcode, Freed> theirs(QRcode_encodeString8bit(text.c_str(), 0, QR_ECLEVEL_M));
    ASSERT_TRUE(theirs);
    ASSERT_EQ(ours->side, theirs->width) << size;
    const auto their_dark = [&](int x, int y) { return (theirs->data[y * theirs->width + x] & 1) != 0; };
    const int their_mask = mask_in(their_dark);
    ASSERT_EQ(mask_in([&](int x, int y) { return ours->dark(x, y); }), ours->mask);
    for (int y = 0; y < ours->side; ++y) {
      for (int x = 0; x < ours->side; ++x) {
        // libqrencode says which modules are data: those are under the mask, the format differs with it.
        const unsigned char what = theirs->data[y * theirs->width + x];
        const bool function = (what & 0x80) != 0;
        const bool format = (what & 0x04) != 0;
        if (format && ours->mask != their_mask) continue;
        const bool our_bit = ours->dark(x, y) != (!function && masked(ours->mask, x, y));
        const bool their_bit = their_dark(x, y) != (!function && masked(their_mask, x, y));
        ASSERT_EQ(our_bit, their_bit) << size << ": " << x << ' ' << y;
      }
    }
  }
  EXPECT_FALSE(qr_code(text_of(214)));
}

}  // namespace
}  // namespace assent::letters::qr_test
