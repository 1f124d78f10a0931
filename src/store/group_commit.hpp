// GroupCommit: calls that arrive while a commit is under way wait and are then committed together.
//
// One caller at a time leads: it commits all waiting calls, including its own, wakes their callers and passes the lead
// to the first that came meanwhile. So all waiting callers share the cost of a commit, the disk's flush, and a single
// caller waits for no other. Thread-safe.
#pragma once

#include "ledger/ledger.hpp"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <vector>

namespace assent::store {

// One append() that waits for its result.
struct AppendCall {
  std::span<const ledger::Draft> drafts;
  Instant now;
  std::vector<Result<ledger::Receipt>> answer;  // one for each draft
};

class GroupCommit {
 public:
  // Commits the calls in their order and sets each one's result. Called by one thread at a time. If it throws, it has
  // committed nothing, and all results are `unavailable`.
  using Commit = std::function<void(std::span<AppendCall* const>)>;

  explicit GroupCommit(Commit commit) : commit_(std::move(commit)) {}

  std::vector<Result<ledger::Receipt>> append(std::span<const ledger::Draft> drafts, Instant now);

 private:
  // Each caller sleeps on a lock of its own, so that those who are woken together do not queue for one.
  struct Waiting {
    AppendCall call;
    std::mutex mutex;
    std::condition_variable woken;
    bool leads = false;
    bool answered = false;

    void wait();
    void wake(bool& why);
  };

  std::vector<Waiting*> take_group();

  Commit commit_;
  std::mutex mutex_;             // of what follows
  std::vector<Waiting*> queue_;  // oldest first; the leader's own call is its first
  bool led_ = false;
};

}  // namespace assent::store
