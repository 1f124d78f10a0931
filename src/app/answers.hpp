// Answers: the use case of recording a list of choices: opt-outs, opt-ins and withdrawals from a mailroom, a telephone
// menu or an SMS gateway (service/answers.hpp). Thread-safe as the engine is.
#pragma once

#include "app/engine.hpp"
#include "app/list_ports.hpp"
#include "base/result.hpp"
#include "service/answers.hpp"
#include "service/circumstances.hpp"

#include <stop_token>
#include <string>

namespace assent {

struct AnswersRequest {
  std::string regime;           // that they are checked under; empty: the one that counts by default
  Circumstances circumstances;  // of what a row leaves open; the key is not used
  AnswerOptions options;        // `draw` is the engine's, whatever stands here
};

// Records the list. When it returns, also with an error, every answer of the engine reflects what was recorded. `stop`
// is looked at whenever some of the list is read.
//
//   invalid, not_found  as Engine::regime(); invalid also: check_country() finds no such country
//   invalid, unavailable, damaged  as record_answers() of `service`; unavailable also: `stop` was asked for, what was
//                                  recorded before stays, and the run can be repeated
Result<AnswerCounts> record_answers(Engine& engine, const AnswersRequest& request, const ListPorts& ports,
                                    const OnProgress& on_progress = {}, const std::stop_token& stop = {});

}  // namespace assent
