// The refusal law, for every list and file: a refusal is never rejected because of what else is in its row. If a row
// names a customer and says no, the refusal counts; everything else in the row is mended and reported. All intakes use
// this part of it:
//
//   the words that say no, and those that say that a notice did not arrive, in any spelling
//   the rows that a faulty row may mean, so that a refusal in any of them is found
//   what part of a text may be kept
//
// docs/import.md ("The refusal law") explains it to people who make the files. Pure; thread-safe.
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

namespace assent::intake {

// What a word in a column of choices says.
enum class ChoiceWord { opt_out, withdrawal, opt_in, email_permission };
constexpr bool refuses(ChoiceWord word) { return word == ChoiceWord::opt_out || word == ChoiceWord::withdrawal; }
// Nothing: not a known word. For approvals and permissions only the program's own words count, in any spelling.
std::optional<ChoiceWord> choice_said(std::string_view text);

// What a word in a column of delivery results says. `refused`: a complaint, or the wish to get no more: the customer
// refuses, whether the notice arrived or not.
enum class ResultWord { delivered, bounced, returned, refused };
std::optional<ResultWord> result_said(std::string_view text);

// Whether the word says that the customer has left, in any spelling.
bool says_former(std::string_view text);

// A carrier's own words for the program's words, as a command line gives them: `WORD=OURS`.
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

// A row that a faulty row may mean.
struct RowWay {
  bool in_place = true;  // the cells are in the columns in which they were written: their times are reliable
  bool sure = true;      // the first row of its reading that says no; others may name a wrong customer
};

// The rows of `width` cells that a faulty row may mean, given its readings (csv/reader.hpp). Each reading as it is. If
// it has more or fewer cells: with cells at its end left out or added, and as if cells before each of `columns` had
// been cut in several or lost. If none of these says no: with each of its cells as each of `columns`. If it is one
// cell: cut at another mark. `hear` says whether the row says no.
void for_each_way(const std::vector<std::vector<std::string>>& readings, std::size_t width,
                  std::span<const std::size_t> columns, const std::function<bool(Row, RowWay)>& hear);

// The text in a form that may be kept: UTF-8, with U+FFFD for each byte that is not and for each control character.
std::string keepable(std::string_view text);

// Adds to what is reported about a row: "DONE: WHY", after a semicolon if there is something already.
void add_told(std::string& told, std::string_view done, std::string_view why);

}  // namespace assent::intake
