#include "written/section.hpp"

#include <algorithm>
#include <set>
#include <tuple>

namespace assent::written {
namespace {

constexpr std::size_t kQuotedMax = 60;
constexpr std::size_t kListedMax = 12;

struct KindWords {
  std::string_view is;
  std::string_view mend;
};

KindWords words_of(Written::Kind kind) {
  switch (kind) {
    case Written::Kind::text: return {"text", "write text in quotes"};
    case Written::Kind::integer: return {"a whole number", "write a whole number, without quotes"};
    case Written::Kind::boolean: return {"true or false", "write `true` or `false`, without quotes"};
    case Written::Kind::date: return {"a date", "write a date such as `2026-02-18`, without quotes"};
    case Written::Kind::list: return {"a list", "write a list such as `[\"one\", \"two\"]`"};
    case Written::Kind::table: return {"a table", "write a table"};
    case Written::Kind::nothing:
    case Written::Kind::other: return {"of a kind that is not used here", "leave it out"};
  }
  return {};
}

std::string listed(std::span<const std::string_view> words) {
  std::string result;
  for (const std::string_view word : words) result += (result.empty() ? "" : ", ") + quoted(word);
  return result;
}

bool is_blank(char c) { return static_cast<unsigned char>(c) <= 0x20 || c == 0x7F; }

}  // namespace

void Findings::add(Place place, std::string problem, std::string mend) {
  issues_.push_back({file_, place.line, place.column, std::move(problem), std::move(mend)});
}

Issues Findings::in_order() && {
  std::stable_sort(issues_.begin(), issues_.end(), [](const Issue& a, const Issue& b) {
    return std::tie(a.line, a.column) < std::tie(b.line, b.column);
  });
  return std::move(issues_);
}

std::string quoted(std::string_view word) {
  std::string result = "`";
  std::size_t length = std::min(word.size(), kQuotedMax);
  const auto continues = [&](std::size_t at) { return (static_cast<unsigned char>(word[at]) & 0xC0) == 0x80; };
  if (length < word.size())
    while (length > 0 && continues(length)) --length;  // not in the middle of a character
  for (const char c : word.substr(0, length)) result += is_blank(c) && c != ' ' ? '?' : c;
  if (length < word.size()) result += "…";
  return result + '`';
}

bool is_name(std::string_view word) { return !word.empty() && std::none_of(word.begin(), word.end(), is_blank); }

std::vector<std::string> suggested(std::string_view word, std::span<const std::string_view> candidates) {
  if (const auto near = nearest(word, candidates)) return {std::string(*near)};
  std::vector<std::string> words;
  if (candidates.size() > kListedMax) return words;
  for (const std::string_view each : candidates) {
    const std::string shown = quoted(each);
    words.push_back(shown.substr(1, shown.size() - 2));
  }
  return words;
}

std::string suggestion(std::string_view word, std::span<const std::string_view> candidates) {
  const std::vector<std::string> words = suggested(word, candidates);
  if (words.empty()) return "see the page in docs/ about this kind of file for the known words";
  std::string text = words.size() == 1 ? "write " : "write one of ";
  for (const std::string& each : words) text += (&each == &words.front() ? "`" : ", `") + each + '`';
  return text;
}

Section::Section(Findings& findings, const Written& table, std::string path, std::vector<std::string_view> known)
    : findings_(findings), table_(table), path_(std::move(path)) {
  if (!is_table()) {
    add(table.place,
        (path_.empty() ? "the whole" : quoted(path_)) + " is " + std::string(words_of(table.kind).is) + ", not a table",
        "write a table");
    return;
  }
  const auto is_known = [&](std::string_view key) { return std::find(known.begin(), known.end(), key) != known.end(); };
  std::vector<std::string_view> taken;
  for (const WrittenEntry& entry : table_.entries)
    if (is_known(entry.key)) taken.push_back(entry.key);
  for (const WrittenEntry& entry : table_.entries) {
    if (is_known(entry.key)) continue;
    const auto near = nearest(entry.key, known);
    const bool meant = near && std::find(taken.begin(), taken.end(), *near) == taken.end();
    if (meant) {
      taken.push_back(*near);
      misspelt_.emplace_back(*near, &entry.value);
    }
    const std::string where = path_.empty() ? "" : " in " + quoted(path_);
    std::string mend = "leave it out";
    if (meant) mend = "write " + quoted(*near);
    if (!near) mend += "; known here: " + listed(known);
    add(entry.place, "unknown key " + quoted(entry.key) + where, std::move(mend));
  }
}

void Section::add(Place place, std::string problem, std::string mend) {
  findings_.add(place, std::move(problem), std::move(mend));
}

std::string Section::full(std::string_view key) const {
  return quoted(path_.empty() ? std::string(key) : path_ + '.' + std::string(key));
}

const Written* Section::find(std::string_view key) const {
  for (const WrittenEntry& entry : table_.entries)
    if (entry.key == key) return &entry.value;
  for (const auto& [meant, value] : misspelt_)
    if (meant == key) return value;
  return nullptr;
}

const Written* Section::of_kind(const Written* value, std::string_view key, Written::Kind kind) {
  if (value == nullptr || value->kind == kind) return value;
  add(value->place,
      full(key) + " is " + std::string(words_of(value->kind).is) + ", not " + std::string(words_of(kind).is),
      std::string(words_of(kind).mend));
  return nullptr;
}

const Written* Section::needed(std::string_view key, Written::Kind kind) {
  const Written* value = find(key);
  if (value == nullptr && is_table()) {
    const std::string header =
        path_.empty() && kind == Written::Kind::table ? '[' + std::string(key) + ']' : std::string(key);
    add(table_.place, full(key) + " is missing", "add " + quoted(header));
  }
  return of_kind(value, key, kind);
}

const Written* Section::optional(std::string_view key, Written::Kind kind) { return of_kind(find(key), key, kind); }

std::string Section::text(std::string_view key) {
  const Written* value = needed(key, Written::Kind::text);
  if (value == nullptr) return {};
  if (std::all_of(value->text.begin(), value->text.end(), is_blank)) {
    add(value->place, full(key) + " is empty", "write text in quotes");
    return {};
  }
  return value->text;
}

std::string Section::name_in(const Written& value, std::string_view key) {
  if (!is_name(value.text)) {
    add(value.place,
        full(key) + (value.text.empty() ? " is empty" : " is " + quoted(value.text) + ", which is not a name"),
        "write one word, without blanks");
    return {};
  }
  return value.text;
}

std::string Section::name(std::string_view key) {
  const Written* value = needed(key, Written::Kind::text);
  return value == nullptr ? std::string() : name_in(*value, key);
}

std::string Section::optional_name(std::string_view key) {
  const Written* value = optional(key, Written::Kind::text);
  return value == nullptr ? std::string() : name_in(*value, key);
}

Names Section::names_in(const Written& list, std::string_view key) {
  Names result;
  std::set<std::string_view> seen;
  for (const Written& item : list.items) {
    if (of_kind(&item, key, Written::Kind::text) == nullptr) continue;
    std::string word = name_in(item, key);
    if (word.empty()) continue;
    if (!seen.insert(item.text).second) {
      add(item.place, full(key) + " lists " + quoted(word) + " twice", "leave one of them out");
      continue;
    }
    result.push_back(std::move(word));
  }
  return result;
}

Names Section::needed_names(std::string_view key, bool may_be_empty) {
  const Written* list = needed(key, Written::Kind::list);
  if (list == nullptr) return {};
  if (list->items.empty() && !may_be_empty) add(list->place, full(key) + " is empty", "list at least one name");
  return names_in(*list, key);
}

Names Section::optional_names(std::string_view key) {
  const Written* list = optional(key, Written::Kind::list);
  if (list == nullptr) return {};
  if (list->items.empty()) add(list->place, full(key) + " is empty", "list at least one name, or leave the key out");
  return names_in(*list, key);
}

int Section::number(std::string_view key, int min, int max) {
  const Written* value = needed(key, Written::Kind::integer);
  if (value == nullptr) return min;
  if (value->integer < min || value->integer > max) {
    add(value->place, full(key) + " is " + std::to_string(value->integer) + ", which is out of range",
        "write a number from " + std::to_string(min) + " to " + std::to_string(max));
    return min;
  }
  return static_cast<int>(value->integer);
}

bool Section::flag(std::string_view key) {
  const Written* value = needed(key, Written::Kind::boolean);
  return value != nullptr && value->boolean;
}

bool Section::optional_flag(std::string_view key) {
  const Written* value = optional(key, Written::Kind::boolean);
  return value != nullptr && value->boolean;
}

std::optional<Date> Section::optional_date(std::string_view key) {
  const Written* value = optional(key, Written::Kind::date);
  if (value == nullptr) return std::nullopt;
  return value->date;
}

void Section::add_unknown_word(Place place, std::string_view key, std::string_view word,
                               std::span<const std::string_view> words) {
  add(place, full(key) + " is " + quoted(word) + ", which is not known here", suggestion(word, words));
}

std::vector<Section> tables_of(Findings& findings, Section& parent, std::string_view key,
                               const std::vector<std::string_view>& known) {
  std::vector<Section> tables;
  const Written* list = parent.optional(key, Written::Kind::list);
  if (list == nullptr) return tables;
  tables.reserve(list->items.size());
  for (const Written& item : list->items) {
    tables.emplace_back(findings, item, std::string(key) + ' ' + std::to_string(tables.size() + 1), known);
  }
  return tables;
}

}  // namespace assent::written
