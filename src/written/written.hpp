// Written: a value as a person wrote it in a TOML or JSON text, with its place. The readers of this module work on it,
// so they are the same for both formats. Immutable after reading; thread-safe.
#pragma once

#include "base/instant.hpp"
#include "base/issue.hpp"

#include <tl/expected.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace assent::written {

// Line and column from 1; columns count characters, not bytes.
struct Place {
  int line = 0;
  int column = 0;
};

struct WrittenEntry;

struct Written {
  // `nothing` is JSON's null. `other` is a kind that no reader uses: a fraction, a time of day.
  enum class Kind : std::uint8_t { text, integer, boolean, date, list, table, nothing, other };

  Kind kind = Kind::other;
  Place place;
  std::string text;
  std::int64_t integer = 0;
  bool boolean = false;
  Date date{};
  std::vector<Written> items;         // of a list
  std::vector<WrittenEntry> entries;  // of a table, in the order written, each key once
};

struct WrittenEntry {
  std::string key;
  Place place;  // of the key
  Written value;
};

// The whole text as a table, or the syntax error that ended the reading. A key written twice is an error, and so is a
// text that is too long or too deep to be read (bounds.hpp).
tl::expected<Written, Issue> read_toml(std::string_view text, std::string_view file);
tl::expected<Written, Issue> read_json(std::string_view text, std::string_view file);

// In which of the two a text is written.
enum class WrittenForm : std::uint8_t { toml, json };
inline tl::expected<Written, Issue> read_written(std::string_view text, std::string_view file, WrittenForm form) {
  return form == WrittenForm::json ? read_json(text, file) : read_toml(text, file);
}

}  // namespace assent::written
