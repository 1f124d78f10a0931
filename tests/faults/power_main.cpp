// Loses the power at any moment, by seeds, and checks what is found when it is back.
//
//   assent_power store SEEDS [--seed N] [--old-pages]
//   assent_power commands SEEDS PROGRAM LIBRARY SOURCE [--seed N] [--only NAME]
//
// The seeds are 1 to SEEDS; with --seed N, only that one. At the end it prints the counts; status 1 if anything was
// lost, half done or wrong.
#include "power_commands.hpp"
#include "power_store.hpp"
#include "power_vfs.hpp"
#include "stage.hpp"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <iostream>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

using namespace assent::faults;
namespace fs = std::filesystem;

struct Options {
  std::string what;
  std::uint64_t seeds = 0;
  std::uint64_t seed = 0;
  bool old_pages = false;
  std::string only;
  std::vector<std::string> rest;
};

Options read_options(int argc, char** argv) {
  Options options;
  std::vector<std::string> words(argv + 1, argv + argc);
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == "--seed") options.seed = std::stoull(words.at(++i));
    else if (words[i] == "--only") options.only = words.at(++i);
    else if (words[i] == "--old-pages") options.old_pages = true;
    else options.rest.push_back(words[i]);
  }
  if (options.rest.size() < 2) throw std::runtime_error("usage: assent_power store|commands SEEDS ...");
  options.what = options.rest[0];
  options.seeds = std::stoull(options.rest[1]);
  return options;
}

template <class Try>
std::uint64_t each_seed(const Options& options, Try try_one) {
  std::uint64_t findings = 0;
  const std::uint64_t from = options.seed != 0 ? options.seed : 1;
  const std::uint64_t to = options.seed != 0 ? options.seed : options.seeds;
  for (std::uint64_t seed = from; seed <= to; ++seed) {
    for (const std::string& wrong : try_one(seed)) {
      if (++findings <= 200) std::cout << "seed " << seed << ": " << wrong << std::endl;
    }
  }
  return findings;
}

std::uint64_t under_the_store(const Options& options, const fs::path& work) {
  stand_below_sqlite();
  PowerTally tally;
  const std::uint64_t findings = each_seed(options, [&](std::uint64_t seed) -> std::vector<std::string> {
    std::string wrong = power_under_the_store(seed, (work / "folder").string(), options.old_pages, tally);
    if (wrong.empty()) return {};
    return {std::move(wrong)};
  });
  std::cout << tally.losses << " losses of power, " << tally.acknowledged << " entries acknowledged and there";
  if (options.old_pages) std::cout << ", " << tally.lost_writes << " lost writes, " << tally.told << " told";
  return findings;
}

struct Recorded {
  Trial trial;
  std::vector<Event> events;
  std::unique_ptr<Judge> judge;
};

std::uint64_t under_the_commands(const Options& options, const fs::path& work) {
  if (options.rest.size() != 5) throw std::runtime_error("usage: assent_power commands SEEDS PROGRAM LIBRARY SOURCE");
  const Program program(fs::absolute(options.rest[2]), fs::absolute(options.rest[3]), fs::absolute(options.rest[4]),
                        work);
  const fs::path folder = work / "folder";
  const Contents before = stage(program, fs::absolute(options.rest[4]), folder);
  std::vector<Recorded> recorded;
  std::vector<Trial> all = trials();
  for (Trial& each : all) {
    if (!options.only.empty() && each.name.find(options.only) == std::string::npos) continue;
    Sound sound = sound_run(program, each, before, folder, {{"AT", "0"}, {"TRACE", (work / "trace").string()}});
    std::vector<Event> events = read_trace(work / "trace");
    const bool changes =
        std::any_of(events.begin(), events.end(), [](const Event& event) { return event.kind != TraceKind::known; });
    if (!changes) continue;
    recorded.push_back({each, std::move(events), nullptr});
    recorded.back().judge = std::make_unique<Judge>(program, each, before, std::move(sound));
  }
  std::map<std::string, std::uint64_t> tried;
  const std::uint64_t findings = each_seed(options, [&](std::uint64_t seed) {
    Random random(seed);
    const Recorded& one = recorded[random() % recorded.size()];
    const bool acknowledged = random() % 4 == 0;  // and then the power goes
    const std::size_t count = acknowledged ? one.events.size() : random() % one.events.size();
    put_back(folder, disk_after(before, one.events, count).after_power_loss(random));
    ++tried[one.trial.name];
    std::vector<std::string> faults = one.judge->faults_after_power_loss(acknowledged, folder);
    for (std::string& each : faults) {
      each = one.trial.name + ", after " + std::to_string(count) + " of " + std::to_string(one.events.size()) + ": " +
             each;
    }
    return faults;
  });
  std::cout << recorded.size() << " commands that write";
  return findings;
}

int run(const Options& options) {
  const auto begun = std::chrono::steady_clock::now();
  const fs::path place = fs::exists("/dev/shm") ? "/dev/shm" : fs::temp_directory_path();
  const fs::path work = place / ("assent-power-" + std::to_string(::getpid()));
  fs::create_directories(work);
  std::uint64_t findings = 0;
  if (options.what == "store") findings = under_the_store(options, work);
  else if (options.what == "commands") findings = under_the_commands(options, work);
  else throw std::runtime_error("there is no " + options.what);
  fs::remove_all(work);
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(std::chrono::steady_clock::now() - begun);
  std::cout << "; " << (options.seed != 0 ? 1 : options.seeds) << " seeds, " << findings << " findings, "
            << seconds.count() << " s\n";
  return findings == 0 ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(read_options(argc, argv));
  } catch (const std::exception& error) {
    std::cerr << error.what() << "\n";
    return 2;
  }
}
