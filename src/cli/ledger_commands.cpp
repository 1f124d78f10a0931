#include "cli/command.hpp"
#include "cli/commands.hpp"
#include "cli/progress_line.hpp"
#include "wire/ledger.hpp"
#include "wording/words.hpp"

#include <fmt/format.h>

namespace assent::cli {
namespace {

tables::Table table_of(const std::vector<ledger::LogHead>& heads) {
  tables::Table table({{"log", tables::Align::right}, {"entries", tables::Align::right}, {"root"}});
  for (const ledger::LogHead& head : heads)
    table.row({std::to_string(head.log), wording::thousands(head.size), evidence::to_hex(head.root)});
  return table;
}

Result<ExitStatus> verify(Invocation& call) {
  TRY(call.check_ledger_file());
  ProgressLine line(call.world(), call.terminal(), "verifying", 0, "entries");
  const auto found = call.world().verify_ledger(
      call.ledger_file(), [&](std::uint64_t done, std::uint64_t all) { line.show_share(done, all); });
  line.clear();
  if (!found) return tl::unexpected(found.error());
  if (found->whole()) (void)call.ledger(LedgerOpening::read);  // for its warning, if the clock is behind
  if (call.json()) {
    call.terminal().print(wire::json_of(*found));
  } else {
    for (const ledger::Damage& damage : found->damages) {
      call.terminal().print(damage.entry ? fmt::format("entry {}: {}\n", entry_name(*damage.entry), damage.what)
                                         : fmt::format("ledger: {}\n", damage.what));
    }
    if (found->whole()) {
      call.terminal().print(table_of(found->heads));
      call.terminal().print(
          fmt::format("intact: {}, each as it was written\n", wording::counted(found->entries, "entry", "entries")));
    } else {
      call.terminal().print(fmt::format("damaged: {} in {}\n",
                                        wording::counted(found->damages.size(), "damage", "damages"),
                                        wording::counted(found->entries, "entry", "entries")));
    }
  }
  return found->whole() ? ExitStatus::done : ExitStatus::failed;
}

Result<ExitStatus> tell_heads(Invocation& call) {
  const auto ledger = TRY(call.ledger(LedgerOpening::read));
  const auto heads = TRY(ledger->heads());
  if (call.json()) {
    call.terminal().print(wire::heads_json(heads, call.simulation()));
    return ExitStatus::done;
  }
  call.terminal().print(table_of(heads));
  if (call.simulation()) call.terminal().print("a simulation\n");
  return ExitStatus::done;
}

Result<ExitStatus> upgrade(Invocation& call) {
  TRY(call.check_ledger_file());
  ProgressLine line(call.world(), call.terminal(), "upgrading", 0, "entries");
  const auto done = call.world().upgrade_ledger(
      call.ledger_file(), [&](std::uint64_t entries, std::uint64_t all) { line.show_share(entries, all); });
  line.clear();
  if (!done) return tl::unexpected(done.error());
  const bool changed = done->from != done->to;
  if (call.json()) {
    call.terminal().print(wire::json_of(*done));
  } else if (!changed) {
    call.terminal().print(fmt::format("nothing to do: the ledger already has format {}\n", done->to));
  } else {
    call.terminal().print(fmt::format("upgraded from format {} to format {}: {}, each byte for byte, root {}\n",
                                      done->from, done->to, wording::counted(done->entries, "entry", "entries"),
                                      evidence::to_hex(done->root)));
    call.terminal().print(fmt::format("the old file is kept as {}\n", wording::shown(done->kept_as)));
    if (done->clear_profiles > 0) {
      call.terminal().print(
          fmt::format("{} numbers and addresses in clear, as the old format has them: what identifies these customers "
                      "cannot be erased\n",
                      wording::counted(done->clear_profiles, "profile has", "profiles have")));
    }
  }
  return ExitStatus::done;
}

}  // namespace

void add_ledger_commands(Command app, Invocation& call) {
  Command group = app.group("ledger", "What is recorded: show an account's life, verify, show the heads",
                            "  assent ledger log --account A-1\n"
                            "  assent ledger verify\n"
                            "  assent ledger head\n");

  add_ledger_log_command(group, call);

  Command check = group.command(
      "verify", "Check everything stored against everything else; name each damage. Exit status 1: damaged",
      "  assent ledger verify\n"
      "  assent ledger verify --ledger backup.ledger --json\n");
  check.callback([&call] { call.choose([&call] { return verify(call); }); });

  Command raise = group.command("upgrade",
                                "Bring a ledger of an earlier format to this one. Entries, instants and roots stay the "
                                "same; the old file is kept beside it. No other program may have the ledger open",
                                "  assent ledger upgrade\n"
                                "  assent ledger upgrade --ledger old.ledger --json\n");
  raise.callback([&call] { call.choose([&call] { return upgrade(call); }); });

  Command head = group.command("head", "Show how many entries each log has, and their root",
                               "  assent ledger head\n"
                               "  assent ledger head --json\n");
  head.callback([&call] { call.choose([&call] { return tell_heads(call); }); });
}

}  // namespace assent::cli
