#include "csv/row_end.hpp"

namespace assent {

std::size_t CsvRowEnd::find(std::string_view bytes) {
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const char byte = bytes[i];
    if (state_ == State::quoted) {
      if (byte == '"') state_ = State::quote_seen;
      continue;
    }
    if (byte == '\n') return i + 1;
    switch (state_) {
      case State::field_begin:
      case State::plain:
        if (byte == '"') state_ = state_ == State::field_begin ? State::quoted : State::skipping;
        else state_ = byte == delimiter_ ? State::field_begin : State::plain;
        break;
      case State::quote_seen:
        if (byte == '"') state_ = State::quoted;
        else state_ = byte == delimiter_ ? State::field_begin : State::skipping;
        break;
      case State::quoted:
      case State::skipping: break;
    }
  }
  return std::string_view::npos;
}

}  // namespace assent
