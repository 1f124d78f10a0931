// run: the command line as a function. `argv[0]` is ignored: the program has its own name.
//
// Writes results to world.out and messages to world.err. Returns the exit status: 0 done or permitted, 1 failed,
// 2 denied, 3 invalid input, 4 done with rows to look at. Throws nothing.
#pragma once

#include "cli/program.hpp"
#include "cli/world.hpp"

namespace assent::cli {

int run(const Program& program, int argc, const char* const* argv, World& world);

}  // namespace assent::cli
