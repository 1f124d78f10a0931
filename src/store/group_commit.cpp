#include "store/group_commit.hpp"

#include <algorithm>

namespace assent {
namespace {

// A group holds one call, whatever its size, and more as long as the drafts do not pass this.
constexpr std::size_t kGroupDraftsMax = 4096;

}  // namespace

Result<std::vector<Receipt>> GroupCommit::append(std::span<const Draft> drafts, Instant now) {
  Waiting mine{{drafts, now, {}}, false, false, {}};
  std::unique_lock lock(mutex_);
  queue_.push_back(&mine);
  if (led_) {
    mine.woken.wait(lock, [&] { return mine.answered || mine.leads; });
    if (mine.answered) return std::move(mine.call.answer);
  }
  led_ = true;
  const std::vector<Waiting*> group = take_group();
  lock.unlock();

  std::vector<AppendCall*> calls;
  for (Waiting* each : group) calls.push_back(&each->call);
  commit_(calls);

  lock.lock();
  for (Waiting* each : group) {
    each->answered = true;
    each->woken.notify_one();  // under the lock: its owner may not leave, and free it, before
  }
  led_ = !queue_.empty();
  if (led_) {
    queue_.front()->leads = true;
    queue_.front()->woken.notify_one();
  }
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

}  // namespace assent
