// The header of a list: which column is called what.
#pragma once

#include "base/issue.hpp"
#include "base/result.hpp"
#include "csv/pieces.hpp"
#include "csv/reader.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assent {

struct Header {
  std::vector<std::string> columns;
  std::string raw;  // as it stood, without its line end

  // The first column of that name, exactly; nothing: there is none.
  std::optional<std::size_t> find(std::string_view name) const;
  // `invalid` where there is none, or more than one: it cannot be told which is meant.
  Result<std::size_t> needed(std::string_view name) const;
  // What most likely is amiss where a column is not found: another mark than commas between the columns, or capitals in
  // a name; `otherwise` where it is nothing like that.
  std::string mend_for(std::string_view name, std::string_view otherwise) const;
};

// One a line.
std::string lines_of(const Issues& issues);

// Who says what stands between the columns: nobody, so that it is a comma, or a mapping file.
enum class DelimiterFrom { nobody, mapping };

// Reads the first row, and says of a text that is no such list what it is instead. `invalid`:
//   - it is packed, a spreadsheet or another archive, or UTF-16;
//   - its lines end in carriage returns;
//   - its first line tells a spreadsheet the delimiter (`sep=`);
//   - the columns stand between other characters than the reader's delimiter;
//   - there is no first row, or it is malformed, or begins with a second byte order mark;
//   - it has more columns than a spreadsheet.
Result<Header> read_header(CsvReader& reader, DelimiterFrom from = DelimiterFrom::nobody);
Result<Header> read_header(CsvPieceReader& reader);

}  // namespace assent
