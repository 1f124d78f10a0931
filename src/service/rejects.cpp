#include "service/rejects.hpp"

#include "csv/characters.hpp"
#include "explanation/row_words.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <variant>
#include <vector>

namespace assent::service {
namespace {

// The reasons, and the reasons that they rest on.
void each_reason(const reasons::RowReasons& reasons, const std::function<void(const reasons::RowReason&)>& visit) {
  for (const reasons::RowReason& each : reasons) {
    visit(each);
    for (const reasons::RowArgument& argument : each.arguments) {
      const auto* further = std::get_if<reasons::RowReasons>(&argument.value);
      if (further != nullptr) each_reason(*further, visit);
    }
  }
}

}  // namespace

void Rejects::tally(csv::CsvPosition at, const reasons::RowReasons& reasons) {
  std::vector<reasons::RowCode> told;
  each_reason(reasons, [&](const reasons::RowReason& reason) {
    const bool seen = std::find(told.begin(), told.end(), reason.code) != told.end();
    if (seen || std::holds_alternative<reasons::RowPhrase>(reason.code)) return;
    told.push_back(reason.code);
    auto found = std::find_if(to_.tally->begin(), to_.tally->end(),
                              [&](const TalliedReason& each) { return each.code == reason.code; });
    if (found == to_.tally->end()) {
      found = to_.tally->insert(found, TalliedReason{reason.code, 0, at.line, explanation::say(reason, to_.language)});
    }
    ++found->rows;
  });
}

Result<void> Rejects::add(csv::CsvPosition at, const reasons::RowReasons& reasons, std::string_view row) {
  if (to_.tally != nullptr) tally(at, reasons);
  if (count_++ == 0) {
    const std::array<std::string_view, 4> header = {"line", "column", "reason", "row"};
    TRY(writer_.row(header));
  }
  const std::string line = at.line == 0 ? std::string() : std::to_string(at.line);
  const std::string column = at.column == 0 ? std::string() : std::to_string(at.column);
  const std::string reason = explanation::say(reasons, to_.language);
  const std::string storable = csv::csv_cut(csv::csv_storable(row));
  const std::array<std::string_view, 4> fields = {line, column, reason, storable};
  return writer_.row(fields);
}

}  // namespace assent::service
