// What it costs to read one account's entries from a ledger on disk: closed, as decisions read them, and with the
// telephone number, as an import does (ledger/ledger.hpp).
//
//   bench_entries [FOLDER]     where the ledger goes; default: the present folder
//
// Customers with and without a number, each with an opt-out; accounts in no order, all in the cache of the system.
#include "must.hpp"

#include "store/sqlite_ledger.hpp"

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

namespace {

using namespace assent;
using Clock = std::chrono::steady_clock;

constexpr std::uint64_t kCustomers = 50'000;
constexpr std::uint64_t kReads = 50'000;
constexpr int kRounds = 5;

const Instant kRecorded = *parse_instant("2026-01-02T09:00:00Z");

std::string account_of(std::uint64_t number) { return "A-" + std::to_string(1'000'000 + number); }

ledger::Draft draft(std::uint64_t number, evidence::Body body) {
  ledger::Draft draft;
  draft.entry.account = account_of(number);
  draft.entry.effective = kRecorded;
  draft.entry.actor = draft.entry.channel = "bench";
  draft.entry.body = std::move(body);
  return draft;
}

void fill(ledger::Ledger& ledger, bool numbers) {
  std::vector<ledger::Draft> drafts;
  for (std::uint64_t i = 0; i < kCustomers; ++i) {
    evidence::CustomerRecorded customer;
    customer.language = "en";
    customer.time_zone = "Asia/Beirut";
    customer.services = {"local"};
    if (numbers) customer.telephones = {"+96170" + std::to_string(100'000 + i)};
    drafts.push_back(draft(i, customer));
  }
  must(ledger::append_all(ledger, drafts, kRecorded));
  for (std::uint64_t i = 0; i < kCustomers; ++i) drafts[i] = draft(i, evidence::OptOutRecorded{});
  must(ledger::append_all(ledger, drafts, kRecorded));
}

// The best round, in microseconds an account.
template <class Read>
void measure(const char* what, Read&& read) {
  double best = 0;
  for (int round = 0; round < kRounds; ++round) {
    const auto begun = Clock::now();
    for (std::uint64_t i = 0; i < kReads; ++i) {
      if (must(read(account_of(i * 7'919 % kCustomers))).size() != 2) std::exit(1);
    }
    const double each = std::chrono::duration<double, std::micro>(Clock::now() - begun).count() / kReads;
    if (round == 0 || each < best) best = each;
  }
  std::printf("  %-46s %8.2f us\n", what, best);
}

}  // namespace

int main(int argc, char** argv) {
  const std::string in = argc > 1 ? argv[1] : ".";
  std::string folder = in + "/bench-entries-XXXXXX";
  if (mkdtemp(folder.data()) == nullptr) return 1;
  for (const bool numbers : {false, true}) {
    std::printf("customers %s a telephone number\n", numbers ? "with" : "without");
    const auto ledger = must(store::SqliteLedger::create(folder + (numbers ? "/with" : "/without")));
    fill(*ledger, numbers);
    measure("entries_of", [&](const std::string& account) { return ledger->entries_of(account); });
    measure("closed_entries_of", [&](const std::string& account) { return ledger->closed_entries_of(account); });
  }
  std::filesystem::remove_all(folder);
}
