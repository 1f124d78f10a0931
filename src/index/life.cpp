#include "index/life.hpp"

#include "index/ways.hpp"
#include "ledger/email_permission.hpp"

#include <algorithm>
#include <functional>
#include <optional>
#include <span>
#include <utility>

namespace assent::index {
namespace {

void keep_each_once(std::vector<Instant>& instants) {
  std::sort(instants.begin(), instants.end());
  instants.erase(std::unique(instants.begin(), instants.end()), instants.end());
}

std::int64_t count_until(const std::vector<Instant>& instants, Instant until) {
  return std::upper_bound(instants.begin(), instants.end(), until) - instants.begin();
}

bool proves(const Verification& verification) { return verification.form != "oral" || verification.recorded; }

// The zones of the customer's local dates: their own zone; if that is unknown, those of the possible regimes.
using Places = std::span<const TimeZone* const>;

// An instant after which it is unknown whether the day is over, or about which the index cannot be asked.
Instant tellable_until(const TimeZone& zone) { return std::min(zone.known_until(), kIndexUntil); }

// Whether the opt-in's last day is over at that instant, until the next of turns_of(); nothing: unknown.
std::optional<bool> is_over(const OptIn& opt_in, Places places, Instant now) {
  if (!opt_in.until) return false;
  std::optional<bool> over;
  for (const TimeZone* zone : places) {
    const bool here = zone->date_at(now) > *opt_in.until;
    // What ends only then has an end that no later version would tell.
    if (!here && zone->end_of(*opt_in.until) >= tellable_until(*zone)) return std::nullopt;
    if (over && *over != here) return std::nullopt;
    over = here;
  }
  return over;
}

// The instants at which that can change.
void add_turns(std::vector<Instant>& instants, const OptIn& opt_in, const TimeZone& zone) {
  if (!opt_in.until) return;
  const TimeZone::Crossings crossings = zone.crossings(*opt_in.until + std::chrono::days{1});
  for (int i = 0; i < crossings.count; ++i) instants.push_back(crossings.at[static_cast<std::size_t>(i)]);
}

// The choices that have happened by `now`, with their order instead of their instants.
ChoiceShare choices_by(const History& history, Places places, Instant now) {
  ChoiceShare share;
  History& kept = share.history;
  std::vector<Instant> instants;
  const auto happened = [&](Instant instant) {
    if (instant <= now) instants.push_back(instant);
    return instant <= now;
  };
  for (const OptOut& each : history.opt_outs) {
    if (happened(each.received)) kept.opt_outs.push_back({{}, {}, each.received, each.scope, {}, each.provisional});
  }
  for (const Withdrawal& each : history.withdrawals) {
    if (happened(each.at)) kept.withdrawals.push_back({{}, {}, each.at, each.scope, {}, each.provisional});
  }
  for (const OptIn& each : history.opt_ins) {
    if (!happened(each.at)) continue;
    const auto over = is_over(each, places, now);
    if (!over) return {{}, 0, true};
    OptIn& opt_in = kept.opt_ins.emplace_back(each);
    opt_in.account.clear();
    opt_in.entry = {};
    opt_in.until.reset();
    if (*over) opt_in.until = kOver;
  }
  for (const OneTimeConsent& each : history.one_time_consents) {
    if (!each.granted) continue;
    const bool begun = happened(each.from);
    const bool ended = happened(each.to);
    if (!begun && !ended) continue;
    OneTimeConsent& consent = kept.one_time_consents.emplace_back(each);
    consent.account.clear();
    consent.entry = {};
  }
  keep_each_once(instants);
  share.happened = static_cast<std::int64_t>(instants.size());
  const auto rank = [&](Instant& instant) {
    instant = instant_of(instant > now ? share.happened + 1 : count_until(instants, instant));
  };
  for (OptOut& each : kept.opt_outs) rank(each.received);
  for (Withdrawal& each : kept.withdrawals) rank(each.at);
  for (OptIn& each : kept.opt_ins) rank(each.at);
  for (OneTimeConsent& each : kept.one_time_consents) {
    rank(each.from);
    rank(each.to);
  }
  return share;
}

// What was given, in the words of the ledger: terms are known by name.
std::vector<NoticeShare::Given> given_in(std::span<const ledger::Recorded> entries, const History& history) {
  std::vector<NoticeShare::Given> all;
  for (const NoticeGiven& each : history.notices) {
    const auto entry = std::lower_bound(entries.begin(), entries.end(), each.entry,
                                        [](const ledger::Recorded& a, Position b) { return a.position < b; });
    const auto& body = std::get<evidence::NoticeGivenRecorded>(entry->entry.body);
    all.push_back({body.notice, body.version, body.language, body.channel, body.sent, each.email_permission, false});
  }
  return all;
}

class Telling {
 public:
  Telling(std::string_view account, std::span<const ledger::Recorded> entries, const Surroundings& surroundings,
          const Footprints& footprints, SharedFacts& shared)
      : account_(account), entries_(entries), surroundings_(surroundings), footprints_(footprints), shared_(shared) {}

