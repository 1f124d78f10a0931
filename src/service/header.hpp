// The header of a list: the names of its columns.
#pragma once

#include "base/issue.hpp"
#include "base/result.hpp"
#include "csv/pieces.hpp"
#include "csv/reader.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assent::service {

struct Header {
  std::vector<std::string> columns;
  std::string raw;  // as written, without its line end

  // The first column of that name, exactly; nothing: there is none.
  std::optional<std::size_t> find(std::string_view name) const;
  // `invalid` if there is none, or more than one: then it is unclear which one is meant.
  Result<std::size_t> needed(std::string_view name) const;
  // The most likely cause if a column is not found: a delimiter other than the comma, or capitals in a name; else
  // `otherwise`.
  std::string mend_for(std::string_view name, std::string_view otherwise) const;
};

// One on each line.
std::string lines_of(const Issues& issues);

// What determines the delimiter: nothing (it is a comma), or a mapping file.
enum class DelimiterFrom { nobody, mapping };

// Reads the first row. If the text is not such a list, the error says what it is. `invalid`:
//   - it is packed, a spreadsheet or another archive, or UTF-16;
//   - its lines end in carriage returns;
//   - its first line names the delimiter to spreadsheets (`sep=`);
//   - the columns stand between other characters than the reader's delimiter;
//   - there is no first row, or it is malformed, or begins with a second byte order mark;
//   - it has more columns than a spreadsheet.
Result<Header> read_header(csv::CsvReader& reader, DelimiterFrom from = DelimiterFrom::nobody);
Result<Header> read_header(csv::CsvPieceReader& reader);

}  // namespace assent::service
