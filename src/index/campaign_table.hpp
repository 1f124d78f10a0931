// CampaignTable: a use under a regime at one instant, compiled for an index: what each share of the facts has to say,
// as numbers that add up to an answer.
//
// Every share is weighed once, by the parts of the decision itself (decision/parts.hpp). Shares that never differ in an
// answer fall into one class; the classes of a customer's stance and of his notices add up to where his answer
// stands. Deciding about him is then three look-ups and an addition. Immutable; thread-safe. Compiled anew when the
// index has got further shares.
#pragma once

#include "decision/parts.hpp"
#include "index/count_rows.hpp"
#include "index/index.hpp"
#include "index/side_by_side.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace assent {

// The number of an answer. Two of them are no verdict that was weighed.
using AnswerCode = std::uint8_t;

class CampaignTable {
 public:
  // What was asked. `use.regime` and `use.use` outlive the table; `agreements` are the carrier's.
  //
  // Preconditions: kIndexFrom <= at < kIndexUntil. `footprint` is the zone of customers whose own is unknown; nullptr:
  // nothing can be established about them.
  struct Asked {
    UnderRegime use;
    Instant at;
    const TimeZone* footprint = nullptr;
    std::vector<Agreement> agreements;
  };
  CampaignTable(const SharedFacts& shared, Asked asked, const SideBySide& workers = {});

  const Asked& asked() const { return asked_; }
  // False: the index has got shares since that this table does not know.
  bool covers(const SharedFacts& shared) const {
    return stances_known_ == shared.stances().size() && notices_known_ == shared.notices().size();
  }

  // Answers are numbered from 0 to answers(), not included; no two of them are the same.
  std::size_t answers() const { return verdicts_.size() + 2; }
  AnswerCode unknown_customer() const { return static_cast<AnswerCode>(verdicts_.size()); }
  AnswerCode ask_ledger() const { return static_cast<AnswerCode>(verdicts_.size() + 1); }
  // Precondition: `answer` is no ask_ledger().
  Verdict verdict(AnswerCode answer) const {
    if (answer == unknown_customer()) return {Outcome::deny, Reason::unknown_customer};
    return verdicts_[answer];
  }

  // The answer about a customer. Preconditions: covers(); the row is the index's.
  AnswerCode answer(const Version& row, const Index& index) const {
    return holds(row) ? answer_of_shares(row) : answer_of_life(row, index);
  }
  // The same in two steps, where the row itself is the version that holds; also that may be ask_ledger().
  bool holds(const Version& row) const { return at_.holds(row); }
  AnswerCode answer_of_shares(const Version& version) const {
    return answers_[stances_[version.stance] + notices_[version.notices]];
  }

  // How many of the rows [from, until) have each answer, added to `counts` (answers() of them).
  void count(const Index& index, RowNumber from, RowNumber until, std::span<std::uint64_t> counts) const;

  // When a permit for that reason ends for customers with that share of notices, as long as no other version holds: the
  // first instant after the one asked about at which it becomes a deny with no new event; kNever: not before `before`,
  // which is what makes most answers quick.
  Instant permit_ends(const SharedFacts& shared, Reason reason, std::uint32_t notices, Instant before = kNever) const;

  // The version that holds, and the second from which the next one does: what brought that about happened in the second
  // before. kNoSecond: it is the latest. Precondition: answer() says neither unknown_customer() nor ask_ledger().
  struct Holding {
    const Version* version;
    std::uint32_t until;
  };
  Holding holding(const Version& row, const Index& index) const {
    Holding found{&row, kNoSecond};
    while (!at_.holds(*found.version)) {
      found = {&index.earlier(found.version->earlier), found.version->since};
    }
    return found;
  }

 private:
  std::optional<AnswerCode> answer_of_later(const Version& version) const;
  AnswerCode answer_of_life(const Version& row, const Index& index) const;
  AnswerCode number_of(const Verdict& verdict);

  Asked asked_;
  AskedAt at_;
  std::size_t stances_known_ = 0;
  std::size_t notices_known_ = 0;
  // Never empty, so that also a row that stands for the ledger leads to something.
  std::vector<std::uint32_t> stances_;                 // of each: where the answers of its class begin
  std::vector<std::uint8_t> notices_;                  // of each share: its class
  std::vector<std::chrono::sys_days> no_turn_before_;  // of each share of notices
  std::vector<AnswerCode> answers_;
  std::vector<AnswerMark> marks_;  // of them, for counting
  std::vector<Verdict> verdicts_;
};

}  // namespace assent
