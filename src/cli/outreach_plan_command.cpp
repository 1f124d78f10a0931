#include "base/number.hpp"
#include "cli/command.hpp"
#include "cli/commands.hpp"
#include "cli/file_use.hpp"
#include "cli/outreach.hpp"
#include "cli/question.hpp"
#include "embed/named_files.hpp"
#include "outreach/notice_runs.hpp"
#include "outreach/plan.hpp"
#include "wording/words.hpp"

#include <fmt/format.h>

#include <memory>
#include <string>
#include <vector>

namespace assent::cli {
namespace {

struct PlanOptions {
  std::string list;
  std::string plan;
  std::string left_out;
  std::string again_before;
  std::vector<std::string> prices;
  outreach::PlanRequest request;
};

Result<void> add_price(const std::string& option, outreach::PlanRequest& request) {
  const std::size_t at = option.find('=');
  const auto price = at == std::string::npos ? std::nullopt : number_in<std::uint64_t>(option.substr(at + 1));
  if (!price) {
    return fail(ErrorCode::invalid, fmt::format("`--price` is {}, which is no price", wording::shown(option)),
                "write a channel and thousandths of your currency, such as `sms=30`");
  }
  request.price_thousandths[option.substr(0, at)] = *price;
  return {};
}

Result<ExitStatus> plan(Invocation& call, const PlanOptions& options) {
  outreach::PlanRequest request = options.request;
  const auto again_before = TRY(optional_instant("--again-before", options.again_before));
  if (again_before) request.again_before = *again_before;
  for (const std::string& each : options.prices) TRY(add_price(each, request));
  const std::string plan_name = options.plan.empty() ? options.list + ".plan.csv" : options.plan;
  const std::string left_out_name = options.left_out.empty() ? options.list + ".left-out.csv" : options.left_out;
  TRY(check_file_use(call, {{options.list}, {plan_name, left_out_name}, {}}));
  const auto engine = TRY(call.recording_engine(ClockAhead::is_refused));
  const auto list = TRY(embed::open_list_source(options.list));
  const auto planned = TRY(embed::create_sink(plan_name));
  const auto left_out = TRY(embed::create_sink(left_out_name));
  const auto made = TRY(outreach::plan_run(*engine, request, *list, {*planned, *left_out}));
  TRY(planned->commit());
  TRY(left_out->commit());
  outreach::NoticeRuns runs(*engine);
  const auto run = TRY(runs.add(made, call.actor()));
  print_run(call, run);
  call.terminal().note(fmt::format("the plan is in {}, those left out are in {}", wording::shown(plan_name),
                                   wording::shown(left_out_name)));
  return made.planned == made.listed ? ExitStatus::done : ExitStatus::rows_to_look_at;
}

}  // namespace

void add_outreach_plan_command(Command group, Invocation& call) {
  Command planning = group.command("plan", "Say who of a list gets a notice and how, and who is left out and why",
                                   "  assent outreach plan due.csv --notice your-information --version 2026-1 \\\n"
                                   "    --by email --by mail --price email=1 --price mail=700\n");
  auto options = std::make_shared<PlanOptions>();
  planning.option("LIST", options->list, "The accounts (CSV), as `assent notice due` writes them").required();
  planning.option("--notice", options->request.notice, "The notice").type_name("NAME").required();
  planning.option("--version", options->request.version, "Its version").type_name("VERSION").required();
  planning
      .option("--by", options->request.channels,
              "A way out: email, sms or mail; give it several times, the preferred one first")
      .type_name("CHANNEL")
      .required()
      .repeated();
  planning
      .option("--otherwise-in", options->request.otherwise_language,
              "For customers whose language is unknown or has no text")
      .type_name("LANG");
  planning
      .option("--again-before", options->again_before,
              "Also for customers who were given it before that instant, as for a renewal")
      .type_name("INSTANT");
  planning.option("--price", options->prices, "What one message costs, in thousandths of your currency: sms=30")
      .type_name("CHANNEL=PRICE")
      .repeated();
  planning.option("--account-column", options->request.account_column, "The column with the account (default: account)")
      .type_name("NAME");
  planning.option("--plan", options->plan, "Where to write the plan (default: LIST.plan.csv)").type_name("FILE");
  planning.option("--left-out", options->left_out, "Where to write who is left out (default: LIST.left-out.csv)")
      .type_name("FILE");
  planning.callback([&call, options] { call.choose([&call, options] { return plan(call, *options); }); });
}

}  // namespace assent::cli
