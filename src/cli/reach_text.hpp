// What a reach says on a terminal, as tables. Pure.
#pragma once

#include "explanation/language.hpp"
#include "service/reach.hpp"

#include <span>
#include <string>
#include <string_view>

namespace assent {

std::string reach_text(const Reach& reach, std::string_view campaign, Language language, bool colour);
std::string what_if_text(const WhatIf& what_if, std::string_view campaign, Language language, bool colour);
// `curve` is not empty; its days are the local ones in `zone`.
std::string curve_text(std::span<const Reach> curve, const TimeZone& zone, std::string_view campaign, bool colour);

}  // namespace assent
