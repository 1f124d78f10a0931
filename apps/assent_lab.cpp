// assent-lab: the laboratory's command line. Wiring only, like assent.cpp.

#include "lab_cli/commands.hpp"
#include "this_world.hpp"

int main(int argc, char** argv) { return run_in_this_world(assent::lab_cli::kAssentLab, argc, argv); }
