// WithNotice: an index's shared facts as they would be if some customers had been given one more notice. The index
// stays as it is. Pure; not thread-safe while it is made.
#pragma once

#include "index/shared_facts.hpp"

#include <boost/unordered/unordered_flat_map.hpp>

#include <cstdint>
#include <optional>
#include <vector>

namespace assent::index {

class WithNotice {
 public:
  // Stances keep their numbers. All outlive it.
  WithNotice(const SharedFacts& facts, const Memory& memory, const Surroundings& surroundings);

  // The number, among shared(), of that history with the notice behind it. `kind` tells notices apart that differ
  // otherwise than by the history. Nothing: it cannot be kept, so the ledger must be asked.
  template <class Given>
  std::optional<std::uint32_t> history(std::uint32_t number, std::uint32_t kind, const Given& given_of) {
    const auto [found, added] = numbers_.try_emplace(std::uint64_t{number} << 32 | kind);
    if (added) {
      NoticeShare share = facts_->notices().share(number);
      share.given.push_back(given_of(share));
      found->second = shared_.notices(share, surroundings_);
    }
    return found->second;
  }

  const SharedFacts& shared() const { return shared_; }

 private:
  const SharedFacts* facts_;
  Surroundings surroundings_;
  SharedFacts shared_;
  boost::unordered_flat_map<std::uint64_t, std::optional<std::uint32_t>> numbers_;
};

}  // namespace assent::index
