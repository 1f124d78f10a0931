// assent: the command line. Wiring only: the world is made in this_world.cpp, everything else happens in cli/.

#include "this_world.hpp"

int main(int argc, char** argv) { return run_in_this_world(assent::cli::kAssent, argc, argv); }
