// A writer that is killed at any moment loses nothing that it acknowledged, and doubles nothing.
#include "ledger/contract_drafts.hpp"
#include "scratch.hpp"
#include "store/sqlite_ledger.hpp"
#include "writer_process.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <random>

namespace assent::crash_test {

using namespace store;
namespace {

using namespace testing_drafts;

constexpr int kKillsPerLedger = 20;
constexpr int kRequests = 40;

// How often it is killed: 200 times, or ASSENT_KILLS times.
int kills() {
  const char* told = std::getenv("ASSENT_KILLS");
  return told == nullptr ? 200 : std::atoi(told);
}

class CrashTest : public testing::Test {
 protected:
  // Sends requests, reads some acknowledgements (often none), kills, and then reads those that were already in the
  // pipe.
  void run_and_kill(int round) {
    const int threads = pick(0, 2) == 0 ? 1 : pick(2, 8);
    const int checkpoint_pages = pick(0, 1) == 0 ? 2 : 16'384;  // in every commit, or never
    WriterProcess writer(path_, threads, checkpoint_pages);
    if (pick(0, 9) > 0) {
      ASSERT_TRUE(writer.ready());
    }  // otherwise it is killed while it opens the ledger after a kill, and so while it recovers
    std::map<std::string, int> counts;
    for (int r = 0; r < kRequests; ++r) {
      const std::string key = std::to_string(round) + "-" + std::to_string(r);
      counts[key] = pick(0, 3) == 0 ? pick(1, 60) : 1;
      requested_ += static_cast<std::uint64_t>(counts[key]);
      writer.request(key, counts[key]);
    }
    for (int awaited = pick(0, 3) == 0 ? 0 : pick(0, kRequests - 1); awaited > 0; --awaited) {
      const auto line = writer.acknowledgement();
      ASSERT_TRUE(line);
      note(*line, counts);
    }
    writer.kill();
    while (const auto line = writer.acknowledgement()) note(*line, counts);
    ASSERT_EQ(writer.wait(), -9);
  }

  void note(const Acknowledgement& line, const std::map<std::string, int>& counts) {
    if (line.key == "ready") return;
    ASSERT_EQ(line.positions.size(), static_cast<std::size_t>(counts.at(line.key))) << "of " << line.key;
    for (std::size_t i = 0; i < line.positions.size(); ++i) {
      acknowledged_[line.key + "." + std::to_string(i)] = line.positions[i];
    }
    ++calls_acknowledged_;
  }

  // What was acknowledged stands once, at its acknowledged position, and calls are whole.
  void look() {
    const auto ledger = SqliteLedger::open(path_, Access::read_write);
    ASSERT_TRUE(ledger) << to_string(ledger.error());
    const auto found = (*ledger)->verify({});
    ASSERT_TRUE(found) << to_string(found.error());
    for (const ledger::Damage& each : found->damages) ADD_FAILURE() << each.what;
    std::map<std::string, std::uint64_t> stored;
    const auto all = everything(**ledger);
    ASSERT_TRUE(all) << to_string(all.error());
    for (const auto& [position, bytes] : *all) {
      const auto [where, is_new] = stored.emplace(evidence::decode(bytes).value().key, position.index);
      EXPECT_TRUE(is_new) << where->first << " is doubled";
    }
    EXPECT_LE(stored.size(), requested_);
    for (const auto& [key, index] : acknowledged_) {
      ASSERT_TRUE(stored.contains(key)) << key << " is lost";
      EXPECT_EQ(stored.at(key), index);
    }
    // A caller that got no response tries again: in the end each key has one entry.
    const auto size = (*ledger)->heads().value()[0].size;
    for (const auto& [key, index] : stored) {
      if (pick(0, 40) > 0) continue;
      const std::string number = key.substr(key.find('.') + 1);
      const auto again = append_one(**ledger, customer("A" + key, "+9611" + number, key));
      ASSERT_TRUE(again) << to_string(again.error());
      EXPECT_TRUE(again->repeated);
      EXPECT_EQ(again->position.index, index);
    }
    EXPECT_EQ((*ledger)->heads().value()[0].size, size);
  }

  int pick(int from, int to) { return std::uniform_int_distribution(from, to)(random_); }

  std::mt19937 random_{20260301};
  std::string path_;
  std::map<std::string, std::uint64_t> acknowledged_;
  std::uint64_t requested_ = 0;
  int calls_acknowledged_ = 0;
};

TEST_F(CrashTest, NothingAcknowledgedIsLostOrDoubled) {
  int done = 0;
  for (int killed = 0; killed < kills();) {
    const Scratch scratch;
    path_ = scratch.file();
    ASSERT_TRUE(SqliteLedger::create(path_));
    acknowledged_.clear();
    requested_ = 0;
    for (int i = 0; i < kKillsPerLedger && killed < kills(); ++i, ++killed) {
      run_and_kill(killed);
      if (HasFatalFailure()) return;
      look();
      if (HasFatalFailure()) return;
    }
    done += calls_acknowledged_;
    calls_acknowledged_ = 0;
  }
  // The kills come in the midst of work: some calls were acknowledged, and some never were.
  EXPECT_GT(done, kills());
  EXPECT_LT(done, kills() * kRequests);
  RecordProperty("kills", kills());
  RecordProperty("calls_acknowledged", done);
}

}  // namespace
}  // namespace assent::crash_test
