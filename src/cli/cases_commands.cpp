#include "cases/run.hpp"
#include "cli/command.hpp"
#include "cli/commands.hpp"
#include "embed/named_files.hpp"
#include "wire/cases.hpp"

#include <fmt/format.h>
#include <boost/json/array.hpp>

#include <algorithm>
#include <filesystem>

namespace assent::cli {
namespace {

struct Tally {
  long passed = 0;
  long failed = 0;
  boost::json::array differing;
};

// The catalogue that the cases of this file were written for.
Result<Catalogue> catalogue_for(Invocation& call, const std::string& file) {
  const std::filesystem::path beside = std::filesystem::path(file).parent_path() / "catalogue.json";
  std::error_code error;
  const bool use_it = call.options.catalogue.empty() && file != "-" && std::filesystem::exists(beside, error);
  return call.catalogue_from(use_it ? beside.string() : call.catalogue_file());
}

Result<void> run_file(Invocation& call, const std::string& file, Tally& tally) {
  const auto source = TRY(embed::open_source(file));
  const auto catalogue = TRY(catalogue_for(call, file));
  const auto packs = TRY(call.packs());
  const cases::CaseWorld world{catalogue, call.world().zones,
                               [&](std::string_view id, Instant at) -> const regime::Regime* {
                                 const auto pack = packs->find(id, at, call.world().zones);
                                 return pack && (*pack)->regime ? &*(*pack)->regime : nullptr;
                               }};
  return cases::run_cases(*source, world, call.language(), [&](const cases::CaseResult& result) {
    if (result.passed()) {
      ++tally.passed;
      return;
    }
    ++tally.failed;
    if (call.json()) tally.differing.push_back(wire::json_of(result, file));
    else if (!call.options.quiet) call.terminal().print(cases::to_text(result, file) + "\n");
  });
}

Result<ExitStatus> run_cases(Invocation& call, const std::vector<std::string>& files) {
  const auto packs = TRY(call.packs());
  for (const app::RulePack& pack : packs->all()) {
    if (!pack.regime) call.terminal().fail_with(pack.regime.error());
  }
  Tally tally;
  ExitStatus worst = ExitStatus::done;  // about the files that cannot be read
  for (const std::string& file : files) {
    if (const auto ran = run_file(call, file, tally); !ran) {
      worst = std::max(worst, call.terminal().fail_with(ran.error()));
      ++tally.failed;  // cases that cannot be run have not passed
    }
  }
  if (call.json()) {
    call.terminal().print(wire::cases_json(tally.passed, tally.failed, std::move(tally.differing)));
  } else {
    call.terminal().print(cases::summary_line(tally.passed, tally.failed) + "\n");
  }
  if (worst != ExitStatus::done) return worst;
  return tally.failed == 0 ? ExitStatus::done : ExitStatus::failed;
}

}  // namespace

void add_cases_commands(Command app, Invocation& call) {
  Command group = app.group("cases", "Decision cases: facts, a use, and the expected decision",
                            "  assent cases run decisions.jsonl\n");

  Command run = group.command(
      "run", "Run decision cases; show each that differs, and why. The last line counts passed and failed",
      "  assent cases run decisions.jsonl\n"
      "  assent cases run --quiet ours.jsonl theirs.jsonl   # the counts only\n"
      "  assent cases run --language ar decisions.jsonl\n");
  auto files = std::make_shared<std::vector<std::string>>();
  run.option("FILE", *files, "Cases, one JSON object a line; the catalogue is `catalogue.json` beside the file")
      .required();
  run.callback([&call, files] { call.choose([&call, files] { return run_cases(call, *files); }); });
}

}  // namespace assent::cli
