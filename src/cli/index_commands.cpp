#include "cli/command.hpp"
#include "cli/commands.hpp"

namespace assent::cli {

void add_index_commands(Command app, Invocation& call) {
  Command group = app.group("index", "The ledger packed for decisions about a whole base: build it, show it",
                            "  assent index build\n"
                            "  assent index show\n");
  add_index_build_command(group, call);
  add_index_show_command(group, call);
}

}  // namespace assent::cli
