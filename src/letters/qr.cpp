#include "letters/qr.hpp"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdlib>
#include <limits>
#include <utility>
#include <vector>

namespace assent::letters {
namespace {

using Rows = std::array<std::uint64_t, kQrSideMost>;

// ISO/IEC 18004:2015, table 9, level M; table 1; annex E.
struct QrVersion {
  int codewords;
  int blocks;
  int check_codewords;  // of each block
  std::array<int, 3> alignment;
};
constexpr std::array<QrVersion, kQrVersionMost> kVersions = {{{26, 1, 10, {}},
                                                              {44, 1, 16, {6, 18}},
                                                              {70, 1, 26, {6, 22}},
                                                              {100, 2, 18, {6, 26}},
                                                              {134, 2, 24, {6, 30}},
                                                              {172, 4, 16, {6, 34}},
                                                              {196, 4, 18, {6, 22, 38}},
                                                              {242, 4, 22, {6, 24, 42}},
                                                              {292, 5, 22, {6, 26, 46}},
                                                              {346, 5, 26, {6, 28, 50}}}};

constexpr int kMasks = 8;

bool is_masked(int mask, int x, int y) {
  switch (mask) {
    case 0: return (x + y) % 2 == 0;
    case 1: return y % 2 == 0;
    case 2: return x % 3 == 0;
    case 3: return (x + y) % 3 == 0;
    case 4: return (x / 3 + y / 2) % 2 == 0;
    case 5: return x * y % 2 + x * y % 3 == 0;
    case 6: return (x * y % 2 + x * y % 3) % 2 == 0;
    default: return ((x + y) % 2 + x * y % 3) % 2 == 0;
  }
}

// What is the same in all codes of a version.
struct QrFrame {
  int side = 0;
  Rows taken{};  // modules that are no data
  Rows dark{};   // those of them that are dark; without the format
  std::array<Rows, kMasks> masks{};
  std::array<Rows, kMasks> turned_masks{};                 // with rows and columns exchanged
  std::vector<std::pair<std::uint8_t, std::uint8_t>> way;  // data modules in the order of their bits: column, row
};

constexpr std::uint64_t bit(int at) { return std::uint64_t{1} << static_cast<unsigned>(at); }

class FrameMaker {
 public:
  explicit FrameMaker(int version) : version_(version), of_(kVersions[static_cast<std::size_t>(version - 1)]) {
    frame_.side = 17 + 4 * version;
  }

  QrFrame make() {
    const int side = frame_.side;
    for (const auto& [x, y] : {std::pair{3, 3}, {side - 4, 3}, {3, side - 4}}) finder(x, y);
    for (int i = 8; i < side - 8; ++i) {
      set(i, 6, i % 2 == 0);
      set(6, i, i % 2 == 0);
    }
    alignments();
    // The format's place, and the module that is always dark.
    for (int i = 0; i < 9; ++i) {
      take(i, 8);
      take(8, i);
    }
    for (int i = 0; i < 8; ++i) {
      take(side - 1 - i, 8);
      take(8, side - 1 - i);
    }
    set(8, side - 8, true);
    if (version_ >= 7) version_information();
    path();
    for (int mask = 0; mask < kMasks; ++mask) {
      for (const auto& [x, y] : frame_.way) {
        if (!is_masked(mask, x, y)) continue;
        frame_.masks[static_cast<std::size_t>(mask)][y] |= bit(x);
        frame_.turned_masks[static_cast<std::size_t>(mask)][x] |= bit(y);
      }
    }
    return std::move(frame_);
  }

 private:
  void take(int x, int y) { frame_.taken[static_cast<std::size_t>(y)] |= bit(x); }
  void set(int x, int y, bool dark) {
    take(x, y);
    if (dark) frame_.dark[static_cast<std::size_t>(y)] |= bit(x);
  }

