#include "service/scrub_judge.hpp"

#include "base/telephones.hpp"
#include "consent/kept_account.hpp"
#include "explanation/explain.hpp"
#include "explanation/row_words.hpp"
#include "explanation/words.hpp"
#include "index/sweep.hpp"
#include "regime/effect.hpp"
#include "service/entries_by_account.hpp"
#include "service/side_by_side.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace assent::service {
namespace {

// Under rules that are not in effect nothing is permitted (decide_on_file()).
decision::Verdict ruled(const decision::Verdict& verdict, bool in_effect) {
  return in_effect || verdict.outcome == Outcome::deny ? verdict : decision::Verdict{};
}

}  // namespace

void LedgerJudge::judge(std::span<const std::string_view> names, Judgements& judged) {
  judged.each.assign(names.size(), {});
  judged.words.clear();
  for (std::size_t i = 0; i < names.size(); ++i) judge_one(names[i], i, judged);
}

std::optional<Error> LedgerJudge::unavailable() const {
  const std::lock_guard lock(mutex_);
  return why_lost_;
}

OnFile LedgerJudge::find(const CustomerName& who, const AsOf& as_of) {
  OnFile on_file = customers_.find(who, *question_.regime, as_of);
  if (on_file.trouble && on_file.trouble->code == ErrorCode::unavailable) {
    const std::lock_guard lock(mutex_);
    if (!why_lost_) why_lost_ = on_file.trouble;
    lost_ = true;
  }
  return on_file;
}

void LedgerJudge::judge_one(std::string_view name, std::size_t place, Judgements& judged) {
  Judgement& judgement = judged.each[place];
  judgement = {};
  if (lost_) return;
  CustomerName who;
  if (question_.by_telephone) {
    const auto number = telephones_.e164(name, question_.country);
    if (!number) {
      judgement.reason = Reason::unknown_customer;
      judged.words[place] = fmt::format("{} ({})", explanation::meaning(judgement.reason, question_.language),
                                        explanation::say(reasons::RowReason(number.error()), question_.language));
      return;
    }
    who.telephone = *number;
  } else {
    who.account = name;
  }
  AsOf as_of = question_.as_of;
  OnFile on_file = find(who, as_of);
  decision::Decision decision = decide_on_file(*question_.regime, on_file, *question_.use, as_of.at);
  if (decision.outcome == Outcome::permit && question_.present) {
    const Instant now = question_.present();
    if (decision.valid_until.value_or(kNever) <= now) {
      as_of.at = now;
      on_file = find(who, as_of);
      decision = decide_on_file(*question_.regime, on_file, *question_.use, as_of.at);
    }
  }
  judgement.outcome = decision.outcome;
  judgement.reason = decision.reason;
  if (decision.outcome == Outcome::permit) {
    note_end(who, decision, on_file.rules_until);
  } else if (question_.explain_each && !on_file.missing) {
    judged.words[place] =
        explanation::explain(*question_.regime, on_file.facts, *question_.use, decision, as_of.at, question_.language)
            .sentence;
  }
}

// From one change of the decision to the next, until it is a deny or the rules end.
void LedgerJudge::note_end(const CustomerName& who, const decision::Decision& decision,
                           const std::optional<Instant>& rules_until) {
  std::optional<Instant> changes = decision.valid_until;
  while (changes && *changes < ends_.load() && *changes < rules_until.value_or(kNotInTime)) {
    const decision::Decision then =
        customers_.decide_for(who, *question_.regime, *question_.use, {*changes, question_.as_of.known_at});
    if (then.outcome == Outcome::deny) break;
    changes = then.valid_until;
  }
  if (!changes) return;
  Instant known = ends_.load();
  while (*changes < known && !ends_.compare_exchange_weak(known, *changes)) {
  }
}

bool can_ask_index(const ScrubQuestion& question, bool ledger_ahead) {
  const AsOf& as_of = question.as_of;
  return !ledger_ahead && !as_of.known_at && index::kIndexFrom <= as_of.at && as_of.at < index::kIndexUntil;
}

