#include "app/review.hpp"
#include "base/visible.hpp"
#include "cli/command.hpp"
#include "cli/commands.hpp"
#include "cli/progress_line.hpp"
#include "cli/recording.hpp"
#include "service/life.hpp"
#include "wire/ledger.hpp"
#include "wire/recorded.hpp"
#include "wording/words.hpp"

#include <fmt/format.h>

#include <memory>
#include <string>
#include <utility>

namespace assent::cli {
namespace {

struct ReviewOptions {
  std::string account;
  std::string entry;
  std::string outcome;
  std::string by;
  EvidenceOptions evidence;
  Recording recording;
};

Result<evidence::ReviewRecorded::Outcome> outcome_option(const std::string& text) {
  if (text == "confirmed") return evidence::ReviewRecorded::Outcome::confirmed;
  if (text == "not-a-refusal") return evidence::ReviewRecorded::Outcome::not_a_refusal;
  return fail(ErrorCode::invalid,
              fmt::format("`--outcome` is {}, which is not an outcome of a review", wording::shown(text)),
              "write `confirmed` or `not-a-refusal`");
}

void print(Terminal& terminal, const service::Reviewed& done, explanation::Language language) {
  const service::LifeRow was = service::life_row(done.reviewed, language);
  const service::LifeRow is = service::life_row({done.receipt.position, done.entry}, language);
  terminal.print(fmt::format("{} entry {} at {}: {}\n", done.receipt.repeated ? "recorded before:" : "recorded",
                             entry_name(done.receipt.position), wording::to_the_second(done.receipt.recorded),
                             tables::visible_words(is.what, language)));
  terminal.print(fmt::format("reviewed: entry {} of {}, which stays on record: {}, from {}\n", entry_name(was.position),
                             visible(was.account), tables::visible_words(was.what, language),
                             wording::to_the_second(was.effective)));
}

Result<ExitStatus> review_one(Invocation& call, const ReviewOptions& options) {
  service::Review review;
  review.account = options.account;
  review.entry = TRY(entry_option("--entry", options.entry));
  review.outcome = TRY(outcome_option(options.outcome));
  review.evidence = TRY(evidence_of(options.evidence));
  auto circumstances = TRY(circumstances_of(call, options.recording));
  if (!options.by.empty()) circumstances.actor = options.by;
  const auto engine = TRY(call.engine_as_it_is(LedgerOpening::write));
  const auto done = TRY(app::record_review(*engine, review, circumstances));
  if (call.json()) call.terminal().print(wire::json_of(done, call.language()));
  else print(call.terminal(), done, call.language());
  return ExitStatus::done;
}

Result<ExitStatus> list_waiting(Invocation& call, const std::string& account) {
  const auto engine = TRY(call.engine_as_it_is(LedgerOpening::read));
  ProgressLine line(call.world(), call.terminal(), "reading", 0, "entries");
  const auto waiting = TRY(app::reviews_waiting(*engine, account, line.callback()));
  line.clear();
  tables::Table table({{"account"},
                       {"entry"},
                       {"counts from"},
                       {"what", tables::Align::left, 60, call.language()},
                       {"channel"},
                       {"actor"},
                       {"evidence"}});
  for (const ledger::Recorded& each : waiting) {
    const service::LifeRow row = service::life_row(each, call.language());
    if (call.json()) {
      call.terminal().print(wire::json_of(row));
      continue;
    }
    table.row({row.account, entry_name(row.position), wording::to_the_second(row.effective), row.what, row.channel,
               row.actor, row.evidence.empty() ? "-" : row.evidence});
  }
  if (call.json()) return ExitStatus::done;
  if (table.empty()) call.terminal().note("no refusal is waiting for a review");
  else call.terminal().print(table);
  return ExitStatus::done;
}

}  // namespace

void add_review_command(Command group, Invocation& call) {
  Command command =
      group.command("review", "Record what a person found in a provisional refusal; until then it counts",
                    "  assent reviews                                                      # what waits\n"
                    "  assent record review --account A-1 --entry 0/15 --outcome confirmed\n"
                    "  assent record review --account A-1 --entry 0/15 --outcome not-a-refusal --by clerk-9\n");
  auto options = std::make_shared<ReviewOptions>();
  command.option("--account", options->account, "The customer's account").type_name("ACCOUNT").required();
  command.option("--entry", options->entry, "The refusal, as `assent reviews` names it")
      .type_name("LOG/INDEX")
      .required();
  command.option("--outcome", options->outcome, "confirmed, or not-a-refusal: then it no longer counts")
      .type_name("OUTCOME")
      .required();
  command
      .option("--by", options->by,
              "The person who read it (default: the actor); for not-a-refusal, not the person who recorded it")
      .type_name("PERSON");
  add_evidence_options(command, options->evidence);
  command.option("--channel", options->recording.channel, "How it came in (default: cli)").type_name("NAME");
  command.callback([&call, options] { call.choose([&call, options] { return review_one(call, *options); }); });
}

void add_reviews_command(Command app, Invocation& call) {
  Command command = app.command("reviews", "List the provisional refusals that wait for a person's review",
                                "  assent reviews\n"
                                "  assent reviews --account A-1 --json\n");
  auto account = std::make_shared<std::string>();
  command.option("--account", *account, "Only those of this account").type_name("ACCOUNT");
  command.callback([&call, account] { call.choose([&call, account] { return list_waiting(call, *account); }); });
}

}  // namespace assent::cli
