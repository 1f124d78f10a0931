// What the commands that count a base have in common, whosever customers they are.
#pragma once

#include "cli/command.hpp"
#include "cli/invocation.hpp"
#include "embed/base_count.hpp"

#include <boost/json/object.hpp>

#include <functional>
#include <string>
#include <vector>

namespace assent {

struct ReachOptions {
  FilesToCount files;
  ReachManner manner{.before_names = "--"};
  std::string at;
  std::string from;
  std::string to;
};

// `options` outlive the command line.
void add_reach_options(Command command, ReachOptions& options);

// Whose customers are counted.
struct ReachSource {
  std::vector<std::string> kept;  // files that it may write, as in FileUse
  std::function<Result<BaseToCount>(IndexScope scope)> open;
  // Adds what has to be said of these customers, once they are counted. May be empty.
  std::function<void(boost::json::object& object, std::string& text)> mark = {};
};

// `otherwise`: the instant where neither option nor campaign names one.
Result<ExitStatus> count_reach(Invocation& call, const ReachOptions& options, Instant otherwise,
                               const ReachSource& source);

}  // namespace assent
