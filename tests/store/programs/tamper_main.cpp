// Turns every single bit of the entries of a ledger of 1,000, one at a time, in the file itself, and sees that
// verification names the entry each time.
//
//   assent_tamper FOLDER [--all]     without --all: one bit of every byte
//
// Writes its ledgers into FOLDER, one for each processor. Status 0 if every change was found, 1 if one was not.
#include "store/sqlite_verify.hpp"
#include "store/thousand.hpp"

#include <atomic>
#include <chrono>
#include <filesystem>
#include <iostream>
#include <string_view>
#include <thread>

namespace {

using namespace assent;

struct Tally {
  std::atomic<std::uint64_t> tried{0};
  std::atomic<std::uint64_t> missed{0};
};

bool named(const Result<Inspection>& found, Position position) {
  return found && std::any_of(found->damages.begin(), found->damages.end(),
                              [&](const Damage& each) { return each.entry == position; });
}

void tamper(const std::string& path, bool all, std::size_t part, std::size_t parts, Tally& tally) {
  std::filesystem::remove(path);
  write_ledger(path, 1000);
  const std::vector<Place> entries = places(path);
  BitFlipper file(path);
  for (std::size_t i = part; i < entries.size(); i += parts) {
    for (std::uint64_t at = 0; at < entries[i].size; ++at) {
      for (unsigned bit = 0; bit < 8; ++bit) {
        if (!all && bit != (at + i) % 8) continue;
        const std::uint64_t offset = entries[i].offset + at;
        file.flip(offset, bit);
        const bool found = named(verify_ledger_file(path, std::chrono::seconds{1}, {}), {0, entries[i].index});
        file.flip(offset, bit);
        ++tally.tried;
        if (found) continue;
        ++tally.missed;
        std::cout << "missed: entry " << entries[i].index << ", byte " << at << ", bit " << bit << "\n";
      }
    }
  }
  if (const auto found = verify_ledger_file(path, std::chrono::seconds{1}, {}); !found || !found->whole())
    ++tally.missed;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::cerr << "usage: assent_tamper FOLDER [--all]\n";
    return 3;
  }
  const bool all = argc > 2 && std::string_view(argv[2]) == "--all";
  const std::size_t parts = std::max(1U, std::thread::hardware_concurrency());
  const auto begun = std::chrono::steady_clock::now();
  Tally tally;
  std::vector<std::thread> threads;
  for (std::size_t part = 0; part < parts; ++part) {
    const std::string path = std::string(argv[1]) + "/tampered-" + std::to_string(part);
    threads.emplace_back([=, &tally] { tamper(path, all, part, parts, tally); });
  }
  for (std::thread& each : threads) each.join();
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(std::chrono::steady_clock::now() - begun);
  std::cout << tally.tried << " bits turned, " << tally.missed << " missed, " << seconds.count() << " s\n";
  return tally.missed == 0 ? 0 : 1;
}
