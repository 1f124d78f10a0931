// GroupCommit: calls that arrive while a commit is under way wait and are then committed together.
//
// One caller at a time leads: it commits all calls that wait, its own among them, wakes their callers and hands the
// lead to the first that came meanwhile. So a commit's price, the disk's flush, is shared by all who wait for it, and
// a single caller waits for nobody. Thread-safe.
#pragma once

#include "ledger/ledger.hpp"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <vector>

namespace assent {

// One append() waiting for its answer.
struct AppendCall {
  std::span<const Draft> drafts;
  Instant now;
  std::vector<Result<Receipt>> answer;  // one a draft
};

class GroupCommit {
 public:
  // Commits the calls in their order and sets each one's answer. Called by one thread at a time. Where it throws, it
  // has committed nothing, and all are answered `unavailable`.
  using Commit = std::function<void(std::span<AppendCall* const>)>;

  explicit GroupCommit(Commit commit) : commit_(std::move(commit)) {}

  std::vector<Result<Receipt>> append(std::span<const Draft> drafts, Instant now);

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

}  // namespace assent
