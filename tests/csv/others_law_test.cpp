// How other programs read a text: very simple and slow readers, written from RFC 4180 and from descriptions of
// programs. If this program accepts a row, they all agree. If one of them would see another row, this program rejects
// it.
#include "csv/characters.hpp"
#include "csv/reader.hpp"
#include "csv/writer.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assent::others_law_test {

using namespace csv;
namespace {

using Row = std::vector<std::string>;
using Rows = std::vector<Row>;

// What one of them takes as the end of a line outside quotes, longest first, and as the end of the text anywhere.
struct Other {
  const char* name;
  std::vector<std::string_view> line_ends;
  std::string_view text_ends;
  bool strict = false;  // refuses a text that is not as RFC 4180 has it
};

const std::vector<Other>& others() {
  using namespace std::string_view_literals;
  static const std::vector<Other> all = {
      {"RFC 4180", {"\r\n", "\n"}, "", true},
      {"Python's csv module, and a spreadsheet", {"\r\n", "\n", "\r"}, ""},
      {"who asks Unicode where lines end",
       {"\r\n", "\n", "\r", "\v", "\f", "\x1C", "\x1D", "\x1E", "\xC2\x85", "\xE2\x80\xA8", "\xE2\x80\xA9"},
       ""},
      {"C's strings, and a file of DOS", {"\r\n", "\n"}, "\0\x1A"sv},
  };
  return all;
}

constexpr std::size_t kSpreadsheetCell = 32767;

// Its rows; nothing: it refuses the text. An empty line is no row. It cannot read a field as it is that is too long for
// a spreadsheet.
std::optional<Rows> read_as(const Other& other, std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  text = text.substr(0, text.find_first_of(other.text_ends));
  Rows rows;
  Row row;
  std::string field;
  enum class State { field_begins, in_field, in_quotes, after_quotes } state = State::field_begins;
  bool line_begun = false;  // so that the row is not an empty one
  const auto end_field = [&] {
    row.push_back(field.substr(0, kSpreadsheetCell));
    field.clear();
    state = State::field_begins;
  };
  const auto end_line = [&] {
    if (line_begun) {
      end_field();
      rows.push_back(row);
    }
    row.clear();
    line_begun = false;
  };
  for (std::size_t at = 0; at < text.size();) {
    std::size_t line_end = 0;
    for (const std::string_view each : other.line_ends) {
      if (line_end == 0 && text.substr(at).starts_with(each)) line_end = each.size();
    }
    const char byte = text[at];
    if (state == State::in_quotes) {
      if (byte == '"') state = State::after_quotes;
      else field += byte;
    } else if (line_end > 0) {
      end_line();
      at += line_end;
      continue;
    } else if (byte == ',') {
      line_begun = true;
      end_field();
    } else if (byte == '"' && state == State::field_begins) {
      state = State::in_quotes;
      line_begun = true;
    } else if (byte == '"' && state == State::after_quotes) {
      field += '"';
      state = State::in_quotes;
    } else {
      if (other.strict && (byte == '"' || byte == '\r' || state == State::after_quotes)) return std::nullopt;
      field += byte;
      state = State::in_field;
      line_begun = true;
    }
    ++at;
  }
  if (other.strict && state == State::in_quotes) return std::nullopt;
  end_line();
  if (other.strict) {
    for (const Row& each : rows) {
      if (each.size() != rows.front().size()) return std::nullopt;
    }
  }
  return rows;
}

struct Reading {
  Rows rows;
  std::vector<std::string> raw;  // of the rows
  bool faults = false;
};

Reading read(std::string_view text) {
  TextSource source(text);
  CsvReader reader(source);
  Reading reading;
  for (;;) {
    switch (reader.next().value()) {
      case CsvStep::end: return reading;
      case CsvStep::fault: reading.faults = true; break;
      case CsvStep::row:
        reading.rows.emplace_back(reader.fields().begin(), reader.fields().end());
        reading.raw.emplace_back(reader.raw());
        break;
    }
  }
}

// Texts with many of the things that programs read differently. In half of them most rows have two fields.
rc::Gen<std::string> any_text() {
  const auto parts = rc::gen::element<std::string>(
      "a", " ", ",", "\"", "\"\"", "\n", "\r\n", "\r", "\t", ";", "=1", std::string(1, '\0'), "\x1A", "\v", "\f",
      "\x1C", "\xC2\x85", "\xE2\x80\xA8", "\xE2\x80\xA9", "\xE2\x80\x99", "\xD8\xA3", "\xEF\xBB\xBF", "\xFF");
  const auto rows = rc::gen::element<std::string>(
      "a,b\n", "c,\"d\"\r\n", "\"e,\",f\n", "\"g\r\",h\n", "\"i\n\",j\n", "k,\"\"\"\"\n", ",\n", "\"\",\"\"\n", "\n",
      "a,b\rc,d\n", "a,b\xE2\x80\xA8\x63,d\n", "a\vb,\n", "\x1A,\n", "a,\"b\"c\n", "a,b\"\n", "a,\"", "a\n", "a,b,c\n",
      "a,b", "\"\xE2\x80\xA8\",\xE2\x80\x99\n", "\xFF,\n", "a,b\r", std::string(40'000, 'x') + ",y\n");
  const auto joined = [](const std::vector<std::string>& all) {
    std::string text;
    for (const std::string& each : all) text += each;
    return text;
  };
  return rc::gen::oneOf(rc::gen::map(rc::gen::container<std::vector<std::string>>(parts), joined),
                        rc::gen::map(rc::gen::container<std::vector<std::string>>(rows), joined));
}

// A text without a fault is the same for all readers.
RC_GTEST_PROP(OthersReadTheSameRows, FromATextWithoutFault, ()) {
  const std::string text = *any_text();
  const Reading reading = read(text);
  if (reading.faults) return;
  for (const Other& other : others()) {
    const auto rows = read_as(other, text);
    RC_ASSERT(rows.has_value());
    RC_ASSERT(*rows == reading.rows);
  }
}

// The rows that a scrub passes on unchanged, whatever stood between them.
RC_GTEST_PROP(OthersReadTheSameRows, FromTheRowsThatArePassedOn, ()) {
  const Reading reading = read(*any_text());
  std::string passed_on;
  for (const std::string& raw : reading.raw) passed_on += raw + '\n';
  if (passed_on.starts_with("\xEF\xBB\xBF")) return;  // no header begins like this (service/header.hpp)
  for (const Other& other : others()) {
    const auto rows = read_as(other, passed_on);
    RC_ASSERT(rows.has_value());
    RC_ASSERT(*rows == reading.rows);
  }
}

// What is given to the writer is read by all as it was given, or is not written.
RC_GTEST_PROP(OthersReadTheSameRows, FromWhatIsWritten, ()) {
  const auto width = *rc::gen::inRange<std::size_t>(1, 4);
  const auto given = *rc::gen::container<Rows>(rc::gen::container<Row>(width, any_text()));
  const auto line_end = *rc::gen::element(CsvLineEnd::lf, CsvLineEnd::crlf);
  std::string text;
  TextSink sink(text);
  CsvWriter writer(sink, ',', line_end);
  Rows written;
  for (const Row& row : given) {
    for (const std::string& each : row) writer.field(each);
    if (writer.end_row()) written.push_back(row);
  }
  RC_ASSERT(writer.flush());
  RC_ASSERT(read(text).rows == written);
  for (const Other& other : others()) {
    // The writer has written no character where other readers end a text (NUL, ^Z), and no cell that they cut.
    const auto rows = read_as(other, text);
    RC_ASSERT(rows.has_value());
    RC_ASSERT(*rows == written);
  }
}

// Any bytes can stand in a list of rows that could not be used.
RC_GTEST_PROP(OthersReadTheSameRows, FromAnyBytesMadeAField, (const std::vector<unsigned char>& bytes)) {
  const std::string any = std::string(bytes.begin(), bytes.end()) + *any_text();
  const std::string field = csv_cut(csv_storable(any));
  std::string text;
  TextSink sink(text);
  CsvWriter writer(sink);
  writer.field(field);
  RC_ASSERT(writer.end_row());
  RC_ASSERT(writer.flush());
  for (const Other& other : others()) RC_ASSERT(read_as(other, text) == std::optional(Rows{{field}}));
}

}  // namespace
}  // namespace assent::others_law_test
