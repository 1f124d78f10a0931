// The refusal law, for every list and file that comes in: a refusal is never turned away for what else stands in its
// row. Whatever names a customer and says no counts; all else in the row is mended, and told. This is what the intakes
// share of it:
//
//   which words say no, and which tell that a notice did not arrive, in whatever spelling
//   as which rows a faulty row may be meant, so that a refusal in any of them is found
//   what of a text may be kept
//
// docs/import.md ("The refusal law") tells it to those who make the files. Pure; thread-safe.
#pragma once

#include "intake/cell.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assent {

// What a word in a column of choices says.
enum class ChoiceWord { opt_out, withdrawal, opt_in };
// Nothing: no word of ours. Of approvals only the program's own word is one, whatever its spelling.
std::optional<ChoiceWord> choice_said(std::string_view text);

// What a word in a column of delivery results says. `refused`: a complaint, or the wish to get no more: the customer
// refuses, whether the notice arrived or not.
enum class ResultWord { delivered, bounced, returned, refused };
std::optional<ResultWord> result_said(std::string_view text);

// Whether the word says that the customer has left, in whatever spelling.
bool says_former(std::string_view text);

// A carrier's own words for ours, as a command line gives them: `WORD=ours`.
template <class Meaning>
using WordMeanings = std::vector<std::pair<std::string, Meaning>>;

// Precondition: `meanings` has plain words (base/marks.hpp).
template <class Meaning>
std::optional<Meaning> meaning_among(const WordMeanings<Meaning>& meanings, const std::string& plain) {
  for (const auto& [word, meaning] : meanings) {
    if (word == plain) return meaning;
  }
  return std::nullopt;
}

// A way in which a faulty row may be meant.
struct RowWay {
  bool in_place = true;  // the cells stand in the columns in which they were written: their times can be relied on
  bool sure = true;      // the first way of its reading that says no; others may name a customer only by chance
};

// The rows of `width` cells as which a faulty row may be meant, given its readings (csv/reader.hpp): each reading as it
// stands; where it has more or fewer cells, with those at its end left out or added, and as if cells before each of
// `columns` had been cut in several or lost; where none of these says no, with each of its cells in the place
// of each of `columns`; where it is one cell, as cut at another mark. `hear` says whether the row says no.
void for_each_way(const std::vector<std::vector<std::string>>& readings, std::size_t width,
                  std::span<const std::size_t> columns, const std::function<bool(Row, RowWay)>& hear);

// What may be kept of a text: UTF-8, with U+FFFD for each byte that is not and for each control character.
std::string keepable(std::string_view text);

// Adds to what is told of a row: "DONE: WHY", after a semicolon where something is told already.
void add_told(std::string& told, std::string_view done, std::string_view why);

}  // namespace assent
