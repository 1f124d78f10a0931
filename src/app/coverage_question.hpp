// CoverageQuestion: what is asked about who was told, with the rules and the carrier's entries that it stands on.
#pragma once

#include "app/engine.hpp"
#include "base/result.hpp"
#include "coverage/count.hpp"
#include "coverage/told.hpp"
#include "ledger/fold.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace assent::app {

struct CoverageAsked {
  Names notices{};               // empty: every one that is published for the regime
  std::string regime{};          // empty: the default one
  std::optional<Instant> at;     // none: the present
  std::uint64_t grace_days = 0;  // customers so new need no notice yet
  std::uint64_t trend_days = 0;  // how many earlier days are counted, too
  std::string reporting_zone{};  // where the day of `at` is the carrier's; empty: where the regime's footprint ends
  coverage::AlarmRules rules{};
};

// The question does not move: it points into the rules.
struct CoverageQuestion {
  RegimeInUse regime;
  std::vector<ledger::Recorded> carrier_wide;
  ledger::CarrierFile carrier;
  std::chrono::days grace{0};
  coverage::Question question;

  // Whether a customer who became one on that day is so new that they need no notice yet.
  bool is_in_grace(coverage::Due due, std::optional<Date> activated) const {
    return due == coverage::Due::never && activated && *activated + grace >= question.today;
  }
};

//   not_found             no notice is published for the regime
//   invalid               more than a year of grace or trend; the reporting zone is no zone
//   not_found, invalid    as Engine::regime()
//   unavailable, damaged  as the ledger
Result<std::unique_ptr<const CoverageQuestion>> coverage_question(const Engine& engine, const CoverageAsked& asked);

}  // namespace assent::app