IndexJudge::IndexJudge(const LeasedIndex& index, const CustomerFile& customers, const Telephones& telephones,
                       const ScrubQuestion& question, unsigned threads)
    : IndexJudge(index, customers, telephones, question, threads, nullptr) {}

IndexJudge::IndexJudge(IndexJudge& former, const CustomerFile& customers, const ScrubQuestion& question)
    : IndexJudge(former.index_, customers, former.telephones_, question, former.threads_, &former) {}

IndexJudge::IndexJudge(const LeasedIndex& index, const CustomerFile& customers, const Telephones& telephones,
                       const ScrubQuestion& question, unsigned threads, IndexJudge* former)
    : index_(index),
      record_(customers.ledger()),
      ledger_(customers, telephones, question),
      telephones_(telephones),
      question_(question),
      threads_(threads) {
  const LeasedIndex::Lease lease = index_.read();
  std::optional<index::CampaignTable> later;
  if (former != nullptr) {
    former->catch_up(lease);
    later = former->table_->at_later(question_.as_of.at, decision::under(*question_.regime, *question_.use));
  }
  if (later) {
    use_table(*lease, *std::move(later));
  } else {
    make_table(*lease);
  }
  made_at_ = lease.changes();
}

class IndexJudge::Asking {
 public:
  explicit Asking(IndexJudge& judge) : lease_(judge.index_.read()) { judge.catch_up(lease_); }

  const LiveIndex& live() const { return *lease_; }
  const index::Index& index() const { return lease_->index(); }

 private:
  LeasedIndex::Lease lease_;
};

void IndexJudge::catch_up(const LeasedIndex::Lease& lease) {
  if (made_at_.load(std::memory_order_acquire) == lease.changes()) return;
  const std::lock_guard lock(mutex_);
  if (made_at_.load(std::memory_order_relaxed) == lease.changes()) return;
  catch_up_with(*lease);
  made_at_.store(lease.changes(), std::memory_order_release);
}

void IndexJudge::catch_up_with(const LiveIndex& live) {
  const index::SharedFacts& shared = live.index().shared();
  if (earlier_asked_ && !not_compared_) {
    // The ledger has at least what the index has: a row never counts as unchanged if its customer has changed.
    compared_ = touch();
    if (!compared_) not_compared_ = true;
    find_newcomers(live.index());
  }
  if (table_->asked().agreements != live.carrier().agreements()) make_table(live);
  else if (!table_->covers(shared)) extend_table(live);
  if (earlier_asked_ && !earlier_table_->covers(shared) && !earlier_table_->extend(shared)) make_earlier_table(live);
}

Result<void> IndexJudge::compared() const {
  const std::lock_guard lock(mutex_);
  return compared_;
}

void IndexJudge::make_table(const LiveIndex& live) {
  use_table(live, live.table(*question_.regime, *question_.use, question_.as_of.at, threads_));
}

void IndexJudge::extend_table(const LiveIndex& live) {
  if (!table_->extend(live.index().shared())) return make_table(live);
  endings_.resize(live.index().shared().notices().size());
}

void IndexJudge::use_table(const LiveIndex& live, index::CampaignTable table) {
  table_.emplace(std::move(table));
  for (std::uint8_t& each : endings_) each &= all;
  ends_ = kNever;
  endings_.resize(live.index().shared().notices().size());
  const bool in_effect = rules_in_effect(live.zones(), question_.as_of.at);
  const std::uint8_t rules = regime::last_day(*question_.regime) ? by_rules : 0;
  for (std::size_t each = 0; each < table_->answers(); ++each) {
    const auto answer = static_cast<index::AnswerCode>(each);
    if (answer == table_->ask_ledger()) continue;
    const decision::Verdict verdict = ruled(table_->verdict(answer), in_effect);
    Telling& telling = tellings_[answer];
    telling.judgement = {verdict.outcome, verdict.reason};
    telling.ending = verdict.reason == Reason::opt_out_deemed ? by_silence
                     : verdict.reason == Reason::opt_in       ? by_opt_in
                                                              : 0;
    if (verdict.outcome == Outcome::permit) telling.ending |= rules;
  }
}

