#include "index/notice_classes.hpp"

#include "base/require.hpp"
#include "decision/waiting.hpp"
#include "index/key.hpp"

#include <boost/container/small_vector.hpp>
#include <boost/unordered/unordered_flat_map.hpp>
#include <boost/unordered/unordered_flat_set.hpp>

#include <algorithm>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

namespace assent::index {

using decision::NoticeState;
namespace {

// Notices in view of the use. Notices that differ only in date and zone are checked once, and their maturity is
// computed once for each zone, date and waiting period.
class NoticeStates {
 public:
  NoticeStates(const decision::UnderRegime& use, const NoticeShares& shares) : use_(use), shares_(shares) {
    boost::unordered_flat_map<std::string_view, std::uint16_t> languages;
    for (const NoticeShares::Place& each : shares.places()) {
      const auto next = static_cast<std::uint16_t>(languages.size());
      languages_.push_back(languages.try_emplace(each.language, next).first->second);
    }
  }

  std::optional<NoticeState> state(const NoticeItem& item, const TimeZone& zone) {
    const std::uint64_t kind = std::uint64_t{item.text} << 32 | std::uint64_t{languages_[item.place]} << 16 |
                               std::uint64_t{item.channel} << 8 | (item.flags & NoticeItem::email_permitted);
    const auto [found, added] = kinds_.try_emplace(kind);
    Kind& known = found->second;
    if (added) {
      const NoticeGiven given = shares_.given(item);
      known.state = decision::notice_state(*use_.regime, *use_.use, shares_.places()[item.place].language, given);
      if (known.state) known.state->notice = nullptr;
      known.channel = given.channel;
      known.waiting_days = given.terms->waiting_days;
    }
    if (!known.state) return std::nullopt;
    NoticeState state = *known.state;
    const bool by_date = (item.flags & NoticeItem::by_date) != 0;
    state.sent = by_date ? Date{std::chrono::days{item.sent}} : zone.date_at(instant_of(item.sent));
    if ((item.flags & NoticeItem::undelivered) != 0) state.undelivered_from = kEarliest;
    if (!state.defect && use_.level == regime::Level::opt_out) mature(state, known, zone);
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
    using is_avalanching = void;
    std::size_t operator()(std::uint64_t kind) const { return spread(kind); }
    std::size_t operator()(const Counted& counted) const {
      const auto& [zone, sent, days] = counted;
      return spread(reinterpret_cast<std::uintptr_t>(zone) ^ spread(static_cast<std::uint64_t>(sent << 24 ^ days)));
    }
  };

  void mature(NoticeState& state, const Kind& kind, const TimeZone& zone) {
    const Date counted = decision::counting_date(use_.regime->notice, kind.channel, state.sent, kind.waiting_days);
    const auto [found, added] =
        maturities_.try_emplace(Counted{&zone, state.sent.time_since_epoch().count(), (counted - state.sent).count()});
    Maturity& known = found->second;
    if (added) {
      decision::set_maturity(state, *use_.regime, zone, kind.channel, kind.waiting_days);
      known = {state.matures, state.renewed_by, state.verified_by};
    }
    state.matures = known.matures;
    state.renewed_by = known.renewed_by;
    state.verified_by = known.verified_by;
  }

  decision::UnderRegime use_;
  const NoticeShares& shares_;
  std::vector<std::uint16_t> languages_;  // of each place: the number of its language
  boost::unordered_flat_map<std::uint64_t, Kind, HashOf> kinds_;
  boost::unordered_flat_map<Counted, Maturity, HashOf> maturities_;
};

// Instead of a state: the item is not relevant to the use, or nothing can be established in its zone.
constexpr std::uint32_t kNoBearing = std::numeric_limits<std::uint32_t>::max();

// The states of items, each kept once: ten times fewer than items, so they stay in the cache while the lists read them
// in random order.
class DistinctStates {
 public:
  std::uint32_t number(const NoticeState& state) {
    const auto [found, added] = numbers_.try_emplace(state, static_cast<std::uint32_t>(states_.size()));
    if (added) states_.push_back(state);
    return found->second;
  }
  const std::vector<NoticeState>& distinct() const { return states_; }

 private:
  // A hash of what distinguishes most of them; equality compares the whole state.
  struct HashOf {
    using is_avalanching = void;
    std::size_t operator()(const NoticeState& state) const {
      const auto day = static_cast<std::uint64_t>(state.sent.time_since_epoch().count());
      const auto defect = static_cast<std::uint64_t>(state.defect ? *state.defect : Reason{});
      return spread(static_cast<std::uint64_t>(microseconds_of(state.matures)) ^ day << 40 ^ defect << 2 ^
                    std::uint64_t{state.undelivered_from == kNotInTime ? 0U : 1U});
    }
  };

