#include "app/correct.hpp"

namespace assent {

Result<Corrected> correct(Engine& engine, const Correction& correction, const Circumstances& circumstances) {
  auto done = correct(engine.ports().ledger, correction, circumstances, engine.now());
  engine.follow();
  return done;
}

Result<RetractionCounts> retract_import(Engine& engine, std::string_view run, const Confirmation& confirmation,
                                        const Circumstances& circumstances, const OnProgress& on_progress,
                                        const std::stop_token& stop) {
  const EnginePorts& ports = engine.ports();
  auto counts = retract_run(ports.ledger, run, confirmation, circumstances, ports.clock, on_progress, stop);
  engine.follow();
  return counts;
}

}  // namespace assent
