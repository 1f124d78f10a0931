// Time zone data by the name of their files.
#pragma once

#include "app/zones.hpp"
#include "base/result.hpp"

#include <string>

namespace assent::embed {

// A directory of compiled zones, its `tzdata.zi`, or the file of one of its zones.
//
//   not_found             there is nothing of that name
//   invalid               it holds no compiled zones
//   unavailable, damaged  it cannot be read
Result<app::OtherZones> zones_at(const std::string& path);

}  // namespace assent::embed