  Life life() {
    read_profiles();
    const auto folded = fold(kNever);
    if (!folded) ask_ledger();
    if (!folded || !folded->customer) return std::move(life_);
    profile_ = folded->profile;
    history_ = folded->history;
    given_ = given_in(entries_, history_);
    read_customers(*folded->customer);
    read_zones();
    for (const Instant from : boundaries()) {
      if (whole_) add_version(from);
    }
    if (!whole_) ask_ledger();
    else read_particulars();
    return std::move(life_);
  }

 private:
  Result<ledger::AccountFile> fold(Instant at) const {
    return ledger::fold_account(entries_, *surroundings_.carrier, account_, at, kNever);
  }

  void ask_ledger() { life_.versions.assign(1, kAskLedgerRow); }

  void read_profiles() {
    for (const ledger::Recorded& each : entries_) {
      if (each.entry.kind() == evidence::EntryKind::email_permission) {
        permission_instants_.insert(permission_instants_.end(), {each.entry.effective, each.entry.recorded});
      } else if (const auto* correction = std::get_if<evidence::CorrectionRecorded>(&each.entry.body)) {
        if (correction->effective) permission_instants_.push_back(*correction->effective);
      }
      const auto* profile = std::get_if<evidence::CustomerRecorded>(&each.entry.body);
      if (profile == nullptr) continue;
      profile_instants_.push_back(each.entry.effective);
      Names& telephones = life_.telephones;
      if (profile->telephones.empty()) has_profile_without_ = true;
      for (const std::string& number : profile->telephones) {
        if (!contains(telephones, number)) telephones.push_back(number);
      }
    }
    life_.always_one_number = life_.telephones.size() == 1 && !has_profile_without_;
    keep_each_once(profile_instants_);
  }

  void read_customers(const Customer& last) {
    for (std::size_t i = 0; i + 1 < profile_instants_.size(); ++i) {
      const auto folded = fold(profile_instants_[i]);
      whole_ = whole_ && folded && folded->customer;
      if (!whole_) return;
      customers_.push_back(*folded->customer);
      profiles_.push_back(folded->profile);
    }
    customers_.push_back(last);
    profiles_.push_back(profile_);
  }

  // With `since` 0; or those that ask the ledger, as there is no number left for the source.
  Particulars particulars_at(Instant at, bool has_permissions) {
    const evidence::CustomerRecorded& profile =
        ledger::profile_in(*profiles_[static_cast<std::size_t>(count_until(profile_instants_, at) - 1)]);
    const auto source = shared_.source(profile.source_system);
    if (!source) return {};
    const bool permitted = has_permissions && ledger::email_permitted(entries_, account_, at);
    return {0, packed_day(profile.activated),
            static_cast<std::uint16_t>(unsigned{*source} << Particulars::kWayBits | ways_to_reach(profile, permitted))};
  }

  void read_particulars() {
    const bool has_permissions = !permission_instants_.empty();
    std::vector<Instant> instants = profile_instants_;
    instants.insert(instants.end(), permission_instants_.begin(), permission_instants_.end());
    keep_each_once(instants);
    std::erase_if(instants, [&](Instant each) { return each < profile_instants_.front() || each >= kIndexUntil; });
    if (instants.empty()) return;
    Instant since = instants.back();
    const Particulars last = particulars_at(since, has_permissions);
    for (auto each = instants.rbegin() + 1; each != instants.rend(); ++each) {
      if (!(particulars_at(*each, has_permissions) == last)) break;
      since = *each;
    }
    life_.particulars = last;
    if (last.since == kNoSecond) return;
    life_.particulars.since = since < kIndexFrom ? 0 : second_from(since);
  }

  const TimeZone* zone_of(const Customer& customer) const {
    return customer.time_zone.empty() ? nullptr : surroundings_.zones->find(customer.time_zone);
  }

  // All zones of the customer's local dates.
  void read_zones() {
    for (const Customer& each : customers_) {
      const TimeZone* zone = zone_of(each);
      if (zone != nullptr) zones_.push_back(zone);
      else if (each.time_zone.empty()) zones_.insert(zones_.end(), footprints_.begin(), footprints_.end());
    }
    std::sort(zones_.begin(), zones_.end(), std::less<>());
    zones_.erase(std::unique(zones_.begin(), zones_.end()), zones_.end());
  }

