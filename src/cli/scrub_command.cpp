#include "cli/command.hpp"
#include "cli/commands.hpp"
#include "cli/file_use.hpp"
#include "cli/index_access.hpp"
#include "cli/key_file.hpp"
#include "cli/progress_line.hpp"
#include "cli/question.hpp"
#include "embed/list_scrub.hpp"
#include "tables/scrub.hpp"
#include "wire/scrub.hpp"

#include <utility>

namespace assent::cli {
namespace {

struct ScrubOptions {
  embed::FilesToScrub files;
  embed::ScrubManner manner;
  std::string at;
  std::string known_at;
  std::string index;
  std::string key;
};

// No option is ignored in silence.
Result<void> check_uses(Invocation& call, const embed::FilesToScrub& files, const ScrubOptions& options) {
  const service::ListColumns& columns = options.manner.columns;
  TRY(check_country(call.world().telephones, columns.country));
  const bool certified = !files.certificate.empty();
  const bool since = !files.since.empty();
  TRY(invalid_if(!columns.account.empty() && !columns.telephone.empty(),
                 "`--account-column` and `--telephone-column` cannot both be used",
                 "name the one column that names the customers"));
  TRY(invalid_if(since && certified,
                 "`--certificate` and `--since` cannot be used together: a list of changes is not certified",
                 "leave out `--certificate`, or scrub in full without `--since`"));
  if (since || certified) return {};
  TRY(invalid_if(!options.key.empty(), "`--key` has nothing to sign: the permitted list does not go to a file",
                 "name a file for the certificate with `--certificate`, or leave out `--key`"));
  call.terminal().note(
      "no certificate is written, because the permitted list does not go to a file; name a file for it with "
      "`--certificate`");
  return {};
}

// With their final names, after the check that no file is destroyed.
Result<embed::FilesToScrub> files_of(Invocation& call, const ScrubOptions& options) {
  embed::FilesToScrub files = options.files;
  embed::name_results(files);
  files.key = key_path(call, options.key);
  TRY(check_uses(call, files, options));
  TRY(check_file_use(call, {.read = embed::files_read(files),
                            .written = embed::files_written(files),
                            .kept = index_files(call, options.index)}));
  return files;
}

Result<app::ScrubRequest> request_of(Invocation& call, const embed::FilesToScrub& files, const ScrubOptions& options) {
  embed::ScrubManner manner = options.manner;
  manner.at = TRY(optional_instant("--at", options.at));
  const auto known_at = TRY(optional_instant("--known-at", options.known_at));
  if (known_at) manner.known_at = app::StatedInstant{*known_at, options.known_at};
  manner.language = call.language();
  manner.threads = index_threads();
  const auto rules = TRY(call.all_rules());
  return embed::scrub_request(*rules, call.world().zones, call.now(), files, manner, call.on_issues());
}

void say(Invocation& call, const app::ListScrub& scrub, const service::ScrubNotice& notice,
         const service::ScrubSummary& summary = {}) {
  using Kind = service::ScrubNotice::Kind;
  if (notice.kind == Kind::rules_not_in_effect)
    return call.warn_unless_in_effect(scrub.request().regime, scrub.as_of().at);
  if (notice.kind == Kind::numbers_of_nobody) return call.terminal().warn(tables::words_of(notice, summary));
  call.terminal().note(tables::words_of(notice, summary));
}

Result<ExitStatus> scrub_at_command(Invocation& call, const ScrubOptions& options) {
  const auto files = TRY(files_of(call, options));
  auto request = TRY(request_of(call, files, options));
  const auto opening = options.manner.trial ? LedgerOpening::read : LedgerOpening::write;
  const auto engine = TRY(call.engine_as_it_is(opening, ClockAhead::is_not_recorded));
  if (!options.manner.trial && !call.clock_is_ahead()) {
    request.recorded_by = service::Circumstances{std::nullopt, call.actor(), "cli", ""};
  }
  LedgersKeys keys(call, options.key);
  LedgersIndex index(call, options.index, engine->ports().ledger);
  const auto scrub = TRY(embed::FileScrub::plan(std::move(request), files, engine->ports(), keys, &index));
  call.count_days();
  for (const service::ScrubNotice& each : scrub->scrub().notices()) say(call, scrub->scrub(), each);

  std::optional<ProgressLine> line;
  const auto opened = [&](std::uint64_t bytes) { line.emplace(call.world(), call.terminal(), "scrubbing", bytes); };
  const auto shown = [&](std::uint64_t rows, std::uint64_t bytes) { line->show({rows, bytes}); };
  const auto outcome = TRY(scrub->run({opened, shown}));
  line.reset();
  for (const service::ScrubNotice& each : outcome.notices) say(call, scrub->scrub(), each, outcome.summary);
  call.terminal().print(
      call.json() ? wire::to_json(outcome.occasion, outcome.summary)
                  : tables::summary_text(outcome.occasion, outcome.summary, call.language(), call.terminal().colour()));
  return call.warn_of_trouble(outcome.trouble) ? ExitStatus::failed : ExitStatus::done;
}

}  // namespace

void add_scrub_command(Command app, Invocation& call) {
  Command command = app.command(
      "scrub",
      "Split a list into customers who may be contacted and customers who may not, with the reason, in the order of "
      "the list",
      "  assent scrub internet.toml list.csv --permitted yes.csv --refused no.csv\n"
      "  assent scrub internet.toml list.csv --permitted yes.csv --refused no.csv --report summary.json\n"
      "  assent scrub internet.toml list.csv.zst --permitted yes.csv.gz --refused no.csv.gz\n"
      "  assent scrub internet.toml list.csv.zst --permitted yes.csv.zst --refused no.csv.zst\n"
      "  assent scrub internet.toml list.csv --permitted added.csv --refused removed.csv --since yes.csv.certificate\n"
      "  assent scrub internet.toml dialler.csv --permitted yes.csv --refused no.csv \\\n"
      "    --telephone-column msisdn --country LB\n");
  auto options = std::make_shared<ScrubOptions>();
  embed::FilesToScrub& files = options->files;
  service::ListColumns& columns = options->manner.columns;
  command.options(
      {{"CAMPAIGN", &files.campaign, "The campaign (TOML)", "", true},
       {"LIST", &files.list, "The list (CSV, also packed as .gz or .zst); `-` is standard input", "", true},
       {"--permitted", &files.permitted, "Where to write the rows of customers who may be contacted", "FILE", true},
       {"--refused", &files.refused, "Where to write the other rows, with reason and explanation", "FILE", true},
       {"--report", &files.report, "Where to write the summary as JSON", "FILE"},
       {"--at", &options->at, "When the customers are contacted (default: the campaign's instant, else the present)",
        "INSTANT"},
       {"--known-at", &options->known_at, "Use only what was recorded by then", "INSTANT"},
       {"--account-column", &columns.account, "The column with the account (default: found by name)", "NAME"},
       {"--telephone-column", &columns.telephone, "The column with the telephone number instead", "NAME"},
       {"--country", &columns.country, "The country of numbers without `+`, such as LB", "CC"},
       {"--no-record", &options->manner.trial, "A trial: do not record the campaign's run. Then do not use the lists"},
       {"--explain-each", &options->manner.explain_each,
        "A sentence about each refused customer instead of the reason's meaning; takes longer"},
       {"--index", &options->index, "The index to ask (default: the ledger's, if there is one); none: ask the ledger",
        "FILE"},
       {"--certificate", &files.certificate,
        "Where to write the certificate (default: the permitted list's name and .certificate)", "FILE"},
       {"--key", &options->key, "The key that signs it (default: the ledger's name and .key; made if there is none)",
        "FILE"},
       {"--since", &files.since,
        "The certificate of an earlier scrub of the list: write only the rows that changed since", "FILE"},
       {"--resume", &options->manner.resume, "Continue this scrub where it was interrupted"}});
  command.callback([&call, options] { call.choose([&call, options] { return scrub_at_command(call, *options); }); });
}

}  // namespace assent::cli
