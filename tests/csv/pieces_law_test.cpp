// Laws of cutting a text into pieces: what is read from the pieces is what CsvReader reads from the whole.
#include "csv/piece_rows.hpp"
#include "csv/pieces.hpp"
#include "csv/reader.hpp"
#include "explanation/row_words.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace assent::pieces_law_test {

using namespace csv;
namespace {

struct Step {
  std::uint64_t line = 0;
  std::string raw;
  std::vector<std::string> fields;  // of a row: all of them, or the one asked for
  std::optional<CsvFault> fault;

  friend bool operator==(const Step&, const Step&) = default;
};
[[maybe_unused]] std::ostream& operator<<(std::ostream& out, const Step& step) {
  out << "line " << step.line << " [" << step.raw << ']';
  if (step.fault)
    out << " fault " << static_cast<int>(step.fault->kind) << '@' << step.fault->at.line << ':' << step.fault->at.column
        << " to " << step.fault->last_line << ' ' << explanation::say(step.fault->reason, explanation::Language::en);
  return out;
}
using Steps = std::vector<Step>;

Steps read_whole(std::string_view text, CsvOptions options) {
  TextSource source(text);
  CsvReader reader(source, options);
  Steps steps;
  for (;;) {
    const CsvStep step = reader.next().value();
    if (step == CsvStep::end) return steps;
    steps.push_back({reader.line(), std::string(reader.raw()), {}, std::nullopt});
    if (step == CsvStep::fault) steps.back().fault = reader.fault();
    else steps.back().fields.assign(reader.fields().begin(), reader.fields().end());
  }
}

// After a row that is too long, a reader of pieces stops.
bool is_too_long(const Step& step) { return step.fault && step.raw.empty(); }

// The steps up to the first such row.
Steps trusted(Steps steps) {
  const auto end = std::find_if(steps.begin(), steps.end(), is_too_long);
  if (end != steps.end()) steps.erase(end + 1, steps.end());
  return steps;
}

// The steps up to the header unchanged; of the rows after it only one field.
Steps with_one_field(Steps steps, std::size_t column) {
  bool header = true;
  for (Step& step : steps) {
    if (!step.fault && !header) step.fields = {step.fields[std::min(column, step.fields.size() - 1)]};
    if (!step.fault) header = false;
  }
  return steps;
}

struct Pieces {
  Steps steps;
  std::vector<CsvPlace> places;         // where each piece ends
  std::vector<std::size_t> steps_then;  // how many steps came before
  bool given_up = false;
};

Pieces read_pieces(std::string_view text, CsvOptions options, std::size_t source_piece, std::size_t piece_bytes,
                   std::size_t column, const std::optional<CsvPlace>& from = std::nullopt) {
  TextSource source(text, source_piece);
  CsvPieceReader reader(source, options, piece_bytes);
  Pieces pieces;
  for (bool header = false; !header;) {
    const CsvStep step = reader.header().value();
    if (step == CsvStep::end) return pieces;
    header = step == CsvStep::row;
    pieces.steps.push_back({reader.line(), std::string(reader.raw()), {}, std::nullopt});
    if (!header) pieces.steps.back().fault = reader.fault();
    pieces.given_up = is_too_long(pieces.steps.back());
    if (pieces.given_up) return pieces;
    if (header) pieces.steps.back().fields.assign(reader.fields().begin(), reader.fields().end());
  }
  const std::size_t width = reader.fields().size();
  const auto note_place = [&](const CsvPlace& place) {
    pieces.places.push_back(place);
    pieces.steps_then.push_back(pieces.steps.size());
  };
  note_place(reader.place());
  if (from) {
    RC_ASSERT(reader.resume(*from).has_value());
    pieces.steps.clear();
  }
  CsvPieceRows rows(options, width, std::min(column, width - 1));
  CsvPiece piece;
  CsvPlace place = reader.place();
  while (reader.next(piece).value()) {
    RC_ASSERT(piece.begin() == place);
    place = piece.end();
    if (!piece.too_long()) {
      RC_ASSERT(piece.text() == text.substr(piece.begin().offset, place.offset - piece.begin().offset));
      RC_ASSERT(piece.quotes() || piece.text().find('"') == std::string_view::npos);
    }
    rows.begin(piece);
    for (CsvStep step = rows.next(); step != CsvStep::end; step = rows.next()) {
      pieces.steps.push_back({rows.line(), std::string(rows.raw()), {}, std::nullopt});
      if (step == CsvStep::fault) pieces.steps.back().fault = rows.fault();
      else pieces.steps.back().fields.emplace_back(rows.field());
      pieces.given_up = pieces.given_up || is_too_long(pieces.steps.back());
      if (pieces.given_up) return pieces;
    }
    note_place(place);
  }
  RC_ASSERT(place.offset == text.size());
  return pieces;
}

// Texts with many of the things that matter to CSV. In half of them most rows have the header's width.
rc::Gen<std::string> any_text() {
  const auto parts = rc::gen::element<std::string>(
      "a", "b ", ",", ";", "\"", "\"\"", "\n", "\r\n", "\r", "\t", "\xD8\xA3", "\xEF\xBB\xBF", "\xFF", "\x1A",
      "\xE2\x80\xA8", "\xC2\x85", "\xC2\xA9", "word", std::string(70, 'x'), "\"q\",", "\n\"");
  const auto rows =
      rc::gen::element<std::string>("a,b\n", "\"a\",b\r\n", "a,\"b\"\n", "\"a\",\"b\"\n", "\"\"\"a\",b\n", "a,\"\n\"\n",
                                    "\n", "\r\n", "\xD8\xA3,\xD8\xA8\n", "a\n", "a,b,c\n", "a,b\"\n", "a,\"b\"c\n",
                                    ",\n", "\xEF\xBB\xBF,b\n", "\xFF,b\n", "a,\"", std::string(90, 'x') + ",b\n", "a,b",
                                    "a,b\rc,d\n", "a,\"\r\"\r\n", "\xE2\x80\xA9,b\n", "a\t,b\n", "\x0B,\"\x1C\"\n");
  const auto joined = [](const std::vector<std::string>& all) {
    std::string text;
    for (const std::string& each : all) text += each;
    return text;
  };
  return rc::gen::oneOf(rc::gen::map(rc::gen::container<std::vector<std::string>>(parts), joined),
                        rc::gen::map(rc::gen::container<std::vector<std::string>>(rows), joined));
}

rc::Gen<CsvOptions> any_options() {
  return rc::gen::map(rc::gen::pair(rc::gen::element(',', ';'), rc::gen::element<std::size_t>(1, 3, 10, 100, 1 << 20)),
                      [](const auto& each) {
                        return CsvOptions{each.first, each.second};
                      });
}

rc::Gen<std::size_t> any_size() {
  return rc::gen::oneOf(rc::gen::inRange<std::size_t>(1, 20), rc::gen::inRange<std::size_t>(50, 200),
                        rc::gen::just<std::size_t>(1 << 14));
}

RC_GTEST_PROP(CsvPiecesLaw, PiecesReadAsTheWhole, ()) {
  const std::string text = *any_text();
  const CsvOptions options = *any_options();
  const std::size_t column = *rc::gen::inRange<std::size_t>(0, 4);
  const Pieces pieces = read_pieces(text, options, *any_size(), *any_size(), column);
  const Steps whole = trusted(read_whole(text, options));
  std::size_t width = 0;
  for (const Step& each : whole) width = width == 0 ? each.fields.size() : width;
  RC_ASSERT(pieces.steps == with_one_field(whole, std::min(column, width - std::min<std::size_t>(1, width))));
}

RC_GTEST_PROP(CsvPiecesLaw, WhatIsResumedIsTheRest, ()) {
  const std::string text = *any_text();
  const CsvOptions options = *any_options();
  const std::size_t column = *rc::gen::inRange<std::size_t>(0, 4);
  const Pieces all = read_pieces(text, options, *any_size(), *any_size(), column);
  for (std::size_t i = 0; i < all.places.size(); ++i) {
    const Pieces rest = read_pieces(text, options, *any_size(), *any_size(), column, all.places[i]);
    const Steps expected(all.steps.begin() + static_cast<std::ptrdiff_t>(all.steps_then[i]), all.steps.end());
    RC_ASSERT(trusted(rest.steps) == expected);
  }
}

}  // namespace
}  // namespace assent::pieces_law_test
