#include "app/partners.hpp"

#include "ledger/fold.hpp"

namespace assent::app {

Result<Partners> partners_on_record(const Engine& engine, std::optional<Instant> at) {
  const auto entries = TRY(engine.ports().ledger.entries_of(""));
  const ledger::CarrierFile carrier = ledger::fold_carrier(entries, kNever);
  return carrier.partners() == nullptr ? Partners() : partners_at(*carrier.partners(), at.value_or(engine.now()));
}

Result<std::vector<Agreement>> agreements_on_record(const Engine& engine) {
  const auto entries = TRY(engine.ports().ledger.entries_of(""));
  return ledger::fold_carrier(entries, kNever).agreements();
}

}  // namespace assent::app
