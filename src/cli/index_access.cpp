#include "cli/index_access.hpp"

#include "cli/progress_line.hpp"
#include "wording/words.hpp"
#include "world/files.hpp"
#include "world/large_memory.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <thread>
#include <utility>

namespace assent {
namespace {

constexpr std::uint64_t kMegabyte = 1'000'000;
constexpr std::size_t kNoteMost = 4096;

// Half of those that read a file wait for the disk.
unsigned checking_threads() { return 2 * index_threads(); }

// It has no state, so one serves all indexes, as long as there are any.
const LargeMemory kMemory;

class Checking {
 public:
  Checking(Invocation& call, std::uint64_t bytes)
      : line_(call.world(), call.terminal(), "checking the index", bytes, "MB") {}

  BytesProgress callback() {
    return [this](std::uint64_t done, std::uint64_t) { line_.show({done / kMegabyte, done}); };
  }

 private:
  ProgressLine line_;
};

Result<LiveIndex> taken(Invocation& call, const std::string& path, const Ledger& ledger) {
  const auto kept = TRY(kept_index(path));
  const auto scope = TRY(index_scope(call));
  auto taken = TRY([&] {
    Checking checking(call, kept.bytes.size());
    return take_kept(kept, ledger, call.world().zones, kMemory, scope, checking_threads(), checking.callback());
  }());
  // A copy that lags behind is written anew, where that can be done; else the next command reads all of it once more.
  const bool kept_anew = taken.far_behind && keep_index(taken.index, path);
  if (!kept_anew) keep_note(path, kept, taken.note);
  return std::move(taken.index);
}

}  // namespace

unsigned index_threads() { return std::max(2U, std::thread::hardware_concurrency()); }

std::string index_path(const Invocation& call, const std::string& option) {
  return option.empty() ? call.ledger_file() + ".index" : option;
}

std::string checked_path(const std::string& path) { return path + ".checked"; }

Result<IndexScope> index_scope(Invocation& call) {
  const auto packs = TRY(call.packs());
  IndexScope scope;
  for (const RulePack& each : packs->all()) {
    if (each.regime) add_pack(scope, *each.regime, each.text);
  }
  return scope;
}

Result<KeptIndex> kept_index(const std::string& path) {
  const auto file = TRY(MappedFile::open(path));
  const auto note = read_file(checked_path(path), kNoteMost);
  return KeptIndex{file.bytes(), file.owner(), file.identity(), note.value_or("")};
}

void keep_note(const std::string& path, const KeptIndex& kept, const std::string& note) {
  if (note == kept.note) return;
  static_cast<void>(write_file(checked_path(path), note, Rivals::welcome));
}

Result<void> check_index(Invocation& call, const Snapshot& snapshot) {
  Checking checking(call, snapshot.size());
  return validate_all(snapshot, checking_threads(), checking.callback());
}

Result<LiveIndex> build_index(Invocation& call, const Ledger& ledger, IndexScope scope, std::uint64_t bytes_most) {
  ProgressLine line(call.world(), call.terminal(), "indexing", 0, "entries");
  const auto progress = [&](std::uint64_t done, std::uint64_t all) { line.show_share(done, all); };
  return LiveIndex::build(ledger, call.world().zones, kMemory, std::move(scope),
                          {index_threads(), bytes_most, progress});
}

Result<void> check_index_path(const Invocation& call, const std::string& path) {
  if (path == index_path(call, {})) return {};
  std::string begin(16, '\0');
  std::size_t size = 0;
  if (path != "-") {
    auto file = FileSource::open(path);
    if (!file && file.error().code == ErrorCode::not_found) return {};
    if (!file) return tl::unexpected(file.error());
    size = TRY(file->read(begin));
  }
  if (Snapshot::is_one(std::string_view(begin).substr(0, size))) return {};
  return fail(ErrorCode::invalid, fmt::format("{} is no index, so it is not replaced by one", shown(path)),
              "name another file, or remove it");
}

Result<void> keep_index(const LiveIndex& index, const std::string& path) {
  auto sink = TRY(FileSink::create(path, Rivals::welcome));
  TRY(index.write(sink));
  return sink.commit();
}

Result<LiveIndex> open_index(Invocation& call, const std::string& path, Ledger& ledger, bool may_build) {
  auto found = taken(call, path, ledger);
  if (found || !may_build || found.error().code == ErrorCode::unavailable) return found;
  TRY(check_index_path(call, path));
  if (found.error().code == ErrorCode::not_found) {
    call.terminal().note(fmt::format("there is no index {} yet; it is built from the ledger", shown(path)));
  } else {
    call.terminal().warn(fmt::format("the index {} is not used: {}; it is built again from the ledger", shown(path),
                                     found.error().message));
  }
  auto scope = TRY(index_scope(call));
  auto index = build_index(call, ledger, std::move(scope));
  if (!index) return index;
  if (const auto kept = keep_index(*index, path); !kept) {
    call.terminal().warn(fmt::format("the index is used, but not kept: {}", to_string(kept.error())));
  }
  return index;
}

Result<std::shared_ptr<LeasedIndex>> index_if_any(Invocation& call, const std::string& option, Ledger& ledger) {
  const std::string path = index_path(call, option);
  const bool there = state_of_file(path).has_value();
  if (option == "none" || (option.empty() && !there)) return nullptr;
  auto opened = TRY(open_index(call, path, ledger, true));
  return std::make_shared<LeasedIndex>(std::move(opened));
}

}  // namespace assent
