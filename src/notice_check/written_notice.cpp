#include "notice_check/written_notice.hpp"

#include "base/utf8.hpp"

#include <algorithm>

namespace assent::notice_check {
namespace {

using written::Written;

const Written* value_of(const Written& table, std::string_view key, Written::Kind kind) {
  for (const written::WrittenEntry& entry : table.entries) {
    if (entry.key == key && entry.value.kind == kind) return &entry.value;
  }
  return nullptr;
}

WrittenText text_of(const Written& table, std::string_view key) {
  const Written* value = value_of(table, key, Written::Kind::text);
  return value == nullptr ? WrittenText{{}, table.place} : WrittenText{value->text, value->place};
}

std::vector<Written> tables_of(const Written& table, std::string_view key) {
  const Written* list = value_of(table, key, Written::Kind::list);
  return list == nullptr ? std::vector<Written>{} : list->items;
}

Asks asks_of(const Written& whole) {
  const std::string asks = text_of(whole, "asks").text;
  if (asks == "opt_in") return Asks::opt_in;
  if (asks == "one_time_consent") return Asks::one_time_consent;
  if (asks == "nothing") return Asks::nothing;
  return Asks::opt_out;
}

// The byte of the source at a place; the source's size: there is none.
std::size_t offset_of(std::string_view source, written::Place place) {
  std::size_t at = 0;
  for (int line = 1; line < place.line && at < source.size(); ++at) {
    if (source[at] == '\n') ++line;
  }
  for (int column = 1; column < place.column && at < source.size(); ++column) at += character_at(source, at).size;
  return std::min(at, source.size());
}

// How many bytes of the source one escape has, from the backslash on.
std::size_t escape_size(std::string_view source, std::size_t at) {
  if (at + 1 >= source.size()) return 1;
  if (source[at + 1] == 'u') return 6;
  if (source[at + 1] == 'U') return 10;
  return 2;
}

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

}  // namespace

WrittenNotice written_notice(const Written& whole) {
  WrittenNotice notice;
  notice.asks = asks_of(whole);
  if (const Written* channels = value_of(whole, "channels", Written::Kind::list)) {
    notice.channels_place = channels->place;
    for (const Written& each : channels->items) {
      if (each.kind == Written::Kind::text) notice.channels.push_back(each.text);
    }
  }
  for (const Written& table : tables_of(whole, "text")) {
    WrittenLanguage language{text_of(table, "language").text, table.place, text_of(table, "subject"), {}};
    for (const Written& block : tables_of(table, "block")) {
      const WrittenText disclosure = text_of(block, "disclosure");
      language.blocks.push_back({disclosure.text, block.place, disclosure.place, text_of(block, "text")});
    }
    notice.languages.push_back(std::move(language));
  }
  return notice;
}

written::Place place_in(std::string_view source, const WrittenText& text, std::size_t offset) {
  std::size_t at = offset_of(source, text.place);
  if (at >= source.size() || (source[at] != '"' && source[at] != '\'')) return text.place;
  const char quote = source[at];
  const bool several_lines = source.substr(at, 3) == std::string(3, quote);
  at += several_lines ? 3 : 1;
  if (several_lines && source.substr(at, 2) == "\r\n") at += 2;
  else if (several_lines && at < source.size() && source[at] == '\n') ++at;

  // Character by character of the text; an escape of the source is one of them, or, before a line's end, none.
  for (std::size_t said = 0; at < source.size();) {
    if (quote == '"' && source[at] == '\\') {
      std::size_t next = at + 1;
      while (next < source.size() && (source[next] == ' ' || source[next] == '\t')) ++next;
      if (several_lines && next < source.size() && (source[next] == '\n' || source[next] == '\r')) {
        while (next < source.size() && is_blank(source[next])) ++next;
        at = next;
        continue;
      }
      if (said >= offset) break;
      std::size_t size = escape_size(source, at);
      const std::size_t character = said < text.text.size() ? character_at(text.text, said).size : 1;
      if (character == 4 && size == 6) size = 12;  // JSON writes it as two surrogates
      said += character;
      at += size;
    } else {
      if (said >= offset) break;
      if (several_lines && source[at] == '\r' && said < text.text.size() && text.text[said] == '\n') ++at;
      const std::size_t size = character_at(source, at).size;
      said += size;
      at += size;
    }
  }
  written::Place place{1, 1};
  for (std::size_t each = 0; each < std::min(at, source.size());) {
    const bool line_end = source[each] == '\n';
    place = line_end ? written::Place{place.line + 1, 1} : written::Place{place.line, place.column + 1};
    each += character_at(source, each).size;
  }
  return place;
}

}  // namespace assent::notice_check
