// assent_differential: random decision cases, decided by the product and by its twin. It prints every difference.
//
//   assent_differential --count 1000000 --seed 1 --jobs 2
//
// A difference is two lines: the case and the two decisions. At the end comes `N passed, M failed`; exit status 0 only
// if M is 0. The same seed gives the same cases; case number i of a run is the random case of seed + i.
//
// `valid_until` is checked too. Without a new event, the twin's decision must be the same up to the microsecond before
// it (tried there and at some instants on the way), and a different one at it. If there is no `valid_until`, it must be
// the same at far later instants.
#include "product.hpp"
#include "random_case.hpp"
#include "twin.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <fstream>
#include <iostream>
#include <mutex>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

namespace {

using assent::Instant;

struct Difference {
  std::uint64_t seed;
  std::string text;
};

std::string text_of(const twin::Answer& answer) { return answer.decision + " " + answer.reason; }

boost::json::object catalogue_of(const std::string& source_directory) {
  std::ifstream in(source_directory + "/tests/cases_data/catalogue.json");
  std::stringstream text;
  text << in.rdbuf();
  return boost::json::parse(text.str()).as_object();
}

class Comparison {
 public:
  explicit Comparison(const std::string& source_directory, bool horizon)
      : product_(source_directory), catalogue_(catalogue_of(source_directory)), horizon_(horizon) {}

  // Nothing if product and twin agree.
  std::string difference(std::uint64_t seed) const {
    boost::json::object case_ = twin::random_case(seed);
    const twin::Answer expected = twin::decide(case_, catalogue_);
    case_["expect"] = {{"decision", expected.decision}, {"reason", expected.reason}};
    const std::string line = boost::json::serialize(case_);
    const auto actual = product_.answer(line);
    if (!(actual.answer == expected)) {
      return line + "\n  twin: " + text_of(expected) + "; product: " + text_of(actual.answer) + "\n";
    }
    if (!horizon_) return {};
    const std::string wrong = horizon_fault(case_, expected, actual.valid_until);
    return wrong.empty() ? wrong : line + "\n  both: " + text_of(expected) + "; " + wrong + "\n";
  }

 private:
  twin::Answer at(boost::json::object& case_, Instant instant) const {
    case_["now"] = assent::to_string(instant);
    return twin::decide(case_, catalogue_);
  }

  std::string horizon_fault(boost::json::object case_, const twin::Answer& answer,
                            const std::optional<Instant>& valid_until) const {
    using std::chrono::microseconds;
    const Instant now = *assent::parse_instant(std::string_view(case_.at("now").as_string()));
    const Instant end = valid_until.value_or(now + std::chrono::days{5000});
    if (end <= now) return "valid_until " + assent::to_string(end) + " does not lie after now";
    std::vector<Instant> before{end - microseconds{1}};
    for (int part = 1; part < 8; ++part) before.push_back(now + (end - now) * part / 8);
    for (const int day : {1, 2, 31, 34, 366}) before.push_back(now + std::chrono::days{day});
    for (const Instant instant : before) {
      if (instant >= end) continue;
      const twin::Answer then = at(case_, instant);
      if (!(then == answer)) {
        return "valid_until " + (valid_until ? assent::to_string(end) : "none") + ", but twin at " +
               assent::to_string(instant) + ": " + text_of(then);
      }
    }
    if (!valid_until) return {};
    return at(case_, end) == answer ? "valid_until " + assent::to_string(end) + ", but twin's answer is the same then"
                                    : "";
  }

  differential::Product product_;
  boost::json::object catalogue_;
  bool horizon_;
};

std::vector<Difference> compare_all(const Comparison& comparison, std::uint64_t seed, std::uint64_t count,
                                    unsigned jobs) {
  std::vector<Difference> differences;
  std::mutex mutex;
  std::vector<std::thread> threads;
  for (unsigned job = 0; job < jobs; ++job) {
    threads.emplace_back([&, job] {
      for (std::uint64_t i = job; i < count; i += jobs) {
        std::string text = comparison.difference(seed + i);
        if (text.empty()) continue;
        const std::lock_guard lock(mutex);
        differences.push_back({seed + i, std::move(text)});
      }
    });
  }
  for (auto& thread : threads) thread.join();
  std::ranges::sort(differences, {}, &Difference::seed);
  return differences;
}

}  // namespace

int main(int argc, char** argv) {
  std::uint64_t count = 20000;
  std::uint64_t seed = 1;
  unsigned jobs = 2;
  bool answers_only = false;
  std::string source = ASSENT_SOURCE_DIR;
  CLI::App app{"Compare the product's decisions with those of its slow twin on random cases."};
  app.add_option("--count", count, "how many cases")->capture_default_str();
  app.add_option("--seed", seed, "the first case's seed")->capture_default_str();
  app.add_option("--jobs", jobs, "threads")->check(CLI::Range(1U, 256U))->capture_default_str();
  app.add_flag("--answers-only", answers_only, "leave `valid_until` unchecked");
  app.add_option("--source", source, "source tree with the rule packs")->capture_default_str();
  CLI11_PARSE(app, argc, argv);

  const Comparison comparison(source, !answers_only);
  const auto differences = compare_all(comparison, seed, count, jobs);
  for (const auto& difference : differences) std::cout << difference.text;
  std::cout << count - differences.size() << " passed, " << differences.size() << " failed\n";
  return differences.empty() ? 0 : 1;
}
