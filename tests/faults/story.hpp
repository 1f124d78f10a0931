// What a small carrier has done so far, and every command of the program that it may run next.
#pragma once

#include "folder.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace assent::faults {

using Words = std::vector<std::string>;

// The ledger's name in the carrier's folder.
inline constexpr const char* kLedger = "carrier.ledger";

// The files that the carrier wrote by hand.
Contents written_files(const std::filesystem::path& source);

// The commands that it has run: customers on record, notices given, a refusal acknowledged, a list scrubbed.
std::vector<Words> commands_before();

struct Trial {
  std::string name;
  Words words;
  // Files that one run makes together: all are from one run.
  std::vector<std::string> results;
  // Running it again after a failure ends as the first run would have: its entries have keys, its files are replaced.
  // False for commands that make something that must not exist before.
  bool repeatable = true;
  // It never prints the same twice.
  bool random = false;
  // The ledger that it writes, if that is not the carrier's.
  std::string ledger = kLedger;
};

std::vector<Trial> trials();

}  // namespace assent::faults
