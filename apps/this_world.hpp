// The world as it is: the system's clock, streams, files and variables, and the SQLite ledger.
#pragma once

#include "cli/program.hpp"

// A main program's whole work. Returns the exit status.
int run_in_this_world(const assent::cli::Program& program, int argc, char** argv);
