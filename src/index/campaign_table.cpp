#include "index/campaign_table.hpp"

#include "base/require.hpp"
#include "index/count_rows.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

namespace assent::index {

CampaignTable::CampaignTable(const SharedFacts& shared, Asked asked, const SideBySide& workers)
    : CampaignTable(std::move(asked), nullptr) {
  compiled_ = std::make_shared<CompiledCampaign>(shared, asked_, workers);
}

std::optional<CampaignTable> CampaignTable::at_later(Instant at, const decision::UnderRegime& use) const {
  if (at < asked_.at || at >= compiled_->holds_until() || at >= kIndexUntil) return std::nullopt;
  return CampaignTable({use, at, asked_.footprint, asked_.agreements}, compiled_);
}

bool CampaignTable::extend(const SharedFacts& shared) {
  if (compiled_.use_count() > 1) compiled_ = std::make_shared<CompiledCampaign>(*compiled_);
  return compiled_->extend(shared, asked_);
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
  const RowTables tables = compiled_->tables(at_.second);
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
  const std::chrono::sys_days turn = compiled_->no_turn_before(notices);
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
