// What an entry says, for events: its content by its kind, without identities. Pure.
#pragma once

#include "evidence/entry.hpp"

#include <boost/json/object.hpp>

namespace assent::wire {

boost::json::object content_of(const evidence::Body& body);

}  // namespace assent::wire
