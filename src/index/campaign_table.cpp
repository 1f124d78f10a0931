#include "index/campaign_table.hpp"

#include "base/require.hpp"
#include "decision/waiting.hpp"
#include "index/count_rows.hpp"

#include <boost/container/small_vector.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>

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
    Date renewed_by;
    Date verified_by;
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
      found->second = {state.matures, state.renewed_by, state.verified_by};
    }
    state.matures = found->second.matures;
    state.renewed_by = found->second.renewed_by;
    state.verified_by = found->second.verified_by;
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
    require(parts_.size() <= 256, "notices fall into no more classes than a byte has numbers");
    return static_cast<std::uint8_t>(found->second);
  }
  const std::vector<NoticesPart>& parts() const { return parts_; }

 private:
  std::unordered_map<std::uint32_t, std::size_t> numbers_;
  std::vector<NoticesPart> parts_;
};

void CampaignTable::weigh_notices(const NoticeShares& shares, NoticeClasses& classes, const SideBySide& workers) {
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

  // A piece of the items or lists: [from, until).
  const auto in_pieces = [&](std::size_t size, auto&& work) {
    const std::size_t pieces = workers.run ? workers.pieces : 1;
    const std::function<void(std::size_t)> one = [&](std::size_t piece) {
      work(piece, size * piece / pieces, size * (piece + 1) / pieces);
    };
    if (workers.run) workers.run(one);
    else one(0);
  };

  std::vector<std::optional<NoticeState>> of_item(shares.items().size());
  in_pieces(of_item.size(), [&](std::size_t, std::size_t from, std::size_t until) {
    NoticeStates states(use);
    for (std::size_t i = from; i < until; ++i) {
      const NoticeItem& item = shares.items()[i];
      const TimeZone* zone = places[item.place].zone;
      if (zone != nullptr) of_item[i] = states.state(shares, item, *zone);
    }
  });

  notices_.resize(shares.size());
  std::vector<NoticeClasses> of_piece(workers.pieces);
  in_pieces(shares.size(), [&](std::size_t piece, std::size_t from, std::size_t until) {
    NoticeClasses& own = of_piece[piece];
    NoticeWeighing weighing(use, asked_.at);
    boost::container::small_vector<const NoticeState*, 8> of_list;
    for (std::size_t i = from; i < until; ++i) {
      const NoticeList& list = shares.lists()[i];
      const Today& today = places[list.place];
      if (today.zone == nullptr) {
        notices_[i] = own.number({.readable = false, .chain = {}, .defect = {}, .agreement_fault = {}});
        continue;
      }
      of_list.clear();
      for (const std::uint32_t member : shares.members().all().subspan(list.first, list.count)) {
        if (of_item[member]) of_list.push_back(&*of_item[member]);
      }
      NoticesPart part = weighing.part({of_list.data(), of_list.size()}, list.verified != 0, today.date);
      part.agreement_fault = today.agreement_fault;
      notices_[i] = own.number(part);
    }
  });
  // Each piece has numbered its classes by itself.
  std::vector<std::vector<std::uint8_t>> numbers;
  for (const NoticeClasses& own : of_piece) {
    std::vector<std::uint8_t>& of_own = numbers.emplace_back();
    for (const NoticesPart& part : own.parts()) of_own.push_back(classes.number(part));
  }
  in_pieces(shares.size(), [&](std::size_t piece, std::size_t from, std::size_t until) {
    for (std::size_t i = from; i < until; ++i) notices_[i] = numbers[piece][notices_[i]];
  });
}

Answer CampaignTable::number_of(const Verdict& verdict) {
  const auto found = std::find(verdicts_.begin(), verdicts_.end(), verdict);
  if (found != verdicts_.end()) return static_cast<Answer>(found - verdicts_.begin());
  verdicts_.push_back(verdict);
  require(answers() <= kAnswersMost, "a campaign has no more answers than a byte has numbers");
  return static_cast<Answer>(verdicts_.size() - 1);
}

