// Notice coverage: the use cases of counting who was told, and of listing who is due for a notice.
#pragma once

#include "app/engine.hpp"
#include "base/byte_stream.hpp"
#include "base/result.hpp"
#include "coverage/base.hpp"
#include "coverage/standing.hpp"

#include <cstdint>
#include <functional>
#include <map>
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
  coverage::AlarmRules rules{};
};

struct CoverageDay {
  Date day;
  coverage::Count count;
};

struct CoverageFound {
  Date day;
  Names notices;
  coverage::Report report;
  std::vector<CoverageDay> trend;  // from the earliest day to the one asked about
};

using OnEntries = std::function<void(std::uint64_t done, std::uint64_t all)>;

// Reads every entry of the ledger once.
//
//   not_found             no notice is published for the regime
//   invalid               more than a year of grace or trend
//   not_found, invalid    as Engine::regime()
//   unavailable, damaged  as the ledger
Result<CoverageFound> notice_coverage(const Engine& engine, const CoverageAsked& asked, const OnEntries& progress = {});

struct DueFound {
  std::uint64_t customers = 0;                      // on the list
  std::map<std::string, std::uint64_t> by_reason;   // coverage::to_string(Due)
  std::map<std::string, std::uint64_t> by_channel;  // the best channel; `-`: none is left
  std::map<std::string, Date> first_day;            // by channel: the first day on which silence can approve, if the
                                                    // notice is sent on the day asked about
};

// Writes `account,reason,due,channel,language`, a row for each customer who is due, in the order of the accounts'
// hashes. Fails as notice_coverage(), and as the sink.
Result<DueFound> notices_due(const Engine& engine, const CoverageAsked& asked, ByteSink& list,
                             const OnEntries& progress = {});

}  // namespace assent::app
