#include "store/group_commit.hpp"

#include "base/waiting.hpp"
#include "ledger/append.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <exception>

namespace assent::store {
namespace {

// A group holds one call, whatever its size, and more as long as the drafts do not pass this.
constexpr std::size_t kGroupDraftsMax = 4096;

}  // namespace

void GroupCommit::Waiting::wait() {
  std::unique_lock lock(mutex);
  woken.wait(lock, [&] { return answered || leads; });
}

void GroupCommit::Waiting::wake(bool& why) {
  const std::lock_guard lock(mutex);  // held to the end: who is woken may be gone right after
  why = true;
  woken.notify_one();
}

std::vector<Result<ledger::Receipt>> GroupCommit::append(std::span<const ledger::Draft> drafts, Instant now) {
  if (drafts.empty()) return {};  // no commit is waited for
  const assent::Waiting waiting;  // for the disk, or for the one who leads
  Waiting mine;
  mine.call.drafts = drafts;
  mine.call.now = now;
  std::unique_lock lock(mutex_);
  queue_.push_back(&mine);
  if (led_) {
    lock.unlock();
    mine.wait();
    if (mine.answered) return std::move(mine.call.answer);
    lock.lock();
  }
  led_ = true;
  const std::vector<Waiting*> group = take_group();
  lock.unlock();

  std::vector<AppendCall*> calls;
  try {
    for (Waiting* each : group) calls.push_back(&each->call);
    commit_(calls);
  } catch (const std::exception& thrown) {
    // Waiting callers must be woken, and the next call must find a leader.
    for (Waiting* each : group) {
      each->call.answer =
          ledger::refuse_all(each->call.drafts.size(),
                             {ErrorCode::unavailable, fmt::format("the ledger cannot be written: {}", thrown.what()),
                              "check that there is memory and space on the disk, then try again"});
    }
  }
  for (Waiting* each : group) {
    if (each != &mine) each->wake(each->answered);
  }

  lock.lock();
  led_ = !queue_.empty();
  Waiting* next = led_ ? queue_.front() : nullptr;
  lock.unlock();
  if (next != nullptr) next->wake(next->leads);  // it cannot leave before: no other call can set its result
  return std::move(mine.call.answer);
}

std::vector<GroupCommit::Waiting*> GroupCommit::take_group() {
  std::size_t drafts = 0;
  const auto end = std::find_if(queue_.begin(), queue_.end(), [&](const Waiting* each) {
    const bool first = each == queue_.front();
    drafts += each->call.drafts.size();
    return !first && drafts > kGroupDraftsMax;
  });
  std::vector<Waiting*> group(queue_.begin(), end);
  queue_.erase(queue_.begin(), end);
  return group;
}

}  // namespace assent::store
