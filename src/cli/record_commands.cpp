#include "cli/command.hpp"
#include "cli/commands.hpp"

namespace assent::cli {

void add_record_commands(Command app, Invocation& call) {
  Command group = app.group("record", "Record a customer's choice, an agreement or a partner; show what it changed",
                            "  assent record opt-out --account A-1\n"
                            "  assent record answers mailroom.csv --channel mail\n"
                            "  assent record withdrawal --account A-1 --evidence call-4711\n");
  add_refusal_commands(group, call);
  add_opt_in_command(group, call);
  add_grant_commands(group, call);
  add_agreement_command(group, call);
  add_partner_command(group, call);
  add_link_command(group, call);
  add_answers_command(group, call);
  add_correction_command(group, call);
  add_review_command(group, call);
}

}  // namespace assent::cli
