// The index beside the ledger: opened for a command that asks about many customers, and built again if it cannot be
// used.
//
// It is only a faster way to the ledger's own decisions. So an index that is damaged, or was built from something else,
// is never asked, and building it again loses nothing.
#pragma once

#include "app/scrub_ports.hpp"
#include "cli/invocation.hpp"
#include "embed/index_file.hpp"
#include "service/follower.hpp"
#include "service/kept_index.hpp"
#include "service/leased_index.hpp"
#include "service/live_index.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace assent::cli {

// `option` if it names a file, else the ledger's name and `.index`.
std::string index_path(const Invocation& call, const std::string& option);
// The files of that index, which a command may write that asks it; none where the option is `none`.
std::vector<std::string> index_files(const Invocation& call, const std::string& option);
// How many threads ask an index.
unsigned index_threads();

// All rule packs that can be read.
Result<service::IndexScope> index_scope(Invocation& call);

// Reads all of it, with a progress line. `damaged`: it is not what was written.
Result<void> check_index(Invocation& call, const index::Snapshot& snapshot);

// From the ledger, with a progress line; `bytes_most` as in AccountReading.
Result<service::LiveIndex> build_index(Invocation& call, const ledger::Ledger& ledger, service::IndexScope scope,
                                       std::uint64_t bytes_most = service::kBytesToRead);

// Whether an index may be written to that name: no file has it, or an index does. The name that index_path() gives by
// itself is always free. `invalid`: it is another file, which stays as it is.
Result<void> check_index_path(const Invocation& call, const std::string& path);

// The index in the file, brought up to the ledger's head; if it was far behind it is also saved again, if possible. A
// missing or refused index is built again and saved under `path`, with the reason on standard error. If it cannot be
// saved, it is used all the same. The call's world and `ledger` outlive it.
//
//   not_found, invalid, conflict, damaged   without `may_build`: why it is refused; else: what is at that name is no
//                                           index, or as the ledger
//   unavailable                             the file cannot be read, or as the ledger
Result<service::LiveIndex> open_index(Invocation& call, const std::string& path, ledger::Ledger& ledger,
                                      bool may_build);

// The same for a command that can do without an index: it is built only if `option` names a file. nullptr: there is
// none, or `option` is `none`.
Result<std::shared_ptr<service::LeasedIndex>> index_if_any(Invocation& call, const std::string& option,
                                                           ledger::Ledger& ledger);

// The same for a scrub: the index follows the ledger as long as this lives. All outlive it.
class LedgersIndex final : public app::ScrubIndex {
 public:
  LedgersIndex(Invocation& call, const std::string& option, ledger::Ledger& ledger)
      : call_(call), option_(option), ledger_(ledger) {}
  Result<std::shared_ptr<service::LeasedIndex>> open() override;

 private:
  Invocation& call_;
  const std::string& option_;
  ledger::Ledger& ledger_;
  std::shared_ptr<service::LeasedIndex> index_;
  std::optional<service::Follower> follower_;
};

// To count a base with: that of open_index() where one is kept, or `option` names one, and it serves the footprints of
// `scope`; else one that is made in memory for this alone.
Result<service::LiveIndex> index_to_count(Invocation& call, const std::string& option, ledger::Ledger& ledger,
                                          service::IndexScope scope);

}  // namespace assent::cli
