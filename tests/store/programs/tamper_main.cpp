// Flips every single bit of the entries of a ledger of 1,000, in the file itself, and checks that verification names
// the entry each time.
//
//   assent_tamper FOLDER          in seconds: the same bit of every entry together, each bit in turn; all must be named
//   assent_tamper FOLDER --all    in an hour: every bit alone
//
// Writes its ledgers into FOLDER, one for each processor. Status 0 if every change was found, 1 if one was not.
#include "store/sqlite_verify.hpp"
#include "store/thousand.hpp"

#include <atomic>
#include <chrono>
#include <filesystem>
#include <iostream>
#include <optional>
#include <set>
#include <span>
#include <string_view>
#include <thread>

namespace {

using namespace assent;

struct Tally {
  std::atomic<std::uint64_t> tried{0};
  std::atomic<std::uint64_t> missed{0};
};

class Tampering {
 public:
  explicit Tampering(const std::string& path) : path_(path) {
    std::filesystem::remove(path);
    write_ledger(path, 1000);
    entries_ = places(path);
    file_.emplace(path);
  }

  void each_alone(std::size_t part, std::size_t parts, Tally& tally) {
    for (std::size_t i = part; i < entries_.size(); i += parts) {
      for (std::uint64_t bit = 0; bit < entries_[i].size * 8; ++bit) turn({&entries_[i], 1}, bit, tally);
    }
  }

  void all_together(std::size_t part, std::size_t parts, Tally& tally) {
    std::uint64_t bits = 0;
    for (const Place& each : entries_) bits = std::max(bits, each.size * 8);
    for (std::uint64_t bit = part; bit < bits; bit += parts) turn(entries_, bit, tally);
  }

  bool whole() const {
    const auto found = store::verify_ledger_file(path_, std::chrono::seconds{1}, {});
    return found && found->whole();
  }

 private:
  // Flips that bit in each of the entries that have it, checks, and flips them back.
  void turn(std::span<const Place> entries, std::uint64_t bit, Tally& tally) {
    const auto flip = [&] {
      for (const Place& each : entries) {
        if (bit < each.size * 8) file_->flip(each.offset + bit / 8, static_cast<unsigned>(bit % 8));
      }
    };
    flip();
    const auto found = store::verify_ledger_file(path_, std::chrono::seconds{1}, {});
    flip();
    std::set<std::uint64_t> named;
    if (found) {
      for (const ledger::Damage& each : found->damages) {
        if (each.entry) named.insert(each.entry->index);
      }
    }
    for (const Place& each : entries) {
      if (bit >= each.size * 8) continue;
      ++tally.tried;
      if (named.contains(each.index)) continue;
      ++tally.missed;
      std::cout << "missed: entry " << each.index << ", bit " << bit << "\n";
    }
  }

  std::string path_;
  std::vector<Place> entries_;
  std::optional<BitFlipper> file_;
};

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
    threads.emplace_back([=, &tally] {
      Tampering tampering(path);
      if (all) tampering.each_alone(part, parts, tally);
      else tampering.all_together(part, parts, tally);
      if (!tampering.whole()) ++tally.missed;
    });
  }
  for (std::thread& each : threads) each.join();
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(std::chrono::steady_clock::now() - begun);
  std::cout << tally.tried << " bits turned, " << tally.missed << " missed, " << seconds.count() << " s\n";
  return tally.missed == 0 ? 0 : 1;
}
