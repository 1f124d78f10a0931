#include "service/kept_index.hpp"

#include "service/side_by_side.hpp"

#include <fmt/format.h>

#include <atomic>
#include <mutex>
#include <utility>

namespace assent::service {
namespace {

constexpr std::uint64_t kMostBehind = 8;  // how many rows may be behind the ordered ones, as a part of these

}  // namespace

std::string checked_note(const std::string& identity, const index::Snapshot& snapshot) {
  return fmt::format("assent index found whole 1\n{}\nframe {:016x}\n", identity, snapshot.sum());
}

Result<void> validate_all(const index::Snapshot& snapshot, unsigned threads, const BytesProgress& progress) {
  std::uint64_t all = 0;
  for (std::size_t piece = 0; piece < snapshot.pieces(); ++piece) all += snapshot.piece_size(piece);

  std::atomic<std::size_t> next = 0;
  std::atomic<std::uint64_t> done = 0;
  std::mutex mutex;
  Result<void> result;
  const auto validate = [&](bool tells) {
    for (std::size_t piece = next++; piece < snapshot.pieces(); piece = next++) {
      if (auto validated = snapshot.validate(piece); !validated) {
        next = snapshot.pieces();
        const std::lock_guard lock(mutex);
        result = std::move(validated);
        return;
      }
      done += snapshot.piece_size(piece);
      if (tells && progress) progress(done, all);
    }
  };
  side_by_side(threads).run([&](std::size_t piece) { validate(piece == 0); });
  return result;
}

Result<TakenIndex> take_kept(const KeptIndex& kept, const ledger::Ledger& ledger, const TimeZones& zones,
                             const Memory& memory, const IndexScope& scope, unsigned threads,
                             const BytesProgress& progress) {
  const auto snapshot = TRY(index::Snapshot::open(kept.bytes, kept.owner));
  // Checked before reading all of it: a refused index costs no wait.
  TRY(check_binding(snapshot.binding(), ledger, zones, scope));
  std::string note = checked_note(kept.identity, snapshot);
  if (kept.note != note) {
    TRY(validate_all(snapshot, threads, progress));
  }
  auto index = TRY(LiveIndex::take(snapshot, ledger, zones, memory, scope));
  const auto missing = TRY(index.behind());
  const auto at_once = [](const std::function<void()>& change, LiveIndex::Change) { change(); };
  TRY(index.follow(at_once, threads));
  std::uint64_t all = 0;
  for (const ledger::LogHead& each : index.heads()) all += each.size;
  const bool far_behind = is_far_behind(missing, all);
  // If it is saved again, it is saved in order, provided that is worth moving everything.
  const std::uint64_t in_order = index.index().in_order().rows();
  if (far_behind && index.index().size() - in_order > in_order / kMostBehind) index.put_in_order(memory, threads);
  return TakenIndex{std::move(index), std::move(note), far_behind};
}

}  // namespace assent::service
