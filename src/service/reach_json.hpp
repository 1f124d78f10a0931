// Reach as JSON, as docs/reach.md gives it. `campaign` is its name, for people. Pure.
#pragma once

#include "service/reach.hpp"

#include <boost/json/object.hpp>

#include <span>
#include <string_view>

namespace assent {

boost::json::object json_of(const Reach& reach, std::string_view campaign);
boost::json::object json_of(const WhatIf& what_if, std::string_view campaign);
// Of one regime; `curve` is not empty, and its days are the local ones in `zone`.
boost::json::object json_of(std::span<const Reach> curve, std::string_view campaign, const TimeZone& zone);

}  // namespace assent
