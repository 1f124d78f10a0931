// How many rows have each decision: the innermost loop of counting a whole base. Memory speed limits it, so it reads
// each row once, and otherwise only what stays in the nearest caches.
#pragma once

#include "index/version.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace assent::index {

// An answer as a one in its lane: adding up marks counts answers.
inline constexpr std::size_t kAnswersMarked = 32;
struct alignas(kAnswersMarked) AnswerMark {
  std::uint8_t lanes[kAnswersMarked];
};
// Of each answer its mark; none at all where one of them has no lane.
std::vector<AnswerMark> marks_of(std::span<const std::uint8_t> answers);

// A compiled campaign as plain arrays (campaign_table.hpp): the decision for a version that counts is
// answers[stances[version.stance] + notices[version.notices]].
struct RowTables {
  const std::uint32_t* stances;
  const std::uint8_t* notices;
  const std::uint8_t* answers;
  const AnswerMark* marks;   // of `answers`; nullptr: there are none, and rows are counted one by one
  std::size_t answer_count;  // each answer is less
  std::uint32_t second;      // what begins later does not count yet
};
inline constexpr std::size_t kRowsAtOnce = 2048;

// Adds to `counts`, which has at least `answer_count` numbers. A row that does not count yet goes to `later` instead,
// which has room for all. Returns how many did.
//
// Preconditions: at most kRowsAtOnce rows; every number in a row is valid, even in rows that do not count yet.
std::size_t count_rows(const RowTables& tables, std::span<const Version> rows, std::span<std::uint64_t> counts,
                       std::uint16_t* later);

// The same on any processor; the other one is quicker where registers are wide enough.
std::size_t count_rows_anywhere(const RowTables& tables, std::span<const Version> rows, std::span<std::uint64_t> counts,
                                std::uint16_t* later);

}  // namespace assent::index
