// Reviews: what people found who read the provisional refusals of one account. Pure.
#pragma once

#include "ledger/ledger.hpp"

#include <map>
#include <span>
#include <vector>

namespace assent::ledger {

// Whether it is a refusal that was recorded as provisional, even if it has been reviewed since.
bool is_provisional(const evidence::Body& body);

class Reviews {
 public:
  Reviews() = default;

  // Those among entries_of(account); these outlive it.
  explicit Reviews(std::span<const Recorded> entries);

  // Ignores other entries.
  void add(const Recorded& each);

  // The review that counts: one that confirms, before any other; nullptr: no review has an effect.
  const Recorded* of(const Recorded& refusal) const;

  // Whether the refusal no longer counts. Only for a provisional one, by a later entry of another person than the
  // recorder, and if no one has confirmed it.
  bool takes_back(const Recorded& refusal) const;

  // Whether it is still provisional.
  bool awaits(const Recorded& refusal) const { return is_provisional(refusal.entry.body) && of(refusal) == nullptr; }

 private:
  std::map<Position, std::vector<const Recorded*>> of_;
};

}  // namespace assent::ledger
