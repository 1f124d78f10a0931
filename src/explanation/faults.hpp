// What exactly is wrong with an event, as words. Internal to explanation.
#pragma once

#include "explanation/event.hpp"
#include "regime/regime.hpp"

namespace assent::explanation {

// What is missing or wrong in a notice, or in what was said before a one-time consent: "leaves out purposes".
std::string content_faults(const regime::Regime& regime, const Event& event, const Speech& speech);

// The required clauses that the agreement lacks.
std::string clauses_lacking(const regime::Regime& regime, const Event& event, const Speech& speech);

}  // namespace assent::explanation
