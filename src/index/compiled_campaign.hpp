// CompiledCampaign: what the shares of an index's facts say to a use under a regime at one instant, as numbers that add
// up to the place of the decision. Not thread-safe.
#pragma once

#include "consent/history.hpp"
#include "decision/parts.hpp"
#include "index/count_rows.hpp"
#include "index/shared_facts.hpp"
#include "index/side_by_side.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace assent::index {

// The number of a decision. Two of them are not verdicts.
using AnswerCode = std::uint8_t;

// The question. `use.regime` and `use.use` outlive what is compiled for it; `agreements` are the carrier's.
//
// Preconditions: kIndexFrom <= at < kIndexUntil. `footprint` is the zone of customers whose own is unknown; nullptr:
// nothing can be established about them.
struct CampaignAsked {
  decision::UnderRegime use;
  Instant at;
  const TimeZone* footprint = nullptr;
  std::vector<Agreement> agreements;
};

// Distinct parts in the order in which they came; each has the number of its class.
template <class Part>
class Classes {
 public:
  std::size_t number(const Part& part) {
    const auto found = std::find(parts_.begin(), parts_.end(), part);
    if (found != parts_.end()) return static_cast<std::size_t>(found - parts_.begin());
    parts_.push_back(part);
    return parts_.size() - 1;
  }
  const std::vector<Part>& parts() const { return parts_; }

 private:
  std::vector<Part> parts_;
};

class CompiledCampaign {
 public:
  CompiledCampaign(const SharedFacts& shared, const CampaignAsked& asked, const SideBySide& workers);

  // Adds the shares that are new, in the time that these take. All numbers stay as they were. Precondition: it was
  // compiled for the same question, perhaps at an earlier instant that it still holds for; `shared` has grown since.
  //
  // false: the new shares say what none said before, and decisions get other numbers. Then it is of no use any more,
  // and has to be compiled again. After some decisions about a base that is rare.
  [[nodiscard]] bool extend(const SharedFacts& shared, const CampaignAsked& asked);

  // False: the index has new shares that are not compiled.
  bool covers(const SharedFacts& shared) const {
    return stances_known_ == shared.stances().size() && notices_known_ == shared.notices().size();
  }

  std::size_t answer_count() const { return verdicts_.size() + 2; }
  AnswerCode unknown_customer() const { return static_cast<AnswerCode>(verdicts_.size()); }
  AnswerCode ask_ledger() const { return static_cast<AnswerCode>(verdicts_.size() + 1); }
  const decision::Verdict& verdict(AnswerCode answer) const { return verdicts_[answer]; }
  AnswerCode answer(const Version& version) const {
    return answers_[stances_[version.stance] + notices_[version.notices]];
  }

  // What the shares say holds from the instant compiled for until this one.
  Instant holds_until() const { return holds_until_; }
  // For each share of notices: before that day its result only changes because of agreements.
  std::chrono::sys_days no_turn_before(std::uint32_t notices) const { return no_turn_before_[notices]; }
  // For counting rows at that second.
  RowTables tables(std::uint32_t second) const {
    return {stances_.data(), notices_.data(), answers_.data(), marks_.empty() ? nullptr : marks_.data(),
            answer_count(),  second};
  }

 private:
  using Answers = std::vector<AnswerCode>;
  using Choices = std::optional<decision::ChoicesPart>;  // nothing: the ledger must be asked
  using PartsOfStance = std::pair<std::size_t, std::size_t>;

  AnswerCode number_of(const decision::Verdict& verdict);
  // The parts of profiles and choices that are new.
  void take_parts(const SharedFacts& shared, const decision::UnderRegime& use);
  PartsOfStance parts_of(const Stance& stance) const {
    return {of_profile_[stance.profile], of_choices_[stance.choices]};
  }
  bool add_notices(const SharedFacts& shared, const CampaignAsked& asked);
  bool add_stances(const SharedFacts& shared, const decision::UnderRegime& use);
  // The answers of a stance with each class of notices; nothing: they say what none said before.
  std::optional<Answers> row_of(const decision::UnderRegime& use, const PartsOfStance& parts) const;

  std::size_t stances_known_ = 0;
  std::size_t notices_known_ = 0;
  Instant holds_until_ = kNever;
  // Never empty, so that a row that means "ask the ledger" also has a valid number.
  std::vector<std::uint32_t> stances_;                 // of each: where the answers of its class begin
  std::vector<std::uint8_t> notices_;                  // of each share: its class
  std::vector<std::chrono::sys_days> no_turn_before_;  // of each share of notices
  Answers answers_;
  std::vector<AnswerMark> marks_;  // of them, for counting
  std::vector<decision::Verdict> verdicts_;

  // How the shares known came to their numbers, for those that will be added.
  Classes<decision::ProfilePart> profiles_;
  Classes<Choices> choices_;
  std::vector<std::size_t> of_profile_;
  std::vector<std::size_t> of_choices_;
  std::map<PartsOfStance, std::uint32_t> begins_;  // of the answers of each that occurs
  std::vector<decision::NoticesPart> notice_parts_;
  std::vector<std::uint8_t> class_of_part_;
  std::size_t width_ = 0;  // how many classes of notices there are
};

}  // namespace assent::index