  // From the first profile on; instants outside the index's range are not distinguished.
  std::vector<Instant> boundaries() const {
    std::vector<Instant> instants = profile_instants_;
    for (const OptOut& each : history_.opt_outs) instants.push_back(each.received);
    for (const Withdrawal& each : history_.withdrawals) instants.push_back(each.at);
    for (const OptIn& each : history_.opt_ins) {
      instants.push_back(each.at);
      for (const TimeZone* zone : zones_) add_turns(instants, each, *zone);
    }
    for (const OneTimeConsent& each : history_.one_time_consents) {
      if (!each.granted) continue;
      instants.push_back(each.from);
      instants.push_back(each.to);
    }
    for (const Verification& each : history_.verifications) {
      if (proves(each)) instants.push_back(each.at);
    }
    for (const NoticeGiven& each : history_.notices) {
      if (each.delivery_known) instants.push_back(*each.delivery_known);
    }
    keep_each_once(instants);
    std::erase_if(instants, [&](Instant each) { return each < profile_instants_.front() || each >= kIndexUntil; });
    return instants;
  }

  void add_version(Instant from) {
    const Customer& customer = customers_[static_cast<std::size_t>(count_until(profile_instants_, from) - 1)];
    // An unknown zone name may become known later, and then the dates in the notices would be wrong.
    const TimeZone* zone = zone_of(customer);
    whole_ = zone != nullptr || customer.time_zone.empty();
    if (!whole_) return;
    const auto profile = shared_.profile(customer);
    const Places places = zone != nullptr ? Places(&zone, 1) : Places(footprints_);
    const auto choices = shared_.choices(choices_by(history_, places, from));
    const auto notices = shared_.notices(notices_by(customer, zone, from), surroundings_);
    whole_ = profile && choices && notices;
    if (!whole_) return;
    Version version{*notices, shared_.stance({*choices, *profile}), from < kIndexFrom ? 0 : second_from(from), 0};
    auto& versions = life_.versions;
    if (!versions.empty()) {
      // Of several within a second only the last can be kept; that something happened in that second must still be
      // visible.
      if (versions.back().since == version.since) versions.pop_back();
      else if (same_facts(versions.back(), version)) return;
    }
    versions.push_back(version);
  }

  static bool same_facts(const Version& a, const Version& b) { return a.notices == b.notices && a.stance == b.stance; }

  // `zone` is the customer's; nullptr: unknown.
  NoticeShare notices_by(const Customer& customer, const TimeZone* zone, Instant now) const {
    NoticeShare share;
    share.language = customer.language;
    share.zone = customer.time_zone;
    share.verified = std::any_of(history_.verifications.begin(), history_.verifications.end(),
                                 [&](const Verification& each) { return each.at <= now && proves(each); });
    share.given = given_;
    for (std::size_t i = 0; i < share.given.size(); ++i) {
      NoticeShare::Given& given = share.given[i];
      const auto& known = history_.notices[i].delivery_known;
      given.undelivered = known && *known <= now;
      const auto* sent = std::get_if<Instant>(&given.sent);
      if (sent == nullptr) continue;
      if (zone != nullptr) given.sent = zone->date_at(*sent);
      else given.sent = same_dates_since(*sent, footprints_);
    }
    return share;
  }

  std::string_view account_;
  std::span<const ledger::Recorded> entries_;
  const Surroundings& surroundings_;
  const Footprints& footprints_;
  SharedFacts& shared_;

  Life life_;
  bool whole_ = true;
  bool has_profile_without_ = false;
  std::vector<Instant> profile_instants_;
  std::vector<Instant> permission_instants_;  // at which a permission may begin or end
  std::vector<Customer> customers_;           // from each of them on
  std::vector<const ledger::Recorded*> profiles_;
  const ledger::Recorded* profile_ = nullptr;  // the last one
  std::vector<const TimeZone*> zones_;         // each once
  History history_;
  std::vector<NoticeShare::Given> given_;
};

}  // namespace

Instant same_dates_since(Instant sent, const Footprints& footprints) {
  Instant since = kEarliest;
  for (const TimeZone* zone : footprints) {
    const Date date = zone->date_at(sent);
    // A local date begins when the date becomes that day or later; or, if clocks are set back across midnight, when it
    // stops being the day after.
    for (const Date day : {date, date + std::chrono::days{1}}) {
      const TimeZone::Crossings crossings = zone->crossings(day);
      for (int i = 0; i < crossings.count; ++i) {
        const Instant at = crossings.at[static_cast<std::size_t>(i)];
        if (at <= sent) since = std::max(since, at);
      }
    }
  }
  return since;
}

Life life_of(std::string_view account, std::span<const ledger::Recorded> entries, const Surroundings& surroundings,
             const Footprints& footprints, SharedFacts& shared) {
  return Telling(account, entries, surroundings, footprints, shared).life();
}

}  // namespace assent::index
