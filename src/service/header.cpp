#include "service/header.hpp"

#include "explanation/row_words.hpp"
#include "intake/cell.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace assent::service {

std::optional<std::size_t> Header::find(std::string_view name) const {
  const auto found = std::find(columns.begin(), columns.end(), name);
  if (name.empty() || found == columns.end()) return std::nullopt;
  return static_cast<std::size_t>(found - columns.begin());
}

Result<std::size_t> Header::needed(std::string_view name) const {
  if (std::count(columns.begin(), columns.end(), name) > 1) {
    return fail(ErrorCode::invalid, fmt::format("the list has more than one column `{}`", name),
                "give each column a different name");
  }
  if (const auto found = find(name)) return *found;
  return fail(ErrorCode::invalid, fmt::format("the list has no column `{}`", name),
              mend_for(name, "name one of the columns in its first line"));
}

std::string Header::mend_for(std::string_view name, std::string_view otherwise) const {
  if (columns.size() == 1) {
    const std::string& only = columns.front();
    if (only.find(';') != std::string::npos) return "semicolons separate the columns: save the list with commas";
    if (only.find('\t') != std::string::npos) return "tabs separate the columns: save the list with commas";
  }
  const auto small = [](std::string_view word) {
    std::string letters = intake::lowered(word);
    std::erase(letters, ' ');
    return letters;
  };
  const auto alike =
      std::find_if(columns.begin(), columns.end(), [&](const std::string& each) { return small(each) == small(name); });
  if (alike == columns.end()) return std::string(otherwise);
  return fmt::format("it has `{}`: write the name exactly like that", *alike);
}

std::string lines_of(const Issues& issues) {
  std::string text;
  for (const Issue& issue : issues) text += (text.empty() ? "" : "\n") + to_string(issue);
  return text;
}

namespace {

using namespace std::string_view_literals;

constexpr std::size_t kColumnsMax = 16382;  // with the two of the refused list, as many as a spreadsheet has
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

struct Kind {
  std::string_view begins;
  std::string_view is;
  std::string_view mend;
};
constexpr std::string_view kUnpack =
    "unpack it first; the output of `zcat` or `zstdcat` can be read from standard input";
constexpr std::string_view kSaveAsCsv = "save it as CSV in UTF-8";
constexpr Kind kKinds[] = {
    {"\x1F\x8B"sv, "packed with gzip", kUnpack},
    {"\x28\xB5\x2F\xFD"sv, "packed with Zstandard", kUnpack},
    {"\xFD\x37zXZ"sv, "packed with xz", kUnpack},
    {"BZh"sv, "packed with bzip2", kUnpack},
    {"PK\x03\x04"sv, "a ZIP archive or a spreadsheet", kSaveAsCsv},
    {"\xD0\xCF\x11\xE0"sv, "a spreadsheet of an old kind", kSaveAsCsv},
    {"%PDF"sv, "a PDF document", kSaveAsCsv},
    {"\xFF\xFE"sv, "UTF-16", "save it as UTF-8"},
    {"\xFE\xFF"sv, "UTF-16", "save it as UTF-8"},
};

tl::unexpected<Error> malformed(const csv::CsvFault& fault, std::string_view raw) {
  for (const Kind& kind : kKinds) {
    if (raw.starts_with(kind.begins)) {
      return fail(ErrorCode::invalid, fmt::format("the list is {}", kind.is), std::string(kind.mend));
    }
  }
  if (fault.kind == csv::CsvFaultKind::carriage_return) {
    return fail(ErrorCode::invalid, "the list has carriage returns as line ends",
                "write it with line feeds, for example with `tr '\\r' '\\n'`");
  }
  if (raw.find('\0') != std::string_view::npos) {
    return fail(ErrorCode::invalid,
                "the list's first line contains NUL bytes, as in UTF-16 or in a file that is not text",
                "save it as CSV in UTF-8");
  }
  return fail(
      ErrorCode::invalid,
      fmt::format("the list's first line is malformed: {}", explanation::say(fault.reason, explanation::Language::en)),
      "name the columns in the first line");
}

// The delimiter of a header that has only one column: as a word, and as a mapping writes it.
struct OtherDelimiter {
  char character;
  std::string_view name;
  std::string_view written;
};
constexpr OtherDelimiter kDelimiters[] = {
    {';', "semicolons", ";"}, {'\t', "tabs", "\\t"}, {'|', "vertical bars", "|"}, {',', "commas", ","}};

Result<void> check_delimiter(const Header& header, char delimiter, DelimiterFrom from) {
  if (header.columns.size() > 1 || header.raw.starts_with('"')) return {};
  for (const OtherDelimiter& other : kDelimiters) {
    if (other.character == delimiter || header.raw.find(other.character) == std::string::npos) continue;
    std::string mend = "save the list with commas";
    switch (from) {
      case DelimiterFrom::nobody: break;
      case DelimiterFrom::mapping:
        mend = fmt::format("write `delimiter = \"{}\"` under `[file]` in the mapping", other.written);
        break;
    }
    return fail(ErrorCode::invalid, fmt::format("the list's columns are separated by {}", other.name), std::move(mend));
  }
  return {};
}

Result<void> check_first_line(const Header& header) {
  if (intake::lowered(header.columns.front()).starts_with("sep=")) {
    return fail(ErrorCode::invalid, "the list's first line is `sep=`, which names the delimiter to spreadsheets",
                "leave that line out, so that the first line names the columns");
  }
  if (header.raw.starts_with(kByteOrderMark)) {
    return fail(ErrorCode::invalid, "a second byte order mark is before the first column's name", "leave it out");
  }
  if (header.columns.size() > kColumnsMax) {
    return fail(ErrorCode::invalid,
                "the list has more than 16,382 columns; a spreadsheet would drop some columns of a result",
                "leave out those that you do not need");
  }
  return {};
}

template <class Reader>
Result<Header> header_from(Reader& reader, const Result<csv::CsvStep>& step, DelimiterFrom from) {
  if (!step) return tl::unexpected(step.error());
  switch (*step) {
    case csv::CsvStep::row: break;
    case csv::CsvStep::fault: return malformed(reader.fault(), reader.raw());
    case csv::CsvStep::end: return fail(ErrorCode::invalid, "the list is empty", "name the columns in its first line");
  }
  Header header;
  header.columns.assign(reader.fields().begin(), reader.fields().end());
  header.raw = std::string(reader.raw());
  TRY(check_first_line(header));
  TRY(check_delimiter(header, reader.options().delimiter, from));
  return header;
}

}  // namespace

Result<Header> read_header(csv::CsvReader& reader, DelimiterFrom from) {
  return header_from(reader, reader.next(), from);
}
Result<Header> read_header(csv::CsvPieceReader& reader) {
  return header_from(reader, reader.header(), DelimiterFrom::nobody);
}

}  // namespace assent::service
