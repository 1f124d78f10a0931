// Correct: the use cases of mending what is on record: one entry, or an import as a whole (service/correct.hpp).
// Thread-safe as the engine is.
#pragma once

#include "app/engine.hpp"
#include "base/result.hpp"
#include "service/circumstances.hpp"
#include "service/correct.hpp"

#include <stop_token>
#include <string_view>

namespace assent {

// Both reflect what was recorded in every answer of the engine when they return, also with an error.

// Says of an entry that it counts from another instant, or that it never happened. Fails as correct() of `service`.
Result<Corrected> correct(Engine& engine, const Correction& correction, const Circumstances& circumstances);

// Takes back an import that was wrong as a whole. `stop` is looked at between entries.
//
//   invalid, not_found, unavailable, damaged  as retract_run(); unavailable also: `stop` was asked for, what was
//                                             retracted before stays so, and the run can be repeated
Result<RetractionCounts> retract_import(Engine& engine, std::string_view run, const Confirmation& confirmation,
                                        const Circumstances& circumstances, const OnProgress& on_progress = {},
                                        const std::stop_token& stop = {});

}  // namespace assent
