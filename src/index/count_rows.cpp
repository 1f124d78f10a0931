#include "index/count_rows.hpp"

#include "base/require.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

namespace assent::index {
namespace {

constexpr std::size_t kGroup = 16;   // rows that are read together
constexpr std::size_t kChunk = 256;  // rows whose marks are added up in bytes
static_assert(kRowsAtOnce % kChunk == 0 && kChunk % kGroup == 0);
static_assert(kRowsAtOnce <= 0xFFFF, "marks are added up in two bytes then");

constexpr std::size_t kPage = 4096;
constexpr std::size_t kBytesAtOnce = kRowsAtOnce * sizeof(Version);
constexpr std::size_t kAhead = 1024 * sizeof(Version);      // bytes that are on their way from memory
constexpr std::size_t kPagesAhead = kAhead + kBytesAtOnce;  // bytes whose pages have been found by then

// Integers side by side, as many as a wide register has.
using ByteLanes = std::uint8_t __attribute__((vector_size(32)));
using TwoRows = std::uint32_t __attribute__((vector_size(32)));
static_assert(sizeof(ByteLanes) == sizeof(AnswerMark) && sizeof(TwoRows) == 2 * sizeof(Version));

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

// Whatever is at the address, and whether anything is.
[[gnu::always_inline]] inline const void* beyond(const Version* row, std::size_t bytes) {
  return reinterpret_cast<const void*>(reinterpret_cast<std::uintptr_t>(row) + bytes);
}
// Into the second cache: of those that the first one can wait for there are too few.
[[gnu::always_inline]] inline void bring_near(const Version* row) { __builtin_prefetch(beyond(row, kAhead), 0, 1); }
// Where small pages stand takes longer to find out than their rows take to count: so several are looked for together.
[[gnu::always_inline]] inline void look_for_pages(const Version* rows) {
  for (std::size_t page = 0; page < kBytesAtOnce; page += kPage) {
    __builtin_prefetch(beyond(rows, kPagesAhead + page), 0, 3);
  }
}

// The place of a version's decision. Both numbers of its shares are loaded at once, because the loop mostly consists of
// loads.
[[gnu::always_inline]] inline std::uint32_t place_of(const RowTables& tables, const Version& row) {
  static_assert(offsetof(Version, notices) == 0 && offsetof(Version, stance) == sizeof row.notices);
  std::uint64_t both;
  std::memcpy(&both, &row, sizeof both);
  const auto low = static_cast<std::uint32_t>(both);
  const auto high = static_cast<std::uint32_t>(both >> 32);
  constexpr bool kLowFirst = std::endian::native == std::endian::little;
  return tables.stances[kLowFirst ? high : low] + tables.notices[kLowFirst ? low : high];
}

// Registers are no results: how they would be given depends on the processor that is compiled for.
[[gnu::always_inline]] inline void load_mark(ByteLanes& mark, const RowTables& tables, const Version& row) {
  std::memcpy(&mark, &tables.marks[place_of(tables, row)], sizeof mark);
}
[[gnu::always_inline]] inline void add_mark(ByteLanes& sum, const RowTables& tables, const Version& row) {
  ByteLanes mark;
  load_mark(mark, tables, row);
  sum += mark;
}
[[gnu::always_inline]] inline void take_mark(ByteLanes& sum, const RowTables& tables, const Version& row) {
  ByteLanes mark;
  load_mark(mark, tables, row);
  sum -= mark;
}

template <Registers kRegisters>
[[gnu::always_inline]] inline std::size_t count(const RowTables& tables, std::span<const Version> rows,
                                                std::span<std::uint64_t> counts, std::uint16_t* later) {
  look_for_pages(rows.data());
  std::size_t skipped = 0;
  std::uint16_t seen[kAnswersMarked]{};
  for (std::size_t begin = 0; begin < rows.size(); begin += kChunk) {
    const Version* const row = rows.data() + begin;
    const std::size_t size = std::min(kChunk, rows.size() - begin);
    // Rows are added to one sum and the other in turn, so that no byte overflows.
    ByteLanes even{};
    ByteLanes odd{};
    const auto skip = [&](std::size_t from, std::size_t until) {
      for (std::size_t i = from; i < until; ++i) {
        if (row[i].since <= tables.second) continue;
        if (i % 2 == 0) take_mark(even, tables, row[i]);
        else take_mark(odd, tables, row[i]);
        later[skipped++] = static_cast<std::uint16_t>(begin + i);
      }
    };
    std::size_t i = 0;
    for (; i + kGroup <= size; i += kGroup) {
      for (std::size_t k = i; k < i + kGroup; k += 4) {
        bring_near(row + k);
        add_mark(even, tables, row[k]);
        add_mark(odd, tables, row[k + 1]);
        add_mark(even, tables, row[k + 2]);
        add_mark(odd, tables, row[k + 3]);
      }
      if (any_later<kRegisters>(row + i, tables.second)) [[unlikely]]
        skip(i, i + kGroup);
    }
    const std::size_t rest = i;
    for (; i < size; ++i) {
      if (i % 2 == 0) add_mark(even, tables, row[i]);
      else add_mark(odd, tables, row[i]);
    }
    skip(rest, size);
    std::uint8_t lanes[2][kAnswersMarked];
    std::memcpy(lanes[0], &even, sizeof even);
    std::memcpy(lanes[1], &odd, sizeof odd);
    for (std::size_t answer = 0; answer < kAnswersMarked; ++answer) {
      seen[answer] = static_cast<std::uint16_t>(seen[answer] + lanes[0][answer] + lanes[1][answer]);
    }
  }
  for (std::size_t answer = 0; answer < tables.answer_count; ++answer) counts[answer] += seen[answer];
  return skipped;
}

std::size_t count_one_by_one(const RowTables& tables, std::span<const Version> rows, std::span<std::uint64_t> counts,
                             std::uint16_t* later) {
  std::size_t skipped = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Version& row = rows[i];
    if (row.since > tables.second) later[skipped++] = static_cast<std::uint16_t>(i);
    else ++counts[tables.answers[place_of(tables, row)]];
  }
  return skipped;
}

void check(const RowTables& tables, std::span<const Version> rows, std::span<std::uint64_t> counts) {
  require(rows.size() <= kRowsAtOnce && counts.size() >= tables.answer_count &&
              (tables.marks == nullptr || tables.answer_count <= kAnswersMarked),
          "rows are counted by so many at once and so many answers as there is room for");
}

#if defined(__x86_64__)
[[gnu::target("avx2")]] std::size_t count_wide(const RowTables& tables, std::span<const Version> rows,
                                               std::span<std::uint64_t> counts, std::uint16_t* later) {
  return count<Registers::wide>(tables, rows, counts, later);
}
#endif

}  // namespace

std::vector<AnswerMark> marks_of(std::span<const std::uint8_t> answers) {
  std::vector<AnswerMark> marks;
  for (const std::uint8_t answer : answers) {
    if (answer >= kAnswersMarked) return {};
    marks.emplace_back().lanes[answer] = 1;
  }
  return marks;
}

std::size_t count_rows(const RowTables& tables, std::span<const Version> rows, std::span<std::uint64_t> counts,
                       std::uint16_t* later) {
#if defined(__x86_64__)
  static const bool wide = __builtin_cpu_supports("avx2");
  if (wide && tables.marks != nullptr) {
    check(tables, rows, counts);
    return count_wide(tables, rows, counts, later);
  }
#endif
  return count_rows_anywhere(tables, rows, counts, later);
}

std::size_t count_rows_anywhere(const RowTables& tables, std::span<const Version> rows, std::span<std::uint64_t> counts,
                                std::uint16_t* later) {
  check(tables, rows, counts);
  if (tables.marks == nullptr) return count_one_by_one(tables, rows, counts, later);
  return count<Registers::narrow>(tables, rows, counts, later);
}

}  // namespace assent::index
