#include "index/count_rows.hpp"

#include "base/require.hpp"

#include <algorithm>
#include <cstring>
#include <type_traits>

namespace assent {
namespace {

constexpr std::uint8_t kLater = 0xFF;  // in the place of an answer
static_assert(kLater > kAnswersMost);
constexpr std::size_t kGroup = 16;                      // rows that are looked at together
constexpr std::size_t kChunk = 256;                     // rows whose answers are noted before they are counted
constexpr std::size_t kAhead = 1024 * sizeof(Version);  // bytes that are on their way from memory
static_assert(kRowsAtOnce % kChunk == 0 && kChunk % kGroup == 0);

// Integers side by side, as many as a register has.
using Bytes16 = std::uint8_t __attribute__((vector_size(16)));
using Bytes32 = std::uint8_t __attribute__((vector_size(32)));
using TwoRows = std::uint32_t __attribute__((vector_size(32)));
static_assert(sizeof(TwoRows) == 2 * sizeof(Version));

// For processors whose registers hold two rows, and for all others.
enum class Registers { narrow, wide };

// Whether one of a group begins after `second`.
template <Registers kRegisters>
[[gnu::always_inline]] inline bool any_later(const Version* rows, std::uint32_t second) {
  if constexpr (kRegisters == Registers::wide) {
    TwoRows latest{};
    for (std::size_t i = 0; i < kGroup; i += 2) {
      TwoRows both;
      std::memcpy(&both, rows + i, sizeof both);
      latest = both > latest ? both : latest;
    }
    constexpr std::size_t kSince = offsetof(Version, since) / sizeof(std::uint32_t);
    return std::max(latest[kSince], latest[kSince + sizeof(Version) / sizeof(std::uint32_t)]) > second;
  } else {
    std::uint64_t below = 0;  // the highest bit: one was
    for (std::size_t i = 0; i < kGroup; ++i) below |= std::uint64_t{second} - rows[i].since;
    return below >> 63 != 0;
  }
}

[[gnu::always_inline]] inline std::uint8_t answer_of(const RowTables& tables, const Version& row) {
  return tables.answers[tables.stances[row.stance] + tables.notices[row.notices]];
}

// How often each answer was seen: side by side in the lanes of a register, none of which can overflow.
template <class Lanes>
class Tally {
 public:
  explicit Tally(std::size_t answer_count) : answer_count_(answer_count) {
    std::fill_n(found_, answer_count_ + kSide, Lanes{});
  }

  // A chunk of answers; other numbers are not counted.
  [[gnu::always_inline]] void add(const std::uint8_t* answers) {
    // Four in one pass; beyond the last one there are numbers that no answer has.
    for (std::size_t first = 0; first < answer_count_; first += kSide) {
      const auto answer = static_cast<std::uint8_t>(first);
      Lanes found0 = found_[first];
      Lanes found1 = found_[first + 1];
      Lanes found2 = found_[first + 2];
      Lanes found3 = found_[first + 3];
      for (std::size_t i = 0; i < kChunk; i += sizeof(Lanes)) {
        Lanes some;
        std::memcpy(&some, answers + i, sizeof some);
        // Where two lanes are equal all bits are set: minus one.
        found0 -= reinterpret_cast<Lanes>(some == answer);
        found1 -= reinterpret_cast<Lanes>(some == static_cast<std::uint8_t>(answer + 1));
        found2 -= reinterpret_cast<Lanes>(some == static_cast<std::uint8_t>(answer + 2));
        found3 -= reinterpret_cast<Lanes>(some == static_cast<std::uint8_t>(answer + 3));
      }
      found_[first] = found0;
      found_[first + 1] = found1;
      found_[first + 2] = found2;
      found_[first + 3] = found3;
    }
  }

