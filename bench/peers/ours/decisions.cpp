// bench_decisions: `decide` on full facts in memory, over a file of decision cases.
//
//   bench_decisions CASES [SECONDS [REPETITIONS]]
//
// Every answer and its reason are checked first; a difference ends the program. Then the whole set is decided over and
// over, each repetition for so many seconds. Prints one line of JSON: nanoseconds of processor time a decision, for
// each repetition. The decision has everything that it always has: reason, entries, findings, valid_until, remedies.
#include "cases/case.hpp"
#include "decision/decide.hpp"
#include "regime/read.hpp"
#include "world/zones.hpp"

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>

namespace {

using namespace assent;

struct Asked {
  const regime::Regime* regime;
  cases::DecisionCase question;
};

double processor_ns() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e9 + static_cast<double>(time.tv_nsec);
}

std::string text_of(const std::string& file) {
  std::ifstream in(file);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

std::vector<Asked> read_all(const std::string& file, const std::map<std::string, regime::Regime, std::less<>>& regimes,
                            const world::SystemTimeZones& zones) {
  const std::string name = ASSENT_SOURCE_DIR "/tests/cases_data/catalogue.json";
  const auto catalogue = regime::read_catalogue(text_of(name), name);
  std::ifstream in(file);
  std::vector<Asked> asked;
  for (std::string line; catalogue && std::getline(in, line);) {
    auto read = cases::read_case(line, *catalogue, zones);
    if (!read) {
      std::cerr << to_string(read.error()) << '\n';
      std::exit(3);
    }
    asked.push_back({&regimes.at(read->regime), std::move(*read)});
  }
  return asked;
}

// How many answers differ from those expected.
int differing(const std::vector<Asked>& all) {
  int count = 0;
  for (const auto& [regime, question] : all) {
    const decision::Decision made = decision::decide(*regime, question.facts, question.use, question.now);
    if (made.outcome == question.expected.outcome && made.reason == question.expected.reason) continue;
    ++count;
    std::cerr << question.id << ": got " << to_string(made.reason) << '\n';
  }
  return count;
}

double ns_per_decision(const std::vector<Asked>& all, double seconds) {
  const double begun = processor_ns();
  double taken = 0;
  std::size_t decided = 0;
  std::size_t kept = 0;
  while (taken < seconds * 1e9) {
    for (const auto& [regime, question] : all) {
      const decision::Decision made = decision::decide(*regime, question.facts, question.use, question.now);
      kept += static_cast<std::size_t>(made.reason) + made.entries.size();
    }
    decided += all.size();
    taken = processor_ns() - begun;
  }
  if (kept == 0) std::cerr << "no reasons\n";
  return taken / static_cast<double>(decided);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::cerr << "usage: bench_decisions CASES [SECONDS [REPETITIONS]]\n";
    return 3;
  }
  const double seconds = argc > 2 ? std::atof(argv[2]) : 0.5;
  const int repetitions = argc > 3 ? std::atoi(argv[3]) : 5;
  const world::SystemTimeZones zones;
  std::map<std::string, regime::Regime, std::less<>> regimes;
  for (const std::string id : {"tra", "fcc-2007"}) {
    const std::string file = ASSENT_SOURCE_DIR "/regimes/" + id + ".toml";
    auto read = regime::read_regime(text_of(file), file);
    if (!read) {
      std::cerr << to_string(read.error().front()) << '\n';
      return 3;
    }
    regimes.emplace(id, std::move(*read));
  }
  const std::vector<Asked> all = read_all(argv[1], regimes, zones);
  if (all.empty() || differing(all) > 0) return 1;

  ns_per_decision(all, seconds / 2);  // warm
  std::printf(R"({"engine":"assent","cases":%zu,"ns":[)", all.size());
  for (int i = 0; i < repetitions; ++i) std::printf("%s%.1f", i == 0 ? "" : ",", ns_per_decision(all, seconds));
  std::printf("]}\n");
}