  std::vector<NoticeState> states_;
  boost::unordered_flat_map<NoticeState, std::uint32_t, HashOf> numbers_;
};

// Nearly all of a million shares say one of a few things: a number for the part finds these.
class DistinctParts {
 public:
  std::uint8_t number(const decision::NoticesPart& part) { return number(part, part.agreement_fault); }
  // The part, but with that fault.
  std::uint8_t number(const decision::NoticesPart& part, const std::optional<Reason>& agreement_fault) {
    const auto code = [](const std::optional<Reason>& reason) {
      return reason ? static_cast<std::uint32_t>(*reason) : std::uint32_t{0};
    };
    const std::uint32_t whole =
        code(part.chain) | code(part.defect) << 8 | code(agreement_fault) << 16 | (part.readable ? 1U << 24 : 0U);
    const auto [found, added] = numbers_.try_emplace(whole, static_cast<std::uint8_t>(parts_.size()));
    if (added) {
      parts_.push_back(part);
      parts_.back().agreement_fault = agreement_fault;
    }
    // Five results of a chain or none, nine defects or none, four faults of an agreement or none.
    require(parts_.size() <= 256, "notices fall into no more classes than a byte has numbers");
    return found->second;
  }
  const std::vector<decision::NoticesPart>& distinct() const { return parts_; }

