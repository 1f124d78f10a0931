// The listeners of TMF632 and TMF637, by their paths.
#pragma once

#include "api/route.hpp"
#include "tmf_listener/listener.hpp"

#include <vector>

namespace assent::tmf_listener {

// Of both versions, as their published files have the paths; version 4 of TMF632 also under `partyManagement`. The
// listener outlives the routes.
std::vector<api::Route> routes_of(Listener& listener);

}  // namespace assent::tmf_listener
