// Runs a program of the operator's. Thread-safe.
#pragma once

#include "base/result.hpp"

#include <chrono>
#include <string>
#include <vector>

namespace assent::probes {

// Runs it with these words (the first is its path, or a name in PATH), without standard input, and waits for its end.
// Its output goes to standard error. Nothing stands between: no shell reads the words. Precondition: there is a word.
//
//   unavailable  it cannot be started, ends with another status than 0, or runs for too long: then it is killed
Result<void> run_program(const std::vector<std::string>& words, std::chrono::milliseconds most);

}  // namespace assent::probes
