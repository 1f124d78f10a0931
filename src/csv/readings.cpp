#include "csv/readings.hpp"

#include "base/utf8.hpp"
#include "csv/characters.hpp"

#include <algorithm>
#include <utility>

namespace assent::csv {
namespace {

using Reading = std::vector<std::string>;

std::string as_utf8(std::string_view text) {
  std::string result;
  for (;;) {
    const std::string_view sound = text.substr(0, first_not_utf8(text));
    result += sound;
    text.remove_prefix(sound.size());
    if (text.empty()) return result;
    result += "\xEF\xBF\xBD";
    text.remove_prefix(1);
  }
}

enum class Quotes { protect, mean_nothing };

// Quotes are left out everywhere.
Reading without_quotes(std::string_view row, char delimiter, Quotes quotes) {
  Reading reading(1);
  bool quoted = false;
  for (const char byte : row) {
    if (byte == '"') quoted = !quoted && quotes == Quotes::protect;
    else if (byte == delimiter && !quoted) reading.emplace_back();
    else reading.back() += byte;
  }
  return reading;
}

Reading loose(std::string_view row, char delimiter) {
  Reading reading;
  for (CsvLooseField& each : csv_loose_fields(row, delimiter)) reading.push_back(std::move(each.text));
  return reading;
}

std::vector<std::string_view> lines_of(std::string_view row) {
  std::vector<std::string_view> lines;
  std::size_t begin = 0;
  const auto end_line = [&](std::size_t end, std::size_t next) {
    if (end > begin) lines.push_back(row.substr(begin, end - begin));
    begin = next;
  };
  for (std::size_t at = 0; at < row.size(); ++at) {
    const CsvCharacterAt character = csv_character(row, at, false);
    // The last five are line ends by Unicode (docs/csv.md).
    constexpr std::string_view kLineEnds = "\n\v\f\x1c\x1d\x1e";
    const bool ends = kLineEnds.find(row[at]) != std::string_view::npos ||
                      character.what == CsvCharacter::carriage_return || character.what == CsvCharacter::line_separator;
    if (ends) end_line(at, at + character.size);
  }
  end_line(row.size(), row.size());
  return lines;
}

}  // namespace

std::vector<CsvLooseField> csv_loose_fields(std::string_view row, char delimiter) {
  std::vector<CsvLooseField> fields(1);
  bool quoted = false;
  for (std::size_t at = 0; at < row.size(); ++at) {
    CsvLooseField& field = fields.back();
    if (quoted) {
      if (row[at] != '"') field.text += row[at];
      else if (at + 1 < row.size() && row[at + 1] == '"') field.text += row[at++];
      else quoted = false;
    } else if (row[at] == delimiter) {
      fields.push_back({{}, at + 1});
    } else if (row[at] == '"' && at == field.begin) {
      quoted = true;
    } else {
      field.text += row[at];
    }
  }
  return fields;
}

std::vector<std::vector<std::string>> csv_readings(std::string_view row, char delimiter) {
  std::vector<Reading> readings;
  const auto add_all_of = [&](std::string_view text) {
    const auto first = static_cast<std::ptrdiff_t>(readings.size());
    for (Reading reading : {loose(text, delimiter), without_quotes(text, delimiter, Quotes::protect),
                            without_quotes(text, delimiter, Quotes::mean_nothing)}) {
      for (std::string& cell : reading) cell = as_utf8(cell);
      if (std::find(readings.begin() + first, readings.end(), reading) == readings.end()) {
        readings.push_back(std::move(reading));
      }
    }
  };
  add_all_of(row);
  const auto lines = lines_of(row);
  if (lines.size() == 1 && lines.front().size() == row.size()) return readings;
  for (const std::string_view line : lines) add_all_of(line);
  return readings;
}

}  // namespace assent::csv
