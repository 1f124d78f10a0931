#include "tmf_listener/event.hpp"

#include "base/ascii.hpp"
#include "evidence/hash.hpp"
#include "tmf_listener/mapping.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace assent::tmf_listener {
namespace {

using json::Kind;
using json::Tree;

constexpr std::array kAbout = {About::individual, About::organization, About::product};
constexpr std::array kHappened = {Happened::created, Happened::attributes_changed, Happened::state_changed,
                                  Happened::deleted, Happened::batch};

std::string_view subject_of(About about) {
  switch (about) {
    case About::individual: return "individual";
    case About::organization: return "organization";
    case About::product: return "product";
  }
  return {};
}

std::string_view happening(Happened happened, bool version_5) {
  switch (happened) {
    case Happened::created: return "CreateEvent";
    case Happened::attributes_changed: return "AttributeValueChangeEvent";
    case Happened::state_changed: return "StateChangeEvent";
    case Happened::deleted: return "DeleteEvent";
    case Happened::batch: return version_5 ? "ProductBatchEvent" : "BatchEvent";
  }
  return {};
}

// Whether it names one of the paths that there are, and not this one. The file of TMF637 itself has a batch under the
// type of its products' events, so a batch may have any.
bool is_of_another_path(std::string_view type, EventKind kind) {
  const std::string said = plain(type);
  bool known = false;
  for (const About about : kAbout) {
    for (const Happened happened : kHappened) {
      for (const bool version_5 : {false, true}) {
        if (said != plain(name_of({about, happened}, version_5))) continue;
        known = true;
        if (about == kind.about && (happened == kind.happened || kind.happened == Happened::batch)) return false;
      }
    }
  }
  return known;
}

// Without the digits behind the sixth of a fraction of a second, which no instant of ours has.
std::string in_microseconds(std::string_view text) {
  constexpr std::size_t kDigits = 6;
  std::string result(text);
  const std::size_t point = result.find('.');
  if (point == std::string::npos) return result;
  const std::size_t first = point + 1;
  std::size_t end = first;
  while (end < result.size() && is_digit(result[end])) ++end;
  if (end - first > kDigits) result.erase(first + kDigits, end - first - kDigits);
  return result;
}

tl::unexpected<Error> faulty(std::string what, std::string mend) {
  return fail(ErrorCode::invalid, std::move(what), std::move(mend) + "; nothing was recorded");
}

// When it happened; nothing: it does not say. TMF632 and TMF637 spell the member `timeOcurred`.
Result<std::optional<Instant>> time_in(const Tree& body) {
  for (const std::string_view name : {"timeOcurred", "timeOccurred", "eventTime"}) {
    const Tree* const member = body.find(name);
    if (member == nullptr || member->is(Kind::null)) continue;
    const auto time =
        member->is(Kind::text) ? parse_instant(in_microseconds(member->text)) : fail(ErrorCode::invalid, "no text");
    if (!time) {
      return faulty("`" + std::string(name) + "` is not a time of RFC 3339",
                    "write it as in `2026-02-18T09:30:00Z`, or leave it out");
    }
    return *time;
  }
  return std::nullopt;
}

Result<std::string> name_in(const Tree& body, EventKind kind, std::string_view sender) {
  const Tree* const id = body.find("eventId");
  const bool has = id != nullptr && !id->is(Kind::null);
  if (has && (!id->is(Kind::text) || id->text.empty() || id->text.size() > kIdBytesMost)) {
    return faulty("`eventId` is not a text of 1 to 256 bytes", "send each notification with an id of its own");
  }
  std::string named(kind.about == About::product ? "tmf637\n" : "tmf632\n");
  named += std::string(sender) + "\n" + (has ? "id\n" + id->text : "whole\n" + json::to_json(body));
  constexpr std::size_t kDigits = 32;
  return evidence::to_hex(evidence::sha256(evidence::view_of(named))).substr(0, kDigits);
}

Result<void> check_subject(const Tree& subject, std::string_view name) {
  const std::string_view id = subject.text_at("id");
  if (!id.empty() && id.size() <= kIdBytesMost) return {};
  return faulty("`event." + std::string(name) + ".id` is not a text of 1 to 256 bytes", "send the id of each");
}

}  // namespace

std::string name_of(EventKind kind, bool version_5) {
  return std::string(subject_of(kind.about)) + std::string(happening(kind.happened, version_5));
}

Result<Event> read_event(EventKind kind, const Tree& body, std::string_view sender, Instant now) {
  if (!body.is(Kind::table)) return faulty("the body is not an object", "send one notification");
  if (is_of_another_path(body.text_at("eventType"), kind)) {
    return faulty("`eventType` is that of another path", "send each notification to the path of its type");
  }
  Event event;
  event.kind = kind;
  event.stamp.event = TRY(name_in(body, kind, sender));
  const auto time = TRY(time_in(body));
  event.untimed = !time;
  event.ahead = time && *time > now;
  event.stamp.time = std::min(time.value_or(now), now);

  const std::string_view name = subject_of(kind.about);
  const Tree* const payload = body.find("event");
  const Tree* const subject = payload == nullptr ? nullptr : payload->find(name);
  const bool batch = kind.happened == Happened::batch;
  if (subject == nullptr || !(subject->is(Kind::table) || (batch && subject->is(Kind::list)))) {
    return faulty("`event." + std::string(name) + "` is missing, or not " + (batch ? "a list" : "an object"),
                  "send what the notification is about");
  }
  if (subject->is(Kind::table)) event.subjects.push_back(*subject);
  else event.subjects = subject->items;
  if (event.subjects.empty() || event.subjects.size() > kSubjectsMost) {
    return faulty("`event." + std::string(name) + "` has no item, or more than " + std::to_string(kSubjectsMost),
                  "send 1 to " + std::to_string(kSubjectsMost) + " at a time");
  }
  for (const Tree& each : event.subjects) TRY(check_subject(each, name));
  return event;
}

}  // namespace assent::tmf_listener
