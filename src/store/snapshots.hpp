// Snapshots: what a connection checks before it trusts what it reads.
//
// At its opening, and again whenever the schema was found changed: the schema (schema.hpp). At the beginning of every
// transaction: that the file is still the one under its name, and that the pages that are read are those of the last
// seal (page_sums.hpp). One thread at a time, as its connection.
#pragma once

#include "store/checked_vfs.hpp"
#include "store/connection.hpp"
#include "store/sqlite_rows.hpp"

#include <chrono>
#include <memory>
#include <mutex>

namespace assent::store {

// What the connections of one open ledger have in common: the file, and the sums that one of them read last, so that
// others need not read them again. Thread-safe.
class SharedSums {
 public:
  // Whether it is the file of the first connection that asked.
  bool is_file(const FileIdentity& file);

  std::shared_ptr<const PageSums> last() const;
  void put(std::shared_ptr<const PageSums> sums);

 private:
  mutable std::mutex mutex_;
  std::optional<FileIdentity> file_;
  std::shared_ptr<const PageSums> last_;
};

class Snapshots {
 public:
  // Looks at all of the above once. `damaged` or `unavailable`, as is the case. Both arguments outlive it.
  static Result<std::unique_ptr<Snapshots>> open(Connection& file, SharedSums& shared);

  // Before a transaction begins. `unavailable` where the file was moved, removed, replaced or linked.
  Result<void> before(LookUp look_up);
  // Begins a transaction that writes, as before() said. Waits so long for the writers' lock, then `unavailable`.
  Result<void> begin_writing(std::chrono::milliseconds wait);
  // In the transaction, before anything else is read. After a failure the connection is to be given up, or its
  // transaction rolled back before the next one.
  Result<HeadRow> confirm();

  // Whether the file is the one under its name still. `unavailable` otherwise.
  Result<void> in_place(LookUp look_up) const;
  // Whether another connection has the same file open.
  bool same_file(const Connection& other) const;

  // Of the snapshot that was confirmed last.
  const std::shared_ptr<const PageSums>& sums() const { return sums_; }
  // The connection has sealed the pages itself, and committed it.
  void sealed(std::shared_ptr<const PageSums> sums);

 private:
  Snapshots(Connection& file, SharedSums& shared) : file_(file), shared_(shared) {}

  Result<void> check_ends(const HeadRow& head);
  Result<void> look_up(const HeadRow& head);
  Result<std::shared_ptr<const PageSums>> read(const HeadRow& head);

  Connection& file_;
  SharedSums& shared_;
  std::shared_ptr<const PageSums> sums_;
  Statement head_, parts_;
};

}  // namespace assent::store
