#include "service/every_entry.hpp"

#include <utility>

namespace assent::service {

Result<void> every_entry(const ledger::Ledger& ledger, const OnProgress& on_progress, const std::stop_token& stop,
                         const std::function<Result<void>(ledger::Recorded)>& visit) {
  constexpr std::uint64_t kProgressEach = 65'536;
  Progress progress;
  const auto heads = TRY(ledger.heads());
  for (const ledger::LogHead& head : heads) {
    Result<void> step;
    const auto scanned = ledger.scan({head.log, 0}, [&](Position position, evidence::ByteView bytes) {
      if (position.index >= head.size) return false;
      progress.bytes += bytes.size();
      if (++progress.rows % kProgressEach == 0 && on_progress) on_progress(progress);
      auto entry = evidence::decode(bytes);
      if (stop.stop_requested()) step = run_stopped();
      else if (!entry) step = tl::unexpected(entry.error());
      else step = visit({position, *std::move(entry)});
      return step.has_value();
    });
    TRY(step);
    TRY(scanned);
  }
  return {};
}

}  // namespace assent::service
