// CsvRowEnd: looks for the end of one row that comes in parts; byte by byte, for rows too long to be held. The rule is
// CsvOutline's.
#pragma once

#include <cstddef>
#include <string_view>

namespace assent {

class CsvRowEnd {
 public:
  explicit CsvRowEnd(char delimiter) : delimiter_(delimiter) {}

  // `bytes` follow those of the calls before. Gives how many of them are the row's, its LF included; npos: all of them,
  // and it has not ended. Not to be called after its end.
  std::size_t find(std::string_view bytes);

 private:
  enum class State { field_begin, plain, quoted, quote_seen, skipping };

  char delimiter_;
  State state_ = State::field_begin;
};

}  // namespace assent
