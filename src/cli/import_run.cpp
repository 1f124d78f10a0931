#include "cli/import_run.hpp"

#include "base/number.hpp"
#include "cli/recording.hpp"
#include "service/run_name.hpp"
#include "wording/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace assent::cli {
namespace {

Result<std::string> run_named(Invocation& call, const ImportArguments& arguments) {
  auto run = service::run_name(arguments.run, call.world().random_seed);
  if (!run && run.error().code == ErrorCode::invalid) run.error().message.insert(0, "`--run`: ");
  return run;
}

// Rows, or a percentage of all rows such as `0.5%`.
Result<std::optional<service::FaultyMax>> faulty_max_of(const std::string& text) {
  std::optional<service::FaultyMax> result;
  if (text.empty()) return result;
  std::string_view number = text;
  const bool share = number.ends_with('%');
  if (share) number.remove_suffix(1);
  const double value = number_in<double>(number).value_or(-1);
  const bool read = value >= 0 && value <= 1e12;
  if (!read || (share ? value > 100 : value != std::floor(value))) {
    return fail(ErrorCode::invalid,
                fmt::format("`--max-faulty`: {} is neither a number of rows nor a percentage", wording::shown(text)),
                "write it like `100` or `0.5%`");
  }
  result.emplace();
  if (share) result->per_million = static_cast<std::uint32_t>(std::lround(value * 10'000));
  else result->rows = static_cast<std::uint64_t>(value);
  return result;
}

// The run's name, and whether it was only tried.
void tell_run(Invocation& call, const app::ImportRequest& request) {
  if (request.dry_run) return call.terminal().print("dry run: nothing was recorded\n");
  call.terminal().print(fmt::format("run {0}; `assent import retract {0}` takes it back\n", request.run));
}

}  // namespace

std::shared_ptr<ImportArguments> add_import_arguments(Command command) {
  auto arguments = std::make_shared<ImportArguments>();
  command.option("FILE", arguments->file, "The file (CSV); `-` is standard input").required();
  command.option("--mapping", arguments->mapping, "Which column means what (TOML)").type_name("FILE").required();
  command.flag("--strict", arguments->strict, "Import nothing if any row is faulty");
  command.option("--max-faulty", arguments->faulty_max, "Import nothing if more rows are faulty, such as 100 or 0.5%")
      .type_name("ROWS");
  command.flag("--dry-run", arguments->dry_run, "Only try: report what the import would do, and record nothing");
  command.option("--run", arguments->run, "A name for the run, so that you can take it back (default: a new name)")
      .type_name("NAME");
  command
      .option("--rejects", arguments->rejects,
              "Where to write rows that cannot be used, or only in part, with line, column and reason (default: "
              "FILE.rejects.csv)")
      .type_name("FILE");
  command.option("--effective", arguments->effective, "From when it counts (default: the present)")
      .type_name("INSTANT");
  return arguments;
}

Result<ImportFiles> open_import(Invocation& call, const ImportArguments& arguments, app::ImportRequest& request) {
  request.effective = TRY(optional_instant("--effective", arguments.effective));
  auto source = TRY(embed::open_source(arguments.file));
  auto rejects = TRY(RejectFile::create(call, arguments.file, arguments.rejects, arguments.mapping));
  request.run = TRY(run_named(call, arguments));
  request.actor = call.actor();
  request.dry_run = arguments.dry_run;
  const std::uint64_t bytes = source->size();
  return ImportFiles{embed::opener_of(arguments.file, std::move(source)), bytes, std::move(rejects)};
}

Result<app::Engine*> importing_engine(Invocation& call, const ImportArguments& arguments, ClockAhead clock,
                                      app::ImportRequest& request) {
  const auto engine = TRY(call.engine_as_it_is(arguments.dry_run ? LedgerOpening::read : LedgerOpening::write, clock));
  request.options.strict = arguments.strict;
  request.options.faulty_max = TRY(faulty_max_of(arguments.faulty_max));
  request.options.refusals_only = call.clock_was_put_right();
  return engine;
}

Result<ExitStatus> close_import(Invocation& call, const app::ImportRequest& request, RejectFile& rejects,
                                const ToLookAt& rows, bool imported) {
  TRY(rejects.keep(rows.all()));
  rejects.tell(call.terminal(), rows.faulty + rows.incomplete, rows.incomplete);
  rejects.tell_mended(call.terminal(), rows.mended);
  if (rows.suspected_links > 0) {
    call.terminal().warn(fmt::format(
        "{}; see {}; record those that do with `assent record link`",
        wording::counted(rows.suspected_links, "account may continue another one", "accounts may continue another one"),
        wording::shown(rejects.name())));
  }
  if (imported && !call.json()) tell_run(call, request);
  if (imported) return status_of_rows(rows.all());
  return fail(ErrorCode::invalid, "too many rows are faulty for `--strict` or `--max-faulty`; nothing was imported",
              "mend the rows, or allow more faulty rows");
}

}  // namespace assent::cli
