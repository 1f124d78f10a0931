// Any bytes: the reader does not crash and reads the same in small pieces, and what it reads can be written and read.
#include "csv/reader.hpp"
#include "csv/writer.hpp"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

namespace {

using namespace assent;

struct Reading {
  std::vector<std::vector<std::string>> rows;
  std::vector<csv::CsvFault> faults;

  friend bool operator==(const Reading&, const Reading&) = default;
};

Reading read(std::string_view text, std::size_t piece, csv::CsvOptions options) {
  TextSource source(text, piece);
  csv::CsvReader reader(source, options);
  Reading reading;
  for (;;) {
    switch (*reader.next()) {
      case csv::CsvStep::end: return reading;
      case csv::CsvStep::fault:
        reading.faults.push_back(reader.fault());
        if (reader.readings().empty() || reader.readings().front().empty()) std::abort();
        for (std::size_t i = 0; i < reader.fields().size(); ++i) {
          if (reader.position_of(i).line < reader.line()) std::abort();
        }
        break;
      case csv::CsvStep::row:
        reading.rows.emplace_back(reader.fields().begin(), reader.fields().end());
        for (std::size_t i = 0; i < reader.fields().size(); ++i) {
          if (reader.position_of(i).line < reader.line()) std::abort();
        }
        break;
    }
  }
}

}  // namespace

// The first byte chooses the options, the rest is the text.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  constexpr char kDelimiters[] = {',', ';', '\t', '|'};
  constexpr std::size_t kRowSizes[] = {1, 16, 100, 1024 * 1024};
  const csv::CsvOptions options{kDelimiters[data[0] % 4], kRowSizes[data[0] / 4 % 4]};
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);

  const Reading whole = read(text, std::string_view::npos, options);
  if (read(text, 1 + data[0] / 16, options) != whole) std::abort();

  std::string written;
  TextSink sink(written);
  csv::CsvWriter writer(sink, options.delimiter);
  for (const auto& row : whole.rows) {
    for (const std::string& each : row) writer.field(each);
    if (!writer.end_row()) std::abort();
  }
  if (!writer.flush()) std::abort();
  const Reading again = read(written, std::string_view::npos, {options.delimiter});
  if (!again.faults.empty() || again.rows != whole.rows) std::abort();
  return 0;
}
