// Rejects: the list of rows that could not be used, for a person to mend: line, column, reason and the row itself.
#pragma once

#include "base/byte_stream.hpp"
#include "csv/reader.hpp"
#include "csv/writer.hpp"
#include "reasons/row_reason.hpp"
#include "service/rejects_to.hpp"

#include <cstdint>
#include <string_view>

namespace assent::service {

// For callers without a reject list: what is written is discarded.
class Nowhere final : public ByteSink {
 public:
  Result<void> write(std::string_view /*bytes*/) override { return {}; }
};

class Rejects {
 public:
  // The header is written with the first row, so that a clean run leaves an empty text.
  explicit Rejects(RejectsTo to) : writer_(to.sink), to_(to) {}

  // `at.column` 0: the whole row. `at.line` 0: it is about no row of this text. The row is unchanged except for what no
  // field may contain (csv_storable()), and is cut if it is longer than a field may be.
  Result<void> add(csv::CsvPosition at, const reasons::RowReasons& reasons, std::string_view row);
  Result<void> flush() { return writer_.flush(); }
  std::uint64_t count() const { return count_; }

 private:
  void tally(csv::CsvPosition at, const reasons::RowReasons& reasons);

  csv::CsvWriter writer_;
  RejectsTo to_;
  std::uint64_t count_ = 0;
};

}  // namespace assent::service
