// assent_agreement: random customers, campaigns and instants, decided from an index and from the ledger. It prints
// every difference.
//
//   assent_agreement --count 10000000 --seed 1 --jobs 2
//
// At the end it says how many questions the index decided and how many it left to the ledger, and `N passed, M failed`
// of those that the index decided. Exit status 0 only if M is 0 and the part left to the ledger is at most kLeftMost.
// The same seed and number of jobs give the same questions.
#include "index/agreement.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <iostream>
#include <mutex>
#include <thread>

int main(int argc, char** argv) {
  std::uint64_t count = 40'000;
  std::uint64_t seed = 1;
  unsigned jobs = 2;
  CLI::App app{"Compare an index's answers with the ledger's on random histories."};
  app.add_option("--count", count, "how many questions")->capture_default_str();
  app.add_option("--seed", seed, "the first ledger's seed")->capture_default_str();
  app.add_option("--jobs", jobs, "threads")->check(CLI::Range(1U, 256U))->capture_default_str();
  CLI11_PARSE(app, argc, argv);

  constexpr std::size_t kQuestionsALedger = 10'000;
  constexpr int kRounds = 4;
  assent::test::packs();
  std::mutex mutex;
  std::uint64_t asked = 0;
  std::uint64_t left_to_ledger = 0;
  std::uint64_t failed = 0;
  const auto work = [&](unsigned job) {
    const std::uint64_t share = count / jobs + (job < count % jobs ? 1 : 0);
    for (std::uint64_t done = 0, ledger = 0; done < share; ++ledger) {
      assent::index_test::Agreement agreement(seed + job + ledger * jobs);
      for (int round = 0; round < kRounds && done < share; ++round) {
        const std::size_t questions = std::min<std::uint64_t>(kQuestionsALedger / kRounds, share - done);
        const auto differences = agreement.ask(questions);
        done += questions;
        agreement.grow();
        const std::lock_guard lock(mutex);
        failed += differences.size();
        for (const std::string& each : differences) {
          std::cout << "ledger " << seed + job + ledger * jobs << ": " << each << '\n';
        }
      }
      const std::lock_guard lock(mutex);
      asked += agreement.seen().questions;
      left_to_ledger += agreement.seen().asked_ledger;
    }
  };
  std::vector<std::thread> threads;
  for (unsigned job = 0; job < jobs; ++job) threads.emplace_back(work, job);
  for (auto& each : threads) each.join();
  const double share = static_cast<double>(left_to_ledger) / static_cast<double>(std::max<std::uint64_t>(asked, 1));
  const bool too_many = share > assent::index_test::kLeftMost;
  std::cout << asked - left_to_ledger << " answered by the index, " << left_to_ledger << " left to the ledger ("
            << 100 * share << " %" << (too_many ? ": more than there may be" : "") << ")\n"
            << asked - left_to_ledger - failed << " passed, " << failed << " failed\n";
  return failed == 0 && !too_many ? 0 : 1;
}
