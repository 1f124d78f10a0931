#include "embed/index_file.hpp"

#include "wording/words.hpp"
#include "world/files.hpp"
#include "world/large_memory.hpp"
#include "world/mapped_file.hpp"

#include <fmt/format.h>

#include <string_view>
#include <utility>

namespace assent {
namespace {

constexpr std::size_t kNoteMost = 4096;

}  // namespace

std::string checked_path(const std::string& path) { return path + ".checked"; }

const Memory& index_memory() {
  static const LargeMemory memory;
  return memory;
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

Result<void> keep_index(const LiveIndex& index, const std::string& path) {
  auto sink = TRY(FileSink::create(path, Rivals::welcome));
  TRY(index.write(sink));
  return sink.commit();
}

Result<LiveIndex> index_in(const std::string& path, const Ledger& ledger, const TimeZones& zones,
                           const IndexScope& scope, unsigned threads, const BytesProgress& progress) {
  const auto kept = TRY(kept_index(path));
  auto taken = TRY(take_kept(kept, ledger, zones, index_memory(), scope, threads, progress));
  // A copy that is behind is written again, if possible; else the next run reads all of it again.
  const bool kept_anew = taken.far_behind && keep_index(taken.index, path);
  if (!kept_anew) keep_note(path, kept, taken.note);
  return std::move(taken.index);
}

Result<void> check_is_index_or_free(const std::string& path) {
  std::string begin(16, '\0');
  std::size_t size = 0;
  if (path != "-") {
    auto file = FileSource::open(path);
    if (!file && file.error().code == ErrorCode::not_found) return {};
    if (!file) return tl::unexpected(file.error());
    size = TRY(file->read(begin));
  }
  if (Snapshot::is_one(std::string_view(begin).substr(0, size))) return {};
  return fail(ErrorCode::invalid, fmt::format("{} is not an index, so it is not replaced by one", shown(path)),
              "name another file, or remove it");
}

}  // namespace assent
