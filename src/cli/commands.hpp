// The commands, a family a file. Each function adds its family to the command line.
#pragma once

#include "cli/invocation.hpp"

#include <CLI/App.hpp>

namespace assent {

void add_init_command(CLI::App& app, Invocation& call);
void add_regime_commands(CLI::App& app, Invocation& call);
void add_catalogue_commands(CLI::App& app, Invocation& call);
void add_cases_commands(CLI::App& app, Invocation& call);
void add_import_commands(CLI::App& app, Invocation& call);
void add_notice_commands(CLI::App& app, Invocation& call);
void add_record_commands(CLI::App& app, Invocation& call);
void add_answers_command(CLI::App& record, Invocation& call);        // to the group `record`
void add_correction_command(CLI::App& record, Invocation& call);     // likewise
void add_import_retract_command(CLI::App& group, Invocation& call);  // to the group `import`
void add_decide_commands(CLI::App& app, Invocation& call);
void add_status_command(CLI::App& app, Invocation& call);
void add_scrub_command(CLI::App& app, Invocation& call);
void add_reach_command(CLI::App& app, Invocation& call);
void add_key_commands(CLI::App& app, Invocation& call);
void add_certificate_commands(CLI::App& app, Invocation& call);
void add_ledger_commands(CLI::App& app, Invocation& call);
void add_index_commands(CLI::App& app, Invocation& call);
void add_zones_commands(CLI::App& app, Invocation& call);
void add_synth_commands(CLI::App& app, Invocation& call);

}  // namespace assent
