// A key that signs, by what verifies it, as JSON: docs/schema/key.schema.json.
#pragma once

#include "evidence/note.hpp"

#include <boost/json/object.hpp>

#include <string_view>

namespace assent::wire {

boost::json::object json_of(const evidence::VerifierKey& key, std::string_view file);

}  // namespace assent::wire
