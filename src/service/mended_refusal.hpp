// How a refusal is read whose content cannot be recorded as it was given: as widely as possible.
#pragma once

#include "regime/regime.hpp"
#include "service/choice.hpp"

#include <string>

namespace assent::service {

// Mends it until nothing in it is a fault under the regime, and says how, in English; empty: there was nothing to mend.
std::string mend_refusal(Choice& refusal, const regime::Regime& regime);

}  // namespace assent::service
