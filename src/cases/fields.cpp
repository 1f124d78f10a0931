#include "cases/fields.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include "written/nearest.hpp"

namespace assent {
namespace {

namespace json = boost::json;

std::string_view plain(const json::string& text) { return {text.data(), text.size()}; }
std::string_view plain(json::string_view text) { return {text.data(), text.size()}; }

std::string mend_of(std::string_view key, std::initializer_list<std::string_view> known) {
  if (const auto near = nearest(key, {known.begin(), known.size()}))
    return fmt::format("the nearest one is `{}`", *near);
  return fmt::format("write one of `{}`", fmt::join(known, "`, `"));
}

}  // namespace

std::string Fields::clipped(std::string_view word) {
  constexpr std::size_t kLongest = 60;
  if (word.size() <= kLongest) return std::string(word);
  std::size_t end = kLongest;
  while (end > 0 && (static_cast<unsigned char>(word[end]) & 0xC0U) == 0x80U) --end;
  return std::string(word.substr(0, end)) + "…";
}

const json::value* Fields::find(std::string_view key) const {
  const json::value* value = object_.if_contains(json::string_view(key.data(), key.size()));
  return value == nullptr || value->is_null() ? nullptr : value;
}

std::string Fields::place(std::string_view key) const {
  if (section_.empty()) return fmt::format("`{}`", key);
  if (!index_) return fmt::format("`{}.{}`", section_, key);
  return fmt::format("`{}[{}].{}`", section_, *index_, key);
}

void Fields::refuse(std::string_view key, std::string_view problem, std::string_view mend) const {
  if (fault_) return;
  fault_ = Error{ErrorCode::invalid, fmt::format("{} {}", place(key), problem), std::string(mend)};
}

void Fields::lacks(std::string_view key, std::string_view mend) const { refuse(key, "is missing", mend); }

void Fields::only(std::initializer_list<std::string_view> known) const {
  if (fault_) return;
  for (const auto& member : object_) {
    const std::string_view key = plain(member.key());
    if (std::find(known.begin(), known.end(), key) != known.end()) continue;
    refuse(clipped(key), "is not a key that is known here", mend_of(key, known));
    return;
  }
}

void Fields::not_nearly(std::string_view key, std::initializer_list<std::string_view> known) const {
  if (std::find(known.begin(), known.end(), key) != known.end()) return;
  const auto near = nearest(key, {known.begin(), known.size()});
  if (near) refuse(clipped(key), "is not a key that is known here", fmt::format("the nearest one is `{}`", *near));
}

std::string Fields::text(std::string_view key) const {
  const json::value* value = find(key);
  if (value == nullptr) {
    lacks(key, "state it; it has no default");
    return {};
  }
  std::string word = text(key, {});
  if (word.empty()) refuse(key, "is empty", "state it; it has no default");
  return word;
}

std::string Fields::text(std::string_view key, std::string_view absent) const {
  const json::value* value = find(key);
  if (value == nullptr) return std::string(absent);
  if (const json::string* word = value->if_string()) return std::string(plain(*word));
  refuse(key, "is not a text", "write it in double quotes");
  return {};
}

bool Fields::flag(std::string_view key, bool absent) const {
  const json::value* value = find(key);
  if (value == nullptr) return absent;
  if (const bool* set = value->if_bool()) return *set;
  refuse(key, "is neither true nor false", "write `true` or `false`, without quotes");
  return absent;
}

int Fields::number(std::string_view key, int least, int most, int absent) const {
  const json::value* value = find(key);
  if (value == nullptr) return absent;
  const std::int64_t* number = value->if_int64();
  if (number != nullptr && *number >= least && *number <= most) return static_cast<int>(*number);
  refuse(key, "is not a number that is allowed here", fmt::format("write a whole number from {} to {}", least, most));
  return absent;
}

bool Fields::read_names(std::string_view key, const json::value& value, Names& names) const {
  if (const json::string* one = value.if_string()) {
    names.emplace_back(plain(*one));
    return true;
  }
  if (const json::array* list = value.if_array()) {
    names.reserve(list->size());
    for (const json::value& each : *list) {
      const json::string* name = each.if_string();
      if (name == nullptr) break;
      names.emplace_back(plain(*name));
    }
    if (names.size() == list->size()) return true;
  }
  refuse(key, "is not a list of names", "write names in double quotes between `[` and `]`");
  return false;
}

Names Fields::names(std::string_view key) const {
  Names names;
  if (const json::value* value = find(key)) read_names(key, *value, names);
  return names;
}

Coverage Fields::coverage(std::string_view key, Coverage absent, bool none_means_any) const {
  const json::value* value = find(key);
  if (value == nullptr) return absent;
  Names names;
  if (!read_names(key, *value, names)) return Coverage::only({});
  const bool any = contains(names, "all") || contains(names, "*") || (names.empty() && none_means_any);
  return any ? Coverage::everything() : Coverage::only(std::move(names));
}

Instant Fields::instant(std::string_view key) const {
  const std::string word = text(key);
  if (fault_) return {};
  const auto instant = parse_instant(word);
  if (!instant) refuse(key, fmt::format("is `{}`, not an instant", clipped(word)), instant.error().mend);
  return instant.value_or(Instant{});
}

Date Fields::date(std::string_view key) const {
  const std::string word = text(key);
  if (fault_) return {};
  const auto date = parse_date(word);
  if (!date) refuse(key, fmt::format("is `{}`, not a date", clipped(word)), date.error().mend);
  return date.value_or(Date{});
}

std::variant<Instant, Date> Fields::instant_or_date(std::string_view key) const {
  constexpr std::size_t kDateLength = 10;
  const json::value* value = find(key);
  const bool is_date = value != nullptr && value->is_string() && value->get_string().size() <= kDateLength;
  if (is_date) return date(key);
  return instant(key);
}

const json::object* Fields::object(std::string_view key) const {
  const json::value* value = find(key);
  if (value == nullptr) return nullptr;
  const json::object* object = value->if_object();
  if (object == nullptr) refuse(key, "is not an object", "write its keys between `{` and `}`");
  return object;
}

const json::array* Fields::array(std::string_view key) const {
  const json::value* value = find(key);
  if (value == nullptr) return nullptr;
  const json::array* array = value->if_array();
  if (array == nullptr) refuse(key, "is not a list", "write its members between `[` and `]`");
  return array;
}

}  // namespace assent
