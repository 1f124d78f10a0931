#include "wire/event.hpp"

#include "base/number.hpp"
#include "ledger/reviews.hpp"
#include "wire/event_content.hpp"
#include "wire/values.hpp"

#include <boost/json/array.hpp>

#include <algorithm>
#include <utility>

namespace assent::wire {
namespace {

namespace bj = boost::json;

constexpr std::string_view kBefore = "assent.";
constexpr std::string_view kAfter = ".recorded";

bj::object short_json(const decision::Decision& decision) {
  return {{"decision", assent::to_string(decision.outcome)},
          {"reason", assent::to_string(decision.reason)},
          {"valid_until", json_of(decision.valid_until)},
          {"provisional", decision.provisional}};
}

// As it was recorded, in figures that sort as texts do.
std::string sequence_of(Position position) {
  constexpr std::size_t kFigures = 20;  // of the largest index
  const std::string index = std::to_string(position.index);
  return std::string(kFigures - index.size(), '0') + index;
}

bj::value concern(const ledger::Recorded* concerned) {
  if (concerned == nullptr) return nullptr;
  return bj::object{{"entry", entry_name(concerned->position)},
                    {"kind", evidence::to_string(concerned->entry.kind())},
                    {"content", content_of(concerned->entry.body)}};
}

bj::array changes_json(const std::vector<service::StatusChange>& changes) {
  bj::array all;
  for (const service::StatusChange& change : changes) {
    all.push_back(bj::object{{"recipient", change.relation},
                             {"party", change.party},
                             {"offer", change.offer},
                             {"information", strings(change.information)},
                             {"contact_channel", change.contact_channel},
                             {"changed", change.changed()},
                             {"before", short_json(change.before)},
                             {"after", short_json(change.after)}});
  }
  return all;
}

}  // namespace

std::string event_id(Position position) { return std::to_string(position.log) + "-" + std::to_string(position.index); }

std::optional<Position> position_of_event(std::string_view id) {
  const std::size_t dash = std::min(id.find('-'), id.size());
  const auto log = number_in<std::uint32_t>(id.substr(0, dash));
  const auto index = number_in<std::uint64_t>(id.substr(std::min(dash + 1, id.size())));
  if (!log || !index || event_id({*log, *index}) != id) return std::nullopt;
  return Position{*log, *index};
}

std::string event_type(evidence::EntryKind kind) {
  return std::string(kBefore) + std::string(evidence::to_string(kind)) + std::string(kAfter);
}

std::optional<evidence::EntryKind> kind_of_event(std::string_view type) {
  for (std::size_t i = 0; i < std::variant_size_v<evidence::Body>; ++i) {
    const auto kind = static_cast<evidence::EntryKind>(i + 1);
    if (event_type(kind) == type) return kind;
  }
  return std::nullopt;
}

bj::object event_json(const ledger::Recorded& recorded, const ledger::Recorded* concerned,
                      const std::optional<std::vector<service::StatusChange>>& changes, const EventContext& context) {
  const evidence::Entry& entry = recorded.entry;
  bj::object data{{"entry", entry_name(recorded.position)},
                  {"kind", evidence::to_string(entry.kind())},
                  {"account", text_or_null(entry.account)},
                  {"recorded", assent::to_string(entry.recorded)},
                  {"effective", assent::to_string(entry.effective)},
                  {"channel", entry.channel},
                  {"run", text_or_null(entry.run)},
                  {"provisional", ledger::is_provisional(entry.body)},
                  {"content", content_of(entry.body)},
                  {"concerns", concern(concerned)},
                  {"changes", changes ? bj::value(changes_json(*changes)) : bj::value(nullptr)}};
  bj::object event{{"specversion", "1.0"},
                   {"id", event_id(recorded.position)},
                   {"source", context.source},
                   {"type", event_type(entry.kind())}};
  if (!entry.account.empty()) event["subject"] = entry.account;
  event["time"] = assent::to_string(entry.recorded);
  event["datacontenttype"] = "application/json";
  if (!context.data_schema.empty()) event["dataschema"] = context.data_schema;
  event["sequence"] = sequence_of(recorded.position);
  if (!entry.account.empty()) event["partitionkey"] = entry.account;
  event["data"] = std::move(data);
  return event;
}

}  // namespace assent::wire
