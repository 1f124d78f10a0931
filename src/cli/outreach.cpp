#include "cli/outreach.hpp"

#include "outreach/run_json.hpp"
#include "wording/words.hpp"

#include <fmt/format.h>

namespace assent::cli {
namespace {

// Thousandths of a currency, to its hundredths, rounded up.
std::string money(std::uint64_t thousandths) {
  const std::uint64_t hundredths = (thousandths + 9) / 10;
  return fmt::format("{}.{:02}", hundredths / 100, hundredths % 100);
}

}  // namespace

void print_run(Invocation& call, const outreach::NoticeRun& run) {
  if (call.json()) {
    call.terminal().print(outreach::json_of(run));
    return;
  }
  call.terminal().print(fmt::format("run {} is {}: {} of {} in the list get notice {} version {}\n", run.id,
                                    to_string(run.state), run.plan.planned, run.plan.listed,
                                    wording::shown(run.plan.notice), wording::shown(run.plan.version)));
  tables::Table ways({{"by"}, {"in"}, {"customers"}});
  for (const auto& [way, count] : run.plan.by_way) ways.row({way.first, way.second, std::to_string(count)});
  if (!ways.empty()) call.terminal().print(ways);
  tables::Table left_out({{"left out"}, {"customers"}});
  for (std::size_t i = 0; i < outreach::kLeftOutReasons; ++i) {
    if (run.plan.left_out[i] == 0) continue;
    left_out.row({std::string(to_string(static_cast<outreach::LeftOut>(i))), std::to_string(run.plan.left_out[i])});
  }
  if (!left_out.empty()) call.terminal().print(left_out);
  if (run.plan.cost_thousandths) {
    call.terminal().print(fmt::format("it costs {}\n", money(*run.plan.cost_thousandths)));
  }
  call.terminal().print(run.approved_at
                            ? fmt::format("planned by {}, approved by {}\n", run.planned_by, run.approved_by)
                            : fmt::format("planned by {}, not approved yet\n", run.planned_by));
}

}  // namespace assent::cli