  [[gnu::always_inline]] void add_to(std::span<std::uint64_t> counts) const {
    constexpr std::uint64_t kEverySecond = 0x00FF'00FF'00FF'00FF;
    constexpr std::uint64_t kOnes = 0x0001'0001'0001'0001;
    for (std::size_t answer = 0; answer < answer_count_; ++answer) {
      std::uint64_t words[sizeof(Lanes) / sizeof(std::uint64_t)];
      std::memcpy(words, &found_[answer], sizeof words);
      for (const std::uint64_t each : words) {
        counts[answer] += ((each & kEverySecond) + (each >> 8 & kEverySecond)) * kOnes >> 48;
      }
    }
  }

 private:
  static constexpr std::size_t kSide = 4;
  static_assert(kRowsAtOnce / sizeof(Lanes) < 256, "a lane is a byte");

  std::size_t answer_count_;
  Lanes found_[kAnswersMost + kSide];
};

template <Registers kRegisters>
[[gnu::always_inline]] inline std::size_t count(const RowTables& tables, std::span<const Version> rows,
                                                std::span<std::uint64_t> counts, std::uint16_t* later) {
  Tally<std::conditional_t<kRegisters == Registers::wide, Bytes32, Bytes16>> tally(tables.answer_count);
  alignas(64) std::uint8_t answers[kChunk];
  std::size_t skipped = 0;
  for (std::size_t begin = 0; begin < rows.size(); begin += kChunk) {
    const Version* const row = rows.data() + begin;
    const std::size_t size = std::min(kChunk, rows.size() - begin);
    const auto skip = [&](std::size_t from, std::size_t until) {
      for (std::size_t i = from; i < until; ++i) {
        if (row[i].since <= tables.second) continue;
        answers[i] = kLater;
        later[skipped++] = static_cast<std::uint16_t>(begin + i);
      }
    };
    std::size_t i = 0;
    for (; i + kGroup <= size; i += kGroup) {
      for (std::size_t k = i; k < i + kGroup; k += 4) {
        // Into the second cache: of those that the first one can wait for there are too few.
        __builtin_prefetch(reinterpret_cast<const void*>(reinterpret_cast<std::uintptr_t>(row + k) + kAhead), 0, 1);
        answers[k] = answer_of(tables, row[k]);
        answers[k + 1] = answer_of(tables, row[k + 1]);
        answers[k + 2] = answer_of(tables, row[k + 2]);
        answers[k + 3] = answer_of(tables, row[k + 3]);
      }
      if (any_later<kRegisters>(row + i, tables.second)) [[unlikely]]
        skip(i, i + kGroup);
    }
    const std::size_t rest = i;
    for (; i < size; ++i) answers[i] = answer_of(tables, row[i]);
    skip(rest, size);
    while (i < kChunk) answers[i++] = kLater;
    tally.add(answers);
  }
  tally.add_to(counts);
  return skipped;
}

#if defined(__x86_64__)
[[gnu::target("avx2")]] std::size_t count_wide(const RowTables& tables, std::span<const Version> rows,
                                               std::span<std::uint64_t> counts, std::uint16_t* later) {
  return count<Registers::wide>(tables, rows, counts, later);
}
#endif

}  // namespace

std::size_t count_rows(const RowTables& tables, std::span<const Version> rows, std::span<std::uint64_t> counts,
                       std::uint16_t* later) {
  require(rows.size() <= kRowsAtOnce && tables.answer_count <= kAnswersMost && counts.size() >= tables.answer_count,
          "rows are counted by so many at once and so many answers as there is room for");
#if defined(__x86_64__)
  static const bool wide = __builtin_cpu_supports("avx2");
  if (wide) return count_wide(tables, rows, counts, later);
#endif
  return count_rows_anywhere(tables, rows, counts, later);
}

std::size_t count_rows_anywhere(const RowTables& tables, std::span<const Version> rows, std::span<std::uint64_t> counts,
                                std::uint16_t* later) {
  return count<Registers::narrow>(tables, rows, counts, later);
}

}  // namespace assent
