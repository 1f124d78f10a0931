// Decisions by the ledger while others record: one refusal is appended before each, and only the decision is timed.
//
//   bench_while_recording [FOLDER]     where the ledgers go; default: the present folder
//
// With 0, 20 and 100 published notice texts. The ledger keeps them between decisions, so their number should not
// matter.
#include "must.hpp"

#include "regime/read.hpp"
#include "service/customer_file.hpp"
#include "store/sqlite_ledger.hpp"
#include "world/zones.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace {

using namespace assent;
using Clock = std::chrono::steady_clock;

constexpr int kCustomers = 1'000;
constexpr int kDecisions = 2'000;
constexpr std::size_t kTextBytes = 2'000;

const Instant kRecorded = *parse_instant("2026-01-02T09:00:00Z");

ledger::Draft draft(std::string account, evidence::Body body) {
  ledger::Draft draft;
  draft.entry.account = std::move(account);
  draft.entry.effective = kRecorded;
  draft.entry.actor = draft.entry.channel = "bench";
  draft.entry.body = std::move(body);
  return draft;
}

std::string account_of(int number) { return "A-" + std::to_string(100'000 + number); }

void fill(ledger::Ledger& ledger, int texts) {
  std::vector<ledger::Draft> drafts;
  for (int i = 0; i < texts; ++i) {
    evidence::NoticePublished notice;
    notice.notice = "n" + std::to_string(i);
    notice.version = "1";
    notice.regime = "tra";
    notice.recipients = notice.parties = notice.information = Coverage::everything();
    notice.texts = {{"en", "Your information", {}}};
    notice.texts.front().blocks = {{"", std::string(kTextBytes, 'x')}};
    drafts.push_back(draft("", notice));
  }
  for (int i = 0; i < kCustomers; ++i) {
    evidence::CustomerRecorded customer;
    customer.language = "en";
    customer.time_zone = "Asia/Beirut";
    customer.services = {"local"};
    drafts.push_back(draft(account_of(i), customer));
  }
  must(ledger::append_all(ledger, drafts, kRecorded));
}

// Microseconds of one decision: the median of all.
double measure(const std::string& file, int texts, const regime::Regime& regime, const TimeZones& zones) {
  for (const char* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(file + suffix);
  const auto ledger = must(store::SqliteLedger::create(file));
  fill(*ledger, texts);
  const service::CustomerFile customers(*ledger, zones);
  Use use;
  use.purpose = "marketing";
  use.recipient = "carrier";
  use.information = {"contact", "services"};
  const service::AsOf as_of{*parse_instant("2026-03-01T09:00:00Z"), std::nullopt};
  std::vector<double> times;
  for (int i = 0; i < kDecisions; ++i) {
    const ledger::Draft refusal = draft(account_of(i * 7 % kCustomers), evidence::OptOutRecorded{});
    must(ledger::append_one(*ledger, refusal, kRecorded));
    const auto begun = Clock::now();
    const decision::Decision decision = customers.decide_for({account_of(i * 13 % kCustomers), ""}, regime, use, as_of);
    times.push_back(std::chrono::duration<double, std::micro>(Clock::now() - begun).count());
    if (decision.reason == Reason::status_unknown) std::abort();
  }
  for (const char* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(file + suffix);
  std::nth_element(times.begin(), times.begin() + kDecisions / 2, times.end());
  return times[kDecisions / 2];
}

}  // namespace

int main(int argc, char** argv) {
  const std::string file = std::string(argc > 1 ? argv[1] : ".") + "/while_recording.ledger";
  std::ifstream pack(ASSENT_SOURCE_DIR "/regimes/tra.toml");
  const std::string text((std::istreambuf_iterator<char>(pack)), {});
  const auto regime = regime::read_regime(text, "tra.toml");
  if (!regime) return 1;
  const world::SystemTimeZones zones;
  double without = 0;
  for (const int texts : {0, 20, 100}) {
    const double micros = measure(file, texts, *regime, zones);
    if (texts == 0) without = micros;
    std::printf("%3d notice texts: %8.1f us a decision, %.2f x that without\n", texts, micros, micros / without);
  }
}
