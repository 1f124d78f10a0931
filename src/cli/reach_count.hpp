// Counting a base for a campaign, whosever customers they are: the options that a question about reach has, and what
// becomes of it.
#pragma once

#include "cli/command.hpp"
#include "cli/invocation.hpp"
#include "service/live_index.hpp"
#include "service/reach.hpp"
#include "world/large_memory.hpp"

#include <boost/json/object.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace assent {

struct ReachOptions {
  std::string campaign;
  std::string at;
  std::string regime;
  std::string against;
  std::optional<std::uint64_t> examples;
  std::string from;
  std::string to;
  std::optional<std::uint64_t> every;
};

// `options` outlive the command line.
void add_reach_options(Command command, ReachOptions& options);

// Whoever is counted, and what that stands on.
struct OpenBase {
  LargeMemory memory;
  std::optional<LiveIndex> index;
  std::optional<CustomerFile> customers;  // none: no ledger stands behind the index

  WholeBase whole() const;
};

// Whose customers are counted.
struct ReachSource {
  std::vector<std::string> kept;  // files that it may write, as in FileUse
  std::optional<Instant> day;     // the instant where neither option nor campaign names one; none: the present
  std::function<Result<void>(IndexScope scope, OpenBase& opened)> open;
  // Adds to a result what has to be said of these customers; `counting` is how long it took to count them. May be
  // empty.
  std::function<void(boost::json::object& object, std::string& text, std::chrono::microseconds counting)> mark = {};
};

Result<ExitStatus> count_reach(Invocation& call, const ReachOptions& options, const ReachSource& source);

}  // namespace assent
