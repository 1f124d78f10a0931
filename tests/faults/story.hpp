// What a small carrier has done so far, and every command of the program that it may run next.
#pragma once

#include "folder.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace assent::faults {

using Words = std::vector<std::string>;

// The name of the ledger in its folder.
inline constexpr const char* kLedger = "carrier.ledger";

// The files that the carrier has written itself.
Contents written_files(const std::filesystem::path& source);

// The commands that it has run: customers on record, notices given, a refusal acknowledged, a list scrubbed.
std::vector<Words> commands_before();

struct Trial {
  std::string name;
  Words words;
  // Files that one run makes together: all of one run or all of another.
  std::vector<std::string> results;
  // Running it again after a failure ends as the first run would have: what it records has a key, what it writes is
  // replaced. Not so what makes something that must not have been there.
  bool repeatable = true;
  // What it says is never twice the same.
  bool random = false;
  // The ledger that it writes, where that is not the carrier's.
  std::string ledger = kLedger;
};

std::vector<Trial> trials();

}  // namespace assent::faults
