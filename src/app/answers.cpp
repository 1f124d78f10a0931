#include "app/answers.hpp"

#include "app/country.hpp"
#include "app/stoppable_text.hpp"

namespace assent::app {

Result<service::AnswerCounts> record_answers(Engine& engine, const AnswersRequest& request, const ListPorts& ports,
                                             const service::OnProgress& on_progress, const std::stop_token& stop) {
  const EnginePorts& world = engine.ports();
  const auto regime = TRY(engine.regime(request.regime, engine.now()));
  TRY(check_country(world.telephones, request.options.names.country, "the country"));
  service::AnswerOptions options = request.options;
  options.draw = world.draw_key;
  StoppableText list(ports.list, stop);
  auto counts = service::record_answers(list, *regime, world.telephones, world.ledger, request.circumstances,
                                        ports.rejects, world.clock, options, on_progress);
  engine.follow();
  return counts;
}

}  // namespace assent::app
