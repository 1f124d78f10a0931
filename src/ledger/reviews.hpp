// Reviews: what people found who have read the provisional refusals of one account. Pure.
#pragma once

#include "ledger/ledger.hpp"

#include <map>
#include <span>
#include <vector>

namespace assent {

// Whether it is a refusal that was recorded as provisional, whatever was found of it since.
bool is_provisional(const Body& body);

class Reviews {
 public:
  Reviews() = default;

  // Those among entries_of(account); these outlive it.
  explicit Reviews(std::span<const Recorded> entries);

  // What is no review is passed over.
  void add(const Recorded& each);

  // The review that holds: one that confirms, before any other; nullptr: nobody has reviewed it with effect.
  const Recorded* of(const Recorded& refusal) const;

  // Whether the refusal counts no more. Only of what is provisional, by a later entry of somebody else than who
  // recorded it, and where nobody has confirmed it.
  bool takes_back(const Recorded& refusal) const;

  // Whether it is provisional still.
  bool awaits(const Recorded& refusal) const { return is_provisional(refusal.entry.body) && of(refusal) == nullptr; }

 private:
  std::map<Position, std::vector<const Recorded*>> of_;
};

}  // namespace assent
