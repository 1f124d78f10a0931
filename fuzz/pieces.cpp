// Any bytes: wherever a text is cut into pieces, and wherever reading continues, the pieces give what CsvReader reads
// from the whole.
#include "csv/pieces.hpp"
#include "csv/piece_rows.hpp"
#include "csv/reader.hpp"

#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <vector>

namespace {

using namespace assent;

struct Step {
  std::uint64_t line = 0;
  std::string raw;
  std::string field;
  std::optional<csv::CsvFault> fault;

  friend bool operator==(const Step&, const Step&) = default;
};

// After a row that is too long, a reader of pieces stops.
bool is_too_long(const Step& step) { return step.fault && step.raw.empty(); }

// A row may lack the column that was asked for: its last field then stands for it. Only the rows before the header may
// lack it.
std::vector<Step> read_whole(std::string_view text, csv::CsvOptions options, std::size_t column) {
  TextSource source(text);
  csv::CsvReader reader(source, options);
  std::vector<Step> steps;
  for (;;) {
    const csv::CsvStep step = *reader.next();
    if (step == csv::CsvStep::end) return steps;
    steps.push_back({reader.line(), std::string(reader.raw()), {}, std::nullopt});
    if (step == csv::CsvStep::fault) steps.back().fault = reader.fault();
    else steps.back().field = reader.fields()[std::min(column, reader.fields().size() - 1)];
    if (is_too_long(steps.back())) return steps;
  }
}

struct Reading {
  std::vector<Step> steps;
  std::vector<std::pair<csv::CsvPlace, std::size_t>> places;  // where a piece begins, and how many steps came before
};

Reading read_pieces(std::string_view text, csv::CsvOptions options, std::size_t column, std::size_t piece_bytes,
                    const csv::CsvPlace* from) {
  TextSource source(text, 1 + piece_bytes * 3 / 2);
  csv::CsvPieceReader reader(source, options, piece_bytes);
  Reading reading;
  for (bool header = false; !header;) {
    const csv::CsvStep step = *reader.header();
    if (step == csv::CsvStep::end) return reading;
    header = step == csv::CsvStep::row;
    reading.steps.push_back({reader.line(), std::string(reader.raw()), {}, std::nullopt});
    if (header) reading.steps.back().field = reader.fields()[std::min(column, reader.fields().size() - 1)];
    else reading.steps.back().fault = reader.fault();
    if (is_too_long(reading.steps.back())) return reading;
  }
  if (from != nullptr) {
    if (!reader.resume(*from)) std::abort();
    reading.steps.clear();
  }
  const std::size_t width = reader.fields().size();
  csv::CsvPieceRows rows(options, width, std::min(column, width - 1));
  csv::CsvPiece piece;
  while (*reader.next(piece)) {
    reading.places.emplace_back(piece.begin(), reading.steps.size());
    rows.begin(piece);
    for (csv::CsvStep step = rows.next(); step != csv::CsvStep::end; step = rows.next()) {
      reading.steps.push_back({rows.line(), std::string(rows.raw()), {}, std::nullopt});
      if (step == csv::CsvStep::fault) reading.steps.back().fault = rows.fault();
      else reading.steps.back().field = rows.field();
      if (is_too_long(reading.steps.back())) return reading;
    }
  }
  if (reader.place().offset != text.size()) std::abort();
  return reading;
}

}  // namespace

// The first byte chooses the options and the column, the second the size of the pieces, the rest is the text.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  constexpr char kDelimiters[] = {',', ';', '\t', '|'};
  constexpr std::size_t kRowSizes[] = {1, 16, 100, 1024 * 1024};
  const csv::CsvOptions options{kDelimiters[data[0] % 4], kRowSizes[data[0] / 4 % 4]};
  const std::size_t column = data[0] / 16;
  const std::size_t piece_bytes = data[1] < 250 ? 1U + data[1] : 1U << (data[1] - 240);
  const std::string_view text(reinterpret_cast<const char*>(data) + 2, size - 2);

  const std::vector<Step> whole = read_whole(text, options, column);
  const Reading pieces = read_pieces(text, options, column, piece_bytes, nullptr);
  if (pieces.steps != whole) std::abort();
  if (pieces.places.empty()) return 0;
  const auto& [place, steps_before] = pieces.places[pieces.places.size() / 2];
  const Reading rest = read_pieces(text, options, column, piece_bytes + 7, &place);
  if (rest.steps != std::vector<Step>(whole.begin() + static_cast<std::ptrdiff_t>(steps_before), whole.end())) {
    std::abort();
  }
  return 0;
}
