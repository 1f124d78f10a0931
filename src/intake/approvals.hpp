// ApprovalRows: turns the rows of a file of old approval flags into opt-outs and opt-ins, each graded by its proof.
// Immutable after bind(); thread-safe.
//
//   proved    it has a date, a reference to its evidence, and a notice that came before it
//   claimed   it has a date, evidence or somebody who recorded it, but not all that proves
//   unknown   it is a bare flag
//
// Only a proved opt-in can grant anything. An opt-out is a refusal whatever its grade, and a row that refuses is never
// rejected for what else stands in it (intake/refusal_law.hpp): what cannot be read counts as not given, and is told.
// It is never narrower than what was said, either: whom it names by a word that nobody knows may be anybody.
#pragma once

#include "base/issue.hpp"
#include "base/time_zone.hpp"
#include "evidence/entry.hpp"
#include "intake/approval_mapping.hpp"
#include "intake/cell.hpp"
#include "intake/stated_time.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

namespace assent {

struct ApprovalRow {
  std::string account;
  // An instant as it stands. Of a day, an opt-in counts from the first instant and an opt-out from the last, but from
  // the import at the latest: of what was said on one day the refusal is taken for the last word. Without a date the
  // import's.
  Instant effective;
  std::optional<Instant> stated;  // the row's instant, or its day's first; the same whenever it is imported
  std::string actor;              // who recorded it then; may be empty
  bool widened = false;           // its scope was not understood, so that it refuses everybody
  Body body;                      // OptOutRecorded or OptInRecorded
  // The same with every word in the row taken for a notice or for evidence, also one that says that there is none.
  // Such words once counted, and rows are told apart by what was recorded of them.
  Body literal;
  RowReasons told{};           // of a refusal: what was made of what could not be read; empty: it stands as written
  std::size_t told_field = 0;  // the first that it is about
  bool by_chance = false;      // its account may be one by chance: it counts only where that is on record
};

class ApprovalRows {
 public:
  // `header` is the file's first row; `zones` outlives the result; `relations` are all whom a refusal can name. On
  // failure: every column that the file lacks, and every time zone of the mapping that is not known.
  static tl::expected<ApprovalRows, Issues> bind(const ApprovalMapping& mapping, Row header, const TimeZones& zones,
                                                 Names relations);

  // Nothing where the row says `none`. `imported` is the instant of the import: nothing can have been given later.
  // Precondition: `row` has as many fields as the header.
  tl::expected<std::optional<ApprovalRow>, RowFault> convert(Row row, Instant imported) const;

  // The refusals that a faulty row says, of each account one: in any of its readings (csv/reader.hpp), and also where
  // cells are missing or too many. Then its date is relied on only where cells are missing at the end, or the surplus
  // is empty.
  std::vector<ApprovalRow> refusals_in(const std::vector<std::vector<std::string>>& readings, Instant imported) const;

  // The account alone, where the row has a good one; to name a rejected row. Empty otherwise.
  std::string account_of(Row row) const;

 private:
  ApprovalRows() = default;

  enum class Dates { relied_on, doubtful };
  tl::expected<std::optional<ApprovalRow>, RowFault> converted(Row row, Instant imported, Dates dates) const;
  // `opted_out`, `opted_in` or `none`. Sets `guessed` where the mapping does not know the word, and it refuses all the
  // same.
  tl::expected<std::string_view, RowFault> choice_of(Row row, Names& scratch, bool& guessed) const;
  tl::expected<std::optional<StatedTime>, RowFault> date_of(Row row, Instant imported) const;
  // Of an opt-in; `otherwise` where the row leaves it open.
  tl::expected<Coverage, RowFault> coverage_of(const Cell& cell, Row row, Coverage otherwise) const;
  tl::expected<OptInRecorded, RowFault> opt_in_of(Row row) const;
  std::optional<Coverage> scope_of(Row row) const;
  OptOutRecorded opt_out_of(Row row, bool& widened) const;
  struct Proof {
    std::string evidence;
    std::string notice;
    Grade grade = Grade::unknown;
  };
  Proof proof_of(Row row, bool dated, bool literally) const;

  const TimeZones* zones_ = nullptr;
  Names relations_;
  std::size_t width_ = 0;  // of the header
  std::string date_format_;
  Cell account_;
  Cell choice_;
  Cell date_;
  Cell time_zone_;
  Cell evidence_;
  Cell notice_;
  Cell notice_version_;
  Cell actor_;
  Cell by_;
  Cell form_;
  Cell recipients_;
  Cell parties_;
  Cell information_;
  Cell refused_recipients_;
};

}  // namespace assent
