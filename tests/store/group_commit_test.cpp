// A group whose commit throws: every call gets a result, and the next call finds a leader.

#include "store/group_commit.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <latch>
#include <new>
#include <thread>
#include <vector>

namespace assent::group_commit_test {

using namespace store;
namespace {

TEST(GroupCommit, ThatThrowsAnswersAllWhoWait) {
  std::atomic<bool> memory = false;
  GroupCommit commits([&](std::span<AppendCall* const> calls) {
    if (!memory) throw std::bad_alloc();
    for (AppendCall* each : calls) each->answer = {ledger::Receipt{}};
  });
  constexpr int kCallers = 8;
  const ledger::Draft draft;
  std::latch begin(kCallers);
  std::atomic<int> unavailable = 0;
  {
    std::vector<std::jthread> callers;
    for (int i = 0; i < kCallers; ++i) {
      callers.emplace_back([&] {
        begin.arrive_and_wait();
        const auto answer = commits.append({&draft, 1}, instant_of(0));
        if (answer.size() == 1 && !answer[0] && answer[0].error().code == ErrorCode::unavailable) ++unavailable;
      });
    }
  }
  EXPECT_EQ(unavailable, kCallers);
  memory = true;
  EXPECT_TRUE(commits.append({&draft, 1}, instant_of(0)).at(0));
}

}  // namespace
}  // namespace assent::group_commit_test
