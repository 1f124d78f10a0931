#include "index/campaign_table.hpp"

#include "decision/waiting.hpp"

#include <boost/container/small_vector.hpp>

#include <algorithm>
#include <cassert>
#include <string>
#include <tuple>
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

// Classes along one axis put together where all their verdicts are the same.
struct Merged {
  template <class VerdictOf>
  Merged(std::size_t count, std::size_t others, std::size_t further, VerdictOf verdict_of) {
    std::vector<std::vector<Verdict>> seen;
    for (std::size_t i = 0; i < count; ++i) {
      std::vector<Verdict> verdicts;
      for (std::size_t a = 0; a < others; ++a) {
        for (std::size_t b = 0; b < further; ++b) verdicts.push_back(verdict_of(i, a, b));
      }
      const auto found = std::find(seen.begin(), seen.end(), verdicts);
      of.push_back(static_cast<std::size_t>(found - seen.begin()));
      if (found != seen.end()) continue;
      seen.push_back(std::move(verdicts));
      firsts.push_back(i);
    }
  }

  std::vector<std::size_t> of;      // each class's number now
  std::vector<std::size_t> firsts;  // one class of each number
};

// Notices as the use sees them. Those that differ in nothing but their date are held against it once, and when they
// mature is looked up once a zone, date and wait.
class NoticeStates {
 public:
  explicit NoticeStates(const UnderRegime& use) : use_(use) {}

  std::optional<NoticeState> state(const NoticeShares& shares, const NoticeItem& item, const TimeZone& zone) {
    const std::uint64_t kind = std::uint64_t{item.text} << 32 | std::uint64_t{item.place} << 16 |
                               std::uint64_t{item.channel} << 8 | (item.flags & NoticeItem::email_permitted);
    const auto [found, added] = kinds_.try_emplace(kind);
    Kind& known = found->second;
    if (added) {
      const NoticeGiven given = shares.given(item);
      known.state = notice_state(*use_.regime, *use_.use, shares.places()[item.place].language, given);
      if (known.state) known.state->notice = nullptr;
      known.channel = given.channel;
      known.waiting_days = given.terms->waiting_days;
    }
    if (!known.state) return std::nullopt;
    NoticeState state = *known.state;
    const bool by_date = (item.flags & NoticeItem::by_date) != 0;
    state.sent = by_date ? Date{std::chrono::days{item.sent}} : zone.date_at(instant_of(item.sent));
    if ((item.flags & NoticeItem::undelivered) != 0) state.undelivered_from = kEarliest;
    if (!state.defect && use_.level == Level::opt_out) mature(state, known, zone);
    return state;
  }

 private:
  struct Kind {
    std::optional<NoticeState> state;
    std::string channel;
    int waiting_days = 0;
  };
  struct Maturity {
    Instant matures;
    Date matured_on;
  };
  using Counted = std::tuple<const TimeZone*, std::int64_t, std::int64_t>;  // zone, date of sending, days counted
  struct HashOf {
    std::size_t operator()(const Counted& counted) const {
      const auto& [zone, sent, days] = counted;
      return spread(reinterpret_cast<std::uintptr_t>(zone) ^ spread(static_cast<std::uint64_t>(sent << 24 ^ days)));
    }
  };

  void mature(NoticeState& state, const Kind& kind, const TimeZone& zone) {
    const Date counted = counting_date(use_.regime->notice, kind.channel, state.sent, kind.waiting_days);
    const auto [found, added] =
        maturities_.try_emplace(Counted{&zone, state.sent.time_since_epoch().count(), (counted - state.sent).count()});
    if (added) {
      set_maturity(state, *use_.regime, zone, kind.channel, kind.waiting_days);
      found->second = {state.matures, state.matured_on};
    }
    state.matures = found->second.matures;
    state.matured_on = found->second.matured_on;
  }

  UnderRegime use_;
  std::unordered_map<std::uint64_t, Kind> kinds_;
  std::unordered_map<Counted, Maturity, HashOf> maturities_;
};

}  // namespace

// Of some hundred thousand shares nearly all say one of a few things: those are found by a number that stands for the
// part.
class CampaignTable::NoticeClasses {
 public:
  std::uint8_t number(const NoticesPart& part) {
    const auto code = [](const std::optional<Reason>& reason) {
      return reason ? static_cast<std::uint32_t>(*reason) : std::uint32_t{0};
    };
    const std::uint32_t whole =
        code(part.chain) | code(part.defect) << 8 | code(part.agreement_fault) << 16 | (part.readable ? 1U << 24 : 0U);
    const auto [found, added] = numbers_.try_emplace(whole, parts_.size());
    if (added) parts_.push_back(part);
    // Five things that a chain can come to or none, nine defects or none, four faults of an agreement or none.
    assert(parts_.size() <= 256);
    return static_cast<std::uint8_t>(found->second);
  }
  const std::vector<NoticesPart>& parts() const { return parts_; }

 private:
  std::unordered_map<std::uint32_t, std::size_t> numbers_;
  std::vector<NoticesPart> parts_;
};