  // With the light border around it.
  void finder(int centre_x, int centre_y) {
    for (int y = -4; y <= 4; ++y) {
      for (int x = -4; x <= 4; ++x) {
        const int column = centre_x + x;
        const int row = centre_y + y;
        if (column < 0 || row < 0 || column >= frame_.side || row >= frame_.side) continue;
        const int ring = std::max(std::abs(x), std::abs(y));
        set(column, row, ring != 2 && ring != 4);
      }
    }
  }

  void alignments() {
    for (const int centre_y : of_.alignment) {
      for (const int centre_x : of_.alignment) {
        if (centre_x == 0 || centre_y == 0) continue;
        const bool at_finder = (centre_x == 6 && (centre_y == 6 || centre_y == frame_.side - 7)) ||
                               (centre_y == 6 && centre_x == frame_.side - 7);
        if (at_finder) continue;
        for (int y = -2; y <= 2; ++y) {
          for (int x = -2; x <= 2; ++x) set(centre_x + x, centre_y + y, std::max(std::abs(x), std::abs(y)) != 1);
        }
      }
    }
  }

  void version_information() {
    unsigned rest = static_cast<unsigned>(version_);
    for (int i = 0; i < 12; ++i) rest = (rest << 1U) ^ ((rest >> 11U) * 0x1F25U);
    const unsigned bits = static_cast<unsigned>(version_) << 12U | rest;
    for (int i = 0; i < 18; ++i) {
      const bool dark = ((bits >> static_cast<unsigned>(i)) & 1U) != 0;
      set(frame_.side - 11 + i % 3, i / 3, dark);
      set(i / 3, frame_.side - 11 + i % 3, dark);
    }
  }

  // Two columns at a time from the right, up and down in turn, without the column of the timing pattern.
  void path() {
    bool up = true;
    for (int right = frame_.side - 1; right >= 1; right -= 2, up = !up) {
      if (right == 6) right = 5;
      for (int i = 0; i < frame_.side; ++i) {
        const int y = up ? frame_.side - 1 - i : i;
        for (const int x : {right, right - 1}) {
          if ((frame_.taken[static_cast<std::size_t>(y)] & bit(x)) == 0) {
            frame_.way.emplace_back(static_cast<std::uint8_t>(x), static_cast<std::uint8_t>(y));
          }
        }
      }
    }
  }

  int version_;
  const QrVersion& of_;
  QrFrame frame_;
};

const QrFrame& frame_of(int version) {
  static const std::array<QrFrame, kQrVersionMost> frames = [] {
    std::array<QrFrame, kQrVersionMost> made;
    for (int each = 1; each <= kQrVersionMost; ++each)
      made[static_cast<std::size_t>(each - 1)] = FrameMaker(each).make();
    return made;
  }();
  return frames[static_cast<std::size_t>(version - 1)];
}

// The field of 256 elements with x^8 + x^4 + x^3 + x^2 + 1.
struct Field {
  std::array<std::uint8_t, 512> power{};
  std::array<std::uint8_t, 256> logarithm{};

