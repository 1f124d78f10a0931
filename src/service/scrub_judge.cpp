#include "service/scrub_judge.hpp"

#include "explanation/explain.hpp"
#include "explanation/words.hpp"
#include "intake/telephones.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace assent {

void LedgerJudge::judge(std::span<JudgedRow> rows) {
  for (JudgedRow& each : rows) judge_one(each);
}

void LedgerJudge::judge_one(JudgedRow& row, const std::string& telephone) {
  CustomerName who;
  if (!telephone.empty()) {
    who.telephone = telephone;
  } else if (question_.by_telephone) {
    const auto number = telephones_.e164(row.name, question_.country);
    if (!number) {
      row.outcome = Outcome::deny;
      row.reason = Reason::unknown_customer;
      row.words = fmt::format("{} ({})", meaning(row.reason, question_.language), to_string(number.error()));
      return;
    }
    who.telephone = *number;
  } else {
    who.account = row.name;
  }
  const OnFile on_file = customers_.find(who, *question_.regime, question_.as_of);
  const Decision decision = decide_on_file(*question_.regime, on_file, *question_.use, question_.as_of.at);
  row.outcome = decision.outcome;
  row.reason = decision.reason;
  if (decision.outcome == Outcome::permit) {
    note_end(who, decision);
  } else if (question_.explain_each && !on_file.missing) {
    row.words =
        explain(*question_.regime, on_file.facts, *question_.use, decision, question_.as_of.at, question_.language)
            .sentence;
  }
}

// From one change of the answer to the next, until it is a denial.
void LedgerJudge::note_end(const CustomerName& who, const Decision& decision) {
  std::optional<Instant> changes = decision.valid_until;
  while (changes && *changes < ends_.load()) {
    const Decision then =
        customers_.decide_for(who, *question_.regime, *question_.use, {*changes, question_.as_of.known_at});
    if (then.outcome == Outcome::deny) break;
    changes = then.valid_until;
  }
  if (!changes) return;
  Instant known = ends_.load();
  while (*changes < known && !ends_.compare_exchange_weak(known, *changes)) {
  }
}

IndexJudge::IndexJudge(LiveIndex& live, const CustomerFile& customers, const Telephones& telephones,
                       const ScrubQuestion& question, unsigned threads)
    : live_(live),
      ledger_(customers, telephones, question),
      telephones_(telephones),
      question_(question),
      threads_(threads) {
  make_table();
}

void IndexJudge::make_table() {
  table_.emplace(live_.table(*question_.regime, *question_.use, question_.as_of.at, threads_));
  for (std::uint8_t& each : endings_) each &= both;
  ends_ = kNever;
  endings_.resize(live_.index().shared().notices().size());
}

Result<void> IndexJudge::follow() {
  const auto followed = live_.follow([&](const std::function<void()>& change) {
    gate_.close([&] {
      change();
      const std::lock_guard lock(endings_mutex_);
      make_table();
    });
  });
  if (!followed) return tl::unexpected(followed.error());
  return {};
}

void IndexJudge::find_accounts(std::span<JudgedRow> rows, std::vector<RowNumber>& found) const {
  const Index& index = live_.index();
  thread_local std::vector<Index::Probe> probes;
  probes.clear();
  for (const JudgedRow& each : rows) probes.push_back(index.probe_account(each.name));
  for (const Index::Probe& each : probes) index.prefetch_candidate(each);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    found.push_back(index.found_account(probes[i], rows[i].name));
    index.prefetch_row(found.back());
  }
}

// A number that somebody has is written as it is kept; whatever else stands there is read as people write numbers.
void IndexJudge::find_telephones(std::span<JudgedRow> rows, std::vector<RowNumber>& found) const {
  const Index& index = live_.index();
  thread_local std::vector<Index::Probe> probes;
  probes.clear();
  for (const JudgedRow& each : rows) probes.push_back(index.probe_telephone(packed_telephone(each.name).value_or(0)));
  for (const Index::Probe& each : probes) index.prefetch_candidate_telephone(each);
  for (const Index::Probe& each : probes) {
    found.push_back(each.key == 0 ? kNoRow : index.found_telephone(each));
    index.prefetch_row(found.back());
  }
}

