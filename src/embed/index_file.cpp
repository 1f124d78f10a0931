#include "embed/index_file.hpp"

#include "wording/words.hpp"
#include "world/files.hpp"
#include "world/large_memory.hpp"
#include "world/mapped_file.hpp"

#include <fmt/format.h>

#include <string_view>
#include <utility>

namespace assent::embed {
namespace {

constexpr std::size_t kNoteMost = 4096;

}  // namespace

std::string checked_path(const std::string& path) { return path + ".checked"; }

const Memory& index_memory() {
  static const world::LargeMemory memory;
  return memory;
}

Result<service::KeptIndex> kept_index(const std::string& path) {
  const auto file = TRY(world::MappedFile::open(path));
  const auto note = world::read_file(checked_path(path), kNoteMost);
  return service::KeptIndex{file.bytes(), file.owner(), file.identity(), note.value_or("")};
}

void keep_note(const std::string& path, const service::KeptIndex& kept, const std::string& note) {
  if (note == kept.note) return;
  static_cast<void>(world::write_file(checked_path(path), note, world::Rivals::welcome));
}

Result<void> keep_index(const service::LiveIndex& index, const std::string& path) {
  auto sink = TRY(world::FileSink::create(path, world::Rivals::welcome));
  TRY(index.write(sink));
  return sink.commit();
}

Result<service::LiveIndex> index_in(const std::string& path, const ledger::Ledger& ledger, const TimeZones& zones,
                                    const service::IndexScope& scope, unsigned threads,
                                    const service::BytesProgress& progress) {
  const auto kept = TRY(kept_index(path));
  auto taken = TRY(service::take_kept(kept, ledger, zones, index_memory(), scope, threads, progress));
  // A copy that is behind is written again, if possible; else the next run reads all of it again.
  const bool kept_anew = taken.far_behind && keep_index(taken.index, path);
  if (!kept_anew) keep_note(path, kept, taken.note);
  return std::move(taken.index);
}

Result<void> check_is_index_or_free(const std::string& path) {
  std::string begin(16, '\0');
  std::size_t size = 0;
  if (path != "-") {
    auto file = world::FileSource::open(path);
    if (!file && file.error().code == ErrorCode::not_found) return {};
    if (!file) return tl::unexpected(file.error());
    size = TRY(file->read(begin));
  }
  if (index::Snapshot::is_one(std::string_view(begin).substr(0, size))) return {};
  return fail(ErrorCode::invalid, fmt::format("{} is not an index, so it is not replaced by one", wording::shown(path)),
              "name another file, or remove it");
}

}  // namespace assent::embed
