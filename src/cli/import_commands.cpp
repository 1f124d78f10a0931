#include "cli/command.hpp"
#include "cli/commands.hpp"

namespace assent::cli {

void add_import_commands(Command app, Invocation& call) {
  Command group = app.group("import", "Bring in customers, and the approval flags of an old system",
                            "  assent import customers --mapping carrier.toml base.csv\n"
                            "  assent import approvals --mapping flags.toml flags.csv\n");

  add_import_customers_command(group, call);
  add_import_approvals_command(group, call);
  add_import_retract_command(group, call);
}

}  // namespace assent::cli
