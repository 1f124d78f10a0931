// The commands, a family a file. Each function adds its family to the command line.
#pragma once

#include "cli/command.hpp"
#include "cli/invocation.hpp"

namespace assent {

void add_init_command(Command app, Invocation& call);
void add_regime_commands(Command app, Invocation& call);
void add_catalogue_commands(Command app, Invocation& call);
void add_cases_commands(Command app, Invocation& call);
void add_import_commands(Command app, Invocation& call);
void add_notice_commands(Command app, Invocation& call);
void add_record_commands(Command app, Invocation& call);
void add_answers_command(Command record, Invocation& call);        // to the group `record`
void add_correction_command(Command record, Invocation& call);     // likewise
void add_import_retract_command(Command group, Invocation& call);  // to the group `import`
void add_decide_commands(Command app, Invocation& call);
void add_status_command(Command app, Invocation& call);
void add_scrub_command(Command app, Invocation& call);
void add_reach_command(Command app, Invocation& call);
void add_key_commands(Command app, Invocation& call);
void add_certificate_commands(Command app, Invocation& call);
void add_ledger_commands(Command app, Invocation& call);
void add_index_commands(Command app, Invocation& call);
void add_zones_commands(Command app, Invocation& call);

}  // namespace assent
