#include "app/import.hpp"
#include "base/number.hpp"
#include "cli/commands.hpp"
#include "cli/import_run.hpp"
#include "cli/progress_line.hpp"
#include "embed/named_files.hpp"
#include "intake/customer_mapping.hpp"
#include "tables/table.hpp"
#include "wire/imports.hpp"
#include "wording/words.hpp"

#include <fmt/format.h>

#include <string_view>
#include <utility>

namespace assent::cli {
namespace {

// A ledger with so few entries is read in an instant.
constexpr std::uint64_t kCountedQuickly = 100'000;

// `N` or `P%`.
Result<service::AbsentLimit> absent_limit(const ImportArguments& arguments) {
  service::AbsentLimit limit;
  std::string_view text = arguments.absent_at_most;
  if (text.empty()) return limit;
  if (!arguments.complete) {
    return fail(ErrorCode::invalid, "`--absent-at-most` needs `--complete`",
                "add `--complete`, or leave `--absent-at-most` out");
  }
  limit.in_hundred = text.ends_with('%');
  if (limit.in_hundred) text.remove_suffix(1);
  const auto most = number_in<decltype(limit.most)>(text);
  if (!most || (limit.in_hundred && *most > 100)) {
    return fail(
        ErrorCode::invalid,
        fmt::format("{} is neither a number of customers nor a percentage", wording::shown(arguments.absent_at_most)),
        "write it as in `--absent-at-most 200` or `--absent-at-most 5%`");
  }
  limit.most = *most;
  return limit;
}

void tell_of_numbers(Terminal& terminal, const service::ImportCounts& counts) {
  if (counts.merged > 0) {
    terminal.note(fmt::format("{} more numbers or addresses for the account of an earlier row: all are on record",
                              wording::counted(counts.merged, "of the faulty has", "of the faulty have")));
  }
  if (counts.kept_refusals > 0) {
    terminal.note(fmt::format("{} recorded that came from a number before any account had it",
                              wording::counted(counts.kept_refusals, "refusal is", "refusals are")));
  }
}

Result<ExitStatus> customers(Invocation& call, const ImportArguments& arguments) {
  const auto limit = TRY(absent_limit(arguments));
  const auto text = TRY(embed::text_in(arguments.mapping));
  const auto mapping = intake::read_customer_mapping(text, arguments.mapping);
  if (!mapping) return tl::unexpected(call.issues_error(arguments.mapping, mapping.error()));
  TRY(call.catalogue());
  TRY(call.packs());
  app::ImportRequest request;
  request.options.complete = arguments.complete;
  request.options.count_absent_below = kCountedQuickly;
  request.options.absent_at_most = limit;
  auto files = TRY(open_import(call, arguments, request));
  const auto engine = TRY(importing_engine(call, arguments, ClockAhead::is_refused, request));
  ProgressLine line(call.world(), call.terminal(), "importing", files.bytes);
  const auto imported =
      app::import_customers(*engine, *mapping, request, {files.text, files.rejects.sink()}, line.callback());
  line.clear();
  if (!imported) return tl::unexpected(imported.error());
  const service::ImportCounts* counts = &imported->counts;
  if (call.json()) {
    call.terminal().print(
        wire::json_of(*counts, {request.run, request.dry_run},
                      files.rejects.named(counts->faulty + counts->incomplete + counts->suspected_links)));
  } else {
    tables::Table table({{"customers"}, {"rows", tables::Align::right}});
    table.row({"added", wording::thousands(counts->added)});
    table.row({"changed", wording::thousands(counts->changed)});
    table.row({"unchanged", wording::thousands(counts->unchanged)});
    table.row({"faulty", wording::thousands(counts->faulty)});
    table.row({"all", wording::thousands(counts->rows)});
    if (arguments.complete && counts->imported)
      table.row({"absent, now former", wording::thousands(counts->absent.value_or(0))});
    call.terminal().print(table);
    if (counts->contradicting > 0) {
      call.terminal().print(fmt::format(
          "{} an earlier row of the same account; the stricter row is on record\n",
          wording::counted(counts->contradicting, "of the faulty contradicts", "of the faulty contradict")));
    }
    if (counts->incomplete > 0) {
      call.terminal().print(
          fmt::format("{} incomplete: on record without a service, telephone number, e-mail address or postal address "
                      "that cannot be "
                      "used\n",
                      wording::counted(counts->incomplete, "of these is", "of these are")));
    }
  }
  tell_of_numbers(call.terminal(), *counts);
  if (counts->too_many_absent) {
    return fail(
        ErrorCode::invalid,
        fmt::format(
            "{} on record as active and not in this file, which is too many: the file may be only a part of the base; "
            "nothing was imported",
            wording::counted(counts->absent.value_or(0), "customer is", "customers are")),
        "give the whole base, or leave out `--complete`, or raise `--absent-at-most`");
  }
  if (!arguments.complete && counts->absent.value_or(0) > 0) {
    call.terminal().note(
        fmt::format("{}; if this file is the whole base, add `--complete`",
                    wording::counted(counts->absent.value_or(0),
                                     "customer on record as active is not in this file and stays active",
                                     "customers on record as active are not in this file and stay active")));
  }
  return close_import(call, request, files.rejects, {counts->faulty, counts->incomplete, 0, 0, counts->suspected_links},
                      counts->imported);
}

}  // namespace

void add_import_customers_command(Command group, Invocation& call) {
  Command base =
      group.command("customers", "Import customers from a carrier's file; record only what changed; safe to repeat",
                    "  assent import customers --mapping carrier.toml base.csv\n"
                    "  assent import customers --mapping carrier.toml base.csv --strict\n"
                    "  assent import customers --mapping carrier.toml base.csv --complete\n"
                    "  zcat base.csv.gz | assent import customers --mapping carrier.toml -\n");
  auto of_base = add_import_arguments(base);
  base.flag("--complete", of_base->complete,
            "The file is the whole base: active customers who are absent from it have left");
  base.option("--absent-at-most", of_base->absent_at_most,
              "How many active customers may be absent from a whole base, as a number or a percentage; with more, "
              "nothing is imported (default: 5%)")
      .type_name("N|P%");
  base.callback([&call, of_base] { call.choose([&call, of_base] { return customers(call, *of_base); }); });
}

}  // namespace assent::cli
