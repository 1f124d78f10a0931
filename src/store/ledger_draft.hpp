// LedgerDraft: a ledger's file while it grows under another name, so that the complete ledger appears in one step.
#pragma once

#include "base/result.hpp"
#include "process/unfinished.hpp"

#include <array>
#include <string>

namespace assent::store {

// What the system said of a file of the ledger of that name.
tl::unexpected<Error> system_failure(const std::string& named, int error);

// Makes names in the folder of that file last. unavailable: the system does not.
Result<void> sync_folder_of(const std::string& path, const std::string& named);

// The name under which the ledger grows, and those that SQLite makes beside it: gone in the end, whatever that is. Asks
// for no memory then.
class LedgerDraft {
 public:
  // A name of its own beside `path`; several may be made at once, in one process as in many.
  explicit LedgerDraft(const std::string& path);
  ~LedgerDraft();
  LedgerDraft(const LedgerDraft&) = delete;
  LedgerDraft& operator=(const LedgerDraft&) = delete;

  const std::string& path() const { return names_[0]; }

  // Gives it the name `path`; `named` is its name in messages. invalid: a file of that name exists; unavailable.
  Result<void> appear(const std::string& path, const std::string& named) const;

 private:
  static constexpr std::array<const char*, 4> kSuffixes{"", "-wal", "-shm", "-journal"};
  std::array<std::string, kSuffixes.size()> names_;
  std::array<process::UnfinishedName, kSuffixes.size()> unfinished_;  // where no destructor is run any more
};

// Renames a file to a name that is free. False with errno: it could not be.
bool rename_to_free_name(const std::string& from, const std::string& to);

}  // namespace assent::store
