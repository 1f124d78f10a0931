// What the commands that count a base have in common, for any source of customers.
#pragma once

#include "cli/command.hpp"
#include "cli/invocation.hpp"
#include "embed/base_count.hpp"

#include <boost/json/object.hpp>

#include <functional>
#include <string>
#include <vector>

namespace assent::cli {

struct ReachOptions {
  embed::FilesToCount files;
  app::ReachManner manner{.before_names = "--"};
  std::string at;
  std::string from;
  std::string to;
};

// `options` outlive the command line.
void add_reach_options(Command command, ReachOptions& options);

// The source of the customers to count.
struct ReachSource {
  std::vector<std::string> kept;  // files that it can write, as in FileUse
  std::function<Result<app::BaseToCount>(service::IndexScope scope)> open;
  // Adds what must be said about these customers after the count. May be empty.
  std::function<void(boost::json::object& object, std::string& text)> mark = {};
};

// `otherwise`: the instant if neither option nor campaign names one.
Result<ExitStatus> count_reach(Invocation& call, const ReachOptions& options, Instant otherwise,
                               const ReachSource& source);

}  // namespace assent::cli
