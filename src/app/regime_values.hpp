// What a rule pack says, value by value, as its text has it. Pure.
#pragma once

#include "wire/rules.hpp"

#include <string_view>
#include <vector>

namespace assent {

// Everything in the text that bears a source, in its order. A text that is not TOML says nothing.
std::vector<RegimeValue> regime_values(std::string_view pack_text);

}  // namespace assent
