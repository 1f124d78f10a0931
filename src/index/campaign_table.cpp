#include "index/campaign_table.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <map>
#include <unordered_map>

namespace assent {
namespace {

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

// Of some hundred thousand shares nearly all say one of a few things: those are found by a number that stands for the
// part.
class NoticeClasses {
 public:
  std::size_t number(const NoticesPart& part) {
    const auto code = [](const std::optional<Reason>& reason) {
      return reason ? static_cast<std::uint32_t>(*reason) : std::uint32_t{0};
    };
    const std::uint32_t whole =
        code(part.chain) | code(part.defect) << 8 | code(part.agreement_fault) << 16 | (part.readable ? 1U << 24 : 0U);
    const auto [found, added] = numbers_.try_emplace(whole, parts_.size());
    if (added) parts_.push_back(part);
    return found->second;
  }
  const std::vector<NoticesPart>& parts() const { return parts_; }

 private:
  std::unordered_map<std::uint32_t, std::size_t> numbers_;
  std::vector<NoticesPart> parts_;
};

}  // namespace

CampaignTable::CampaignTable(const SharedFacts& shared, Asked asked)
    : asked_(std::move(asked)), at_(AskedAt::of(asked_.at)) {
  assert(kIndexFrom <= asked_.at && asked_.at < kIndexUntil);
  const UnderRegime& use = asked_.use;
  Classes<ProfilePart> profiles;
  std::vector<std::size_t> of_profile;
  for (const Customer& each : shared.profiles()) of_profile.push_back(profiles.number(profile_part(use, each)));

  Classes<ChoicesPart> choices;
  std::vector<std::size_t> of_choices;
  for (const ChoiceShare& each : shared.choices()) {
    Facts facts;
    facts.history = each.history;
    of_choices.push_back(choices.number(choices_part(use, facts, each.now())));
  }

  NoticeClasses notices;
  std::vector<std::size_t> of_notices;
  of_notices.reserve(shared.notices().size());
  std::map<const TimeZone*, std::optional<Reason>> faults;
  const auto fault_in = [&](const TimeZone* zone) {
    const auto [found, added] = faults.try_emplace(zone);
    if (added) found->second = agreements_part(zone, asked_.at).agreement_fault;
    return found->second;
  };
  Facts room;
  for (std::uint32_t i = 0; i < shared.notices().size(); ++i) {
    const Facts& facts = notices_facts(shared, i, room);
    NoticesPart part = notices_part(use, facts, asked_.at);
    if (part.readable) part.agreement_fault = fault_in(facts.zone);
    of_notices.push_back(notices.number(part));
  }

  const std::size_t choice_count = choices.parts().size();
  const std::size_t notice_count = notices.parts().size();
  for (const std::size_t each : of_profile) {
    profile_.push_back(static_cast<AnswerPlace>(each * notice_count * choice_count));
  }
  for (const std::size_t each : of_choices) choices_.push_back(static_cast<AnswerPlace>(each));
  for (const std::size_t each : of_notices) notices_.push_back(static_cast<AnswerPlace>(each * choice_count));
  for (const ProfilePart& profile : profiles.parts()) {
    for (const NoticesPart& notice : notices.parts()) {
      for (const ChoicesPart& choice : choices.parts()) verdicts_.push_back(weigh(use, profile, choice, notice));
    }
  }
}

const Facts& CampaignTable::notices_facts(const SharedFacts& shared, std::uint32_t number, Facts& room) const {
  const Facts& facts = shared.notices()[number];
  if (!facts.customer.time_zone.empty()) return facts;
  room = facts;
  room.zone = asked_.footprint;
  return room;
}

NoticesPart CampaignTable::agreements_part(const TimeZone* zone, Instant instant) const {
  Facts facts;
  facts.zone = zone;
  facts.history.agreements = asked_.agreements;
  return notices_part(asked_.use, facts, instant);
}

AnswerPlace CampaignTable::place_of_life(const Version& row, const Index& index) const {
  if (row.profile == kAskLedger) return ask_ledger();
  const Version* version = &row;
  while (!at_.holds(*version)) {
    if (at_.cannot_tell(*version)) return ask_ledger();
    if (version->earlier == kNobody) return unknown_customer();
    version = &index.earlier(version->earlier);
  }
  return place_of_shares(*version);
}

void CampaignTable::count(const Index& index, RowNumber from, RowNumber until, std::span<std::uint64_t> counts) const {
  assert(covers(index.shared()) && until <= index.size() && counts.size() == places());
  // Rows that follow one another often have the same answer; four tallies keep one addition from waiting for the last.
  constexpr std::size_t kTallies = 4;
  const std::size_t places_each = places();
  std::vector<std::uint32_t> tallies(kTallies * places_each);
  std::uint32_t* const tally = tallies.data();
  const Version* const rows = index.rows().data();
  const AnswerPlace* const profile = profile_.data();
  const AnswerPlace* const choices = choices_.data();
  const AnswerPlace* const notices = notices_.data();
  const std::uint32_t second = at_.second;
  const auto place = [&](const Version& row) {
    if (row.since <= second) [[likely]]
      return profile[row.profile] + choices[row.choices] + notices[row.notices];
    return place_of_life(row, index);
  };
  RowNumber i = from;
  for (; i + kTallies <= until; i += kTallies) {
    const AnswerPlace a = place(rows[i]);
    const AnswerPlace b = place(rows[i + 1]);
    const AnswerPlace c = place(rows[i + 2]);
    const AnswerPlace d = place(rows[i + 3]);
    ++tally[a];
    ++tally[places_each + b];
    ++tally[2 * places_each + c];
    ++tally[3 * places_each + d];
  }
  for (; i < until; ++i) ++tally[place(rows[i])];
  for (std::size_t t = 0; t < kTallies; ++t) {
    for (std::size_t each = 0; each < places_each; ++each) counts[each] += tallies[t * places_each + each];
  }
}

Instant CampaignTable::permit_ends(const SharedFacts& shared, Reason reason, std::uint32_t notices) const {
  const bool by_silence = reason == Reason::opt_out_deemed;
  const bool agreement_counts = asked_.use.agreement_required && (by_silence || reason == Reason::opt_in);
  if (!by_silence && !agreement_counts) return kNever;
  Facts room;
  const Facts& facts = notices_facts(shared, notices, room);
  Facts backed;
  backed.zone = facts.zone;
  backed.history.agreements = asked_.agreements;
  Instant instant = asked_.at;
  for (;;) {
    Instant next = kNever;
    if (by_silence) next = std::min(next, notices_turn(asked_.use, facts, instant).value_or(kNever));
    if (agreement_counts) next = std::min(next, notices_turn(asked_.use, backed, instant).value_or(kNever));
    if (next == kNever) return kNever;
    if (by_silence && notices_part(asked_.use, facts, next).chain != Reason::opt_out_deemed) return next;
    if (agreement_counts && notices_part(asked_.use, backed, next).agreement_fault) return next;
    instant = next;
  }
}

}  // namespace assent
