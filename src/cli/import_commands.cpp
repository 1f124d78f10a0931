#include "cli/command.hpp"
#include "cli/commands.hpp"
#include "cli/progress_line.hpp"
#include "cli/recording.hpp"
#include "cli/reject_file.hpp"
#include "intake/approval_mapping.hpp"
#include "intake/customer_mapping.hpp"
#include "service/import_approvals.hpp"
#include "service/import_customers.hpp"
#include "service/rehearsal_ledger.hpp"
#include "wire/imports.hpp"
#include "wording/words.hpp"
#include "world/files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <memory>
#include <optional>
#include <system_error>
#include <utility>

namespace assent {
namespace {

struct ImportArguments {
  std::string file;
  std::string mapping;
  std::string rejects;
  std::string effective;
  std::string run;
  std::string faulty_max;
  bool strict = false;
  bool dry_run = false;
  bool complete = false;
  std::string absent_at_most;
};

// Entries of a ledger that are read in no time that anybody notices.
constexpr std::uint64_t kCountedQuickly = 100'000;

// `N` or `P%`.
Result<AbsentLimit> absent_limit(const ImportArguments& arguments) {
  AbsentLimit limit;
  std::string_view text = arguments.absent_at_most;
  if (text.empty()) return limit;
  if (!arguments.complete) {
    return fail(ErrorCode::invalid, "`--absent-at-most` is said of a file that is not `--complete`",
                "say that it is, or leave it out");
  }
  limit.in_hundred = text.ends_with('%');
  if (limit.in_hundred) text.remove_suffix(1);
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), limit.most);
  const bool whole = error == std::errc() && end == text.data() + text.size();
  if (!whole || (limit.in_hundred && limit.most > 100)) {
    return fail(ErrorCode::invalid,
                fmt::format("{} is neither a number of customers nor a share", shown(arguments.absent_at_most)),
                "write it as in `--absent-at-most 200` or `--absent-at-most 5%`");
  }
  return limit;
}

// Gives what is open, and opens a plain file anew from then on; a pipe can be read once.
OpenText opener(const std::string& file, std::shared_ptr<FileSource> first) {
  const bool plain = may_be_plain_file(file);
  return [file, plain, first = std::move(first), opened = false]() mutable -> Result<std::unique_ptr<ByteSource>> {
    if (!opened) {
      opened = true;
      return std::make_unique<FileSource>(std::move(*std::exchange(first, nullptr)));
    }
    if (!plain) return fail(ErrorCode::unavailable, fmt::format("{} cannot be read twice", shown(file)), "name a file");
    auto source = TRY(FileSource::open(file));
    return std::make_unique<FileSource>(std::move(source));
  };
}

struct Opened {
  Ledger* ledger = nullptr;
  std::unique_ptr<RehearsalLedger> rehearsal;  // where the run is only tried
  std::shared_ptr<FileSource> source;
  Circumstances circumstances;
  RejectFile rejects;
};

// Told apart from all other imports: by the caller's name, or by one that nobody has had.
Result<std::string> run_name(Invocation& call, const ImportArguments& arguments) {
  if (!arguments.run.empty()) {
    constexpr std::size_t kLongest = 64;
    const bool plain = std::all_of(arguments.run.begin(), arguments.run.end(), [](char c) {
      return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_' ||
             c == '.';
    });
    if (plain && arguments.run.size() <= kLongest) return arguments.run;
    return fail(ErrorCode::invalid, fmt::format("`--run`: {} is no name of a run", shown(arguments.run)),
                "use up to 64 letters, figures, hyphens, dots and underscores");
  }
  const auto seed = TRY(call.world().random_seed());
  constexpr std::size_t kFigures = 12;
  return to_hex(sha256(ByteView(seed))).substr(0, kFigures);
}

Result<Opened> open(Invocation& call, const ImportArguments& arguments, ClockAhead clock) {
  const auto effective = TRY(optional_instant("--effective", arguments.effective));
  auto source = TRY(FileSource::open(arguments.file));
  auto rejects = TRY(RejectFile::create(call, arguments.file, arguments.rejects, arguments.mapping));
  auto run = TRY(run_name(call, arguments));
  const auto ledger = TRY(call.ledger(arguments.dry_run ? LedgerOpening::read : LedgerOpening::write, clock));
  Opened opened{ledger,
                {},
                std::make_shared<FileSource>(std::move(source)),
                {effective, call.actor(), "import", {}, std::move(run)},
                std::move(rejects)};
  if (arguments.dry_run) {
    opened.rehearsal = std::make_unique<RehearsalLedger>(*ledger);
    opened.ledger = opened.rehearsal.get();
  }
  return opened;
}

