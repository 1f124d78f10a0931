// CampaignTable: a use under a regime at one instant, compiled for an index: what each share of the facts has to say,
// as numbers that add up to an answer.
//
// Every share is weighed once, by the parts of the decision itself (decision/parts.hpp). Shares that say the same fall
// into one class; the classes of a customer's three shares add up to the place of his answer. Deciding about him is
// then three look-ups and an addition. Immutable; thread-safe. Compiled anew when the index has got further shares.
#pragma once

#include "decision/parts.hpp"
#include "index/index.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace assent {

// The place of an answer. Two of them are none.
using AnswerPlace = std::uint32_t;

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
  CampaignTable(const SharedFacts& shared, Asked asked);

  const Asked& asked() const { return asked_; }
  // False: the index has got shares since that this table does not know.
  bool covers(const SharedFacts& shared) const {
    return profile_.size() == shared.profiles().size() && choices_.size() == shared.choices().size() &&
           notices_.size() == shared.notices().size();
  }

  std::size_t places() const { return verdicts_.size() + 2; }
  AnswerPlace unknown_customer() const { return static_cast<AnswerPlace>(verdicts_.size()); }
  AnswerPlace ask_ledger() const { return static_cast<AnswerPlace>(verdicts_.size() + 1); }
  // Precondition: `place` is no ask_ledger().
  Verdict verdict(AnswerPlace place) const {
    if (place == unknown_customer()) return {Outcome::deny, Reason::unknown_customer};
    return verdicts_[place];
  }

  // The answer about a customer. Preconditions: covers(); the row is the index's.
  AnswerPlace place_of(const Version& row, const Index& index) const {
    return at_.holds(row) ? place_of_shares(row) : place_of_life(row, index);
  }

  // How many of the rows [from, until) have each place, added to `counts` (places() of them).
  void count(const Index& index, RowNumber from, RowNumber until, std::span<std::uint64_t> counts) const;

  // When a permit for that reason ends for customers with that share of notices, if their latest version holds already:
  // the first instant after the one asked about at which it becomes a deny with no new event; kNever: it never does.
  Instant permit_ends(const SharedFacts& shared, Reason reason, std::uint32_t notices) const;
  // Whether it holds: else what comes later may end a permit, and the ledger knows when.
  bool latest_holds(const Version& row) const { return at_.holds(row); }

 private:
  AnswerPlace place_of_shares(const Version& version) const {
    return profile_[version.profile] + choices_[version.choices] + of_notice_class_[notices_[version.notices]];
  }
  AnswerPlace place_of_life(const Version& row, const Index& index) const;
  class NoticeClasses;
  // The class of each share.
  std::vector<std::uint8_t> weigh_notices(const NoticeShares& shares, NoticeClasses& classes) const;
  NoticesPart agreements_part(const TimeZone* zone, Instant instant) const;

  Asked asked_;
  AskedAt at_;
  std::vector<AnswerPlace> profile_;
  std::vector<AnswerPlace> choices_;
  std::vector<std::uint8_t> notices_;  // classes: there are many shares, and few things that they can say
  std::vector<AnswerPlace> of_notice_class_;
  std::vector<Verdict> verdicts_;
};

}  // namespace assent
