#include "cli/run.hpp"

#include "base/time_zone.hpp"
#include "cli/help.hpp"
#include "cli/invocation.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <new>
#include <ostream>

namespace assent::cli {
namespace {

void add_global_options(CLI::App& app, GlobalOptions& options) {
  Command command(app);
  app.set_help_flag("--help,-h", "This help; every command has its own");
  app.set_version_flag("--version", app.get_name() + " " ASSENT_VERSION, "The version of this program");
  command.option("--ledger", options.ledger, "The ledger (default: $ASSENT_LEDGER, else assent.ledger)")
      .type_name("FILE");
  command.option("--regimes", options.regimes, "The folder of the rule packs (default: the program's)")
      .type_name("DIR");
  command.option("--catalogue", options.catalogue, "The offer catalogue (default: the program's)").type_name("FILE");
  command
      .option("--language", options.language,
              "The language of explanations and reasons: en, ar, fr, or several such as en,ar (default: en)")
      .type_name("LANG");
  command.option("--now", options.now, "Use this as the present instant, in scripts and tests").type_name("INSTANT");
  command.option("--actor", options.actor, "Who records (default: $ASSENT_ACTOR, else $USER)").type_name("NAME");
  command.flag("--json", options.json, "Print results as JSON, one object on each line");
  command.flag("--quiet", options.quiet, "No warnings, notes or progress");
}

ExitStatus parse_and_act(const Program& program, int argc, const char* const* argv, World& world) {
  Invocation call(world);
  CLI::App app(program.description, program.name);
  app.footer(program.examples);
  app.fallthrough();
  app.require_subcommand(1);
  add_global_options(app, call.options);
  program.add_commands(Command(app), call);

  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    call.terminal().print(help_text(innermost(app)));
    return ExitStatus::done;
  } catch (const CLI::CallForVersion& version) {
    call.terminal().print(fmt::format("{}\n", version.what()));
    return ExitStatus::done;
  } catch (const CLI::ParseError& error) {
    return call.terminal().fail_with(told(app, error));
  }
  if (const CLI::Option* empty = empty_name_in(app)) {
    return call.terminal().fail_with(Error{ErrorCode::invalid,
                                           fmt::format("`{}` is empty", empty->get_name(empty->get_positional())),
                                           "name a file, or leave it out"});
  }
  return call.act();
}

// The command's last output may still be in a buffer.
bool delivered(std::ostream& out) {
  out.flush();
  return out.good();
}

constexpr int kFailed = static_cast<int>(ExitStatus::failed);

}  // namespace

int run(const Program& program, int argc, const char* const* argv, World& world) {
  // what() of a foreign library may contain personal data.
  try {
    const ExitStatus status = parse_and_act(program, argc, argv, world);
    if (delivered(world.out)) return static_cast<int>(status);
    world.err << "error: the result cannot be written to standard output; check where it goes, and try again\n";
  } catch (const ZoneDataUnreadable& unreadable) {
    world.err << "error: " << to_string(unreadable.error()) << "\n";
  } catch (const std::bad_alloc&) {
    world.err << "error: out of memory; nothing more was done; end other programs, or give this one more\n";
  } catch (...) {
    world.err << "error: out of memory or threads, or a fault in the program; nothing more was done\n";
  }
  return kFailed;
}

}  // namespace assent::cli
