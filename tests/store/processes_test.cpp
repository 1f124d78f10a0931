// Several processes write and read one ledger at the same time.
#include "ledger/contract_drafts.hpp"
#include "scratch.hpp"
#include "store/sqlite_ledger.hpp"
#include "writer_process.hpp"

#include <gtest/gtest.h>

#include <array>
#include <map>
#include <memory>
#include <set>

namespace assent::processes_test {

using namespace store;
namespace {

using namespace testing_drafts;

constexpr int kProcesses = 4;
constexpr int kOwn = 60;
constexpr int kShared = 30;

TEST(Processes, WriteAndReadTogether) {
  const Scratch scratch;
  const auto created = SqliteLedger::create(scratch.file());
  ASSERT_TRUE(created) << to_string(created.error());
  const ledger::Ledger& ledger = **created;

  std::vector<std::unique_ptr<WriterProcess>> writers;
  for (int w = 0; w < kProcesses; ++w) {
    writers.push_back(std::make_unique<WriterProcess>(scratch.file(), 3, w % 2 == 0 ? 8 : 16'384));
  }
  for (auto& each : writers) ASSERT_TRUE(each->ready());
  for (int r = 0; r < kOwn; ++r) {
    for (int w = 0; w < kProcesses; ++w) {
      auto& writer = *writers[static_cast<std::size_t>(w)];
      writer.request("own-" + std::to_string(w) + "-" + std::to_string(r), 1 + r % 4);
      if (r < kShared) writer.request("shared-" + std::to_string(r), 2);  // all of them retry the same key
    }
  }
  for (auto& each : writers) each->no_more_requests();

  std::map<std::string, std::set<std::vector<std::uint64_t>>> answers;
  std::uint64_t seen = 0;
  for (auto& each : writers) {
    while (const auto line = each->acknowledgement()) {
      answers[line->key].insert(line->positions);
      const auto heads = ledger.heads();
      ASSERT_TRUE(heads) << to_string(heads.error());
      EXPECT_GE(heads->at(0).size, seen);
      seen = heads->at(0).size;
      const auto life = ledger.entries_of("A" + line->key + ".0");
      ASSERT_TRUE(life) << to_string(life.error());
      ASSERT_EQ(life->size(), 1U) << "what was acknowledged to one is seen by all";
      EXPECT_EQ(life->at(0).position.index, line->positions.at(0));
    }
    EXPECT_EQ(each->wait(), 0);
  }

  std::uint64_t expected = kShared * 2;
  for (int r = 0; r < kOwn; ++r) expected += static_cast<std::uint64_t>(kProcesses * (1 + r % 4));
  EXPECT_EQ(ledger.heads().value()[0].size, expected);
  EXPECT_EQ(answers.size(), static_cast<std::size_t>(kProcesses * kOwn + kShared));
  for (const auto& [key, given] : answers) EXPECT_EQ(given.size(), 1U) << key << " was answered in two ways";
  const auto found = ledger.verify({}).value();
  for (const ledger::Damage& each : found.damages) ADD_FAILURE() << each.what;
  EXPECT_EQ(found.entries, expected);
}

// File locks belong to a process: if it opens and closes the file a second time, its own locks may be dropped. Another
// process would then think that it is the last one, and remove the log.
TEST(Processes, OpeningAgainKeepsTheLocks) {
  const Scratch scratch;
  const auto ledger = SqliteLedger::create(scratch.file()).value();
  ASSERT_TRUE(append_one(*ledger, opt_out("A1")));
  ASSERT_TRUE(SqliteLedger::open(scratch.file(), Access::read_only));
  ASSERT_TRUE(ledger->verify({}));
  WriterProcess other(scratch.file(), 1, 16'384);
  ASSERT_TRUE(other.ready());
  other.request("k", 1);
  other.no_more_requests();
  ASSERT_TRUE(other.acknowledgement());
  EXPECT_EQ(other.wait(), 0);
  EXPECT_TRUE(std::filesystem::exists(scratch.file() + "-wal")) << "the other took itself for the last";
  ASSERT_TRUE(append_one(*ledger, opt_out("A1")));
  EXPECT_EQ(SqliteLedger::open(scratch.file(), Access::read_only).value()->heads().value()[0].size, 3U);
}

TEST(Processes, OneOfThoseThatCreateWins) {
  const Scratch scratch;
  ASSERT_TRUE(SqliteLedger::create(scratch.file()));
  const auto second = SqliteLedger::create(scratch.file());
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, ErrorCode::invalid);
  std::set<std::string> names;
  for (const auto& each : std::filesystem::directory_iterator(scratch.folder())) names.insert(each.path().filename());
  EXPECT_EQ(names, (std::set<std::string>{"ledger", "ledger.customer-keys"})) << "nothing half-made stays behind";
}

}  // namespace
}  // namespace assent::processes_test