CampaignTable::CampaignTable(const SharedFacts& shared, Asked asked, const SideBySide& workers)
    : asked_(std::move(asked)),
      at_(AskedAt::of(asked_.at)),
      stances_known_(shared.stances().size()),
      notices_known_(shared.notices().size()) {
  require(kIndexFrom <= asked_.at && asked_.at < kIndexUntil, "an index is asked about instants from 1970 to 2106");
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
  weigh_notices(shared.notices(), notices, workers);

  // What every profile and choices that go together come to with every class of notices.
  using Answers = std::vector<Answer>;
  std::map<std::pair<std::size_t, std::size_t>, std::size_t> known;
  std::vector<Answers> with_notices;
  std::vector<std::size_t> of_stance;
  for (const Stance& each : shared.stances()) {
    const std::pair parts{of_profile[each.profile], of_choices[each.choices]};
    const auto [found, added] = known.try_emplace(parts, with_notices.size());
    of_stance.push_back(found->second);
    if (!added) continue;
    Answers& answers = with_notices.emplace_back();
    for (const NoticesPart& notice : notices.parts()) {
      answers.push_back(number_of(weigh(use, profiles.parts()[parts.first], choices.parts()[parts.second], notice)));
    }
  }

  // Parts that differ, but never in the answer, are one class: the fewer there are, the nearer the answers stay.
  Classes<Answers> columns;
  std::vector<std::uint8_t> merged;
  for (std::size_t notice = 0; notice < notices.parts().size(); ++notice) {
    Answers column;
    for (const Answers& each : with_notices) column.push_back(each[notice]);
    merged.push_back(static_cast<std::uint8_t>(columns.number(column)));
  }
  for (std::uint8_t& each : notices_) each = merged[each];
  Classes<Answers> rows;
  const std::size_t width = columns.parts().size();
  std::vector<std::uint32_t> begins;
  for (std::size_t each = 0; each < with_notices.size(); ++each) {
    Answers row;
    for (const Answers& column : columns.parts()) row.push_back(column[each]);
    begins.push_back(static_cast<std::uint32_t>(rows.number(row) * width));
  }
  for (const std::size_t each : of_stance) stances_.push_back(begins[each]);
  for (const Answers& row : rows.parts()) answers_.insert(answers_.end(), row.begin(), row.end());
  if (stances_.empty()) stances_.push_back(0);
  if (notices_.empty()) notices_.push_back(0);
  if (answers_.empty()) answers_.push_back(0);
}

NoticesPart CampaignTable::agreements_part(const TimeZone* zone, Instant instant) const {
  Facts facts;
  facts.zone = zone;
  facts.history.agreements = asked_.agreements;
  return notices_part(asked_.use, facts, instant);
}

Answer CampaignTable::answer_of_life(const Version& row, const Index& index) const {
  if (asks_ledger(row)) return ask_ledger();
  const Version* version = &row;
  while (!at_.holds(*version)) {
    if (at_.cannot_tell(*version)) return ask_ledger();
    if (version->earlier == kNobody) return unknown_customer();
    version = &index.earlier(version->earlier);
  }
  return answer_of_shares(*version);
}

void CampaignTable::count(const Index& index, RowNumber from, RowNumber until, std::span<std::uint64_t> counts) const {
  require(covers(index.shared()) && until <= index.size() && counts.size() == answers(),
          "a table counts the rows of the index that it was compiled for");
  const RowTables tables{stances_.data(), notices_.data(), answers_.data(), verdicts_.size(), at_.second};
  // Rows whose latest version does not hold are looked at in their lives, which come from memory while the next rows
  // are counted.
  std::array<std::array<std::uint16_t, kRowsAtOnce>, 2> later;
  std::span<const std::uint16_t> waiting;
  RowNumber waiting_from = from;
  const auto look_into_lives = [&] {
    for (const std::uint16_t each : waiting) {
      ++counts[answer_of_life(index.rows()[waiting_from + each], index)];
    }
  };
  bool turn = false;
  for (RowNumber begin = from; begin < until;) {
    const RowNumber end = std::min<RowNumber>(until, begin + static_cast<RowNumber>(kRowsAtOnce));
    std::uint16_t* const found = later[turn ? 1 : 0].data();
    const std::size_t count = count_rows(tables, index.rows().all().subspan(begin, end - begin), counts, found);
    for (std::size_t i = 0; i < count; ++i) index.prefetch_earlier(begin + found[i]);
    look_into_lives();
    waiting = {found, count};
    waiting_from = begin;
    begin = end;
    turn = !turn;
  }
  look_into_lives();
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
