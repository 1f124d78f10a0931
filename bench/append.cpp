// How many entries a second become durable, beside what the disk can flush, measured in the same run.
//
//   bench_append [FOLDER]     where to write; default: the present folder, as temporary ones may be kept in memory
//
// First the disk alone: 4 KiB appended to a file and flushed, again and again. Then 1, 8 and 64 writers that each
// record one opt-out at a time, under a key, and wait for it. Then one writer with large calls, as an import makes
// them.
#include "ledger/ledger.hpp"
#include "store/connection.hpp"
#include "store/sqlite_ledger.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <numeric>
#include <random>
#include <string>
#include <thread>
#include <vector>

namespace {

using namespace assent;
using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point begun) { return std::chrono::duration<double>(Clock::now() - begun).count(); }

[[noreturn]] void stop(const Error& error) {
  std::fprintf(stderr, "%s\n", to_string(error).c_str());
  std::exit(1);
}

Instant now() { return std::chrono::time_point_cast<Instant::duration>(std::chrono::system_clock::now()); }

ledger::Draft customer(std::uint64_t number, std::string key) {
  evidence::CustomerRecorded body;
  body.language = "ar";
  body.time_zone = "Asia/Beirut";
  body.services = {"internet", "local", "mobile"};
  body.telephones = {"+96170" + std::to_string(1'000'000 + number)};
  ledger::Draft draft;
  draft.entry.account = "LB-" + std::to_string(10'000'000 + number);
  draft.entry.effective = now();
  draft.entry.actor = "import";
  draft.entry.channel = "import";
  draft.entry.key = std::move(key);
  draft.entry.body = std::move(body);
  return draft;
}

ledger::Draft opt_out(std::uint64_t number, std::string key) {
  ledger::Draft draft = customer(number, std::move(key));
  draft.entry.actor = "portal";
  draft.entry.channel = "web";
  draft.entry.body = evidence::OptOutRecorded{};
  return draft;
}

double raw_flushes(const std::filesystem::path& folder) {
  const std::filesystem::path path = folder / "raw";
  const int file = ::open(path.c_str(), O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0600);
  const std::vector<char> block(4096, 'x');
  int flushes = 0;
  const auto begun = Clock::now();
  while (seconds_since(begun) < 3) {
    if (::write(file, block.data(), block.size()) != 4096 || ::fdatasync(file) != 0) {
      stop({ErrorCode::unavailable, "the disk cannot be written", ""});
    }
    ++flushes;
  }
  const double rate = flushes / seconds_since(begun);
  ::close(file);
  std::filesystem::remove(path);
  return rate;
}

std::unique_ptr<store::SqliteLedger> fresh(const std::filesystem::path& path) {
  for (const char* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(path.string() + suffix);
  auto ledger = store::SqliteLedger::create(path.string());
  if (!ledger) stop(ledger.error());
  return std::move(*ledger);
}

std::int64_t commits_of(const std::string& path) {
  auto file = store::Connection::open(path, store::Connection::Mode::read_only, store::Connection::Pages::checked,
                                      std::chrono::seconds{1});
  if (!file) stop(file.error());
  auto count = (*file)->prepare("SELECT count(*) FROM checkpoint");
  if (!count || !count->step().value_or(false)) return 0;
  return count->number(0);
}

void single_entries(const std::filesystem::path& folder, int writers, double raw) {
  const auto path = folder / "single";
  const auto ledger = fresh(path);
  std::atomic<std::uint64_t> acknowledged{0};
  std::atomic<bool> over{false};
  std::vector<std::thread> threads;
  const auto begun = Clock::now();
  for (int w = 0; w < writers; ++w) {
    threads.emplace_back([&, w] {
      for (std::uint64_t i = 0; !over; ++i) {
        ledger::Draft draft =
            opt_out(static_cast<std::uint64_t>(w) * 100'000 + i, std::to_string(w) + "-" + std::to_string(i));
        if (const auto receipt = ledger::append_one(*ledger, draft, now()); !receipt) stop(receipt.error());
        ++acknowledged;
      }
    });
  }
  while (seconds_since(begun) < 5) std::this_thread::sleep_for(std::chrono::milliseconds{10});
  over = true;
  for (std::thread& each : threads) each.join();
  const double seconds = seconds_since(begun);
  const auto commits = static_cast<double>(commits_of(path.string()));
  const auto entries = static_cast<double>(acknowledged.load());
  std::printf("%-34s %10.0f entries/s %8.0f commits/s %6.1f entries a commit %7.2f x raw\n",
              (std::to_string(writers) + " writers, an opt-out each").c_str(), entries / seconds, commits / seconds,
              entries / commits, entries / seconds / raw);
}

void bulk(const std::filesystem::path& folder, std::uint64_t entries, std::size_t batch, bool sorted) {
  const auto path = folder / "bulk";
  const auto ledger = fresh(path);
  std::vector<std::uint64_t> numbers(entries);
  std::iota(numbers.begin(), numbers.end(), 0);
  if (!sorted) std::shuffle(numbers.begin(), numbers.end(), std::mt19937_64{1});
  double appending = 0;
  std::vector<ledger::Draft> drafts;
  for (const std::uint64_t number : numbers) {
    drafts.push_back(customer(number, ""));
    if (drafts.size() < batch && number != numbers.back()) continue;
    const auto begun = Clock::now();
    if (const auto receipts = ledger::append_all(*ledger, drafts, now()); !receipts) stop(receipts.error());
    appending += seconds_since(begun);
    drafts.clear();
  }
  const std::string name = "calls of " + std::to_string(batch) + (sorted ? ", accounts in order" : ", in any order");
  std::printf("%-34s %10.0f entries/s\n", name.c_str(), static_cast<double>(entries) / appending);
}

}  // namespace

int main(int argc, char** argv) {
  std::string pattern = std::string(argc > 1 ? argv[1] : ".") + "/bench-append-XXXXXX";
  if (::mkdtemp(pattern.data()) == nullptr) stop({ErrorCode::unavailable, "the folder cannot be written", ""});
  const std::filesystem::path folder = pattern;
  const double raw = raw_flushes(folder);
  std::printf("%-34s %10.0f flushes/s, %.2f ms each\n", "raw: 4 KiB appended, fdatasync", raw, 1000 / raw);
  for (const int writers : {1, 8, 64}) single_entries(folder, writers, raw);
  for (const std::size_t batch : {5'000U, 20'000U, 50'000U}) {
    for (const bool sorted : {true, false}) bulk(folder, 1'000'000, batch, sorted);
  }
  std::filesystem::remove_all(folder);
  return 0;
}
