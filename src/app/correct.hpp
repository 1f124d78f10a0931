// Correct: the use cases of mending what is on record: one entry, or an import as a whole (service/correct.hpp). As
// thread-safe as the engine.
#pragma once

#include "app/engine.hpp"
#include "base/result.hpp"
#include "service/circumstances.hpp"
#include "service/correct.hpp"

#include <stop_token>
#include <string_view>

namespace assent::app {

// When one of these returns, even with an error, every decision of the engine reflects what was recorded.

// Records that an entry counts from another instant, or that it never happened. Fails as correct() of `service`.
Result<service::Corrected> correct(Engine& engine, const service::Correction& correction,
                                   const service::Circumstances& circumstances);

// Takes back an import that was wrong as a whole. Checks `stop` between entries.
//
//   invalid, not_found, unavailable, damaged  as retract_run(); unavailable also: `stop` was requested; what was
//                                             retracted before stays retracted, and you can repeat the run
Result<service::RetractionCounts> retract_import(Engine& engine, std::string_view run,
                                                 const service::Confirmation& confirmation,
                                                 const service::Circumstances& circumstances,
                                                 const service::OnProgress& on_progress = {},
                                                 const std::stop_token& stop = {});

}  // namespace assent::app
