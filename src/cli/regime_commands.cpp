#include "app/regime_values.hpp"
#include "cli/command.hpp"
#include "cli/commands.hpp"
#include "embed/named_files.hpp"
#include "regime/read.hpp"
#include "wire/check.hpp"
#include "wire/rules.hpp"
#include "wording/words.hpp"

#include <fmt/format.h>

#include <string>
#include <vector>

namespace assent::cli {
namespace {

std::string in_effect(const regime::Regime& regime) {
  if (!regime.in_effect_from && !regime.in_effect_until) return "always";
  return fmt::format("{} to {}", regime.in_effect_from ? to_string(*regime.in_effect_from) : "…",
                     regime.in_effect_until ? to_string(*regime.in_effect_until) : "…");
}

Result<ExitStatus> list_regimes(Invocation& call) {
  const auto packs = TRY(call.packs());
  tables::Table table({{"regime"}, {"version"}, {"in effect"}, {"title"}});
  std::vector<const regime::Regime*> regimes;
  ExitStatus status = ExitStatus::done;
  for (const app::RulePack& pack : packs->all()) {
    if (!pack.regime) {
      status = call.terminal().fail_with(pack.regime.error());
      continue;
    }
    table.row({pack.regime->id, pack.regime->version, in_effect(*pack.regime), pack.regime->title});
    regimes.push_back(&*pack.regime);
  }
  if (call.json()) call.terminal().print(wire::regimes_json(regimes));
  else call.terminal().print(table);
  return status;
}

Result<ExitStatus> show_regime(Invocation& call, const std::string& id) {
  const auto pack = TRY(call.pack(id, call.now()));
  const auto& regime = pack->regime;
  const auto values = app::regime_values(pack->text);
  if (call.json()) {
    call.terminal().print(wire::json_of(*regime, values));
    return ExitStatus::done;
  }
  call.terminal().print(fmt::format("{} version {}: {}\nin effect: {}\n\n", regime->id, regime->version, regime->title,
                                    in_effect(*regime)));
  tables::Table table({{"key"}, {"value", tables::Align::left, 40}, {"standing"}, {"source"}});
  for (const wire::RegimeValue& value : values) table.row({value.key, value.value, value.standing, value.source});
  call.terminal().print(table);
  return ExitStatus::done;
}

struct CheckedPack {
  std::string file;
  regime::Regime regime;
};

// The faults that a pack has only together with others.
Issues clashes(const CheckedPack& pack, const std::vector<CheckedPack>& others) {
  Issues issues;
  for (const CheckedPack& other : others) {
    if (other.regime.id != pack.regime.id || !app::overlap(other.regime, pack.regime)) continue;
    issues.push_back({pack.file, 0, 0,
                      fmt::format("regime `{}` overlaps in time with the same regime in {}", pack.regime.id,
                                  wording::shown(other.file)),
                      "end the older one with `until`, and begin the newer one with `from`"});
  }
  return issues;
}

Result<ExitStatus> check_regimes(Invocation& call, const std::vector<std::string>& files) {
  ExitStatus status = ExitStatus::done;
  std::vector<CheckedPack> good;
  for (const std::string& file : files) {
    const auto text = TRY(embed::text_in(file));
    auto regime = regime::read_regime(text, file);
    Issues issues;
    if (regime) {
      CheckedPack pack{file, *std::move(regime)};
      issues = clashes(pack, good);
      good.push_back(std::move(pack));
    } else {
      issues = std::move(regime.error());
    }
    if (!issues.empty()) status = ExitStatus::invalid;
    if (call.json()) {
      call.terminal().print(wire::check_json(file, issues));
    } else if (issues.empty()) {
      const regime::Regime& read = good.back().regime;
      call.terminal().print(fmt::format("{}: in order: `{}` version {}, {} sourced values\n", file, read.id,
                                        read.version, read.provenance.size()));
    } else {
      for (const Issue& issue : issues) call.terminal().print(to_string(issue) + "\n");
    }
  }
  return status;
}

}  // namespace

void add_regime_commands(Command app, Invocation& call) {
  Command group = app.group("regime", "The rule packs: list, show and check them",
                            "  assent regime list\n"
                            "  assent regime show tra\n"
                            "  assent regime check my-packs/lebanon-2027.toml\n");

  Command list = group.command("list", "List the rule packs, their versions and when they are in effect",
                               "  assent regime list\n"
                               "  assent regime list --regimes my-packs\n");
  list.callback([&call] { call.choose([&call] { return list_regimes(call); }); });

  Command show = group.command("show", "Show every value of a rule pack with its standing and source",
                               "  assent regime show tra\n"
                               "  assent regime show fcc-2007 --json\n");
  auto id = std::make_shared<std::string>();
  show.option("ID", *id, "The rule pack, as `assent regime list` names it").required();
  show.callback([&call, id] { call.choose([&call, id] { return show_regime(call, *id); }); });

  Command check = group.command("check", "Check rule packs; name every fault with line, column and how to mend it",
                                "  assent regime check my-packs/lebanon-2027.toml\n");
  auto files = std::make_shared<std::vector<std::string>>();
  check.option("FILE", *files, "The rule packs").required();
  check.callback([&call, files] { call.choose([&call, files] { return check_regimes(call, *files); }); });
}

}  // namespace assent::cli
