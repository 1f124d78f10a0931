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

// Reads the first row. `invalid`: the text has none, or it is malformed.
Result<Header> read_header(CsvReader& reader);
Result<Header> read_header(CsvPieceReader& reader);

}  // namespace assent
