#include "index/compiled_campaign.hpp"

#include "base/require.hpp"
#include "index/notice_classes.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace assent::index {
namespace {

// Means "ask the ledger" until all decisions have their numbers: no verdict has this number.
constexpr AnswerCode kNotTold = std::numeric_limits<AnswerCode>::max();

}  // namespace

AnswerCode CompiledCampaign::number_of(const decision::Verdict& verdict) {
  const auto found = std::find(verdicts_.begin(), verdicts_.end(), verdict);
  if (found != verdicts_.end()) return static_cast<AnswerCode>(found - verdicts_.begin());
  verdicts_.push_back(verdict);
  require(answer_count() <= 1 + std::size_t{std::numeric_limits<AnswerCode>::max()},
          "a campaign has no more decisions than a byte has numbers");
  return static_cast<AnswerCode>(verdicts_.size() - 1);
}

void CompiledCampaign::take_parts(const SharedFacts& shared, const decision::UnderRegime& use) {
  for (std::size_t i = of_profile_.size(); i < shared.profiles().size(); ++i) {
    of_profile_.push_back(profiles_.number(decision::profile_part(use, shared.profiles()[i])));
  }
  for (std::size_t i = of_choices_.size(); i < shared.choices().size(); ++i) {
    const ChoiceShare& each = shared.choices()[i];
    if (each.asks_ledger) {
      of_choices_.push_back(choices_.number(std::nullopt));
      continue;
    }
    Facts facts;
    facts.history = each.history;
    of_choices_.push_back(choices_.number(decision::choices_part(use, facts, each.now())));
  }
}

CompiledCampaign::CompiledCampaign(const SharedFacts& shared, const CampaignAsked& asked, const SideBySide& workers) {
  require(kIndexFrom <= asked.at && asked.at < kIndexUntil, "an index is asked about instants from 1970 to 2106");
  const decision::UnderRegime& use = asked.use;
  stances_known_ = shared.stances().size();
  notices_known_ = shared.notices().size();
  take_parts(shared, use);

  NoticeClasses notices = weigh_notices(shared.notices(), {use, asked.at, asked.footprint, asked.agreements}, workers);
  notices_ = std::move(notices.of_share);
  no_turn_before_ = std::move(notices.no_turn_before);
  holds_until_ = notices.holds_until;
  notice_parts_ = std::move(notices.parts);

  // The result of every stance with every part of notices.
  std::map<PartsOfStance, std::size_t> known;
  std::vector<Answers> with_notices;
  std::vector<std::size_t> of_stance;
  for (const Stance& each : shared.stances()) {
    const PartsOfStance parts = parts_of(each);
    const auto [found, added] = known.try_emplace(parts, with_notices.size());
    of_stance.push_back(found->second);
    if (!added) continue;
    Answers& answers = with_notices.emplace_back();
    const Choices& choice = choices_.parts()[parts.second];
    for (const decision::NoticesPart& notice : notice_parts_) {
      answers.push_back(choice ? number_of(decision::weigh(use, profiles_.parts()[parts.first], *choice, notice))
                               : kNotTold);
    }
  }

  // Parts that differ, but never in the decision, are one class: with fewer classes, the table stays in a nearer cache.
  Classes<Answers> columns;
  for (std::size_t part = 0; part < notice_parts_.size(); ++part) {
    Answers column;
    for (const Answers& each : with_notices) column.push_back(each[part]);
    class_of_part_.push_back(static_cast<std::uint8_t>(columns.number(column)));
  }
  for (std::uint8_t& each : notices_) each = class_of_part_[each];
  width_ = columns.parts().size();
  Classes<Answers> rows;
  std::vector<std::uint32_t> begins;
  for (std::size_t each = 0; each < with_notices.size(); ++each) {
    Answers row;
    for (const Answers& column : columns.parts()) row.push_back(column[each]);
    begins.push_back(static_cast<std::uint32_t>(rows.number(row) * width_));
  }
  for (const std::size_t each : of_stance) stances_.push_back(begins[each]);
  for (const auto& [parts, each] : known) begins_.emplace(parts, begins[each]);
  for (const Answers& row : rows.parts()) answers_.insert(answers_.end(), row.begin(), row.end());
  std::replace(answers_.begin(), answers_.end(), kNotTold, ask_ledger());
  if (stances_.empty()) stances_.push_back(0);
  if (notices_.empty()) notices_.push_back(0);
  if (answers_.empty()) answers_.push_back(0);
  marks_ = marks_of(answers_);
}

