// What the commands that count a base have in common, whosever customers they are: the options that a question about
// reach has, and what becomes of it.
#pragma once

#include "cli/command.hpp"
#include "cli/invocation.hpp"
#include "service/live_index.hpp"
#include "service/reach.hpp"

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

// Whose customers are counted.
struct ReachSource {
  std::vector<std::string> kept;  // files that it may write, as in FileUse
  std::optional<Instant> day;     // the instant where neither option nor campaign names one; none: the present
  // Their index, and of which ledger it is; nullptr: of none.
  struct Base {
    LiveIndex index;
    const Ledger* ledger = nullptr;
  };
  std::function<Result<Base>(IndexScope scope)> open;
  // Adds to a result what has to be said of these customers; `counting` is how long it took to count them. May be
  // empty.
  std::function<void(boost::json::object& object, std::string& text, std::chrono::microseconds counting)> mark = {};
};

Result<ExitStatus> count_reach(Invocation& call, const ReachOptions& options, const ReachSource& source);

}  // namespace assent
