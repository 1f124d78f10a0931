#include "tmf644/event.hpp"

#include "tmf644/documents.hpp"
#include "tmf644/rendering.hpp"

#include <algorithm>
#include <utility>

namespace assent::tmf644 {
namespace {

using json::Tree;

// A version of a document, as it was when the version came.
struct Known {
  std::optional<Document> before;
  std::optional<Document> after;
};

std::optional<Document> document_until(const std::vector<ledger::Recorded>& entries, Position end, bool included,
                                       std::string_view id) {
  std::vector<ledger::Recorded> some;
  for (const ledger::Recorded& each : entries) {
    const auto* document = std::get_if<evidence::PrivacyDocumentRecorded>(&each.entry.body);
    if (document == nullptr || document->id != id) continue;
    if (each.position < end || (included && each.position == end)) some.push_back(each);
  }
  auto all = documents_in(some);
  if (all.empty()) return std::nullopt;
  return std::move(all.front());
}

class Telling {
 public:
  Telling(const ledger::Recorded& version, Resource resource, Version of, std::string_view address)
      : version_(version), resource_(resource), of_(of), address_(address) {}

  Event event(std::string_view what, std::string_view mark, const Document& document, bool only_id) const {
    const std::string type = std::string(type_of(resource_)) + std::string(what) + "Event";
    Event told;
    told.id =
        std::to_string(version_.position.log) + "-" + std::to_string(version_.position.index) + "-" + std::string(mark);
    Tree resource = shown(document, of_, address_);
    told.whole = around(told.id, type, resource);
    if (!only_id) {
      told.sent = told.whole;
      return told;
    }
    told.sent = around(told.id, type, selected(std::move(resource), std::vector<std::string>{}));
    return told;
  }

 private:
  Tree around(const std::string& id, const std::string& type, Tree resource) const {
    const std::string time = to_string(version_.entry.recorded);
    Tree payload = json::table_tree();
    payload.set(name_of(resource_), std::move(resource));
    Tree event = json::table_tree();
    event.set("eventId", json::text_tree(id));
    event.set("eventTime", json::text_tree(time));
    event.set("eventType", json::text_tree(type));
    event.set("domain", json::text_tree("privacyManagement"));
    event.set("title", json::text_tree(type));
    event.set("timeOcurred", json::text_tree(time));  // written so in both versions
    if (of_ == Version::v5) event.set("@type", json::text_tree(type));
    event.set("event", std::move(payload));
    return event;
  }

  const ledger::Recorded& version_;
  Resource resource_;
  Version of_;
  std::string_view address_;
};

Tree without_status(Tree content) {
  content.remove("status");
  content.remove("lifecycleStatus");
  return content;
}

std::string_view status_of(const Document& document) {
  const std::string_view status = document.content.text_at("status");
  return status.empty() ? document.content.text_at("lifecycleStatus") : status;
}

}  // namespace

std::vector<Event> events_at(Position position, const std::vector<ledger::Recorded>& entries, Version version,
                             std::string_view address) {
  const auto at =
      std::ranges::find_if(entries, [&](const ledger::Recorded& each) { return each.position == position; });
  const auto* recorded =
      at == entries.end() ? nullptr : std::get_if<evidence::PrivacyDocumentRecorded>(&at->entry.body);
  const auto resource = recorded == nullptr ? std::nullopt : resource_named(recorded->type);
  if (!resource) return {};
  const Telling telling(*at, *resource, version, address);
  const auto before = document_until(entries, position, false, recorded->id);
  const auto after = document_until(entries, position, true, recorded->id);
  std::vector<Event> events;
  if (recorded->state == evidence::PrivacyDocumentRecorded::State::deleted) {
    Document gone;
    if (before) gone = *before;
    gone.resource = *resource;
    gone.id = recorded->id;
    if (!before) gone.content = json::table_tree();  // erased since: its id is all that is left
    events.push_back(telling.event("Delete", "delete", gone, true));
  } else if (after && !before) {
    const bool first = std::ranges::none_of(entries, [&](const ledger::Recorded& each) {
      const auto* other = std::get_if<evidence::PrivacyDocumentRecorded>(&each.entry.body);
      return other != nullptr && other->id == recorded->id && each.position < position;
    });
    events.push_back(first ? telling.event("Create", "create", *after, false)
                           : telling.event("AttributeValueChange", "attribute", *after, false));
  } else if (after && before) {
    if (status_of(*before) != status_of(*after)) {
      events.push_back(telling.event("StatusChange", "status", *after, false));
    }
    if (without_status(before->content) != without_status(after->content)) {
      events.push_back(telling.event("AttributeValueChange", "attribute", *after, false));
    }
  }
  return events;
}

}  // namespace assent::tmf644
