#include "cli/command.hpp"
#include "cli/file_use.hpp"
#include "cli/progress_line.hpp"
#include "lab_cli/commands.hpp"
#include "synth/ledger_writer.hpp"
#include "synth/list.hpp"
#include "synth/table.hpp"
#include "wording/words.hpp"
#include "world/files.hpp"

#include <fmt/format.h>

namespace assent::lab_cli {
namespace {

struct SynthOptions {
  std::uint64_t customers = 0;
  std::uint64_t seed = 1;
  std::string as_of;
  std::string output;
  std::uint64_t rows = 0;
  std::uint64_t list_seed = 1;
  bool telephone = false;
};

constexpr std::size_t kBufferBytes = 1 << 20;

Result<Instant> day_of(const SynthOptions& options) {
  if (options.as_of.empty()) return synth::kSyntheticDay;
  const auto instant = cli::instant_option("--as-of", options.as_of);
  if (!instant) return instant;
  const Instant first = instant_of(0);
  const Instant last = first + std::chrono::days{47'482};
  if (*instant < first || *instant >= last) {
    return fail(ErrorCode::invalid, fmt::format("`--as-of` {} is out of range", wording::shown(options.as_of)),
                "name an instant of the years 1970 to 2099");
  }
  return instant;
}

Result<synth::SyntheticBase> base_of(const SynthOptions& options) {
  if (options.customers == 0 || options.customers > synth::SyntheticBase::kSizeMax) {
    return fail(ErrorCode::invalid,
                fmt::format("`--customers` {} is out of range", wording::thousands(options.customers)),
                fmt::format("write a number from 1 to {}", wording::thousands(synth::SyntheticBase::kSizeMax)));
  }
  const auto as_of = TRY(day_of(options));
  return synth::SyntheticBase(options.seed, options.customers, {}, as_of);
}

// A name for what is printed and kept, so that it is not taken for a real carrier's.
std::string name_of(const synth::SyntheticBase& base) {
  return fmt::format("synthetic base: {}, seed {}, as at {}; invented, nobody's data",
                     wording::counted(base.size(), "customer", "customers"), base.seed(),
                     wording::to_the_second(base.as_of()));
}

boost::json::object json_of(const synth::SyntheticBase& base) {
  return {{"synthetic", true}, {"customers", base.size()}, {"seed", base.seed()}, {"as_of", to_string(base.as_of())}};
}

Result<cli::ExitStatus> make_ledger(cli::Invocation& call, const SynthOptions& options) {
  const auto base = TRY(base_of(options));
  const auto ledger = TRY(call.ledger(cli::LedgerOpening::create));
  cli::ProgressLine line(call.world(), call.terminal(), "recording", 0, "entries");
  const auto entries = synth::write_ledger(base, *ledger, {},
                                           [&](std::uint64_t done, std::uint64_t all) { line.show_share(done, all); });
  line.clear();
  if (!entries) {
    Error error = entries.error();
    error.mend += error.mend.empty() ? "" : "; ";
    error.mend += "then remove the unfinished ledger and begin again";
    return tl::unexpected(std::move(error));
  }
  if (call.json()) {
    boost::json::object told = json_of(base);
    told["ledger"] = call.ledger_file();
    told["entries"] = *entries;
    call.terminal().print(told);
  } else {
    call.terminal().print(fmt::format("{}\n{} recorded in {}\n", name_of(base),
                                      wording::counted(*entries, "entry", "entries"), call.ledger_file()));
  }
  return cli::ExitStatus::done;
}

// Writes a header and rows; `append(row, text)` adds each.
template <class Append>
Result<void> write_rows(cli::Invocation& call, const std::string& output, std::string header, std::uint64_t rows,
                        Append append) {
  TRY(cli::check_file_use(call, {.read = {}, .written = {output}, .kept = {}}));
  auto sink = TRY(world::FileSink::create(output));
  cli::ProgressLine line(call.world(), call.terminal(), "writing", 0);
  std::string text = std::move(header);
  text.reserve(kBufferBytes + 4'096);
  for (std::uint64_t row = 0; row < rows; ++row) {
    append(row, text);
    if (text.size() < kBufferBytes) continue;
    TRY(sink.write(text));
    text.clear();
    line.show_share(row + 1, rows);
  }
  TRY(sink.write(text));
  line.clear();
  return sink.commit();
}

cli::ExitStatus tell(cli::Invocation& call, const synth::SyntheticBase& base, const SynthOptions& options,
                     std::uint64_t rows) {
  const std::string rows_told =
      fmt::format("{} written to {}", wording::counted(rows, "row", "rows"), wording::shown(options.output));
  if (world::written_name(options.output) == "-") {
    call.terminal().note("synthetic: these customers are invented; " + rows_told);
  } else if (call.json()) {
    boost::json::object object = json_of(base);
    object["output"] = options.output;
    object["rows"] = rows;
    call.terminal().print(object);
  } else {
    call.terminal().print(fmt::format("{}\n{}\n", name_of(base), rows_told));
  }
  return cli::ExitStatus::done;
}

Result<cli::ExitStatus> make_table(cli::Invocation& call, const SynthOptions& options) {
  const auto base = TRY(base_of(options));
  const auto table = TRY(synth::SyntheticTable::of(base, call.world().zones));
  const auto written =
      write_rows(call, options.output, table.header(), base.size(),
                 [&](std::uint64_t row, std::string& text) { table.append_row(base.customer(row), text); });
  if (!written) return tl::unexpected(written.error());
  return tell(call, base, options, base.size());
}

Result<cli::ExitStatus> make_list(cli::Invocation& call, const SynthOptions& options) {
  const auto base = TRY(base_of(options));
  const std::uint64_t rows = options.rows == 0 ? base.size() : options.rows;
  if (rows > synth::SyntheticList::kRowsMax) {
    return fail(ErrorCode::invalid, fmt::format("`--rows` {} is out of range", wording::thousands(options.rows)),
                fmt::format("write a number from 1 to {}", wording::thousands(synth::SyntheticList::kRowsMax)));
  }
  const synth::SyntheticList list(
      base, options.telephone ? synth::SyntheticListKey::telephone : synth::SyntheticListKey::account,
      options.list_seed);
  TRY(write_rows(call, options.output, list.header(), rows,
                 [&](std::uint64_t row, std::string& text) { list.append_row(row, text); }));
  return tell(call, base, options, rows);
}

void add_base_options(cli::Command command, SynthOptions& options) {
  command.option("--customers", options.customers, "How many customers the base has").type_name("N").required();
  command.option("--seed", options.seed, "Which base; the same seed gives the same customers (default: 1)")
      .type_name("N");
  command.option("--as-of", options.as_of, "The base's day (default: 2026-06-01T00:00:00Z)").type_name("INSTANT");
}

void add_output_option(cli::Command command, SynthOptions& options) {
  command.option("--output", options.output, "The file to write; `-` is standard output").type_name("FILE").required();
}

void add_synth(cli::Command group, cli::Invocation& call, std::string name, std::string description,
               std::string_view examples, Result<cli::ExitStatus> (*act)(cli::Invocation&, const SynthOptions&),
               void (*add_options)(cli::Command, SynthOptions&)) {
  cli::Command command = group.command(std::move(name), std::move(description), examples);
  auto options = std::make_shared<SynthOptions>();
  add_base_options(command, *options);
  add_options(command, *options);
  command.callback([&call, options, act] { call.choose([&call, options, act] { return act(call, *options); }); });
}

}  // namespace

void add_synth_commands(cli::Command app, cli::Invocation& call) {
  cli::Command group = app.group("synth", "Invented customers of any number, for trials and measurements",
                                 "  assent-lab synth ledger --customers 100000 --ledger trial.ledger\n"
                                 "  assent-lab synth list --customers 100000 --output list.csv\n");
  add_synth(group, call, "ledger", "Make a ledger of invented customers, their notices and choices",
            "  assent-lab synth ledger --customers 100000 --ledger trial.ledger\n"
            "  assent status --account S6516072171 --ledger trial.ledger --now 2026-06-01T00:00:00Z\n",
            make_ledger, [](cli::Command, SynthOptions&) {});
  add_synth(group, call, "table", "Write the same customers as a flat CSV table, one row each, for databases",
            "  assent-lab synth table --customers 100000 --output base.csv\n", make_table, add_output_option);
  add_synth(group, call, "list", "Write a campaign list of these customers in random order; 1 % are not in the base",
            "  assent-lab synth list --customers 100000 --output list.csv              # each customer once\n"
            "  assent-lab synth list --customers 100000 --rows 5000 --output list.csv --telephone\n",
            make_list, [](cli::Command command, SynthOptions& options) {
              command.option("--rows", options.rows, "How many rows (default: as many as there are customers)")
                  .type_name("N");
              command.option("--list-seed", options.list_seed, "Another number gives another list (default: 1)")
                  .type_name("N");
              command.flag("--telephone", options.telephone, "Telephone numbers instead of accounts");
              add_output_option(command, options);
            });
}

}  // namespace assent::lab_cli
