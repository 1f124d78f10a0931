#include "cli/command.hpp"
#include "cli/commands.hpp"

namespace assent::cli {

void add_notice_commands(Command app, Invocation& call) {
  Command group =
      app.group("notice", "Notices: check, review, publish, show and give them, record their results; who needs one",
                "  assent notice check welcome.toml\n"
                "  assent notice publish welcome.toml\n"
                "  assent notice give accounts.csv --notice welcome --version 1 --by mail --sent 2026-01-15\n"
                "  assent notice deliveries returns.csv --notice welcome --version 1 --by mail\n");
  add_notice_check_command(group, call);
  add_notice_publish_commands(group, call);
  add_notice_show_commands(group, call);
  add_notice_give_command(group, call);
  add_notice_deliveries_command(group, call);
  add_notice_due_command(group, call);
  add_notice_forecast_command(group, call);
  add_notice_coverage_command(group, call);
}

}  // namespace assent::cli