bool IndexJudge::rules_in_effect(const TimeZones& zones, Instant at) const {
  return regime::in_effect(*question_.regime, zones.find(question_.regime->footprint_last_zone), at);
}

void IndexJudge::make_earlier_table(const LiveIndex& live) {
  earlier_table_.emplace(live.index().shared(), *earlier_asked_, side_by_side(threads_));
}

// Whether the index could decide. If it knows a permit only until `changes`, the ledger knows when it ends.
//
// The usual result takes no branch that depends on it: the processor could not predict it.
IndexJudge::Told IndexJudge::tell(const index::Index& index, index::RowNumber number, Judgement& judgement,
                                  Instant& changes) {
  const bool more_to_say = question_.explain_each || earlier_table_;
  if (number < index::kContested && !more_to_say) {
    const index::Version& row = index.rows()[number];
    if (table_->holds(row)) {
      const index::AnswerCode answer = table_->answer_of_shares(row);
      if (answer == table_->ask_ledger()) [[unlikely]]
        return Told::no;
      const Telling& telling = tellings_[answer];
      judgement = telling.judgement;
      note_ending(row.notices, telling.ending);
      return Told::yes;
    }
  }
  return look_closer(index, number, judgement, changes);
}

void IndexJudge::note_ending(std::uint32_t notices, std::uint8_t ending) {
  const std::atomic_ref<std::uint8_t> endings(endings_[notices]);
  if ((endings.load(std::memory_order_relaxed) & ending) != ending) {
    endings.fetch_or(ending, std::memory_order_relaxed);
  }
}

IndexJudge::Told IndexJudge::look_closer(const index::Index& index, index::RowNumber number, Judgement& judgement,
                                         Instant& changes) {
  const index::CampaignTable& table = *table_;
  index::AnswerCode answer = table.unknown_customer();
  if (number == index::kContested) answer = table.ask_ledger();
  else if (number != index::kNoRow) answer = table.answer(index.rows()[number], index);
  if (answer == table.ask_ledger()) return Told::no;
  const Telling& telling = tellings_[answer];
  judgement = telling.judgement;
  if (earlier_table_) judgement.unchanged = same_as_earlier(index, number, {judgement.outcome, judgement.reason});
  if (judgement.outcome == Outcome::deny) {
    const bool to_explain =
        question_.explain_each && judgement.reason != Reason::unknown_customer && !judgement.unchanged;
    return to_explain ? Told::no : Told::yes;
  }
  const auto [version, until] = table.holding(index.rows()[number], index);
  if (until != index::kNoSecond) {
    changes = instant_of((std::int64_t{until} - 1) * index::kMicroseconds);
    // The permit may end before that.
    if (ends_for(index.shared(), version->notices, telling.ending) < changes) {
      note_ending(version->notices, telling.ending);
    }
    return Told::until_it_changes;
  }
  note_ending(version->notices, telling.ending);
  return Told::yes;
}

// A number may belong to an erased customer, whom the index only has by pseudonym: the ledger knows the holder.
index::RowNumber IndexJudge::or_erased(const index::Index& index, index::Key telephone, index::RowNumber number) const {
  if (number == index::kContested || !index.has_pseudonyms()) return number;
  const auto name = record_.pseudonym_of(index::unpacked_telephone(telephone));
  return !name || index.contested(index::packed_pseudonym(*name)) ? index::kContested : number;
}

