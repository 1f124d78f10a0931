// The world as it is: the system's clock, streams, files and variables, and the SQLite ledger.
#pragma once

#include "cli/program.hpp"

// A main program's whole work. Returns the exit status. `read_returned` reads e-mail that came back; without it, the
// program `assent-email` beside this one is asked to.
int run_in_this_world(const assent::cli::Program& program, int argc, char** argv,
                      assent::email::ReadReturned read_returned = {});
