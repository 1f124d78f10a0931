#include "service/header.hpp"

#include "intake/cell.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace assent {

std::optional<std::size_t> Header::find(std::string_view name) const {
  const auto found = std::find(columns.begin(), columns.end(), name);
  if (name.empty() || found == columns.end()) return std::nullopt;
  return static_cast<std::size_t>(found - columns.begin());
}

Result<std::size_t> Header::needed(std::string_view name) const {
  if (std::count(columns.begin(), columns.end(), name) > 1) {
    return fail(ErrorCode::invalid, fmt::format("the list has more than one column `{}`", name),
                "give each column a name of its own");
  }
  if (const auto found = find(name)) return *found;
  return fail(ErrorCode::invalid, fmt::format("the list has no column `{}`", name),
              mend_for(name, "name one of the columns in its first line"));
}

std::string Header::mend_for(std::string_view name, std::string_view otherwise) const {
  if (columns.size() == 1) {
    const std::string& only = columns.front();
    if (only.find(';') != std::string::npos) return "the columns stand between semicolons: save the list with commas";
    if (only.find('\t') != std::string::npos) return "the columns stand between tabs: save the list with commas";
  }
  const auto small = [](std::string_view word) {
    std::string letters = lowered(word);
    std::erase(letters, ' ');
    return letters;
  };
  const auto alike =
      std::find_if(columns.begin(), columns.end(), [&](const std::string& each) { return small(each) == small(name); });
  if (alike == columns.end()) return std::string(otherwise);
  return fmt::format("it has one `{}`: name it exactly so", *alike);
}

std::string lines_of(const Issues& issues) {
  std::string text;
  for (const Issue& issue : issues) text += (text.empty() ? "" : "\n") + to_string(issue);
  return text;
}

namespace {

template <class Reader>
Result<Header> header_from(Reader& reader, const Result<CsvStep>& step) {
  if (!step) return tl::unexpected(step.error());
  switch (*step) {
    case CsvStep::row: break;
    case CsvStep::fault:
      return fail(ErrorCode::invalid, fmt::format("the list's first line is malformed: {}", reader.fault().reason),
                  "name the columns in the first line");
    case CsvStep::end: return fail(ErrorCode::invalid, "the list is empty", "name the columns in its first line");
  }
  Header header;
  header.columns.assign(reader.fields().begin(), reader.fields().end());
  header.raw = std::string(reader.raw());
  return header;
}

}  // namespace

Result<Header> read_header(CsvReader& reader) { return header_from(reader, reader.next()); }
Result<Header> read_header(CsvPieceReader& reader) { return header_from(reader, reader.header()); }

}  // namespace assent
