#include "service/rejects.hpp"

#include "csv/characters.hpp"
#include "explanation/row_words.hpp"

#include <array>

namespace assent {

Result<void> Rejects::add(CsvPosition at, const RowReasons& reasons, std::string_view row) {
  if (count_++ == 0) {
    const std::array<std::string_view, 4> header = {"line", "column", "reason", "row"};
    TRY(writer_.row(header));
  }
  const std::string line = at.line == 0 ? std::string() : std::to_string(at.line);
  const std::string column = at.column == 0 ? std::string() : std::to_string(at.column);
  const std::string reason = say(reasons, language_);
  const std::string storable = csv_cut(csv_storable(row));
  const std::array<std::string_view, 4> fields = {line, column, reason, storable};
  return writer_.row(fields);
}

}  // namespace assent
