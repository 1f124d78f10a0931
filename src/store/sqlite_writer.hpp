// SqliteWriter: commits groups of append() calls, each group in one transaction. One thread at a time.
#pragma once

#include "ledger/append.hpp"
#include "store/connection.hpp"
#include "store/group_commit.hpp"
#include "store/identities.hpp"
#include "store/put_rows.hpp"
#include "store/seal.hpp"
#include "store/snapshots.hpp"

#include <memory>
#include <span>
#include <string>
#include <vector>

namespace assent::store {

class SqliteWriter {
 public:
  // `sums` outlives it. `find_keys` is asked for the customers' keys where a draft needs one.
  static Result<std::unique_ptr<SqliteWriter>> open(const std::string& path, std::chrono::milliseconds busy_wait,
                                                    int checkpoint_pages, SharedSums& sums, FindCustomerKeys find_keys);
  // Copies the log into the file, if no other connection is writing or reading.
  ~SqliteWriter();

  // Sets each call's answer. What is refused leaves the others alone; a failure of the store fails them all.
  void commit(std::span<AppendCall* const> calls);

  // A commit of a ledger of another format: entries as they were encoded, and the root that the log had after them.
  struct FormerCommit {
    struct Stored {
      evidence::Bytes bytes;
      evidence::Entry entry;  // decoded from them
    };
    std::vector<Stored> entries;
    ledger::LogHead head;
  };
  // Takes them over in one transaction: bytes, positions, instants, commits and roots stay. No other connection may use
  // the file. damaged: the entries do not give the root.
  Result<void> take_over(std::span<const FormerCommit> commits);

 private:
  struct Group;

  SqliteWriter() = default;

  std::vector<AppendCall*> with_keys(std::span<AppendCall* const> calls);
  Result<void> write(std::span<AppendCall* const> calls);
  Result<Group> begin();
  Result<void> add(AppendCall& call, Group& group);
  Result<std::optional<ledger::KnownKey>> known(const ledger::Draft& draft, const Group& group);
  Result<ledger::Receipt> put(const ledger::Draft& draft, Instant recorded, Group& group);
  Result<ledger::Receipt> put_entry(const evidence::Entry& entry, const evidence::Body& body, evidence::ByteView bytes,
                                    Instant recorded, Group& group);
  Result<void> finish(Group& group);
  void copy_long_log();

  FindCustomerKeys find_keys_;
  SealingKeys sealing_;  // of the group
  std::unique_ptr<Connection> connection_;
  std::unique_ptr<Snapshots> snapshots_;
  std::unique_ptr<Seal> seal_;
  std::chrono::milliseconds busy_wait_{};
  std::uint32_t checkpoint_pages_ = 0;
  std::uint32_t tried_at_ = 0;  // the log's length when it was last to be copied
  Statement commit_, entry_of_key_;
  Statement put_entry_, put_head_, put_checkpoint_;
  PutRows put_accounts_, put_telephones_, put_keys_;
  evidence::Entry
      scratch_;  // an entry with its recorded instant; kept, so that its strings need no new memory each time
};

}  // namespace assent::store
