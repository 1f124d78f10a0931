// `assent-lab` and its commands, one file for each family.
#pragma once

#include "cli/program.hpp"

namespace assent {

extern const Program kAssentLab;

void add_synth_commands(Command app, Invocation& call);
void add_synthetic_reach_command(Command app, Invocation& call);
void add_chart_command(Command app, Invocation& call);

}  // namespace assent