  constexpr Field() {
    unsigned value = 1;
    for (std::size_t i = 0; i < 255; ++i) {
      power[i] = static_cast<std::uint8_t>(value);
      power[i + 255] = static_cast<std::uint8_t>(value);
      logarithm[value] = static_cast<std::uint8_t>(i);
      value = value << 1U;
      if (value > 0xFF) value ^= 0x11D;
    }
  }
  constexpr std::uint8_t product(std::uint8_t a, std::uint8_t b) const {
    return a == 0 || b == 0 ? std::uint8_t{0} : power[std::size_t{logarithm[a]} + logarithm[b]];
  }
};
constexpr Field kField;

using Codewords = std::vector<std::uint8_t>;

// The generator of so many check codewords, without its first coefficient, which is one.
Codewords generator_of(int count) {
  Codewords generator(static_cast<std::size_t>(count), 0);
  generator.back() = 1;
  for (int i = 0; i < count; ++i) {
    const std::uint8_t root = kField.power[static_cast<std::size_t>(i)];
    for (std::size_t at = 0; at < generator.size(); ++at) {
      generator[at] = kField.product(generator[at], root);
      if (at + 1 < generator.size()) generator[at] ^= generator[at + 1];
    }
  }
  return generator;
}

void append_check_codewords(Codewords& all, const std::uint8_t* data, std::size_t size, const Codewords& generator) {
  Codewords rest(generator.size(), 0);
  for (std::size_t i = 0; i < size; ++i) {
    const auto factor = static_cast<std::uint8_t>(data[i] ^ rest.front());
    std::move(rest.begin() + 1, rest.end(), rest.begin());
    rest.back() = 0;
    for (std::size_t at = 0; at < rest.size(); ++at) rest[at] ^= kField.product(generator[at], factor);
  }
  all.insert(all.end(), rest.begin(), rest.end());
}

int data_codewords(const QrVersion& version) { return version.codewords - version.blocks * version.check_codewords; }

// The text in byte mode, filled up.
Codewords data_of(std::string_view text, int version, int size) {
  Codewords data;
  unsigned held = 0;
  int bits = 0;
  const auto put = [&](unsigned value, int count) {
    held = held << static_cast<unsigned>(count) | value;
    bits += count;
    while (bits >= 8) {
      data.push_back(static_cast<std::uint8_t>(held >> static_cast<unsigned>(bits - 8)));
      bits -= 8;
      held &= (1U << static_cast<unsigned>(bits)) - 1;
    }
  };
  put(4, 4);
  put(static_cast<unsigned>(text.size()), version < 10 ? 8 : 16);
  for (const char each : text) put(static_cast<unsigned char>(each), 8);
  put(0, 4);  // the end; with it, the codewords are whole
  for (unsigned fill = 0xEC; static_cast<int>(data.size()) < size; fill ^= 0xEC ^ 0x11) put(fill, 8);
  return data;
}

// The blocks, woven into each other.
Codewords woven(const Codewords& data, const QrVersion& version) {
  const auto blocks = static_cast<std::size_t>(version.blocks);
  const std::size_t shorter = data.size() / blocks;
  const std::size_t longer_from = blocks - data.size() % blocks;
  const Codewords generator = generator_of(version.check_codewords);
  std::vector<std::pair<std::size_t, std::size_t>> parts;  // beginning and size
  Codewords checks;
  for (std::size_t i = 0, at = 0; i < blocks; ++i) {
    const std::size_t size = shorter + (i >= longer_from ? 1 : 0);
    parts.emplace_back(at, size);
    append_check_codewords(checks, data.data() + at, size, generator);
    at += size;
  }
  Codewords all;
  for (std::size_t i = 0; i <= shorter; ++i) {
    for (const auto& [begin, size] : parts) {
      if (i < size) all.push_back(data[begin + i]);
    }
  }
  for (std::size_t i = 0; i < generator.size(); ++i) {
    for (std::size_t block = 0; block < blocks; ++block) all.push_back(checks[block * generator.size() + i]);
  }
  return all;
}

// Level M and the mask, 15 bits.
unsigned format_of(int mask) {
  const auto data = static_cast<unsigned>(mask);  // level M is 00
  unsigned rest = data;
  for (int i = 0; i < 10; ++i) rest = (rest << 1U) ^ ((rest >> 9U) * 0x537U);
  return (data << 10U | rest) ^ 0x5412U;
}

void set_format(Rows& rows, Rows& turned, int side, int mask) {
  const unsigned bits = format_of(mask);
  const auto put = [&](int x, int y, int which) {
    if (((bits >> static_cast<unsigned>(which)) & 1U) == 0) return;
    rows[static_cast<std::size_t>(y)] |= bit(x);
    turned[static_cast<std::size_t>(x)] |= bit(y);
  };
  for (int i = 0; i <= 5; ++i) put(8, i, i);
  put(8, 7, 6);
  put(8, 8, 7);
  put(7, 8, 8);
  for (int i = 9; i < 15; ++i) put(14 - i, 8, i);
  for (int i = 0; i < 8; ++i) put(side - 1 - i, 8, i);
  for (int i = 8; i < 15; ++i) put(8, side - 15 + i, i);
}

// The penalty of lines of modules: runs of five or more of one colour, and what looks like a finder.
int penalty_of_lines(const Rows& lines, int side) {
  const std::uint64_t within = bit(side) - 1;
  int penalty = 0;
  for (int y = 0; y < side; ++y) {
    const std::uint64_t line = lines[static_cast<std::size_t>(y)];
    const std::uint64_t same = ~(line ^ line >> 1U) & (within >> 1U);
    const std::uint64_t five = same & same >> 1U & same >> 2U & same >> 3U;
    penalty += std::popcount(five) + 2 * std::popcount(five & ~(five << 1U));
    // Dark, light, three dark, light, dark, with four light modules on one side.
    const std::uint64_t light = ~line & within;
    const std::uint64_t core = line & light >> 1U & line >> 2U & line >> 3U & line >> 4U & light >> 5U & line >> 6U;
    const std::uint64_t after = light >> 7U & light >> 8U & light >> 9U & light >> 10U;
    const std::uint64_t before = light << 1U & light << 2U & light << 3U & light << 4U;
    penalty += 40 * (std::popcount(core & after) + std::popcount(core & before));
  }
  return penalty;
}

int penalty_of(const Rows& rows, const Rows& turned, int side) {
  const std::uint64_t within = bit(side) - 1;
  int penalty = penalty_of_lines(rows, side) + penalty_of_lines(turned, side);
  int dark = 0;
  for (int y = 0; y < side; ++y) {
    const std::uint64_t line = rows[static_cast<std::size_t>(y)];
    dark += std::popcount(line);
    if (y + 1 == side) break;
    const std::uint64_t next = rows[static_cast<std::size_t>(y + 1)];
    const std::uint64_t same = ~(line ^ line >> 1U) & ~(next ^ next >> 1U) & ~(line ^ next) & (within >> 1U);
    penalty += 3 * std::popcount(same);
  }
  // Each 5 % away from half.
  return penalty + 10 * (std::abs(dark * 20 - side * side * 10) / (side * side));
}

}  // namespace

std::optional<QrCode> qr_code(std::string_view text) {
  int version = 1;
  for (;; ++version) {
    if (version > kQrVersionMost) return std::nullopt;
    const std::size_t head = version < 10 ? 2 : 3;  // mode, length and end, in whole codewords
    if (text.size() + head <=
        static_cast<std::size_t>(data_codewords(kVersions[static_cast<std::size_t>(version - 1)]))) {
      break;
    }
  }
  const QrVersion& of = kVersions[static_cast<std::size_t>(version - 1)];
  const QrFrame& frame = frame_of(version);
  const Codewords codewords = woven(data_of(text, version, data_codewords(of)), of);
  Rows rows = frame.dark;
  Rows turned{};
  for (std::size_t i = 0; i < codewords.size() * 8; ++i) {
    const auto& [x, y] = frame.way[i];
    if ((codewords[i / 8] >> (7 - i % 8) & 1) != 0) rows[y] |= bit(x);
  }
  for (int y = 0; y < frame.side; ++y) {
    for (std::uint64_t left = rows[static_cast<std::size_t>(y)]; left != 0; left &= left - 1) {
      turned[static_cast<std::size_t>(std::countr_zero(left))] |= bit(y);
    }
  }
  QrCode best;
  int least = std::numeric_limits<int>::max();
  for (int mask = 0; mask < kMasks; ++mask) {
    Rows masked = rows;
    Rows turned_masked = turned;
    for (std::size_t i = 0; i < static_cast<std::size_t>(frame.side); ++i) {
      masked[i] ^= frame.masks[static_cast<std::size_t>(mask)][i];
      turned_masked[i] ^= frame.turned_masks[static_cast<std::size_t>(mask)][i];
    }
    set_format(masked, turned_masked, frame.side, mask);
    const int penalty = penalty_of(masked, turned_masked, frame.side);
    if (penalty >= least) continue;
    least = penalty;
    best = {frame.side, mask, masked};
  }
  return best;
}

}  // namespace assent::letters
