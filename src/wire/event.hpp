// An entry of the ledger as an event for other systems: CloudEvents 1.0 in structured JSON
// (docs/schema/api/event.schema.json, docs/events.md). Pure.
//
// No event has a telephone number, an e-mail address or a postal address, nor who recorded the entry.
#pragma once

#include "evidence/entry.hpp"
#include "ledger/ledger.hpp"
#include "service/acknowledgement.hpp"

#include <boost/json/object.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assent::wire {

// "0-12": log and index of the entry. The same whenever the event is sent; unique beside the event's source.
std::string event_id(Position position);
// Nothing: it is none.
std::optional<Position> position_of_event(std::string_view id);

// "assent.opt_out.recorded": one for each kind of entry.
std::string event_type(evidence::EntryKind kind);
// Nothing: no kind has it.
std::optional<evidence::EntryKind> kind_of_event(std::string_view type);

struct EventContext {
  std::string_view source;       // a URI: where the ledger is
  std::string_view data_schema;  // a URI; empty: it has none
};

// `concerned`: the earlier entry that this one corrects, reviews or is the delivery of; null: it is about none.
// `changes`: nothing if no rules were in effect by which to see them.
boost::json::object event_json(const ledger::Recorded& recorded, const ledger::Recorded* concerned,
                               const std::optional<std::vector<service::StatusChange>>& changes,
                               const EventContext& context);

}  // namespace assent::wire
