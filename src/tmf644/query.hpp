// Query: what a request's query component asks of a list or a document (TMF630, part 1). Pure.
//
//   fields=name,validFor         first-level members to show; `id`, `href` and `@type` are always shown. none: only
//   these offset=20&limit=10           part of the list sort=-creationDate,name      by dotted paths; `-`: falling
//   status=active,created        any of these; dotted paths reach into objects, and into any item of a list
//   validFor.endDateTime.gt=…    .gt .gte .lt .lte; times are compared as instants, numbers as numbers, else texts
#pragma once

#include "base/result.hpp"
#include "json/tree.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assent::tmf644 {

enum class Compare : std::uint8_t { equal, greater, at_least, less, at_most };

struct Filter {
  std::vector<std::string> path;
  Compare compare = Compare::equal;
  std::vector<std::string> values;  // any of them; of other comparisons, one
};

struct SortKey {
  std::vector<std::string> path;
  bool falling = false;
};

struct Query {
  static constexpr std::size_t kLimit = 100;
  static constexpr std::size_t kMostLimit = 1000;

  std::optional<std::vector<std::string>> fields;  // none: all
  std::size_t offset = 0;
  std::size_t limit = kLimit;
  std::vector<SortKey> sort;
  std::vector<Filter> filters;

  //   invalid  the query is not well formed, or a number in it is none; the message repeats nothing of it
  static Result<Query> read(std::string_view query);
};

bool matches(const json::Tree& document, const Filter& filter);
bool matches(const json::Tree& document, const std::vector<Filter>& filters);

// Whether `a` stands before `b`. A document without the member stands behind those that have it.
bool stands_before(const json::Tree& a, const json::Tree& b, const std::vector<SortKey>& sort);

json::Tree selected(json::Tree document, const std::optional<std::vector<std::string>>& fields);

}  // namespace assent::tmf644
