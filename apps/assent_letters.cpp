// assent-letters: the command line with what draws letters, which `assent` goes on as for `assent letters make`. It
// alone links the libraries that shape text.

#include "letters/printer.hpp"
#include "this_world.hpp"

int main(int argc, char** argv) {
  return run_in_this_world(assent::cli::kAssent, argc, argv, {.print_letters = assent::letters::begin_printing});
}