 private:
  boost::unordered_flat_map<std::uint32_t, std::uint8_t> numbers_;
  std::vector<decision::NoticesPart> parts_;
};

const decision::NoticesPart kUnreadable{.readable = false, .chain = {}, .defect = {}, .agreement_fault = {}};

// What all customers with one language and zone have in common today.
struct Today {
  const TimeZone* zone = nullptr;  // nullptr: nothing can be established
  Date date;
  std::optional<Reason> agreement_fault;
  Instant agreements_turn = kNever;
};

Today today_in(const NoticeShares::Place& place, const NoticesAsked& asked) {
  Today today;
  today.zone = place.zone_name.empty() ? asked.footprint : place.zone;
  if (today.zone == nullptr) return today;
  today.date = today.zone->date_at(asked.at);
  Facts facts;
  facts.history.agreements.assign(asked.agreements.begin(), asked.agreements.end());
  facts.zone = today.zone;
  today.agreement_fault = decision::notices_part(asked.use, facts, asked.at).agreement_fault;
  today.agreements_turn = decision::notices_turn(asked.use, facts, asked.at).value_or(kNever);
  return today;
}

std::vector<Today> of_places(const NoticeShares& shares, const NoticesAsked& asked) {
  std::vector<Today> places;
  for (const NoticeShares::Place& each : shares.places()) places.push_back(today_in(each, asked));
  return places;
}

// Combines the pieces' own numbers: for each piece, the common number of each of its own numbers.
template <class Distinct>
auto among_all(const std::vector<Distinct>& pieces, Distinct& all) {
  std::vector<std::vector<decltype(all.number(all.distinct().front()))>> numbers;
  for (const Distinct& each : pieces) {
    auto& of_piece = numbers.emplace_back();
    for (const auto& one : each.distinct()) of_piece.push_back(all.number(one));
  }
  return numbers;
}

// The items of the shares: of each the number of its state, the states, and the day before which each changes nothing.
struct ItemStates {
  std::span<const std::uint32_t> of_item;
  std::span<const NoticeState> states;
  std::span<const std::chrono::sys_days> no_turn_before;
};

// Until then the day alone does not say whether an instant is past in some zone.
std::chrono::sys_days soon_after(Instant at) {
  return std::chrono::floor<std::chrono::days>(at) + std::chrono::days{2};
}

// The first instant after the one asked about at which one of the notices or agreements may change something. Those
// that may do so soon are looked at in their zone, for the others the day is enough.
Instant first_turn(const NoticeShares& shares, const NoticesAsked& asked, std::span<const Today> places,
                   const ItemStates& items) {
  const std::chrono::sys_days soon = soon_after(asked.at);
  Instant first = kNever;
  for (const Today& each : places) first = std::min(first, each.agreements_turn);
  for (const std::chrono::sys_days day : items.no_turn_before) {
    if (day > soon && day != decision::kNoTurn) first = std::min(first, Instant{day});
  }
  boost::unordered_flat_set<std::pair<std::uint32_t, const TimeZone*>> looked_at;
  for (std::size_t i = 0; i < items.of_item.size(); ++i) {
    const std::uint32_t state = items.of_item[i];
    if (state == kNoBearing || items.no_turn_before[state] > soon) continue;
    const TimeZone* zone = places[shares.items()[i].place].zone;
    if (!looked_at.emplace(state, zone).second) continue;
    first = std::min(first, decision::notice_turns(asked.use, items.states[state], *zone, asked.at));
  }
  return first;
}

}  // namespace

NoticeClasses weigh_notices(const NoticeShares& shares, const NoticesAsked& asked, const SideBySide& workers) {
  const std::vector<Today> places = of_places(shares, asked);

  // First each piece numbers what it finds; then its numbers become common numbers.
  std::vector<std::uint32_t> of_item(shares.items().size(), kNoBearing);
  std::vector<DistinctStates> states_of(workers.pieces);
  workers.in_pieces(of_item.size(), [&](std::size_t piece, std::size_t from, std::size_t until) {
    NoticeStates states(asked.use, shares);
    for (std::size_t i = from; i < until; ++i) {
      const NoticeItem& item = shares.items()[i];
      const TimeZone* zone = places[item.place].zone;
      if (zone == nullptr) continue;
      if (const auto state = states.state(item, *zone)) of_item[i] = states_of[piece].number(*state);
    }
  });
  DistinctStates states;
  const auto state_numbers = among_all(states_of, states);
  workers.in_pieces(of_item.size(), [&](std::size_t piece, std::size_t from, std::size_t until) {
    for (std::size_t i = from; i < until; ++i) {
      if (of_item[i] != kNoBearing) of_item[i] = state_numbers[piece][of_item[i]];
    }
  });

  std::vector<std::chrono::sys_days> turns;  // of each state
  for (const NoticeState& each : states.distinct())
    turns.push_back(decision::no_turn_before(asked.use, each, asked.at));

  NoticeClasses classes;
  std::vector<std::uint8_t>& of_share = classes.of_share;
  of_share.resize(shares.size());
  classes.no_turn_before.resize(shares.size());
  std::vector<DistinctParts> parts_of(workers.pieces);
  workers.in_pieces(shares.size(), [&](std::size_t piece, std::size_t from, std::size_t until) {
    DistinctParts& own = parts_of[piece];
    decision::NoticeWeighing weighing(asked.use, asked.at);
    boost::container::small_vector<const NoticeState*, 8> of_list;
    for (std::size_t i = from; i < until; ++i) {
      const NoticeList& list = shares.lists()[i];
      const Today& today = places[list.place];
      if (today.zone == nullptr) {
        of_share[i] = own.number(kUnreadable);
        continue;
      }
      of_list.clear();
      std::chrono::sys_days turn = decision::kNoTurn;
      for (const std::uint32_t member : shares.members().all().subspan(list.first, list.count)) {
        if (of_item[member] == kNoBearing) continue;
        of_list.push_back(&states.distinct()[of_item[member]]);
        turn = std::min(turn, turns[of_item[member]]);
      }
      classes.no_turn_before[i] = turn;
      of_share[i] =
          own.number(weighing.part({of_list.data(), of_list.size()}, list.verified != 0, *today.zone, today.date),
                     today.agreement_fault);
    }
  });
  DistinctParts parts;
  const auto part_numbers = among_all(parts_of, parts);
  workers.in_pieces(shares.size(), [&](std::size_t piece, std::size_t from, std::size_t until) {
    for (std::size_t i = from; i < until; ++i) of_share[i] = part_numbers[piece][of_share[i]];
  });
  classes.parts = parts.distinct();
  classes.holds_until = first_turn(shares, asked, places, {of_item, states.distinct(), turns});
  return classes;
}

NoticeClasses weigh_new_notices(const NoticeShares& shares, std::size_t from, const NoticesAsked& asked) {
  NoticeClasses classes;
  const std::chrono::sys_days soon = soon_after(asked.at);
  NoticeStates states(asked.use, shares);
  DistinctParts parts;
  decision::NoticeWeighing weighing(asked.use, asked.at);
  std::vector<NoticeState> of_list;
  for (std::size_t i = from; i < shares.size(); ++i) {
    const NoticeList& list = shares.lists()[i];
    const Today today = today_in(shares.places()[list.place], asked);
    std::chrono::sys_days& turn = classes.no_turn_before.emplace_back();
    if (today.zone == nullptr) {
      classes.of_share.push_back(parts.number(kUnreadable));
      continue;
    }
    of_list.clear();
    turn = decision::kNoTurn;
    for (const std::uint32_t member : shares.members().all().subspan(list.first, list.count)) {
      const NoticeItem& item = shares.items()[member];
      const TimeZone* zone = today_in(shares.places()[item.place], asked).zone;
      const auto state = zone == nullptr ? std::nullopt : states.state(item, *zone);
      if (!state) continue;
      of_list.push_back(*state);
      const std::chrono::sys_days day = decision::no_turn_before(asked.use, *state, asked.at);
      turn = std::min(turn, day);
      if (day == decision::kNoTurn) continue;
      classes.holds_until = std::min(
          classes.holds_until, day > soon ? Instant{day} : decision::notice_turns(asked.use, *state, *zone, asked.at));
    }
    classes.holds_until = std::min(classes.holds_until, today.agreements_turn);
    boost::container::small_vector<const NoticeState*, 8> pointers;
    for (const NoticeState& each : of_list) pointers.push_back(&each);
    classes.of_share.push_back(
        parts.number(weighing.part({pointers.data(), pointers.size()}, list.verified != 0, *today.zone, today.date),
                     today.agreement_fault));
  }
  classes.parts = parts.distinct();
  return classes;
}

}  // namespace assent::index
