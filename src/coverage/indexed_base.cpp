#include "coverage/indexed_base.hpp"

#include <algorithm>
#include <optional>
#include <span>

namespace assent::coverage {
namespace {

// Of each notice that was given, by the number of its item.
std::vector<std::optional<Giving>> givings_in(const index::NoticeShares& notices, const Question& question) {
  std::vector<std::optional<Giving>> givings;
  givings.reserve(notices.items().size());
  for (const index::NoticeItem& item : notices.items().all()) {
    const NoticeGiven given = notices.given(item);
    // Where the zone is unknown, the instant kept has the same day in all footprints.
    const auto* date = std::get_if<Date>(&given.sent);
    const Date day = date != nullptr ? *date : question.footprint->date_at(std::get<Instant>(given.sent));
    auto giving =
        giving_of(question, notices.texts()[item.text].notice, given, day, notices.places()[item.place].language);
    if (giving) giving->channel = notices.channels()[item.channel];
    givings.push_back(giving);
  }
  return givings;
}

}  // namespace

IndexedBase::IndexedBase(const index::Index& index, const Question& question)
    : index_(&index), at_(index::AskedAt::of(question.at)) {
  const index::SharedFacts& shared = index.shared();
  const index::NoticeShares& notices = shared.notices();
  const std::vector<std::optional<Giving>> by_item = givings_in(notices, question);
  std::vector<Giving> givings;
  told_.reserve(notices.size());
  for (const index::NoticeList& list : notices.lists().all()) {
    givings.clear();
    for (const std::uint32_t member : notices.members().all().subspan(list.first, list.count)) {
      if (by_item[member]) givings.push_back(*by_item[member]);
    }
    std::stable_sort(givings.begin(), givings.end(), [](const Giving& a, const Giving& b) { return a.day < b.day; });
    told_.push_back(told_by(givings));
  }
  active_.reserve(shared.stances().size());
  for (const index::Stance& each : shared.stances()) {
    active_.push_back(shared.profiles()[each.profile].state == CustomerState::active ? 1 : 0);
  }
}

std::string_view IndexedBase::language(std::uint32_t history) const {
  const index::NoticeShares& notices = index_->shared().notices();
  return notices.places()[notices.lists()[history].place].language;
}

IndexedBase::Seen IndexedBase::look_back(const index::Version*& version) const {
  while (!at_.holds(*version)) {
    if (index::asks_ledger(*version) || at_.cannot_tell(*version)) return Seen::ledger_knows;
    if (version->earlier == index::kNobody) return Seen::nobody;
    version = &index_->earlier(version->earlier);
  }
  return Seen::holds;
}

}  // namespace assent::coverage
