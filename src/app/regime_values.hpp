// What a rule pack says, value by value, as its text has it. Pure.
#pragma once

#include "wire/rules.hpp"

#include <string_view>
#include <vector>

namespace assent::app {

// Every value with a source, in the order of the text. A text that is not TOML has none.
std::vector<wire::RegimeValue> regime_values(std::string_view pack_text);

}  // namespace assent::app
