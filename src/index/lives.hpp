// Lives: the lives of some accounts, made beside an index and put into it later, all at once.
//
// Until then their shares of the facts are their own: whoever asks the index meanwhile is not disturbed, and what takes
// time is done before he has to wait. Not thread-safe; several can be made at the same time.
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

namespace assent {

class Lives {
 public:
  Lives();

  // As life_of().
  void add(std::string_view account, std::span<const Recorded> entries, const Surroundings& surroundings,
           const Footprints& footprints);

  std::size_t size() const { return made_.size(); }

  // What Index::put() does with each, in the order in which they were added. Precondition: `surroundings` are those
  // that they were made in. Fails as Index::put(); then those before are in the index.
  Result<void> put_into(Index& index, const Surroundings& surroundings) const;

 private:
  struct Made {
    std::string account;
    Life life;
  };
  SharedFacts shared_;
  std::vector<Made> made_;
};

}  // namespace assent
