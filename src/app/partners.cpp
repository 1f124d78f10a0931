#include "app/partners.hpp"

#include "ledger/fold.hpp"

namespace assent {

Result<Partners> partners_on_record(const Engine& engine, std::optional<Instant> at) {
  const auto entries = TRY(engine.ports().ledger.entries_of(""));
  const CarrierFile carrier = fold_carrier(entries, kNever);
  return carrier.partners() == nullptr ? Partners() : partners_at(*carrier.partners(), at.value_or(engine.now()));
}

}  // namespace assent
