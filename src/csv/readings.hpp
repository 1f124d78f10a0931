// How programs that take any text for CSV would read a faulty row: so that what stands in it is not overlooked.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace assent {

struct CsvLooseField {
  std::string text;
  std::size_t begin = 0;  // in the row; of its opening quote, if it has one

  friend bool operator==(const CsvLooseField&, const CsvLooseField&) = default;
};

// The row's fields as Python's csv module has them when it is not strict, but that a bare CR is a character: a quote in
// a field that does not begin with one is text; what follows a closing quote belongs to the field; a quote that is not
// closed goes to the row's end. A row has at least one field.
std::vector<CsvLooseField> csv_loose_fields(std::string_view row, char delimiter);

// The readings of the row, the first as csv_loose_fields() has it, then with quotes that begin and end anywhere in a
// field, then with quotes that mean nothing; and where the row can be taken for several lines, which end at LF, CR,
// U+0085, U+2028 and U+2029, in quotes or not, each of these likewise. Of a text's equal readings there is one.
//
// Cells are UTF-8: U+FFFD stands for each byte that is not. Apart from that they are as in the row, control characters
// included. All readings together have some six times the row's bytes.
std::vector<std::vector<std::string>> csv_readings(std::string_view row, char delimiter);

}  // namespace assent
