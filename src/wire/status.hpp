// One question with two known-at instants, as JSON: docs/schema/status.schema.json.
#pragma once

#include "explanation/language.hpp"
#include "regime/regime.hpp"
#include "service/answers_at_two_times.hpp"

#include <boost/json/object.hpp>

#include <optional>
#include <string_view>

namespace assent::wire {

// `zone_data` is the version of the time zone data, empty where they have none; `simulation` whether the ledger is one;
// `language` that of the words; `erased` when what identified the customer was erased; none: it was not.
boost::json::object json_of(const service::TwoTimes& times, const regime::Regime& regime, std::string_view zone_data,
                            bool simulation, explanation::Language language = explanation::Language::en,
                            std::optional<Instant> erased = std::nullopt);

}  // namespace assent::wire
