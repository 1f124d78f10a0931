#include "app/notice.hpp"
#include "cli/command.hpp"
#include "cli/commands.hpp"
#include "cli/notice_list.hpp"
#include "cli/progress_line.hpp"
#include "cli/recording.hpp"
#include "cli/reject_file.hpp"
#include "embed/named_files.hpp"

#include <memory>
#include <string>
#include <vector>

namespace assent::cli {
namespace {

struct DeliveriesOptions {
  std::string results;
  std::string rejects;
  std::vector<std::string> words;
  service::NoticeDeliveries which;
};

Result<ExitStatus> deliveries(Invocation& call, const DeliveriesOptions& options) {
  service::NoticeDeliveries which = options.which;
  which.words = TRY(result_words(options.words));
  const auto results = TRY(embed::open_source(options.results));
  auto rejects = TRY(RejectFile::create(call, options.results, options.rejects));
  const auto engine = TRY(engine_for_notice(call, which.notice, which.version, ClockAhead::is_put_right));

  ProgressLine line(call.world(), call.terminal(), "recording deliveries", results->size());
  const auto run = app::record_deliveries(*engine, which, {{}, call.actor(), "cli", {}}, {*results, rejects.sink()},
                                          line.callback());
  line.clear();
  if (!run) return tl::unexpected(run.error());
  const std::uint64_t to_look_at = run->counts.rejected + run->counts.mended;
  TRY(rejects.keep(to_look_at));
  print(call, run->counts, rejects);
  return status_of_rows(to_look_at);
}

}  // namespace

void add_notice_deliveries_command(Command group, Invocation& call) {
  Command delivered = group.command(
      "deliveries", "Record the results of a notice: delivered, bounced, returned; safe to repeat",
      "  assent notice deliveries returns.csv --notice welcome --version 1 --by mail\n"
      "  assent notice deliveries sms.csv --notice welcome --version 1 --result-word KO=bounced\n"
      "  # the columns: account, result (delivered, bounced, returned, or a complaint), and where needed\n"
      "  # known (when it became known), status\n"
      "  # (a code such as 5.1.1), sent (which sending; without it a failure ends all still waiting)\n");
  auto results = std::make_shared<DeliveriesOptions>();
  delivered.option("RESULTS", results->results, "The results (CSV); `-` is standard input").required();
  delivered.option("--notice", results->which.notice, "The notice").type_name("NAME").required();
  delivered.option("--version", results->which.version, "Its version").type_name("VERSION").required();
  delivered.option("--by", results->which.channel, "Only notices given by this channel (default: any)")
      .type_name("CHANNEL");
  delivered.option("--account-column", results->which.account_column, "The column with the account (default: account)")
      .type_name("NAME");
  delivered
      .option("--result-column", results->which.result_column,
              "The column with delivered, bounced, returned or complaint (default: result)")
      .type_name("NAME");
  delivered
      .option("--known-column", results->which.known_column,
              "The column that says when it became known (default: known; empty: the present)")
      .type_name("NAME");
  delivered
      .option("--status-column", results->which.status_column,
              "The column with a status code such as 5.1.1 (default: status)")
      .type_name("NAME");
  delivered
      .option("--sent-column", results->which.sent_column,
              "The column with the day or instant when it was sent (default: sent; empty: not named)")
      .type_name("NAME");
  delivered
      .option("--result-word", results->words,
              "What a word in the column of results means, such as KO=bounced; may be given several times")
      .type_name("WORD=RESULT")
      .repeated();
  delivered
      .option("--rejects", results->rejects, "Where to write rows that cannot be used (default: RESULTS.rejects.csv)")
      .type_name("FILE");
  delivered.callback([&call, results] { call.choose([&call, results] { return deliveries(call, *results); }); });
}

}  // namespace assent::cli
