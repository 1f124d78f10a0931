#include "events/cursor.hpp"

#include "base/number.hpp"

#include <algorithm>
#include <optional>

namespace assent::events {
namespace {

// In the one way in which std::to_string() writes it.
template <class Number>
std::optional<Number> figures(std::string_view text) {
  if (text.starts_with('-') || (text.starts_with('0') && text.size() > 1)) return std::nullopt;
  return number_in<Number>(text);
}

std::uint64_t next_in(const Cursor& cursor, std::uint32_t log) {
  const auto at = cursor.find(log);
  return at == cursor.end() ? 0 : at->second;
}

}  // namespace

std::string to_string(const Cursor& cursor) {
  std::string text;
  for (const auto& [log, index] : cursor) {
    if (!text.empty()) text += ',';
    text += entry_name({log, index});
  }
  return text;
}

Result<Cursor> cursor_of(std::string_view text) {
  Cursor cursor;
  const auto fault = [] {
    return fail(ErrorCode::invalid, "the position is not one that the server gave",
                "write the log and the index of an entry: `0/12`; leave it out to begin at the beginning");
  };
  if (text.empty()) return cursor;
  while (true) {
    const std::string_view part = text.substr(0, text.find(','));
    const std::size_t slash = part.find('/');
    if (slash == std::string_view::npos) return fault();
    const auto log = figures<std::uint32_t>(part.substr(0, slash));
    const auto index = figures<std::uint64_t>(part.substr(slash + 1));
    if (!log || !index || (!cursor.empty() && cursor.rbegin()->first >= *log)) return fault();
    cursor[*log] = *index;
    if (part.size() == text.size()) return cursor;
    text.remove_prefix(part.size() + 1);
  }
}

Cursor end_of(const std::vector<ledger::LogHead>& heads) {
  Cursor cursor;
  for (const ledger::LogHead& each : heads) cursor[each.log] = each.size;
  return cursor;
}

std::uint64_t entries_from(const Cursor& cursor, const std::vector<ledger::LogHead>& heads) {
  std::uint64_t entries = 0;
  for (const ledger::LogHead& each : heads) {
    entries += each.size - std::min(each.size, next_in(cursor, each.log));
  }
  return entries;
}

bool is_beyond(const Cursor& cursor, const Cursor& other) {
  return std::ranges::any_of(cursor, [&](const auto& each) { return each.second > next_in(other, each.first); });
}

}  // namespace assent::events
