#include "tmf644/query.hpp"

#include "api/call.hpp"
#include "base/ascii.hpp"
#include "base/instant.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <utility>

namespace assent::tmf644 {
namespace {

using json::Kind;
using json::Tree;

std::vector<std::string> parts_of(std::string_view text, char between) {
  std::vector<std::string> parts;
  while (true) {
    const std::size_t end = std::min(text.find(between), text.size());
    parts.emplace_back(text.substr(0, end));
    if (end == text.size()) return parts;
    text.remove_prefix(end + 1);
  }
}

tl::unexpected<Error> wrong(std::string what, std::string mend) {
  return fail(ErrorCode::invalid, std::move(what), std::move(mend));
}

Result<std::size_t> count_in(std::string_view name, std::string_view text) {
  constexpr std::size_t kMostFigures = 9;
  if (text.empty() || text.size() > kMostFigures || !std::ranges::all_of(text, is_digit)) {
    return wrong("`" + std::string(name) + "` is not a number", "send one in decimal figures");
  }
  std::size_t count = 0;
  for (const char figure : text) count = count * 10 + static_cast<std::size_t>(figure - '0');
  return count;
}

Filter filter_of(std::string_view name, const std::string& value) {
  constexpr std::array<std::pair<std::string_view, Compare>, 5> kEndings = {{{".gte", Compare::at_least},
                                                                             {".gt", Compare::greater},
                                                                             {".lte", Compare::at_most},
                                                                             {".lt", Compare::less},
                                                                             {".eq", Compare::equal}}};
  Filter filter;
  for (const auto& [ending, compare] : kEndings) {
    if (name.size() <= ending.size() || !name.ends_with(ending)) continue;
    filter.compare = compare;
    name.remove_suffix(ending.size());
    break;
  }
  filter.path = parts_of(name, '.');
  filter.values = filter.compare == Compare::equal ? parts_of(value, ',') : std::vector{value};
  return filter;
}

// Calls `visit` with each value at the path, until one returns true.
bool any_at(const Tree& tree, const std::vector<std::string>& path, std::size_t at,
            const std::function<bool(const Tree&)>& visit) {
  if (tree.is(Kind::list)) {
    return std::ranges::any_of(tree.items, [&](const Tree& each) { return any_at(each, path, at, visit); });
  }
  if (at == path.size()) return visit(tree);
  const Tree* const member = tree.find(path[at]);
  return member != nullptr && any_at(*member, path, at + 1, visit);
}

bool is_number(std::string_view text) {
  const auto tree = json::read_tree(text);
  return tree && tree->is(Kind::number) && tree->raw == text;
}

// Nothing: the two cannot be compared.
std::optional<std::strong_ordering> compared(const Tree& value, std::string_view text) {
  if (value.is(Kind::number)) {
    if (!is_number(text)) return std::nullopt;
    return json::compare_numbers(value.raw, text);
  }
  if (value.is(Kind::boolean)) return value.raw <=> text;
  if (!value.is(Kind::text)) return std::nullopt;
  const auto one = parse_instant(value.text);
  const auto other = parse_instant(text);
  if (one && other) return *one <=> *other;
  return value.text <=> text;
}

bool fits(Compare compare, std::strong_ordering order) {
  switch (compare) {
    case Compare::equal: return order == std::strong_ordering::equal;
    case Compare::greater: return order == std::strong_ordering::greater;
    case Compare::at_least: return order != std::strong_ordering::less;
    case Compare::less: return order == std::strong_ordering::less;
    case Compare::at_most: return order != std::strong_ordering::greater;
  }
  return false;
}

const Tree* first_at(const Tree& document, const std::vector<std::string>& path) {
  const Tree* found = nullptr;
  any_at(document, path, 0, [&](const Tree& value) {
    found = &value;
    return true;
  });
  return found;
}

std::strong_ordering order_of(const Tree* a, const Tree* b) {
  if (a == nullptr || b == nullptr) return (a == nullptr) <=> (b == nullptr);
  if (a->kind != b->kind) return a->kind <=> b->kind;
  return compared(*a, a->is(Kind::text) ? std::string_view(b->text) : std::string_view(b->raw))
      .value_or(std::strong_ordering::equal);
}

}  // namespace

Result<Query> Query::read(std::string_view text) {
  Query query;
  const auto values = api::query_of(text);
  if (!values) return wrong("the query is not well formed", "encode it as RFC 3986 has it");
  for (const auto& [name, value] : *values) {
    if (name == "fields") {
      query.fields.emplace(parts_of(value, ','));
    } else if (name == "offset") {
      query.offset = TRY(count_in(name, value));
    } else if (name == "limit") {
      query.limit = TRY(count_in(name, value));
      if (query.limit > kMostLimit) return wrong("`limit` is more than 1000", "ask for fewer at a time");
    } else if (name == "sort") {
      for (std::string& each : parts_of(value, ',')) {
        SortKey key;
        key.falling = each.starts_with('-');
        // A `+` that was not encoded is a blank.
        if (key.falling || each.starts_with('+') || each.starts_with(' ')) each.erase(0, 1);
        if (each.empty()) return wrong("`sort` names nothing", "write the names of members, with commas between them");
        key.path = parts_of(each, '.');
        query.sort.push_back(std::move(key));
      }
    } else {
      query.filters.push_back(filter_of(name, value));
    }
  }
  return query;
}

bool matches(const Tree& document, const Filter& filter) {
  return any_at(document, filter.path, 0, [&](const Tree& value) {
    return std::ranges::any_of(filter.values, [&](const std::string& wanted) {
      const auto order = compared(value, wanted);
      return order && fits(filter.compare, *order);
    });
  });
}

bool matches(const Tree& document, const std::vector<Filter>& filters) {
  return std::ranges::all_of(filters, [&](const Filter& each) { return matches(document, each); });
}

bool stands_before(const Tree& a, const Tree& b, const std::vector<SortKey>& sort) {
  for (const SortKey& key : sort) {
    const Tree* const one = first_at(a, key.path);
    const Tree* const other = first_at(b, key.path);
    const auto order = order_of(one, other);
    if (order == std::strong_ordering::equal) continue;
    const bool missing = one == nullptr || other == nullptr;
    return (order == std::strong_ordering::less) != (key.falling && !missing);
  }
  return false;
}

Tree selected(Tree document, const std::optional<std::vector<std::string>>& fields) {
  if (!fields) return document;
  Tree part = json::table_tree();
  for (std::size_t i = 0; i < document.items.size(); ++i) {
    const std::string& key = document.keys[i];
    const bool always = key == "id" || key == "href" || key == "@type";
    if (always || std::ranges::find(*fields, key) != fields->end()) part.set(key, std::move(document.items[i]));
  }
  return part;
}

}  // namespace assent::tmf644
