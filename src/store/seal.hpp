// Seal: how the write-ahead log gets into the file.
//
// First the sums of all pages that are in the log, and the sum over all sums, become a commit of their own: the seal.
// Then, while the writers' lock is held so that no other commit follows it, the log's pages are copied into the file,
// and only if they are as the seal says (checked_vfs.hpp). So every page that is read from the file later has its sum
// in the snapshot that is read, and a page of the past has not. docs/store.md has the argument, also why a copying
// under the writers' lock by one connection cannot meet a log that begins again meanwhile. One thread at a time.
#pragma once

#include "store/connection.hpp"
#include "store/snapshots.hpp"

#include <chrono>
#include <memory>

namespace assent::store {

class Seal {
 public:
  // For a connection that writes; both arguments outlive it.
  static Result<std::unique_ptr<Seal>> prepare(Connection& writer, Snapshots& snapshots);
  ~Seal();

  // Outside of a transaction. Waits so long for the writers' lock. True: all of the log is in the file. False: readers
  // still need the log as it is; it will be copied another time. Whatever the answer, nothing is lost.
  Result<bool> copy_log(std::chrono::milliseconds busy_wait);

  // The log's length after the last commit of this connection, in frames.
  std::uint32_t frames_committed() const { return frames_committed_; }

 private:
  Seal(Connection& writer, Snapshots& snapshots) : writer_(writer), snapshots_(snapshots) {}

  enum class Round { copied, copied_in_part, sealed_more };
  Result<Round> round(std::chrono::milliseconds busy_wait);
  Result<std::shared_ptr<PageSums>> changed_sums(const WalState& log);
  Result<void> commit(const PageSums& before, std::shared_ptr<PageSums> after);
  Result<Round> copy(const WalState& log);

  Connection& writer_;
  Snapshots& snapshots_;
  std::unique_ptr<Connection> copier_;  // opened at the first copying
  Statement put_part_, put_head_;
  std::uint32_t frames_committed_ = 0;
  std::uint64_t salts_ = 0;     // of the log that the following are about
  std::uint32_t read_to_ = 0;   // its frames are in the sums so far
  std::uint32_t own_from_ = 0;  // frames of this object's last seal
  std::uint32_t own_to_ = 0;
};

}  // namespace assent::store
