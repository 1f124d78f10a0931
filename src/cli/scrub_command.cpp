#include "cli/commands.hpp"
#include "cli/help.hpp"
#include "cli/progress_line.hpp"
#include "cli/question.hpp"
#include "cli/same_file.hpp"
#include "cli/words.hpp"
#include "explanation/words.hpp"
#include "service/campaign.hpp"
#include "service/scrub.hpp"
#include "world/compressed.hpp"
#include "world/files.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace assent {
namespace {

struct ScrubOptions {
  std::string campaign;
  std::string list;
  std::string permitted;
  std::string refused;
  std::string report;
  std::string at;
  std::string known_at;
  ListColumns columns;
};

Result<ScrubOrder> order_of(Invocation& call, const ScrubOptions& options, const Campaign& campaign,
                            const Regime& regime) {
  ScrubOrder order;
  order.campaign = campaign.name;
  if (const auto known = check_names(campaign.use, regime); !known) return tl::unexpected(known.error());
  const auto catalogue = call.catalogue();
  if (!catalogue) return tl::unexpected(catalogue.error());
  auto use = use_of(campaign, **catalogue);
  if (!use) return tl::unexpected(use.error());
  order.use = std::move(*use);
  const auto at = optional_instant("--at", options.at);
  if (!at) return tl::unexpected(at.error());
  const auto known_at = optional_instant("--known-at", options.known_at);
  if (!known_at) return tl::unexpected(known_at.error());
  order.as_of = {at->value_or(campaign.instant.value_or(call.now())), *known_at};
  order.columns = options.columns;
  order.language = call.language();
  return order;
}

Result<void> check_files(const ScrubOptions& options) {
  const std::string* outputs[] = {&options.permitted, &options.refused, &options.report};
  for (const std::string* output : outputs) {
    if (output->empty()) continue;
    for (const std::string* other : {&options.campaign, &options.list}) {
      if (*output != "-" && same_file(*output, *other)) {
        return fail(ErrorCode::invalid, fmt::format("{} would be read and written", shown(*output)),
                    "name another file for the result");
      }
    }
    for (const std::string* other : outputs) {
      if (other != output && !other->empty() && same_file(*output, *other)) {
        return fail(ErrorCode::invalid, fmt::format("{} is named for two results", shown(*output)),
                    "name a file for each");
      }
    }
  }
  return {};
}

std::string summary_text(const ScrubSummary& summary, Language language, bool colour) {
  std::vector<std::pair<Reason, std::uint64_t>> reasons(summary.by_reason.begin(), summary.by_reason.end());
  std::stable_sort(reasons.begin(), reasons.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  Table table({{"reason"}, {"rows", Align::right}, {"share", Align::right}, {"in words"}});
  for (const auto& [reason, rows] : reasons) {
    table.row({std::string(to_string(reason)), thousands(rows), share(rows, summary.rows),
               std::string(meaning(reason, language))});
  }
  std::string text = fmt::format("{}, under {} version {}, at {}\n\n", summary.campaign, summary.regime,
                                 summary.regime_version, to_the_second(summary.as_of.at));
  if (!table.empty()) text += table.text(colour) + "\n";
  Table totals({{"list"}, {"rows", Align::right}, {"share", Align::right}});
  totals.row({"permitted", thousands(summary.permitted), share(summary.permitted, summary.rows)});
  totals.row({"refused", thousands(summary.refused), share(summary.refused, summary.rows)});
  totals.row({"all", thousands(summary.rows), share(summary.rows, summary.rows)});
  text += totals.text(colour);
  if (summary.unreadable > 0) {
    text += fmt::format("\n{} of the refused could not be read\n", counted(summary.unreadable, "row", "rows"));
  }
  return text;
}

Result<ExitStatus> scrub_list(Invocation& call, const ScrubOptions& options) {
  if (const auto checked = check_files(options); !checked) return tl::unexpected(checked.error());
  const auto text = read_file(options.campaign);
  if (!text) return tl::unexpected(text.error());
  const auto campaign = read_campaign(*text, options.campaign);
  if (!campaign) return tl::unexpected(call.issues_error(options.campaign, campaign.error()));
  const auto regime = call.regime(campaign->regime);
  if (!regime) return tl::unexpected(regime.error());
  const auto order = order_of(call, options, *campaign, **regime);
  if (!order) return tl::unexpected(order.error());
  const auto ledger = call.ledger(LedgerOpening::read);
  if (!ledger) return tl::unexpected(ledger.error());
  auto list = open_list(options.list);
  if (!list) return tl::unexpected(list.error());
  auto permitted = create_list(options.permitted);
  if (!permitted) return tl::unexpected(permitted.error());
  auto refused = create_list(options.refused);
  if (!refused) return tl::unexpected(refused.error());
  call.warn_unless_in_effect(**regime, order->as_of.at);

  const CustomerFile customers(**ledger, call.world().zones);
  ProgressLine line(call.world(), call.terminal(), "scrubbing", (*list)->size().value_or(0));
  const auto summary = scrub(customers, call.world().telephones, **regime, *order, **list, **permitted, **refused,
                             [&](const Progress& progress) {
                               line.show({progress.rows, (*list)->bytes_read()});
                             });
  line.clear();
  if (!summary) return tl::unexpected(summary.error());
  for (ListSink* sink : {permitted->get(), refused->get()}) {
    if (const auto kept = sink->commit(); !kept) return tl::unexpected(kept.error());
  }
  const std::string as_json = to_json(*summary);
  if (!options.report.empty()) {
    if (const auto kept = write_file(options.report, as_json); !kept) return tl::unexpected(kept.error());
  }
  const bool list_on_output = options.permitted == "-" || options.refused == "-";
  if (list_on_output) call.terminal().note(summary_text(*summary, call.language(), false));
  else if (call.json()) call.terminal().print(as_json);
  else call.terminal().print(summary_text(*summary, call.language(), call.terminal().colour()));
  return ExitStatus::done;
}

}  // namespace

void add_scrub_command(CLI::App& app, Invocation& call) {
  CLI::App& command = add_command(
      app, "scrub", "Split a list into who may be contacted and who not, with the reason, in the order of the list",
      "  assent scrub internet.toml list.csv --permitted yes.csv --refused no.csv\n"
      "  assent scrub internet.toml list.csv --permitted yes.csv --refused no.csv --report summary.json\n"
      "  assent scrub internet.toml list.csv.zst --permitted yes.csv.gz --refused no.csv.gz\n"
      "  assent scrub internet.toml dialler.csv --permitted yes.csv --refused no.csv \\\n"
      "    --telephone-column msisdn --country LB\n");
  auto options = std::make_shared<ScrubOptions>();
  command.add_option("CAMPAIGN", options->campaign, "The campaign (TOML)")->required();
  command.add_option("LIST", options->list, "The list (CSV, also packed as .gz or .zst); `-` is standard input")
      ->required();
  command.add_option("--permitted", options->permitted, "Where the rows go that may be contacted")
      ->type_name("FILE")
      ->required();
  command.add_option("--refused", options->refused, "Where the others go, with reason and explanation")
      ->type_name("FILE")
      ->required();
  command.add_option("--report", options->report, "The summary as JSON")->type_name("FILE");
  command
      .add_option("--at", options->at,
                  "When the customers are contacted (default: the campaign's instant, else the present)")
      ->type_name("INSTANT");
  command.add_option("--known-at", options->known_at, "Use only what had been recorded by then")->type_name("INSTANT");
  command
      .add_option("--account-column", options->columns.account, "The column with the account (default: found by name)")
      ->type_name("NAME");
  command.add_option("--telephone-column", options->columns.telephone, "The column with the telephone number instead")
      ->type_name("NAME");
  command.add_option("--country", options->columns.country, "Where numbers without `+` are meant, such as LB")
      ->type_name("CC");
  command.callback([&call, options] { call.choose([&call, options] { return scrub_list(call, *options); }); });
}

}  // namespace assent
