#include "cases/fields.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "written/nearest.hpp"

namespace assent::cases {

using written::Written;
namespace {

std::string mend_of(std::string_view key, std::initializer_list<std::string_view> known) {
  if (const auto near = written::nearest(key, {known.begin(), known.size()}))
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

const Written* Fields::find(std::string_view key) const {
  const auto entry = std::find_if(object_.entries.begin(), object_.entries.end(),
                                  [&](const written::WrittenEntry& each) { return each.key == key; });
  return entry == object_.entries.end() || entry->value.kind == Written::Kind::nothing ? nullptr : &entry->value;
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
  for (const written::WrittenEntry& entry : object_.entries) {
    if (std::find(known.begin(), known.end(), entry.key) != known.end()) continue;
    refuse(clipped(entry.key), "is not a key that is known here", mend_of(entry.key, known));
    return;
  }
}

void Fields::not_nearly(std::string_view key, std::initializer_list<std::string_view> known) const {
  if (std::find(known.begin(), known.end(), key) != known.end()) return;
  const auto near = written::nearest(key, {known.begin(), known.size()});
  if (near) refuse(clipped(key), "is not a key that is known here", fmt::format("the nearest one is `{}`", *near));
}

std::string Fields::text(std::string_view key) const {
  const Written* value = find(key);
  if (value == nullptr) {
    lacks(key, "state it; it has no default");
    return {};
  }
  std::string word = text(key, {});
  if (word.empty()) refuse(key, "is empty", "state it; it has no default");
  return word;
}

std::string Fields::text(std::string_view key, std::string_view absent) const {
  const Written* value = find(key);
  if (value == nullptr) return std::string(absent);
  if (value->kind == Written::Kind::text) return value->text;
  refuse(key, "is not a text", "write it in double quotes");
  return {};
}

bool Fields::flag(std::string_view key, bool absent) const {
  const Written* value = find(key);
  if (value == nullptr) return absent;
  if (value->kind == Written::Kind::boolean) return value->boolean;
  refuse(key, "is neither true nor false", "write `true` or `false`, without quotes");
  return absent;
}

int Fields::number(std::string_view key, int least, int most, int absent) const {
  const Written* value = find(key);
  if (value == nullptr) return absent;
  const std::int64_t number = value->integer;
  if (value->kind == Written::Kind::integer && number >= least && number <= most) return static_cast<int>(number);
  refuse(key, "is not a number that is allowed here", fmt::format("write a whole number from {} to {}", least, most));
  return absent;
}

bool Fields::read_names(std::string_view key, const Written& value, Names& names) const {
  const auto is_text = [](const Written& each) { return each.kind == Written::Kind::text; };
  if (is_text(value)) {
    names.push_back(value.text);
    return true;
  }
  if (value.kind == Written::Kind::list && std::all_of(value.items.begin(), value.items.end(), is_text)) {
    for (const Written& each : value.items) names.push_back(each.text);
    return true;
  }
  refuse(key, "is not a list of names", "write names in double quotes between `[` and `]`");
  return false;
}

Names Fields::names(std::string_view key) const {
  Names names;
  if (const Written* value = find(key)) read_names(key, *value, names);
  return names;
}

Coverage Fields::coverage(std::string_view key, Coverage absent, bool none_means_any) const {
  const Written* value = find(key);
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
  const Written* value = find(key);
  const bool is_date = value != nullptr && value->kind == Written::Kind::text && value->text.size() <= kDateLength;
  if (is_date) return date(key);
  return instant(key);
}

const Written* Fields::object(std::string_view key) const {
  const Written* value = find(key);
  if (value == nullptr || value->kind == Written::Kind::table) return value;
  refuse(key, "is not an object", "write its keys between `{` and `}`");
  return nullptr;
}

const Written* Fields::array(std::string_view key) const {
  const Written* value = find(key);
  if (value == nullptr || value->kind == Written::Kind::list) return value;
  refuse(key, "is not a list", "write its members between `[` and `]`");
  return nullptr;
}

}  // namespace assent::cases
