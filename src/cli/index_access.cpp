#include "cli/index_access.hpp"

#include "cli/progress_line.hpp"
#include "embed/named_files.hpp"
#include "wording/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <thread>
#include <utility>

namespace assent::cli {
namespace {

constexpr std::uint64_t kMegabyte = 1'000'000;

// Twice the processors: half of the threads that read a file wait for the disk.
unsigned checking_threads() { return 2 * index_threads(); }

class Checking {
 public:
  Checking(Invocation& call, std::uint64_t bytes)
      : line_(call.world(), call.terminal(), "checking the index", bytes, "MB") {}

  service::BytesProgress callback() {
    return [this](std::uint64_t done, std::uint64_t) { line_.show({done / kMegabyte, done}); };
  }

 private:
  ProgressLine line_;
};

Result<service::LiveIndex> taken(Invocation& call, const std::string& path, const ledger::Ledger& ledger) {
  const auto scope = TRY(index_scope(call));
  // Shown only if there is a file to check.
  std::optional<Checking> checking;
  const auto progress = [&](std::uint64_t done, std::uint64_t all) {
    if (!checking) checking.emplace(call, all);
    checking->callback()(done, all);
  };
  return embed::index_in(path, ledger, call.world().zones, scope, checking_threads(), progress);
}

}  // namespace

unsigned index_threads() { return std::max(2U, std::thread::hardware_concurrency()); }

std::string index_path(const Invocation& call, const std::string& option) {
  return option.empty() ? call.ledger_file() + ".index" : option;
}

std::vector<std::string> index_files(const Invocation& call, const std::string& option) {
  if (option == "none") return {};
  const std::string path = index_path(call, option);
  return {path, embed::checked_path(path)};
}

Result<service::IndexScope> index_scope(Invocation& call) {
  const auto packs = TRY(call.packs());
  return app::index_scope(*packs);
}

Result<void> check_index(Invocation& call, const index::Snapshot& snapshot) {
  Checking checking(call, snapshot.size());
  return service::validate_all(snapshot, checking_threads(), checking.callback());
}

Result<service::LiveIndex> build_index(Invocation& call, const ledger::Ledger& ledger, service::IndexScope scope,
                                       std::uint64_t bytes_most) {
  ProgressLine line(call.world(), call.terminal(), "indexing", 0, "entries");
  return service::LiveIndex::build(ledger, call.world().zones, embed::index_memory(), std::move(scope),
                                   {index_threads(), bytes_most, line.share_callback()});
}

Result<void> check_index_path(const Invocation& call, const std::string& path) {
  if (path == index_path(call, {})) return {};
  return embed::check_is_index_or_free(path);
}

Result<service::LiveIndex> open_index(Invocation& call, const std::string& path, ledger::Ledger& ledger,
                                      bool may_build) {
  auto found = taken(call, path, ledger);
  if (found || !may_build || found.error().code == ErrorCode::unavailable) return found;
  TRY(check_index_path(call, path));
  if (found.error().code == ErrorCode::not_found) {
    call.terminal().note(
        fmt::format("there is no index {} yet; it is being built from the ledger", wording::shown(path)));
  } else {
    call.terminal().warn(fmt::format("the index {} cannot be used: {}; it is being built again from the ledger",
                                     wording::shown(path), found.error().message));
  }
  auto scope = TRY(index_scope(call));
  auto index = build_index(call, ledger, std::move(scope));
  if (!index) return index;
  if (const auto kept = embed::keep_index(*index, path); !kept) {
    call.terminal().warn(fmt::format("the index is used, but could not be saved: {}", to_string(kept.error())));
  }
  return index;
}

Result<std::shared_ptr<service::LeasedIndex>> index_if_any(Invocation& call, const std::string& option,
                                                           ledger::Ledger& ledger) {
  const std::string path = index_path(call, option);
  const bool there = embed::is_there(path);
  if (option == "none" || (option.empty() && !there)) return nullptr;
  auto opened = TRY(open_index(call, path, ledger, true));
  return std::make_shared<service::LeasedIndex>(std::move(opened));
}

Result<std::shared_ptr<service::LeasedIndex>> LedgersIndex::open() {
  index_ = TRY(index_if_any(call_, option_, ledger_));
  if (index_) follower_.emplace(*index_);
  return index_;
}

Result<service::LiveIndex> index_to_count(Invocation& call, const std::string& option, ledger::Ledger& ledger,
                                          service::IndexScope scope) {
  const std::string path = index_path(call, option);
  if (option != "none" && (!option.empty() || embed::is_there(path))) {
    auto index = open_index(call, path, ledger, true);
    if (!index) return index;
    const auto kept = index->binding().footprints;
    const auto has = [&](const std::string& zone) { return std::find(kept.begin(), kept.end(), zone) != kept.end(); };
    if (std::all_of(scope.footprints.begin(), scope.footprints.end(), has)) return index;
  }
  return build_index(call, ledger, std::move(scope));
}

}  // namespace assent::cli