// Calls `visit(index, i, row)` with a lease, for each of the names. Most known numbers are written in their stored
// form; all others are read as people write numbers, outside the lease, because that takes longer.
template <class Visit>
void IndexJudge::find_telephones(std::span<const std::string_view> names, Visit&& visit) {
  struct Room {
    index::Sweep sweep;
    std::vector<index::Key> keys;
    std::vector<std::size_t> unknown;
  };
  thread_local Room room;
  const auto read = [&](std::string_view name) -> index::Key {
    const auto e164 = telephones_.e164(name, question_.country);
    return e164 ? index::packed_telephone(*e164).value_or(0) : 0;
  };
  room.keys.clear();
  room.unknown.clear();
  std::vector<bool> as_kept(names.size());
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto kept = index::packed_telephone(names[i]);
    as_kept[i] = kept.has_value();
    room.keys.push_back(kept ? *kept : read(names[i]));
  }
  {
    const Asking asking(*this);
    room.sweep.telephones(asking.index(), room.keys, [&](std::size_t i, index::RowNumber number) {
      // If it is not a number, the ledger's judge says what is wrong with it.
      if (room.keys[i] == 0) visit(asking.index(), i, index::kContested);
      else if (number == index::kNoRow && as_kept[i]) room.unknown.push_back(i);
      else visit(asking.index(), i, or_erased(asking.index(), room.keys[i], number));
    });
  }
  if (room.unknown.empty()) return;
  room.keys.clear();
  for (const std::size_t each : room.unknown) room.keys.push_back(read(names[each]));
  const Asking asking(*this);
  room.sweep.telephones(asking.index(), room.keys, [&](std::size_t i, index::RowNumber number) {
    visit(asking.index(), room.unknown[i],
          room.keys[i] == 0 ? index::kContested : or_erased(asking.index(), room.keys[i], number));
  });
}

void IndexJudge::judge(std::span<const std::string_view> names, Judgements& judged) {
  struct Room {
    index::Sweep sweep;
    std::vector<std::size_t> left;
    std::vector<std::pair<Instant, std::size_t>> changing;
  };
  thread_local Room room;
  room.left.clear();
  room.changing.clear();
  if (!index_.up_to_date() || not_compared_) {
    ledger_.judge(names, judged);
    asked_ledger_ += names.size();
    return;
  }
  judged.each.assign(names.size(), {});
  judged.words.clear();
  const auto visit = [&](const index::Index& index, std::size_t i, index::RowNumber number) {
    Instant changes;
    const Told told = tell(index, number, judged.each[i], changes);
    if (told == Told::no) room.left.push_back(i);
    else if (told == Told::until_it_changes) room.changing.emplace_back(changes, i);
  };
  if (question_.by_telephone) {
    find_telephones(names, visit);
  } else {
    const Asking asking(*this);
    room.sweep.accounts(asking.index(), names,
                        [&](std::size_t i, index::RowNumber number) { visit(asking.index(), i, number); });
  }

  for (const std::size_t each : room.left) ledger_.judge_one(names[each], each, judged);
  std::uint64_t asked = room.left.size();
  // The next change may end the permit, or has already: the ledger knows whether, and exactly when. A change that comes
  // after the end of another permit does not matter, so the earliest come first. The present is read after the index:
  // everything from the index was recorded before.
  const Instant now = question_.present ? question_.present() : question_.as_of.at;
  std::sort(room.changing.begin(), room.changing.end());
  for (const auto& [changes, i] : room.changing) {
    if (changes >= ledger_.permits_end() && changes > now) break;
    const Judgement told = judged.each[i];
    ledger_.judge_one(names[i], i, judged);
    Judgement& judgement = judged.each[i];
    judgement.unchanged = told.unchanged && judgement.outcome == told.outcome && judgement.reason == told.reason;
    ++asked;
  }
  asked_ledger_ += asked;
}