std::vector<std::uint8_t> CampaignTable::weigh_notices(const NoticeShares& shares, NoticeClasses& classes) const {
  const UnderRegime& use = asked_.use;
  // What all customers of a place have in common today.
  struct Today {
    const TimeZone* zone = nullptr;  // nullptr: nothing can be established
    Date date;
    std::optional<Reason> agreement_fault;
  };
  std::vector<Today> places;
  for (const NoticeShares::Place& each : shares.places()) {
    Today& today = places.emplace_back();
    today.zone = each.zone_name.empty() ? asked_.footprint : each.zone;
    if (today.zone == nullptr) continue;
    today.date = today.zone->date_at(asked_.at);
    today.agreement_fault = agreements_part(today.zone, asked_.at).agreement_fault;
  }

  NoticeStates states(use);
  std::vector<std::optional<NoticeState>> of_item;
  of_item.reserve(shares.items().size());
  for (const NoticeItem& each : shares.items().all()) {
    const TimeZone* zone = places[each.place].zone;
    of_item.push_back(zone == nullptr ? std::nullopt : states.state(shares, each, *zone));
  }

  NoticeWeighing weighing(use, asked_.at);
  boost::container::small_vector<const NoticeState*, 8> of_list;
  std::vector<std::uint8_t> numbers;
  numbers.reserve(shares.size());
  for (const NoticeList& list : shares.lists().all()) {
    const Today& today = places[list.place];
    if (today.zone == nullptr) {
      numbers.push_back(classes.number({.readable = false, .chain = {}, .defect = {}, .agreement_fault = {}}));
      continue;
    }
    of_list.clear();
    for (const std::uint32_t member : shares.members().all().subspan(list.first, list.count)) {
      if (of_item[member]) of_list.push_back(&*of_item[member]);
    }
    NoticesPart part = weighing.part({of_list.data(), of_list.size()}, list.verified != 0, today.date);
    part.agreement_fault = today.agreement_fault;
    numbers.push_back(classes.number(part));
  }
  return numbers;
}

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
  notices_ = weigh_notices(shared.notices(), notices);

  // Parts that differ, but never in the answer, are one class as well: the fewer places, the better the tallies of them
  // fit.
  const auto verdict_of = [&](std::size_t profile, std::size_t notice, std::size_t choice) {
    return weigh(use, profiles.parts()[profile], choices.parts()[choice], notices.parts()[notice]);
  };
  const std::size_t profile_count = profiles.parts().size();
  const std::size_t notice_count = notices.parts().size();
  const std::size_t choice_count = choices.parts().size();
  const Merged merged_profiles(profile_count, notice_count, choice_count, verdict_of);
  const Merged merged_notices(notice_count, profile_count, choice_count,
                              [&](std::size_t n, std::size_t p, std::size_t c) { return verdict_of(p, n, c); });
  const Merged merged_choices(choice_count, profile_count, notice_count,
                              [&](std::size_t c, std::size_t p, std::size_t n) { return verdict_of(p, n, c); });

  const std::size_t a_notice = merged_choices.firsts.size();
  const std::size_t a_profile = a_notice * merged_notices.firsts.size();
  for (const std::size_t each : of_profile) {
    profile_.push_back(static_cast<AnswerPlace>(merged_profiles.of[each] * a_profile));
  }
  for (const std::size_t each : of_choices) choices_.push_back(static_cast<AnswerPlace>(merged_choices.of[each]));
  for (const std::size_t each : merged_notices.of) {
    of_notice_class_.push_back(static_cast<AnswerPlace>(each * a_notice));
  }
  for (const std::size_t profile : merged_profiles.firsts) {
    for (const std::size_t notice : merged_notices.firsts) {
      for (const std::size_t choice : merged_choices.firsts) verdicts_.push_back(verdict_of(profile, notice, choice));
    }
  }
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
  const std::size_t places_each = places();
  // Rows that follow one another often have the same answer; several tallies keep one addition from waiting for the
  // last.
  constexpr std::size_t kTallies = 4;
  std::vector<std::uint32_t> tallies(kTallies * places_each);
  std::uint32_t* const tally = tallies.data();
  const Version* const rows = index.rows().data();
  const AnswerPlace* const profile = profile_.data();
  const AnswerPlace* const choices = choices_.data();
  const AnswerPlace* const of_class = of_notice_class_.data();
  const std::uint8_t* const notices = notices_.data();
  const std::uint32_t second = at_.second;

  const auto place = [&](const Version& row) {
    if (row.since > second) [[unlikely]]
      return place_of_life(row, index);
    return profile[row.profile] + choices[row.choices] + of_class[notices[row.notices]];
  };
  constexpr RowNumber kAhead = 128;  // rows that are on their way from memory
  RowNumber i = from;
  for (; i + kTallies <= until; i += kTallies) {
    __builtin_prefetch(rows + std::min(i + kAhead, until));
    for (RowNumber t = 0; t < kTallies; ++t) ++tally[t * places_each + place(rows[i + t])];
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
  const Facts facts = shared.notices().facts(notices, asked_.footprint);
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
