// The printer of letter_jobs (letter_jobs/printer.hpp) that draws a batch.
#pragma once

#include "letter_jobs/printer.hpp"

namespace assent::letters {

// Not thread-safe; one for each file.
std::unique_ptr<letter_jobs::Printer> begin_printing(ByteSink& out);

}  // namespace assent::letters
