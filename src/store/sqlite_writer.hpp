// SqliteWriter: commits groups of append() calls, each group in one transaction. One thread at a time.
#pragma once

#include "store/connection.hpp"
#include "store/group_commit.hpp"

#include <memory>
#include <span>
#include <string>

namespace assent {

class SqliteWriter {
 public:
  static Result<std::unique_ptr<SqliteWriter>> open(const std::string& path, std::chrono::milliseconds busy_wait,
                                                    int checkpoint_pages);

  // Sets each call's answer. One call's conflict leaves the others alone; a failure of the store fails them all.
  void commit(std::span<AppendCall* const> calls);

 private:
  struct Group;
  struct KnownKey;

  SqliteWriter() = default;

  Result<void> write(std::span<AppendCall* const> calls);
  Result<Group> begin();
  Result<void> add(AppendCall& call, Group& group);
  Result<std::optional<KnownKey>> known(const Draft& draft, const Group& group);
  Result<void> put(const Draft& draft, Instant recorded, Group& group);
  Result<void> finish(Group& group);

  std::unique_ptr<Connection> connection_;
  Statement begin_, commit_, roll_back_, head_, entry_of_key_;
  Statement put_entry_, put_account_, put_telephone_, put_key_, put_head_, put_checkpoint_;
  Entry scratch_;  // an entry with its recorded instant; kept, so that its strings need no new memory each time
};

}  // namespace assent
