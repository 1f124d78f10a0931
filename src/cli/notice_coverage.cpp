#include "cli/notice_coverage.hpp"

#include "cli/index_access.hpp"
#include "wording/words.hpp"

#include <fmt/format.h>

namespace assent::cli {

Result<app::CoverageSource> CoverageCall::open(app::CoverageAsked& asked, const std::string& index) {
  if (asked.regime.empty()) asked.regime = call_.usual_regime();
  asked.reporting_zone = call_.reporting_zone();
  call_.count_days();
  TRY(call_.pack(asked.regime, call_.now()));
  const auto ledger = TRY(call_.ledger(LedgerOpening::read));
  index_ = TRY(index_if_any(call_, index, *ledger));
  const auto engine = TRY(call_.engine_as_it_is(LedgerOpening::read));
  return app::CoverageSource{*engine, index_.get(), {}};
}

void warn_of_unclear(Invocation& call, std::uint64_t accounts) {
  if (accounts == 0) return;
  call.terminal().warn(
      fmt::format("{} not counted: the entries contradict one another, so the status is unknown; see `assent status`",
                  wording::counted(accounts, "account is", "accounts are")));
}

}  // namespace assent::cli
