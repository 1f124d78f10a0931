// The world as it is: the system's clock, streams, files and variables, and the SQLite ledger.
#pragma once

#include "cli/program.hpp"

// What needs libraries that not every program links.
struct OfItsOwn {
  assent::email::ReadReturned read_returned = {};         // without it, `assent-email` beside this program is asked to
  assent::letter_jobs::BeginPrinting print_letters = {};  // likewise `assent-letters`
};

// A main program's whole work. Returns the exit status.
int run_in_this_world(const assent::cli::Program& program, int argc, char** argv, OfItsOwn own = {});
