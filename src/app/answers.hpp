// Answers: the use case of recording a list of choices: opt-outs, opt-ins and withdrawals from a mailroom, a telephone
// menu or an SMS gateway (service/answers.hpp). As thread-safe as the engine.
#pragma once

#include "app/engine.hpp"
#include "app/list_ports.hpp"
#include "base/result.hpp"
#include "service/answers.hpp"
#include "service/circumstances.hpp"

#include <stop_token>
#include <string>

namespace assent::app {

struct AnswersRequest {
  std::string regime;                    // that checks them; empty: the default one
  service::Circumstances circumstances;  // for what a row does not say; the key is not used
  service::AnswerOptions options;        // `draw` is the engine's, whatever is here
};

// Records the list. When it returns, even with an error, every decision of the engine reflects what was recorded. Each
// reading of the list checks `stop`.
//
//   invalid, not_found  as Engine::regime(); invalid also: check_country() finds no such country
//   invalid, unavailable, damaged  as record_answers() of `service`; unavailable also: `stop` was requested; what was
//                                  recorded before stays, and you can repeat the run
Result<service::AnswerCounts> record_answers(Engine& engine, const AnswersRequest& request, const ListPorts& ports,
                                             const service::OnProgress& on_progress = {},
                                             const std::stop_token& stop = {});

}  // namespace assent::app
