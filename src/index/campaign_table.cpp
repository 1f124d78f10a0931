#include "index/campaign_table.hpp"

#include "base/require.hpp"
#include "index/count_rows.hpp"
#include "index/notice_classes.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace assent::index {
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

// Means "ask the ledger" until all decisions have their numbers: no verdict has this number.
constexpr AnswerCode kNotTold = std::numeric_limits<AnswerCode>::max();

}  // namespace

AnswerCode CampaignTable::Compiled::number_of(const decision::Verdict& verdict) {
  const auto found = std::find(verdicts.begin(), verdicts.end(), verdict);
  if (found != verdicts.end()) return static_cast<AnswerCode>(found - verdicts.begin());
  verdicts.push_back(verdict);
  require(answer_count() <= 1 + std::size_t{std::numeric_limits<AnswerCode>::max()},
          "a campaign has no more decisions than a byte has numbers");
  return static_cast<AnswerCode>(verdicts.size() - 1);
}

CampaignTable::CampaignTable(const SharedFacts& shared, Asked asked, const SideBySide& workers)
    : CampaignTable(std::move(asked), nullptr) {
  compiled_ = std::make_shared<const Compiled>(compiled(shared, asked_, workers));
}

std::optional<CampaignTable> CampaignTable::at_later(Instant at, const decision::UnderRegime& use) const {
  if (at < asked_.at || at >= compiled_->holds_until || at >= kIndexUntil) return std::nullopt;
  return CampaignTable({use, at, asked_.footprint, asked_.agreements}, compiled_);
}

CampaignTable::Compiled CampaignTable::compiled(const SharedFacts& shared, const Asked& asked,
                                                const SideBySide& workers) {
  require(kIndexFrom <= asked.at && asked.at < kIndexUntil, "an index is asked about instants from 1970 to 2106");
  const decision::UnderRegime& use = asked.use;
  Compiled made;
  made.stances_known = shared.stances().size();
  made.notices_known = shared.notices().size();
  Classes<decision::ProfilePart> profiles;
  std::vector<std::size_t> of_profile;
  for (const Customer& each : shared.profiles())
    of_profile.push_back(profiles.number(decision::profile_part(use, each)));

  Classes<std::optional<decision::ChoicesPart>> choices;  // nothing: the ledger must be asked
  std::vector<std::size_t> of_choices;
  for (const ChoiceShare& each : shared.choices()) {
    if (each.asks_ledger) {
      of_choices.push_back(choices.number(std::nullopt));
      continue;
    }
    Facts facts;
    facts.history = each.history;
    of_choices.push_back(choices.number(decision::choices_part(use, facts, each.now())));
  }

  NoticeClasses notices = weigh_notices(shared.notices(), {use, asked.at, asked.footprint, asked.agreements}, workers);
  made.notices = std::move(notices.of_share);
  made.no_turn_before = std::move(notices.no_turn_before);
  made.holds_until = notices.holds_until;

  // The result of every stance with every class of notices.
  using Answers = std::vector<AnswerCode>;
  std::map<std::pair<std::size_t, std::size_t>, std::size_t> known;
  std::vector<Answers> with_notices;
  std::vector<std::size_t> of_stance;
  for (const Stance& each : shared.stances()) {
    const std::pair parts{of_profile[each.profile], of_choices[each.choices]};
    const auto [found, added] = known.try_emplace(parts, with_notices.size());
    of_stance.push_back(found->second);
    if (!added) continue;
    Answers& answers = with_notices.emplace_back();
    const auto& choice = choices.parts()[parts.second];
    for (const decision::NoticesPart& notice : notices.parts) {
      answers.push_back(choice ? made.number_of(decision::weigh(use, profiles.parts()[parts.first], *choice, notice))
                               : kNotTold);
    }
  }

  // Parts that differ, but never in the decision, are one class: with fewer classes, the table stays in a nearer cache.
  Classes<Answers> columns;
  std::vector<std::uint8_t> merged;
  for (std::size_t notice = 0; notice < notices.parts.size(); ++notice) {
    Answers column;
    for (const Answers& each : with_notices) column.push_back(each[notice]);
    merged.push_back(static_cast<std::uint8_t>(columns.number(column)));
  }
  for (std::uint8_t& each : made.notices) each = merged[each];
  Classes<Answers> rows;
  const std::size_t width = columns.parts().size();
  std::vector<std::uint32_t> begins;
  for (std::size_t each = 0; each < with_notices.size(); ++each) {
    Answers row;
    for (const Answers& column : columns.parts()) row.push_back(column[each]);
    begins.push_back(static_cast<std::uint32_t>(rows.number(row) * width));
  }
  for (const std::size_t each : of_stance) made.stances.push_back(begins[each]);
  for (const Answers& row : rows.parts()) made.answers.insert(made.answers.end(), row.begin(), row.end());
  std::replace(made.answers.begin(), made.answers.end(), kNotTold, made.ask_ledger());
  if (made.stances.empty()) made.stances.push_back(0);
  if (made.notices.empty()) made.notices.push_back(0);
  if (made.answers.empty()) made.answers.push_back(0);
  made.marks = marks_of(made.answers);
  return made;
}

