// How programs that accept any text as CSV would read a faulty row, so that nothing in it is overlooked.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace assent::csv {

struct CsvLooseField {
  std::string text;
  std::size_t begin = 0;  // in the row; of its opening quote, if it has one

  friend bool operator==(const CsvLooseField&, const CsvLooseField&) = default;
};

// The row's fields as Python's csv module reads them when it is not strict, except that a bare CR is a character: a
// quote in a field that does not begin with one is text; what follows a closing quote belongs to the field; a quote
// that is not closed extends to the row's end. A row has at least one field.
std::vector<CsvLooseField> csv_loose_fields(std::string_view row, char delimiter);

// The readings of the row: first csv_loose_fields(), then with quotes that begin and end anywhere in a field, then with
// quotes that mean nothing. If the row could be several lines, which end at LF, CR, U+0085, U+2028 and U+2029, in
// quotes or not, each line is read in the same ways. Equal readings appear once.
//
// Cells are UTF-8, with U+FFFD for each byte that is not. Apart from that they are as in the row, including control
// characters. All readings together have some six times the row's bytes.
std::vector<std::vector<std::string>> csv_readings(std::string_view row, char delimiter);

}  // namespace assent::csv
