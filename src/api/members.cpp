#include "api/members.hpp"

#include "base/ascii.hpp"

#include <algorithm>
#include <utility>

namespace assent::api {
namespace {

// A word as members are named, and no number, address or account.
bool can_be_repeated(std::string_view key) {
  constexpr std::size_t kLongest = 40;
  const auto of_name = [](char c) { return is_small_letter(small(c)) || c == '_' || c == '-'; };
  return !key.empty() && key.size() <= kLongest && std::ranges::all_of(key, of_name);
}

}  // namespace

std::optional<json::Value> Members::of(std::string_view key, json::Kind kind, std::string_view expected) {
  know(key);
  const auto value = table_ ? table_->find(key) : std::nullopt;
  if (!value || value->is(kind)) return value;
  if (!value->is(json::Kind::null)) fail(key, expected);
  return std::nullopt;
}

void Members::fail(std::string_view key, std::string_view expected) {
  if (!trouble_) trouble_ = "`" + std::string(in_) + std::string(key) + "` is not " + std::string(expected);
}

std::optional<std::string> Members::unknown() const {
  if (others_ == Others::told && table_ && table_->is(json::Kind::table)) {
    for (const auto& member : *table_) {
      if (std::ranges::find(known_, member.key) != known_.end()) continue;
      if (can_be_repeated(member.key)) return "`" + std::string(in_) + std::string(member.key) + "` is not known";
      return in_.empty()
                 ? "a member has a name that is not known"
                 : "a member of `" + std::string(in_.substr(0, in_.size() - 1)) + "` has a name that is not known";
    }
  }
  return unknown_inside_;
}

void Members::take_unknown_of(const Members& inner) {
  if (!unknown_inside_) unknown_inside_ = inner.unknown();
}

void Members::text(std::string_view key, std::string& into) {
  if (const auto value = of(key, json::Kind::text, "a string")) into = value->text();
}

void Members::flag(std::string_view key, bool& into) {
  if (const auto value = of(key, json::Kind::boolean, "true or false")) into = value->boolean();
}

void Members::texts(std::string_view key, std::vector<std::string>& into) {
  constexpr std::string_view kExpected = "a list of strings";
  const auto value = of(key, json::Kind::list, kExpected);
  if (!value) return;
  std::vector<std::string> texts;
  for (const auto& item : *value) {
    if (!item.value.is(json::Kind::text)) return fail(key, kExpected);
    texts.emplace_back(item.value.text());
  }
  into = std::move(texts);
}

void Members::instant(std::string_view key, std::optional<Instant>& into) {
  constexpr std::string_view kExpected = "an instant with its zone (`2026-03-01T00:00:00Z`)";
  const auto value = of(key, json::Kind::text, kExpected);
  if (!value) return;
  const auto read = parse_instant(value->text());
  if (!read) return fail(key, kExpected);
  into = *read;
}

void Members::date(std::string_view key, std::optional<Date>& into) {
  constexpr std::string_view kExpected = "a date (`2026-03-01`)";
  const auto value = of(key, json::Kind::text, kExpected);
  if (!value) return;
  const auto read = parse_date(value->text());
  if (!read) return fail(key, kExpected);
  into = *read;
}

std::optional<json::Value> Members::table(std::string_view key) { return of(key, json::Kind::table, "an object"); }

}  // namespace assent::api
