// Process: rules for the whole program, however it was started and however it ends.
#pragma once

namespace assent::process {

// Call it before anything else, from the only thread.
//
// - Standard input, output and error exist: one that was closed is opened so that reading or writing it is an error,
// and
//   no file that is opened later gets its number and what is meant for it.
// - A pipe without a reader and a file that may not grow are errors of the write, not the program's end.
// - A signal that ends the program (SIGHUP, SIGINT, SIGTERM) removes what is unfinished first; one that is ignored
// stays
//   so.
// - An exception that nothing catches, in any thread, and a fault of the processor end the program with status 1
//   and a message, without memory being asked for: most likely there is none. No image of the memory is left: it would
//   hold customers' data.
void prepare_process();

}  // namespace assent::process
