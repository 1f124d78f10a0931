// Lives: the lives of some accounts, made outside an index and put into it later, all at once.
//
// Until then they have their own shares of the facts, so questions to the index are not disturbed, and the long work is
// done before they must wait. Not thread-safe; several can be made at the same time.
#pragma once

#include "base/memory.hpp"
#include "base/result.hpp"
#include "index/index.hpp"
#include "index/life.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace assent::index {

class Lives {
 public:
  Lives();

  // As life_of().
  void add(std::string_view account, std::span<const ledger::Recorded> entries, const Surroundings& surroundings,
           const Footprints& footprints);

  std::size_t size() const { return made_.size(); }

  // Does Index::put() with each, in the order in which they were added. Precondition: `surroundings` are those with
  // which they were made. Fails as Index::put(); then those before are in the index.
  Result<void> put_into(Index& index, const Surroundings& surroundings) const;

 private:
  struct Made {
    std::string account;
    Life life;
  };
  SharedFacts shared_;
  std::vector<Made> made_;
};

}  // namespace assent::index
