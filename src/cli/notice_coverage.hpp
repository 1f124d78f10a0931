// What commands that count who was told have in common: the index or the ledger that they ask.
#pragma once

#include "app/notice_coverage.hpp"
#include "cli/invocation.hpp"
#include "service/leased_index.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace assent::cli {

inline constexpr std::string_view kCoverageIndex =
    "The index to count with (default: the ledger's, if there is one); none: read the ledger";

// Keeps open what one such command asks.
class CoverageCall {
 public:
  // `call` outlives it.
  explicit CoverageCall(Invocation& call) : call_(call) {}

  // The source for the question, whose regime and reporting zone are filled in. `index` as `--index` says. Fails as
  // Invocation::pack(), Invocation::ledger() and index_if_any().
  Result<app::CoverageSource> open(app::CoverageAsked& asked, const std::string& index);

 private:
  Invocation& call_;
  std::shared_ptr<service::LeasedIndex> index_;
};

// Says on standard error that accounts could not be counted, if there are any.
void warn_of_unclear(Invocation& call, std::uint64_t accounts);

}  // namespace assent::cli
