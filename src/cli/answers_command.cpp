#include "app/answers.hpp"
#include "cli/command.hpp"
#include "cli/commands.hpp"
#include "cli/progress_line.hpp"
#include "cli/question.hpp"
#include "cli/recording.hpp"
#include "cli/reject_file.hpp"
#include "embed/named_files.hpp"
#include "wire/imports.hpp"
#include "wording/words.hpp"

#include <fmt/format.h>

namespace assent::cli {
namespace {

struct AnswersOptions {
  std::string list;
  std::string rejects;
  std::string regime;  // empty: the configured one
  service::AnswerNames names;
  std::vector<std::string> words;
  Recording recording;
};

// A refusal among them would count for no customer, so a warning names their number.
void warn_of_numbers(Invocation& call, const AnswersOptions& options, const service::AnswerCounts& counts) {
  if (counts.unknown_telephones == 0) return;
  const bool most = 2 * counts.unknown_telephones > counts.rows;
  call.terminal().warn(
      fmt::format("{}; nothing is recorded for them{}",
                  wording::counted(counts.unknown_telephones,
                                   "telephone number cannot be read, or belongs to no customer who could approve",
                                   "telephone numbers cannot be read, or belong to no customer who could approve"),
                  most && options.names.country.empty() ? ": numbers without `+` need `--country`" : ""));
}

Result<ExitStatus> record_list(Invocation& call, const AnswersOptions& options) {
  const auto list = TRY(embed::open_source(options.list));
  auto rejects = TRY(RejectFile::create(call, options.list, options.rejects));
  const auto engine = TRY(call.recording_engine(ClockAhead::is_put_right));
  app::AnswersRequest request;
  request.regime = options.regime.empty() ? call.usual_regime() : options.regime;
  TRY(call.pack(request.regime, call.now()));
  TRY(check_country(call.world().telephones, options.names.country));
  request.options.names = options.names;
  request.options.names.choices = TRY(choice_words(options.words));
  request.options.refusals_only = call.clock_was_put_right();
  request.circumstances = TRY(circumstances_of(call, options.recording));

  ProgressLine line(call.world(), call.terminal(), "recording", list->size());
  const auto counts = app::record_answers(*engine, request, {*list, rejects.sink()}, line.callback());
  line.clear();
  if (!counts) return tl::unexpected(counts.error());
  const std::uint64_t to_look_at = counts->rejected + counts->mended + counts->unknown_accounts;
  TRY(rejects.keep(to_look_at));
  if (call.json()) {
    call.terminal().print(wire::json_of(*counts, rejects.named(to_look_at)));
  } else {
    tables::Table table({{"answers"}, {"rows", tables::Align::right}});
    table.row({"opt-outs", wording::thousands(counts->opt_outs)});
    table.row({"opt-ins", wording::thousands(counts->opt_ins)});
    table.row({"withdrawals", wording::thousands(counts->withdrawals)});
    if (counts->email_permissions > 0) {
      table.row({"permissions for e-mail", wording::thousands(counts->email_permissions)});
    }
    table.row({"recorded before", wording::thousands(counts->already)});
    table.row({"rejected", wording::thousands(counts->rejected)});
    table.row({"all", wording::thousands(counts->rows)});
    if (counts->mended > 0) table.row({"recorded despite a fault", wording::thousands(counts->mended)});
    if (counts->further_accounts > 0)
      table.row({"other accounts with the same number", wording::thousands(counts->further_accounts)});
    if (counts->kept_numbers > 0)
      table.row({"kept until an account gets the number", wording::thousands(counts->kept_numbers)});
    if (counts->carried > 0) table.row({"carried over to other accounts", wording::thousands(counts->carried)});
    call.terminal().print(table);
  }
  rejects.tell(call.terminal(), counts->rejected);
  rejects.tell_mended(call.terminal(), counts->mended);
  warn_of_numbers(call, options, *counts);
  warn_of_unknown_accounts(call.terminal(), counts->unknown_accounts);
  return status_of_rows(to_look_at);
}

}  // namespace

void add_answers_command(Command record, Invocation& call) {
  Command command = record.command(
      "answers", "Record a list of opt-outs, opt-ins and withdrawals; safe to repeat",
      "  assent record answers mailroom.csv --channel mail\n"
      "  assent record answers gateway.csv --channel sms --telephone-column msisdn --country LB\n"
      "  assent record answers gateway.csv --choice-word NO=opt_out --choice-word YES=opt_in\n"
      "  # the columns: account or telephone, choice (opt_out, opt_in or withdrawal), and where needed at,\n"
      "  # by, scope, contact_channels, classes, categories, form, recipients, parties, information, offers,\n"
      "  # until, notice, notice_version, evidence, provisional, channel, key\n");
  auto options = std::make_shared<AnswersOptions>();
  command.option("LIST", options->list, "The customers' replies (CSV); `-` is standard input").required();
  command.option("--rejects", options->rejects, "Where to write rows that cannot be used (default: LIST.rejects.csv)")
      .type_name("FILE");
  command.option("--account-column", options->names.account, "The column with the account (default: account)")
      .type_name("NAME");
  command
      .option("--telephone-column", options->names.telephone,
              "The column with the telephone number, for rows without an account (default: telephone)")
      .type_name("NAME");
  command.option("--country", options->names.country, "The country of numbers without `+`, such as LB").type_name("CC");
  command
      .option("--choice-word", options->words,
              "What a word in the column of choices means, such as NO=opt_out; may be given several times")
      .type_name("WORD=CHOICE")
      .repeated();
  command.option("--regime", options->regime, "The rule pack that checks them (default: $ASSENT_REGIME, else tra)")
      .type_name("ID");
  command.option("--at", options->recording.at, "From when undated ones count (default: the present)")
      .type_name("INSTANT");
  command.option("--channel", options->recording.channel, "How they came in, where a row does not say (default: cli)")
      .type_name("NAME");
  command.callback([&call, options] { call.choose([&call, options] { return record_list(call, *options); }); });
}

}  // namespace assent::cli
