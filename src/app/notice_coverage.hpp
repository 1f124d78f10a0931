// Notice coverage: the use cases of counting who was told, and of listing who is due for a notice. From an index where
// there is one, else from every entry of the ledger; both give the same.
#pragma once

#include "app/coverage_question.hpp"
#include "app/engine.hpp"
#include "base/byte_stream.hpp"
#include "base/result.hpp"
#include "coverage/count.hpp"
#include "coverage/standing.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace assent::app {

// Where the answer comes from. All outlive the call.
struct CoverageSource {
  const Engine& engine;
  // Of the engine's ledger, and up to date; nullptr: there is none. The ledger is asked all the same where the index
  // cannot say: under a regime that it was not built for, and at an instant outside its range.
  const service::LeasedIndex* index = nullptr;
  std::function<void(std::uint64_t done, std::uint64_t all)> progress = {};  // entries of the ledger; may be empty
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
  // Accounts whose status cannot be established, as their entries contradict one another: they are in no slice.
  std::uint64_t unclear = 0;
};

//   not_found             no notice is published for the regime
//   invalid               more than a year of grace or trend; the reporting zone is no zone
//   not_found, invalid    as Engine::regime()
//   unavailable, damaged  as the ledger
Result<CoverageFound> notice_coverage(const CoverageSource& source, const CoverageAsked& asked);

struct DueFound {
  std::uint64_t customers = 0;                      // on the list
  std::map<std::string, std::uint64_t> by_reason;   // coverage::to_string(Due)
  std::map<std::string, std::uint64_t> by_channel;  // the best channel; `-`: none is left
  std::map<std::string, Date> first_day;            // by channel: the first day on which silence can approve, if the
                                                    // notice is sent on the day asked about
  std::uint64_t unclear = 0;                        // as above; they are not on the list
};

// Writes `account,reason,due,channel,language`, a row for each customer who is due. Fails as notice_coverage(), and as
// the sink.
Result<DueFound> notices_due(const CoverageSource& source, const CoverageAsked& asked, ByteSink& list);

}  // namespace assent::app
