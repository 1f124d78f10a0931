#include "app/correct.hpp"
#include "base/visible.hpp"
#include "cli/command.hpp"
#include "cli/commands.hpp"
#include "cli/recording.hpp"
#include "service/life.hpp"
#include "wire/recorded.hpp"
#include "wording/words.hpp"

#include <fmt/format.h>

#include <memory>
#include <string>

namespace assent::cli {
namespace {

struct CorrectionOptions {
  std::string entry;
  std::string counts_from;
  bool never = false;
  std::string confirmed_by;
  EvidenceOptions evidence;
  Recording recording;
};

void print(Terminal& terminal, const service::Corrected& done, explanation::Language language) {
  const service::LifeRow was = service::life_row(done.corrected, language);
  const service::LifeRow is = service::life_row({done.receipt.position, done.entry}, language);
  terminal.print(fmt::format("{} entry {} at {}: {}\n", done.receipt.repeated ? "recorded before:" : "recorded",
                             entry_name(done.receipt.position), wording::to_the_second(done.receipt.recorded),
                             tables::visible_words(is.what, language)));
  terminal.print(fmt::format("corrected: entry {} of {}, which stays on record: {}, from {}\n",
                             entry_name(was.position), visible(was.account), tables::visible_words(was.what, language),
                             wording::to_the_second(was.effective)));
  if (done.both_count) {
    terminal.print(
        "it speaks against an approval, and the other instant is not confirmed: it counts from both instants\n");
  }
  if (done.carried > 0) {
    terminal.print(fmt::format("{} recorded for the account, which has its numbers back\n",
                               wording::counted(done.carried, "refusal was", "refusals were")));
  }
}

Result<ExitStatus> correction(Invocation& call, const CorrectionOptions& options) {
  service::Correction correction;
  const auto entry = TRY(entry_option("--entry", options.entry));
  correction.entry = entry;
  if (options.never != options.counts_from.empty()) {
    return fail(ErrorCode::invalid, "a correction says from when the entry counts, or that it never happened",
                "write either `--counts-from` or `--never`");
  }
  correction.effective = TRY(optional_instant("--counts-from", options.counts_from));
  auto evidence = TRY(evidence_of(options.evidence));
  correction.confirmation = {options.confirmed_by, std::move(evidence)};
  const auto circumstances = TRY(circumstances_of(call, options.recording));
  const auto engine = TRY(call.engine_as_it_is(LedgerOpening::write));
  const auto done = TRY(app::correct(*engine, correction, circumstances));
  if (call.json()) {
    call.terminal().print(wire::json_of(done, call.language()));
  } else {
    print(call.terminal(), done, call.language());
  }
  return ExitStatus::done;
}

}  // namespace

void add_correction_command(Command record, Invocation& call) {
  Command command = record.command(
      "correction", "Say that an entry counts from another instant, or that it never happened; both stay on record",
      "  assent record correction --entry 0/12 --never                                   # an approval: at once\n"
      "  assent record correction --entry 0/15 --counts-from 2024-01-10T09:00:00+02:00   # a refusal: counts from "
      "both\n"
      "  assent record correction --entry 0/15 --never --confirmed-by lead-2 --evidence letter/4\n");
  auto options = std::make_shared<CorrectionOptions>();
  command.option("--entry", options->entry, "The entry to correct, as `assent ledger log` names it")
      .type_name("LOG/INDEX")
      .required();
  command.option("--counts-from", options->counts_from, "When it really happened").type_name("INSTANT");
  command.flag("--never", options->never, "It never happened");
  add_confirmation_options(command, options->confirmed_by, options->evidence);
  command.option("--channel", options->recording.channel, "How it came in (default: cli)").type_name("NAME");
  command
      .option("--key", options->recording.key,
              "A name for this recording: a repeated one with it returns the first entry")
      .type_name("KEY");
  command.callback([&call, options] { call.choose([&call, options] { return correction(call, *options); }); });
}

}  // namespace assent::cli
