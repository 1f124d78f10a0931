// assent-email: the command line with a reader of e-mail, which `assent` goes on as for `assent email receive`. It
// alone links the library that reads MIME.

#include "bounces/read.hpp"
#include "this_world.hpp"

int main(int argc, char** argv) {
  return run_in_this_world(assent::cli::kAssent, argc, argv, {.read_returned = assent::bounces::read_returned});
}
