// Digits of every script: `7`, Arabic `٧`, Devanagari `७`, full-width `７`, mathematical, superscript, subscript and
// circled ones. Pure.
#pragma once

#include <string>
#include <string_view>

namespace assent {

// From 0 to 9; -1: it is not a digit.
int figure_of(char32_t character);

// The digits in a text as plain ones, one after the other, without anything between them.
std::string figures_of(std::string_view text);

}  // namespace assent