bool CompiledCampaign::extend(const SharedFacts& shared, const CampaignAsked& asked) {
  // Those of an empty index are no shares.
  if (stances_known_ == 0 || notices_known_ == 0) return false;
  take_parts(shared, asked.use);
  return add_notices(shared, asked) && add_stances(shared, asked.use);
}

bool CompiledCampaign::add_notices(const SharedFacts& shared, const CampaignAsked& asked) {
  const NoticeClasses added =
      weigh_new_notices(shared.notices(), notices_known_, {asked.use, asked.at, asked.footprint, asked.agreements});
  std::vector<std::uint8_t> classes;
  for (const decision::NoticesPart& part : added.parts) {
    const auto found = std::find(notice_parts_.begin(), notice_parts_.end(), part);
    if (found == notice_parts_.end()) return false;
    classes.push_back(class_of_part_[static_cast<std::size_t>(found - notice_parts_.begin())]);
  }
  for (const std::uint8_t part : added.of_share) notices_.push_back(classes[part]);
  no_turn_before_.insert(no_turn_before_.end(), added.no_turn_before.begin(), added.no_turn_before.end());
  holds_until_ = std::min(holds_until_, added.holds_until);
  notices_known_ = shared.notices().size();
  return true;
}

bool CompiledCampaign::add_stances(const SharedFacts& shared, const decision::UnderRegime& use) {
  const std::size_t before = answers_.size();
  for (; stances_known_ < shared.stances().size(); ++stances_known_) {
    const PartsOfStance parts = parts_of(shared.stances()[stances_known_]);
    auto found = begins_.find(parts);
    if (found == begins_.end()) {
      const auto row = row_of(use, parts);
      if (!row) return false;
      std::size_t begin = 0;
      while (begin < answers_.size() &&
             !std::equal(row->begin(), row->end(), answers_.begin() + static_cast<std::ptrdiff_t>(begin))) {
        begin += width_;
      }
      if (begin == answers_.size()) answers_.insert(answers_.end(), row->begin(), row->end());
      found = begins_.emplace(parts, static_cast<std::uint32_t>(begin)).first;
    }
    stances_.push_back(found->second);
  }
  if (answers_.size() != before) marks_ = marks_of(answers_);
  return true;
}

std::optional<CompiledCampaign::Answers> CompiledCampaign::row_of(const decision::UnderRegime& use,
                                                                  const PartsOfStance& parts) const {
  const Choices& choice = choices_.parts()[parts.second];
  if (!choice) return Answers(width_, ask_ledger());
  Answers row(width_, kNotTold);
  for (std::size_t part = 0; part < notice_parts_.size(); ++part) {
    const auto verdict = decision::weigh(use, profiles_.parts()[parts.first], *choice, notice_parts_[part]);
    const auto known = std::find(verdicts_.begin(), verdicts_.end(), verdict);
    if (known == verdicts_.end()) return std::nullopt;
    const auto answer = static_cast<AnswerCode>(known - verdicts_.begin());
    AnswerCode& of_class = row[class_of_part_[part]];
    // A stance may tell parts apart that were one class for all others.
    if (of_class != kNotTold && of_class != answer) return std::nullopt;
    of_class = answer;
  }
  return row;
}

}  // namespace assent::index
