#include "intake/cell.hpp"

#include "base/ascii.hpp"
#include "written/nearest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>

namespace assent::intake {

std::string lowered(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = small(c);
  return lower;
}

bool says_nothing(std::string_view text) {
  constexpr std::array<std::string_view, 9> kNothing = {"-", "--", "0", "no", "none", "nil", "null", "n/a", "na"};
  const std::string lower = lowered(trimmed(text));
  return lower.empty() || std::find(kNothing.begin(), kNothing.end(), lower) != kNothing.end();
}

std::string_view Cell::text(Row row) const {
  assert(rule_.values.empty());
  if (rule_.column.empty()) return rule_.constant.empty() ? std::string_view() : rule_.constant.front();
  const std::string_view cell = trimmed(row[field_]);
  if (cell.empty() && rule_.fallback && !rule_.fallback->empty()) return rule_.fallback->front();
  return cell;
}

tl::expected<const Names*, RowFault> Cell::words(Row row, Names& scratch) const {
  if (rule_.column.empty()) return &rule_.constant;
  const std::string_view cell = trimmed(row[field_]);
  scratch.clear();
  if (cell.empty()) return rule_.fallback ? &*rule_.fallback : &scratch;

  const auto unknown = [&] { return fault(reasons::CellFault::unknown_value); };
  if (rule_.separator == '\0') {
    if (rule_.values.empty()) {
      scratch.emplace_back(cell);
      return &scratch;
    }
    const Names* meaning = meaning_of(cell);
    if (meaning == nullptr) return unknown();
    return meaning;
  }
  for (std::string_view rest = cell; !rest.empty();) {
    const std::size_t end = std::min(rest.find(rule_.separator), rest.size());
    const std::string_view part = trimmed(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (part.empty()) continue;
    if (rule_.values.empty()) {
      scratch.emplace_back(part);
      continue;
    }
    const Names* meaning = meaning_of(part);
    if (meaning == nullptr) return unknown();
    scratch.insert(scratch.end(), meaning->begin(), meaning->end());
  }
  return &scratch;
}

bool Cell::is_left_out(Row row) const { return rule_.column.empty() || trimmed(row[field_]).empty(); }

bool Cell::says_likewise(Row row, std::string_view word) const {
  if (rule_.column.empty()) return false;
  const std::string plain = plain_word(row[field_]);
  return !plain.empty() && std::any_of(rule_.values.begin(), rule_.values.end(), [&](const auto& value) {
    return contains(value.second, word) && plain_word(value.first) == plain;
  });
}

tl::expected<std::string_view, RowFault> Cell::word(Row row, Names& scratch) const {
  return words(row, scratch).map([](const Names* names) {
    return names->empty() ? std::string_view() : std::string_view(names->front());
  });
}

tl::unexpected<RowFault> Cell::fault(reasons::CellFault code, std::vector<reasons::RowArgument> further) const {
  further.emplace(further.begin(), "column", rule_.column);
  return tl::unexpected(RowFault{field_, {reasons::RowReason(code, std::move(further))}});
}

const Names* Cell::meaning_of(std::string_view text) const {
  for (const auto& [written, meaning] : rule_.values) {
    if (written == text) return &meaning;
  }
  return nullptr;
}

Cell Binder::bind(const CellRule& rule) {
  if (rule.column.empty()) return Cell(rule, 0);
  const auto found = std::find(header_.begin(), header_.end(), rule.column);
  if (found == header_.end()) {
    const auto near = written::nearest(rule.column, header_);
    add(rule.place, fmt::format("the file has no column {}", written::quoted(rule.column)),
        near ? fmt::format("did you mean {}", written::quoted(*near)) : "write a column's name as in the first row");
  } else if (std::find(found + 1, header_.end(), rule.column) != header_.end()) {
    add(rule.place, fmt::format("the file has two columns {}", written::quoted(rule.column)),
        "rename one of them in the file");
  }
  return Cell(rule, static_cast<std::size_t>(found - header_.begin()));
}

void Binder::check_zones(const CellRule& rule, const TimeZones& zones) {
  const auto check = [&](const Names& names) {
    for (const std::string& name : names) {
      if (zones.find(name) == nullptr) {
        add(rule.place, fmt::format("no time zone is called {}", written::quoted(name)),
            "write a name from the IANA database, such as `Asia/Beirut`");
      }
    }
  };
  check(rule.constant);
  for (const auto& [written, meaning] : rule.values) check(meaning);
  if (rule.fallback) check(*rule.fallback);
}

void Binder::add(written::Place place, std::string problem, std::string mend) {
  issues_.push_back({file_, place.line, place.column, std::move(problem), std::move(mend)});
}

}  // namespace assent::intake
