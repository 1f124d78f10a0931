// The description of the server's interface as a page for people: HTML without scripts, made from the same table of
// routes as the OpenAPI document. Pure.
#pragma once

#include "api/route.hpp"
#include "own_api/openapi.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace assent::own_api {

// Precondition: as openapi_of().
std::string page_of(const std::vector<api::Route>& routes, const Schemas& schemas, std::string_view version);

// GET /docs.
api::Route page_route(std::string page);

}  // namespace assent::own_api
