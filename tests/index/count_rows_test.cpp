// The loop that counts rows, on wide registers and without them, compared with one that reads a row at a time.

#include "index/count_rows.hpp"

#include <gtest/gtest.h>

#include <array>
#include <random>
#include <vector>

namespace assent::count_rows_test {

using namespace index;
namespace {

struct Counted {
  std::vector<std::uint64_t> counts;
  std::vector<std::uint16_t> later;

  friend bool operator==(const Counted&, const Counted&) = default;
};

Counted one_by_one(const RowTables& tables, std::span<const Version> rows) {
  Counted counted{std::vector<std::uint64_t>(tables.answer_count), {}};
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Version& row = rows[i];
    if (row.since > tables.second) counted.later.push_back(static_cast<std::uint16_t>(i));
    else ++counted.counts[tables.answers[tables.stances[row.stance] + tables.notices[row.notices]]];
  }
  return counted;
}

template <class Count>
Counted by(Count count, const RowTables& tables, std::span<const Version> rows) {
  Counted counted{std::vector<std::uint64_t>(tables.answer_count), std::vector<std::uint16_t>(rows.size())};
  counted.later.resize(count(tables, rows, counted.counts, counted.later.data()));
  return counted;
}

class CountRows : public ::testing::TestWithParam<std::size_t> {};  // how many different answers there are

TEST_P(CountRows, AsOneByOne) {
  std::mt19937 random(static_cast<std::mt19937::result_type>(GetParam()));
  const auto below = [&](std::size_t most) { return std::uniform_int_distribution<std::size_t>(0, most - 1)(random); };
  constexpr std::size_t kNotices = 7;
  constexpr std::size_t kStances = 11;
  std::vector<std::uint8_t> answers(kStances * kNotices);
  for (std::uint8_t& each : answers) each = static_cast<std::uint8_t>(below(GetParam()));
  std::vector<std::uint32_t> stances;
  for (std::uint32_t i = 0; i < kStances; ++i) stances.push_back(i * kNotices);
  std::vector<std::uint8_t> notices(300);
  for (std::uint8_t& each : notices) each = static_cast<std::uint8_t>(below(kNotices));
  const std::vector<AnswerMark> marks = marks_of(answers);
  const RowTables tables{stances.data(), notices.data(), answers.data(), marks.empty() ? nullptr : marks.data(),
                         GetParam(),     1'780'272'000};

  for (const std::size_t size : {std::size_t{0}, std::size_t{1}, std::size_t{15}, std::size_t{16}, std::size_t{33},
                                 std::size_t{256}, std::size_t{257}, std::size_t{1000}, kRowsAtOnce}) {
    std::vector<Version> rows;
    for (std::size_t i = 0; i < size; ++i) {
      // At the very second, around it, and at none.
      const std::uint32_t since = std::array{0U,        tables.second, tables.second + 1, tables.second - 1,
                                             kNoSecond, 0x8000'0000U}[below(100) < 90 ? below(2) : below(6)];
      rows.push_back({static_cast<std::uint32_t>(below(notices.size())), static_cast<std::uint32_t>(below(kStances)),
                      since, kNobody});
    }
    const Counted expected = one_by_one(tables, rows);
    EXPECT_EQ(by(count_rows, tables, rows), expected) << size;
    EXPECT_EQ(by(count_rows_anywhere, tables, rows), expected) << size;
  }
}

// All the same: no lane of a register overflows.
TEST_P(CountRows, ThatAreAllAlike) {
  const std::uint32_t stance = 0;
  const std::uint8_t notice = 0;
  const auto answer = static_cast<std::uint8_t>(GetParam() - 1);
  const std::vector<AnswerMark> marks = marks_of({&answer, 1});
  EXPECT_EQ(marks.empty(), GetParam() > kAnswersMarked);
  const RowTables tables{&stance, &notice, &answer, marks.empty() ? nullptr : marks.data(), GetParam(), 5};
  const std::vector<Version> rows(kRowsAtOnce);
  Counted expected{std::vector<std::uint64_t>(GetParam()), {}};
  expected.counts.back() = kRowsAtOnce;
  EXPECT_EQ(by(count_rows, tables, rows), expected);
  EXPECT_EQ(by(count_rows_anywhere, tables, rows), expected);
}

INSTANTIATE_TEST_SUITE_P(With, CountRows, ::testing::Values(1, 2, 4, 5, 17, kAnswersMarked, kAnswersMarked + 1, 250));

}  // namespace
}  // namespace assent::count_rows_test