Result<void> IndexJudge::compare_with(const EarlierScrub& earlier, const ledger::Ledger& ledger) {
  if (earlier.at < index::kIndexFrom || index::kIndexUntil <= earlier.at) {
    return fail(ErrorCode::invalid, "the earlier scrub asked about an instant that an index cannot be asked about",
                "scrub in full");
  }
  const auto entries = TRY(ledger.entries_of(""));
  const auto before = [](const Position& position, const std::vector<ledger::LogHead>& heads) {
    return position.index < size_in(heads, position.log);
  };
  std::vector<ledger::Recorded> carrier_wide;
  for (const ledger::Recorded& each : entries) {
    if (before(each.position, earlier.began)) carrier_wide.push_back(each);
    else if (before(each.position, earlier.ended)) {
      return fail(ErrorCode::conflict, "a notice or an agreement was recorded while the earlier scrub ran",
                  "scrub in full");
    }
  }
  const LeasedIndex::Lease lease = index_.read();
  earlier_asked_.emplace(index::CampaignTable::Asked{decision::under(*question_.regime, *question_.use), earlier.at,
                                                     lease->zones().find(question_.regime->footprint_last_zone),
                                                     ledger::fold_carrier(carrier_wide, kNever).agreements()});
  earlier_in_effect_ = rules_in_effect(lease->zones(), earlier.at);
  entries_since_ = &ledger;
  touched_until_ = earlier.began;
  TRY(touch());
  find_newcomers(lease->index());
  make_earlier_table(*lease);
  return {};
}

// Reads which accounts the entries since then are about.
Result<void> IndexJudge::touch() {
  const auto heads = TRY(entries_since_->heads());
  const auto read = each_entry(*entries_since_, touched_until_, heads, [&](evidence::ByteView bytes) -> Result<void> {
    const auto entry = TRY(evidence::decode(bytes));
    if (is_customers_account(entry.account) && entry.kind() != evidence::EntryKind::reading)
      newcomers_.push_back(entry.account);
    return {};
  });
  if (!read) return read;
  touched_until_ = heads;
  return {};
}

void IndexJudge::find_newcomers(const index::Index& index) {
  std::erase_if(newcomers_, [&](const std::string& account) {
    const index::RowNumber row = index.row_of_account(account);
    if (row != index::kNoRow) touched_.insert(row);
    return row != index::kNoRow;
  });
}

bool IndexJudge::same_as_earlier(const index::Index& index, index::RowNumber number,
                                 const decision::Verdict& verdict) const {
  const index::CampaignTable& earlier = *earlier_table_;
  if (number == index::kNoRow) return true;  // unknown then and now
  if (touched_.contains(number)) return false;
  const index::AnswerCode answer = earlier.answer(index.rows()[number], index);
  return answer != earlier.ask_ledger() && ruled(earlier.verdict(answer), earlier_in_effect_) == verdict;
}

// For customers with that share of notices, which names their zone.
Instant IndexJudge::rules_end_for(const index::SharedFacts& facts, std::uint32_t notices) const {
  const index::NoticeShares& shares = facts.notices();
  const TimeZone* footprint = table_->asked().footprint;
  const index::NoticeShares::Place& place = shares.places()[shares.lists()[notices].place];
  return regime::rules_end(*question_.regime, footprint, place.zone_name.empty() ? footprint : place.zone,
                           question_.as_of.at);
}

Instant IndexJudge::ends_for(const index::SharedFacts& facts, std::uint32_t notices, int ending) const {
  Instant ends = kNever;
  const auto look_at = [&](Ending each, Reason reason) {
    if ((ending & each) != 0) ends = std::min(ends, table_->permit_ends(facts, reason, notices, ends));
  };
  look_at(by_silence, Reason::opt_out_deemed);
  look_at(by_opt_in, Reason::opt_in);
  if ((ending & by_rules) != 0) ends = std::min(ends, rules_end_for(facts, notices));
  return ends;
}

Instant IndexJudge::permits_end() {
  const Asking asking(*this);
  const index::SharedFacts& shared = asking.index().shared();
  const std::lock_guard lock(mutex_);
  for (std::uint32_t notices = 0; notices < endings_.size(); ++notices) {
    const std::atomic_ref<std::uint8_t> endings(endings_[notices]);
    const int seen = endings.load(std::memory_order_relaxed);
    const int unknown = seen & ~(seen >> kKnown) & all;
    if (unknown == 0) continue;
    ends_ = std::min(ends_, ends_for(shared, notices, unknown));
    endings.fetch_or(static_cast<std::uint8_t>(unknown << kKnown), std::memory_order_relaxed);
  }
  return std::min(ledger_.permits_end(), ends_);
}

}  // namespace assent::service
