// The server's interface as OpenAPI 3.1, made from its table of routes, so that the two cannot differ. Pure.
#pragma once

#include "api/route.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace assent::own_api {

// Published schemas by name, as text: "recorded" is docs/schema/recorded.schema.json.
using Schemas = std::map<std::string, std::string, std::less<>>;

// All that the program brings along.
const Schemas& published_schemas();

// Precondition: every schema that a route names, or that such a schema refers to, is among `schemas`.
std::string openapi_of(const std::vector<api::Route>& routes, const Schemas& schemas, std::string_view version);

}  // namespace assent::own_api
