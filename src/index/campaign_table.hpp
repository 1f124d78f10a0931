// CampaignTable: a use under a regime at one instant, compiled for an index: each share of the facts gets a number, and
// the numbers add up to a decision.
//
// Every share is weighed once, by the parts of the decision itself (decision/parts.hpp). Shares that never differ in a
// decision are one class. The classes of a customer's stance and of their notices add up to the place of the decision.
// So a decision is three look-ups and an addition. Thread-safe, except for extend(). When the index has new shares,
// they are added; when a share says something else than at the instant decided about, the campaign is compiled again.
// Until then a later instant costs nothing.
#pragma once

#include "decision/parts.hpp"
#include "index/compiled_campaign.hpp"
#include "index/index.hpp"
#include "index/side_by_side.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace assent::index {

class CampaignTable {
 public:
  using Asked = CampaignAsked;
  CampaignTable(const SharedFacts& shared, Asked asked, const SideBySide& workers = {});

  // The same question at a later instant, for the same shares; nothing: a share may say something else by then.
  // `use` is the question's, under a regime and a use that outlive the new table. Precondition: covers() them.
  std::optional<CampaignTable> at_later(Instant at, const decision::UnderRegime& use) const;

  const Asked& asked() const { return asked_; }
  // False: the index has new shares that this table does not know.
  bool covers(const SharedFacts& shared) const { return compiled_->covers(shared); }
  // Adds them, in the time that they take; all answers keep their numbers. `shared` are the table's own, grown since.
  // false: they need numbers of their own. Then only assign another table to this one.
  [[nodiscard]] bool extend(const SharedFacts& shared);

  // Decisions have the numbers from 0 to answers(), not included; no two of them are the same.
  std::size_t answers() const { return compiled_->answer_count(); }
  AnswerCode unknown_customer() const { return compiled_->unknown_customer(); }
  AnswerCode ask_ledger() const { return compiled_->ask_ledger(); }
  // Precondition: `answer` is no ask_ledger().
  decision::Verdict verdict(AnswerCode answer) const {
    if (answer == unknown_customer()) return {Outcome::deny, Reason::unknown_customer};
    return compiled_->verdict(answer);
  }

  // The answer about a customer. Preconditions: covers(); the row is the index's.
  AnswerCode answer(const Version& row, const Index& index) const {
    return holds(row) ? answer_of_shares(row) : answer_of_life(row, index);
  }
  // The same in two steps, if the row itself is the version that counts; the result can also be ask_ledger().
  bool holds(const Version& row) const { return at_.holds(row); }
  AnswerCode answer_of_shares(const Version& version) const { return compiled_->answer(version); }

  // Adds to `counts` (answers() of them) how many of the rows [from, until) have each decision.
  void count(const Index& index, RowNumber from, RowNumber until, std::span<std::uint64_t> counts) const;

  // When a permit for that reason ends for customers with that share of notices, until another version counts: the
  // first instant after the one decided about at which it becomes a deny without a new event; kNever: not before
  // `before`, which makes most calls quick.
  Instant permit_ends(const SharedFacts& shared, Reason reason, std::uint32_t notices, Instant before = kNever) const;

  // The version that counts, and the second from which the next one does: its event happened in the second before.
  // kNoSecond: it is the latest. Precondition: answer() is neither unknown_customer() nor ask_ledger().
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
  CampaignTable(Asked asked, std::shared_ptr<CompiledCampaign> compiled)
      : asked_(std::move(asked)), at_(AskedAt::of(asked_.at)), compiled_(std::move(compiled)) {}

  std::optional<AnswerCode> answer_of_later(const Version& version) const;
  AnswerCode answer_of_life(const Version& row, const Index& index) const;

  Asked asked_;
  AskedAt at_;
  std::shared_ptr<CompiledCampaign> compiled_;  // changed only while no other table has it
};

}  // namespace assent::index
