#include "events/line.hpp"

#include <algorithm>
#include <set>

namespace assent::events {

void Line::read(std::uint32_t log, const std::vector<EventAt>& events, std::uint64_t to) {
  for (const EventAt& each : events) window_.try_emplace(each.position, Waiting{each});
  std::uint64_t& next = next_[log];
  next = std::max(next, to);
}

Cursor Line::acknowledged() const {
  Cursor cursor = next_;
  // The first of each log: what is settled at the window's beginning is not kept.
  for (auto each = window_.rbegin(); each != window_.rend(); ++each) {
    if (!each->second.settled) cursor[each->first.log] = each->first.index;
  }
  return cursor;
}

void Line::again(const std::vector<EventAt>& events) {
  for (const EventAt& each : events) {
    const auto next = next_.find(each.position.log);
    if (next == next_.end() || each.position.index >= next->second) continue;
    const auto waiting = window_.find(each.position);
    if (waiting != window_.end() && !waiting->second.settled) continue;
    Waiting sent{each};
    sent.again = true;
    again_[each.account].try_emplace(each.position, std::move(sent));
  }
}

Waiting* Line::due(Instant now) {
  std::set<std::string_view> held;
  for (auto& [account, queue] : again_) {
    held.insert(account);
    Waiting& first = queue.begin()->second;
    if (first.next_try <= now) return &first;
  }
  for (auto& [position, waiting] : window_) {
    if (waiting.settled || !held.insert(waiting.at.account).second) continue;
    if (waiting.next_try <= now) return &waiting;
  }
  return nullptr;
}

void Line::settle(const Waiting& event) {
  const Position position = event.at.position;
  if (event.again) {
    const auto queue = again_.find(event.at.account);
    queue->second.erase(position);
    if (queue->second.empty()) again_.erase(queue);
    return;
  }
  window_.at(position).settled = true;
  while (!window_.empty() && window_.begin()->second.settled) window_.erase(window_.begin());
}

}  // namespace assent::events