void IndexJudge::judge(std::span<JudgedRow> rows) {
  thread_local std::vector<RowNumber> found;
  thread_local std::vector<std::size_t> left;
  thread_local std::vector<std::pair<std::uint32_t, Ending>> endings;
  found.clear();
  left.clear();
  endings.clear();
  gate_.pass([&] {
    const Index& index = live_.index();
    const CampaignTable& table = *table_;
    if (question_.by_telephone) find_telephones(rows, found);
    else find_accounts(rows, found);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      JudgedRow& row = rows[i];
      RowNumber number = found[i];
      if (number == kNoRow && question_.by_telephone) {
        const auto e164 = telephones_.e164(row.name, question_.country);
        const auto telephone = e164 ? packed_telephone(*e164) : std::nullopt;
        if (telephone) number = index.row_of_telephone(*telephone);
        else number = kContested;  // whatever is wrong with it, the ledger's judge says it
      }
      Answer answer = table.unknown_customer();
      if (number == kContested) answer = table.ask_ledger();
      else if (number != kNoRow) answer = table.answer(index.rows()[number], index);
      if (answer == table.ask_ledger()) {
        left.push_back(i);
        continue;
      }
      const Verdict verdict = table.verdict(answer);
      row.outcome = verdict.outcome;
      row.reason = verdict.reason;
      row.unchanged = earlier_table_ && same_as_earlier(number, verdict);
      if (verdict.outcome == Outcome::deny) {
        if (question_.explain_each && verdict.reason != Reason::unknown_customer && !row.unchanged) left.push_back(i);
        continue;
      }
      const auto [version, until] = table.holding(index.rows()[number], index);
      // What comes next may end the permit: the ledger knows whether, and exactly when. Where it comes after the end of
      // another permit it does not matter.
      if (until != kNoSecond && instant_of((std::int64_t{until} - 1) * kMicroseconds) < ledger_.permits_end()) {
        left.push_back(i);
        continue;
      }
      if (verdict.reason == Reason::opt_out_deemed) endings.emplace_back(version->notices, by_silence);
      else if (verdict.reason == Reason::opt_in) endings.emplace_back(version->notices, by_opt_in);
    }
    const std::lock_guard lock(endings_mutex_);
    for (const auto& [notices, ending] : endings) endings_[notices] |= ending;
  });
  asked_ledger_ += left.size();
  for (const std::size_t each : left) ledger_.judge_one(rows[each]);
}

Result<void> IndexJudge::compare_with(const EarlierScrub& earlier, const Ledger& ledger) {
  std::vector<Recorded> carrier_wide;
  const auto entries = ledger.entries_of("");
  if (!entries) return tl::unexpected(entries.error());
  const auto began = [&](std::uint32_t log) {
    const auto found =
        std::find_if(earlier.began.begin(), earlier.began.end(), [&](const LogHead& each) { return each.log == log; });
    return found == earlier.began.end() ? std::uint64_t{0} : found->size;
  };
  for (const Recorded& each : *entries) {
    if (each.position.index < began(each.position.log)) carrier_wide.push_back(each);
  }
  for (const LogHead& head : live_.heads()) {
    Result<void> decoded;
    const auto scanned = ledger.scan({head.log, began(head.log)}, [&](Position, ByteView bytes) {
      const auto entry = decode(bytes);
      if (!entry) decoded = tl::unexpected(entry.error());
      else if (!entry->account.empty()) touched_.insert(live_.index().row_of_account(entry->account));
      return decoded.has_value();
    });
    if (!scanned) return scanned;
    if (!decoded) return decoded;
  }
  earlier_table_.emplace(live_.index().shared(),
                         CampaignTable::Asked{under(*question_.regime, *question_.use), earlier.at,
                                              live_.zones().find(question_.regime->footprint_last_zone),
                                              fold_carrier(carrier_wide, kNever).agreements()});
  return {};
}

bool IndexJudge::same_as_earlier(RowNumber number, const Verdict& verdict) const {
  const CampaignTable& earlier = *earlier_table_;
  if (number == kNoRow) return true;  // a stranger then as now
  if (touched_.contains(number)) return false;
  const Answer answer = earlier.answer(live_.index().rows()[number], live_.index());
  return answer != earlier.ask_ledger() && earlier.verdict(answer) == verdict;
}

Instant IndexJudge::permits_end() {
  Instant ends = ledger_.permits_end();
  gate_.pass([&] {
    const std::lock_guard lock(endings_mutex_);
    const SharedFacts& shared = live_.index().shared();
    for (std::uint32_t notices = 0; notices < endings_.size(); ++notices) {
      const int unknown = endings_[notices] & ~(endings_[notices] >> kKnown) & both;
      if (unknown == 0) continue;
      if ((unknown & by_silence) != 0) {
        ends_ = std::min(ends_, table_->permit_ends(shared, Reason::opt_out_deemed, notices));
      }
      if ((unknown & by_opt_in) != 0) ends_ = std::min(ends_, table_->permit_ends(shared, Reason::opt_in, notices));
      endings_[notices] |= static_cast<std::uint8_t>(unknown << kKnown);
    }
    ends = std::min(ends, ends_);
  });
  return ends;
}

}  // namespace assent
