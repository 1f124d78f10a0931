// `assent-lab` and its commands, one file for each family.
#pragma once

#include "cli/program.hpp"

namespace assent::lab_cli {

extern const cli::Program kAssentLab;

void add_synth_commands(cli::Command app, cli::Invocation& call);
void add_synthetic_reach_command(cli::Command app, cli::Invocation& call);
void add_chart_command(cli::Command app, cli::Invocation& call);

}  // namespace assent::lab_cli