// What a version that does not count yet says by itself; nothing: the one before says it.
std::optional<AnswerCode> CampaignTable::answer_of_later(const Version& version) const {
  if (asks_ledger(version) || at_.cannot_tell(version)) return ask_ledger();
  if (version.earlier == kNobody) return unknown_customer();
  return {};
}

AnswerCode CampaignTable::answer_of_life(const Version& row, const Index& index) const {
  const Version* version = &row;
  while (!holds(*version)) {
    if (const auto answer = answer_of_later(*version)) return *answer;
    version = &index.earlier(version->earlier);
  }
  return answer_of_shares(*version);
}

void CampaignTable::count(const Index& index, RowNumber from, RowNumber until, std::span<std::uint64_t> counts) const {
  require(covers(index.shared()) && until <= index.size() && counts.size() == answers(),
          "a table counts the rows of the index that it was compiled for");
  const Compiled& c = *compiled_;
  const RowTables tables{c.stances.data(), c.notices.data(),
                         c.answers.data(), c.marks.empty() ? nullptr : c.marks.data(),
                         answers(),        at_.second};
  // For rows whose latest version does not count yet, the one before is loaded from memory while the next rows are
  // counted.
  constexpr std::size_t kTogether = 64;
  std::vector<std::uint32_t> coming;  // its places: on their way
  std::vector<std::uint32_t> next;    // not asked for yet
  const auto look_into_lives = [&] {
    for (const std::uint32_t each : coming) ++counts[answer(index.earlier(each), index)];
    coming.clear();
    for (const std::uint32_t each : next) index.prefetch_version(each);
    std::swap(coming, next);
  };
  std::array<std::uint16_t, kRowsAtOnce> later;
  for (RowNumber begin = from; begin < until;) {
    const RowNumber end = std::min<RowNumber>(until, begin + static_cast<RowNumber>(kRowsAtOnce));
    const std::size_t found = count_rows(tables, index.rows().all().subspan(begin, end - begin), counts, later.data());
    for (std::size_t i = 0; i < found; ++i) {
      const Version& row = index.rows()[begin + later[i]];
      if (const auto answer = answer_of_later(row)) ++counts[*answer];
      else next.push_back(row.earlier);
    }
    if (next.size() >= kTogether) look_into_lives();
    begin = end;
  }
  look_into_lives();  // those that are coming
  look_into_lives();  // the last ones
}

Instant CampaignTable::permit_ends(const SharedFacts& shared, Reason reason, std::uint32_t notices,
                                   Instant before) const {
  const bool by_silence = reason == Reason::opt_out_deemed;
  const bool agreement_counts = asked_.use.agreement_required && (by_silence || reason == Reason::opt_in);
  if (!by_silence && !agreement_counts) return kNever;
  const std::chrono::sys_days turn = compiled_->no_turn_before[notices];
  if (!agreement_counts && (turn == decision::kNoTurn || turn >= before)) return kNever;
  const Facts facts = shared.notices().facts(notices, asked_.footprint);
  Facts backed;
  backed.zone = facts.zone;
  backed.history.agreements = asked_.agreements;
  Instant instant = asked_.at;
  for (;;) {
    Instant next = kNever;
    if (by_silence) next = std::min(next, decision::notices_turn(asked_.use, facts, instant).value_or(kNever));
    if (agreement_counts) next = std::min(next, decision::notices_turn(asked_.use, backed, instant).value_or(kNever));
    if (next >= before) return kNever;
    if (by_silence && decision::notices_part(asked_.use, facts, next).chain != Reason::opt_out_deemed) return next;
    if (agreement_counts && decision::notices_part(asked_.use, backed, next).agreement_fault) return next;
    instant = next;
  }
}

}  // namespace assent::index