// Rows, or a share of all rows such as `0.5%`.
Result<std::optional<FaultyMax>> faulty_max_of(const std::string& text) {
  std::optional<FaultyMax> result;
  if (text.empty()) return result;
  std::string_view number = text;
  const bool share = number.ends_with('%');
  if (share) number.remove_suffix(1);
  double value = -1;
  const auto [end, fault] = std::from_chars(number.data(), number.data() + number.size(), value);
  const bool read = fault == std::errc() && end == number.data() + number.size() && value >= 0 && value <= 1e12;
  if (!read || (share ? value > 100 : value != std::floor(value))) {
    return fail(ErrorCode::invalid,
                fmt::format("`--max-faulty`: {} is no number of rows and no share of them", shown(text)),
                "write it as in `100` or `0.5%`");
  }
  result.emplace();
  if (share) result->per_million = static_cast<std::uint32_t>(std::lround(value * 10'000));
  else result->rows = static_cast<std::uint64_t>(value);
  return result;
}

Result<ImportOptions> import_options(const ImportArguments& arguments) {
  ImportOptions options;
  options.strict = arguments.strict;
  const auto faulty_max = TRY(faulty_max_of(arguments.faulty_max));
  options.faulty_max = faulty_max;
  return options;
}

// How the run is called, and that it was only tried.
void tell_run(Invocation& call, const Opened& opened, bool imported) {
  if (!imported) return;
  if (opened.rehearsal) return call.terminal().print("only tried: nothing was recorded\n");
  call.terminal().print(fmt::format("run {0}; `assent import retract {0}` takes it back\n", opened.circumstances.run));
}

// Whom a refusal can name. Without the packs nobody would know, and narrow refusals would refuse everybody for ever.
Result<Names> known_relations(Invocation& call, const ApprovalMapping& mapping) {
  if (!mapping.refused_recipients) return Names{};
  const auto packs = TRY(call.packs());
  return packs->relations();
}

Result<Names> known_services(Invocation& call) {
  TRY(call.catalogue());
  TRY(call.packs());
  return services_of(call.rules());
}

// What the run comes to: strict and faulty is invalid input, and nothing was imported.
struct ToLookAt {
  std::uint64_t faulty = 0;
  std::uint64_t incomplete = 0;
  std::uint64_t mended = 0;
  std::uint64_t unknown_accounts = 0;
  std::uint64_t suspected_links = 0;

  std::uint64_t all() const { return faulty + incomplete + mended + unknown_accounts + suspected_links; }
};
Result<ExitStatus> close(Invocation& call, Opened& opened, const ToLookAt& rows, bool imported) {
  TRY(opened.rejects.keep(rows.all()));
  opened.rejects.tell(call.terminal(), rows.faulty + rows.incomplete, rows.incomplete);
  opened.rejects.tell_mended(call.terminal(), rows.mended);
  if (rows.suspected_links > 0) {
    call.terminal().warn(fmt::format(
        "{}; {} tells which; record those that are one with `assent record link`",
        counted(rows.suspected_links, "account may continue another one", "accounts may continue another one"),
        shown(opened.rejects.name())));
  }
  if (!call.json()) tell_run(call, opened, imported);
  if (imported) return status_of_rows(rows.all());
  return fail(ErrorCode::invalid, "too many rows are faulty for `--strict` or `--max-faulty`; nothing was imported",
              "mend the rows, or allow more, to import the others");
}

ImportRun run_of(const Opened& opened) { return {opened.circumstances.run, opened.rehearsal != nullptr}; }

void tell_of_numbers(Terminal& terminal, const ImportCounts& counts) {
  if (counts.merged > 0) {
    terminal.note(fmt::format("{} further numbers or addresses of an account in an earlier row: all are on record",
                              counted(counts.merged, "of the faulty has", "of the faulty have")));
  }
  if (counts.kept_refusals > 0) {
    terminal.note(fmt::format("{} recorded that had been said from a number which nobody had then",
                              counted(counts.kept_refusals, "refusal is", "refusals are")));
  }
}

Result<ExitStatus> customers(Invocation& call, const ImportArguments& arguments) {
  const auto limit = TRY(absent_limit(arguments));
  const auto text = TRY(read_file(arguments.mapping));
  const auto mapping = read_customer_mapping(text, arguments.mapping);
  if (!mapping) return tl::unexpected(call.issues_error(arguments.mapping, mapping.error()));
  const auto services = TRY(known_services(call));
  auto opened = TRY(open(call, arguments, ClockAhead::is_refused));

  auto options = TRY(import_options(arguments));
  options.complete = arguments.complete;
  options.count_absent_below = kCountedQuickly;
  options.absent_at_most = limit;
  ProgressLine line(call.world(), call.terminal(), "importing", opened.source->size().value_or(0));
  const auto counts = import_customers(opener(arguments.file, opened.source), *mapping, call.world().zones,
                                       call.world().telephones, services, *opened.ledger, opened.circumstances,
                                       opened.rejects.sink(), call.clock(), options, line.callback());
  line.clear();
  if (!counts) return tl::unexpected(counts.error());
  if (call.json()) {
    call.terminal().print(json_of(*counts, run_of(opened),
                                  opened.rejects.named(counts->faulty + counts->incomplete + counts->suspected_links)));
  } else {
    Table table({{"customers"}, {"rows", Align::right}});
    table.row({"added", thousands(counts->added)});
    table.row({"changed", thousands(counts->changed)});
    table.row({"unchanged", thousands(counts->unchanged)});
    table.row({"faulty", thousands(counts->faulty)});
    table.row({"all", thousands(counts->rows)});
    if (arguments.complete && counts->imported)
      table.row({"absent, now former", thousands(counts->absent.value_or(0))});
    call.terminal().print(table);
    if (counts->contradicting > 0) {
      call.terminal().print(
          fmt::format("{} an earlier row of the same account; the stricter is on record\n",
                      counted(counts->contradicting, "of the faulty contradicts", "of the faulty contradict")));
    }
    if (counts->incomplete > 0) {
      call.terminal().print(fmt::format(
          "{} incomplete: on record without a service, telephone number, mail address or postal address that cannot be "
          "used\n",
          counted(counts->incomplete, "of these is", "of these are")));
    }
  }
  tell_of_numbers(call.terminal(), *counts);
  if (counts->too_many_absent) {
    return fail(
        ErrorCode::invalid,
        fmt::format("{} on record as active and not in this file, more than may be: it may be a part of the base; "
                    "nothing was imported",
                    counted(counts->absent.value_or(0), "customer is", "customers are")),
        "give the whole base, or leave `--complete` out, or raise `--absent-at-most`");
  }
  if (!arguments.complete && counts->absent.value_or(0) > 0) {
    call.terminal().note(
        fmt::format("{}; where a file is the whole base, say `--complete`",
                    counted(counts->absent.value_or(0), "customer on record as active is not in this file and stays so",
                            "customers on record as active are not in this file and stay so")));
  }
  return close(call, opened, {counts->faulty, counts->incomplete, 0, 0, counts->suspected_links}, counts->imported);
}

Result<ExitStatus> approvals(Invocation& call, const ImportArguments& arguments) {
  const auto text = TRY(read_file(arguments.mapping));
  const auto mapping = read_approval_mapping(text, arguments.mapping);
  if (!mapping) return tl::unexpected(call.issues_error(arguments.mapping, mapping.error()));
  const auto relations = TRY(known_relations(call, *mapping));
  auto opened = TRY(open(call, arguments, ClockAhead::is_put_right));

  auto options = TRY(import_options(arguments));
  options.refusals_only = call.clock_was_put_right();
  ProgressLine line(call.world(), call.terminal(), "importing", opened.source->size().value_or(0));
  const auto counts =
      import_approvals(opener(arguments.file, opened.source), *mapping, call.world().zones, relations, *opened.ledger,
                       opened.circumstances, opened.rejects.sink(), call.clock(), options, line.callback());
  line.clear();
  if (!counts) return tl::unexpected(counts.error());
  const ToLookAt rows{counts->faulty, 0, counts->mended, counts->unknown_accounts};
  if (call.json()) {
    call.terminal().print(json_of(*counts, run_of(opened), opened.rejects.named(rows.all())));
  } else {
    Table table({{"approvals"}, {"rows", Align::right}, {"what it means"}});
    table.row({"refusals", thousands(counts->refusals), "count from now on, whatever their proof"});
    table.row({"proved", thousands(counts->proved), "grant"});
    table.row({"claimed", thousands(counts->claimed), "grant nothing: a notice or an opt-in is needed"});
    table.row({"unknown", thousands(counts->unknown), "grant nothing: a notice or an opt-in is needed"});
    table.row({"already", thousands(counts->already), "recorded by an earlier run"});
    table.row({"silent", thousands(counts->silent), "say neither yes nor no"});
    table.row({"faulty", thousands(counts->faulty), "not used"});
    table.row({"all", thousands(counts->rows), ""});
    call.terminal().print(table);
    if (counts->mended > 0) {
      call.terminal().print(
          fmt::format("{} recorded in spite of a fault\n", counted(counts->mended, "row is", "rows are")));
    }
    if (counts->widened > 0) {
      call.terminal().print(fmt::format("{} whom it refuses in words that no rule pack knows, and {} everybody\n",
                                        counted(counts->widened, "refusal says", "refusals say"),
                                        counts->widened == 1 ? "refuses" : "refuse"));
    }
    if (counts->outweighed > 0) {
      call.terminal().print(fmt::format("{} of the claimed met a refusal on record, which stays\n",
                                        counted(counts->outweighed, "approval", "approvals")));
    }
  }
  warn_of_unknown_accounts(call.terminal(), counts->unknown_accounts);
  if (counts->unknown_approvals > 0) {
    call.terminal().warn(
        fmt::format("{} for accounts that are not on record; they count once the customers are imported",
                    counted(counts->unknown_approvals, "approval is", "approvals are")));
  }
  return close(call, opened, rows, counts->imported);
}

std::shared_ptr<ImportArguments> add_arguments(Command command) {
  auto arguments = std::make_shared<ImportArguments>();
  command.option("FILE", arguments->file, "The file (CSV); `-` is standard input").required();
  command.option("--mapping", arguments->mapping, "Which column means what (TOML)").type_name("FILE").required();
  command.flag("--strict", arguments->strict, "Import nothing if any row is faulty");
  command.option("--max-faulty", arguments->faulty_max, "Import nothing if more rows are faulty, such as 100 or 0.5%")
      .type_name("ROWS");
  command.flag("--dry-run", arguments->dry_run, "Only try: say what the import would do, and record nothing");
  command.option("--run", arguments->run, "How the run is called, so that it can be taken back (default: a new name)")
      .type_name("NAME");
  command
      .option("--rejects", arguments->rejects,
              "Rows that cannot be used, or only in part, with line, column and reason (default: FILE.rejects.csv)")
      .type_name("FILE");
  command.option("--effective", arguments->effective, "When it counts from (default: the present)")
      .type_name("INSTANT");
  return arguments;
}

}  // namespace

void add_import_commands(Command app, Invocation& call) {
  Command group = app.group("import", "Bring in customers, and the approval flags of an old system",
                            "  assent import customers --mapping carrier.toml base.csv\n"
                            "  assent import approvals --mapping flags.toml flags.csv\n");

  Command base =
      group.command("customers", "Import customers from a carrier's file; records only what changed, safe to repeat",
                    "  assent import customers --mapping carrier.toml base.csv\n"
                    "  assent import customers --mapping carrier.toml base.csv --strict\n"
                    "  assent import customers --mapping carrier.toml base.csv --complete\n"
                    "  zcat base.csv.gz | assent import customers --mapping carrier.toml -\n");
  auto of_base = add_arguments(base);
  base.flag("--complete", of_base->complete,
            "The file is the whole base: whoever is on record as active and absent from it has left");
  base.option("--absent-at-most", of_base->absent_at_most,
              "So many may be absent from a whole base, or so many in a hundred of the active ones; with more of "
              "them nothing is imported (default: 5%)")
      .type_name("N|P%");
  base.callback([&call, of_base] { call.choose([&call, of_base] { return customers(call, *of_base); }); });

  Command flags =
      group.command("approvals", "Import the approval flags of an old system, each graded; a weak one never grants",
                    "  assent import approvals --mapping flags.toml flags.csv\n");
  auto of_flags = add_arguments(flags);
  flags.callback([&call, of_flags] { call.choose([&call, of_flags] { return approvals(call, *of_flags); }); });

  add_import_retract_command(group, call);
}

}  // namespace assent
