#include "cli/reach_count.hpp"

#include "cli/file_use.hpp"
#include "cli/index_access.hpp"
#include "cli/progress_line.hpp"
#include "tables/reach.hpp"
#include "wire/reach.hpp"

#include <utility>

namespace assent::cli {
namespace {

Result<app::ReachRequest> request_of(Invocation& call, const ReachOptions& options, Instant otherwise) {
  app::ReachManner manner = options.manner;
  manner.at = TRY(optional_instant("--at", options.at));
  manner.otherwise = otherwise;
  if (!options.from.empty()) manner.from = TRY(date_option("--from", options.from));
  if (!options.to.empty()) manner.to = TRY(date_option("--to", options.to));
  const auto rules = TRY(call.all_rules());
  return embed::reach_request(rules->packs, call.world().zones, options.files, manner, call.on_issues());
}

void say(Invocation& call, const app::ReachNotice& notice) {
  if (notice.told.empty()) return call.warn_unless_in_effect(*notice.regime, notice.at);
  call.terminal().warn(notice.told + "; what it decides for an unknown one is counted");
}

}  // namespace

Result<ExitStatus> count_reach(Invocation& call, const ReachOptions& options, Instant otherwise,
                               const ReachSource& source) {
  TRY(check_file_use(call, {.read = embed::files_read(options.files), .written = {}, .kept = source.kept}));
  auto request = TRY(request_of(call, options, otherwise));
  const auto count = TRY(app::ReachCount::plan(std::move(request), call.rules(), call.world().zones));
  call.count_days();
  for (const app::ReachNotice& each : count->notices()) say(call, each);

  const auto base = TRY(source.open(count->scope()));
  ProgressLine line(call.world(), call.terminal(), count->request().against ? "comparing" : "counting", 0, "customers");
  const auto outcome = TRY(count->run(base, index_threads(), line.share_callback()));
  line.clear();
  const std::string& campaign = count->request().campaign.name;
  auto object = wire::reach_json(outcome.counted, campaign, count->zone(), call.world().zones.version());
  auto text = tables::reach_text(outcome.counted, campaign, count->zone(), call.language(), call.terminal().colour());
  if (source.mark) source.mark(object, text);
  if (call.json()) call.terminal().print(object);
  else call.terminal().print(text);
  return call.warn_of_trouble(outcome.trouble) ? ExitStatus::failed : ExitStatus::done;
}

void add_reach_options(Command command, ReachOptions& options) {
  command.options(
      {{"CAMPAIGN", &options.files.campaign, "The campaign (TOML)", "", true},
       {"--at", &options.at, "When the customers are contacted (default: the campaign's instant, else the present)",
        "INSTANT"},
       {"--regime", &options.files.regime, "A rule pack instead of the campaign's, by its id or its file", "PACK"},
       {"--against", &options.files.against,
        "Compare with this rule pack, by its id or its file: which customers are gained or lost, and why", "PACK"},
       {"--examples", &options.manner.examples, "How many accounts to show for each change (default: 3)", "N"},
       {"--from", &options.from, "Count at the beginning of each day from this one on", "DAY"},
       {"--to", &options.to, "The last day", "DAY"},
       {"--every", &options.manner.every, "Days from one to the next (default: 1)", "N"}});
}

}  // namespace assent::cli
