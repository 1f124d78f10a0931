// IndexedBase: the customers of an index, with what the notices that they were given prove. A history of notices is
// looked at once for all customers who have it. Pure; after it is made, any number of threads can use it while none
// changes the index.
#pragma once

#include "coverage/told.hpp"
#include "index/index.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace assent::coverage {

class IndexedBase {
 public:
  // The index outlives it, and was built for the regime's footprint. Precondition: kIndexFrom <= question.at <
  // kIndexUntil.
  IndexedBase(const index::Index& index, const Question& question);

  // By the number of a history.
  const Told& told(std::uint32_t history) const { return told_[history]; }
  std::string_view language(std::uint32_t history) const;
  std::uint32_t histories() const { return static_cast<std::uint32_t>(told_.size()); }

  // Of the rows in order: `visit(row, history, particulars)` for each active customer, `ask(row)` for each about whom
  // only the ledger knows.
  template <class Visit, class Ask>
  void each_active(const Visit& visit, const Ask& ask) const;

 private:
  enum class Seen : std::uint8_t { nobody, ledger_knows, holds };
  Seen look_back(const index::Version*& version) const;

  const index::Index* index_;
  index::AskedAt at_;
  std::vector<Told> told_;            // of each history
  std::vector<std::uint8_t> active_;  // of each stance
};

template <class Visit, class Ask>
void IndexedBase::each_active(const Visit& visit, const Ask& ask) const {
  const index::Version* const rows = index_->rows().data();
  const index::Particulars* const particulars = index_->particulars().data();
  const auto size = static_cast<index::RowNumber>(index_->size());
  for (index::RowNumber row = 0; row < size; ++row) {
    const index::Version* version = rows + row;
    if (!at_.holds(*version)) {
      const Seen seen = look_back(version);
      if (seen == Seen::ledger_knows) ask(row);
      if (seen != Seen::holds) continue;
    }
    if (active_[version->stance] == 0) continue;
    if (particulars[row].holds(at_)) visit(row, version->notices, particulars[row]);
    else ask(row);
  }
}

}  // namespace assent::coverage
