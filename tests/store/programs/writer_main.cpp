// Appends the entries that standard input asks for and prints what was acknowledged. The tests of the store start
// several of these programs and kill them.
//
//   assent_store_writer LEDGER THREADS CHECKPOINT_PAGES
//
//   in:   KEY COUNT      append COUNT entries in one call, with the keys KEY.0, KEY.1, …
//   out:  ready          the ledger is open
//         KEY INDEX…     acknowledged, at these positions
//         KEY failed     not
//
// Status 0 at the end of input, 1 if a call failed, 2 if the ledger cannot be opened.
#include "ledger/contract_drafts.hpp"
#include "store/sqlite_ledger.hpp"

#include <unistd.h>

#include <atomic>
#include <charconv>
#include <cstdlib>
#include <iostream>
#include <mutex>
#include <sstream>
#include <thread>

namespace {

// Each in one write, so that a line is in the pipe wholly or not at all, and nothing waits in a buffer.
void say(const std::string& line) {
  const std::string text = line + "\n";
  if (::write(STDOUT_FILENO, text.data(), text.size()) != static_cast<ssize_t>(text.size())) std::_Exit(3);
}

class Requests {
 public:
  bool next(std::string& key, int& count) {
    const std::lock_guard lock(mutex_);
    return static_cast<bool>(std::cin >> key >> count);
  }

 private:
  std::mutex mutex_;
};

}  // namespace

int main(int argc, char** argv) {
  using namespace assent;
  if (argc != 4) return 2;
  store::SqliteLedger::Limits limits;
  limits.busy_wait = std::chrono::minutes{2};
  limits.checkpoint_pages = std::atoi(argv[3]);
  const auto opened = store::SqliteLedger::open(argv[1], store::Access::read_write, limits);
  if (!opened) {
    std::cerr << to_string(opened.error()) << "\n";
    return 2;
  }
  say("ready");

  Requests requests;
  std::atomic<bool> failed{false};
  std::vector<std::thread> threads;
  for (int t = 0; t < std::atoi(argv[2]); ++t) {
    threads.emplace_back([&] {
      std::string key;
      for (int count = 0; requests.next(key, count);) {
        std::vector<ledger::Draft> drafts;
        for (int i = 0; i < count; ++i) {
          const std::string each = key + "." + std::to_string(i);
          drafts.push_back(testing_drafts::customer("A" + each, "+9611" + std::to_string(i), each));
        }
        const auto receipts = ledger::append_all(**opened, drafts, testing_drafts::kNoon);
        std::string line = key;
        if (receipts) {
          for (const ledger::Receipt& receipt : *receipts) line += " " + std::to_string(receipt.position.index);
        } else {
          line += " failed";
          failed = true;
          std::cerr << to_string(receipts.error()) << "\n";
        }
        say(line);
      }
    });
  }
  for (std::thread& each : threads) each.join();
  return failed ? 1 : 0;
}
