#include "app/correct.hpp"

namespace assent::app {

Result<service::Corrected> correct(Engine& engine, const service::Correction& correction,
                                   const service::Circumstances& circumstances) {
  auto done = service::correct(engine.ports().ledger, correction, circumstances, engine.now());
  engine.follow();
  return done;
}

Result<service::RetractionCounts> retract_import(Engine& engine, std::string_view run,
                                                 const service::Confirmation& confirmation,
                                                 const service::Circumstances& circumstances,
                                                 const service::OnProgress& on_progress, const std::stop_token& stop) {
  const EnginePorts& ports = engine.ports();
  auto counts = service::retract_run(ports.ledger, run, confirmation, circumstances, ports.clock, on_progress, stop);
  engine.follow();
  return counts;
}

}  // namespace assent::app
