// A QR code (ISO/IEC 18004:2015) of level M in byte mode, versions 1 to 10: small enough that a row is one word, which
// makes the choice of the mask quick. Pure; thread-safe.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace assent::letters {

inline constexpr int kQrVersionMost = 10;
inline constexpr int kQrSideMost = 17 + 4 * kQrVersionMost;

struct QrCode {
  int side = 0;
  int mask = 0;
  std::array<std::uint64_t, kQrSideMost> rows{};  // bit x of a row: whether the module in column x is dark

  bool dark(int x, int y) const { return ((rows[static_cast<std::size_t>(y)] >> static_cast<unsigned>(x)) & 1U) != 0; }
};

// In the smallest version that has room; nothing: the text has more than 213 bytes.
std::optional<QrCode> qr_code(std::string_view text);

}  // namespace assent::letters
