// The types of events that a caller asks for. Pure.
#pragma once

#include "base/result.hpp"
#include "consent/coverage.hpp"
#include "events/feed.hpp"
#include "wire/event.hpp"

#include <string_view>
#include <vector>

namespace assent::events {

// The media type of several events (CloudEvents, JSON format, clause 4).
inline constexpr std::string_view kBatch = "application/cloudevents-batch+json";

// None: all.
//
//   invalid  there are no events of such a type
Result<std::vector<evidence::EntryKind>> kinds_in(const Names& types);

}  // namespace assent::events
