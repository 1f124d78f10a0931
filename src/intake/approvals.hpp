// ApprovalRows: turns the rows of a file of old approval flags into opt-outs and opt-ins, each with a grade of proof.
// Immutable after bind(); thread-safe.
//
//   proved    it has a date, a reference to its evidence, and an earlier notice
//   claimed   it has a date, evidence or a recorder, but not everything that proves it
//   unknown   it is a bare flag
//
// Only a proved opt-in can grant anything. An opt-out is a refusal with any grade, and a row that refuses is never
// rejected because of what else is in it (intake/refusal_law.hpp): what cannot be read counts as not given, and is
// reported. It is never narrower than what was said, either: an unknown word for a recipient may mean any recipient.
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

namespace assent::intake {

struct ApprovalRow {
  std::string account;
  // An instant as written. With a day, an opt-in counts from the first instant and an opt-out from the last, but at the
  // latest from the import: of what was said on one day, the refusal counts as the last word. Without a date, the
  // import's instant.
  Instant effective;
  std::optional<Instant> stated;  // the row's instant, or its day's first; the same whenever it is imported
  std::string actor;              // who recorded it then; may be empty
  bool widened = false;           // its scope was not understood, so it refuses all recipients
  evidence::Body body;            // OptOutRecorded or OptInRecorded
  // The same, but every word in the row counts as a notice or as evidence, even one that means "none". Such words once
  // counted, and repeated rows are recognised by what was recorded for them.
  evidence::Body literal;
  reasons::RowReasons told{};  // of a refusal: how what could not be read was mended; empty: as written
  std::size_t told_field = 0;  // the first that it is about
  bool by_chance = false;      // its account may be wrong: it counts only if the account is on record
};

class ApprovalRows {
 public:
  // `header` is the file's first row; `zones` outlives the result; `relations` are all that a refusal can name. On
  // failure: every column that the file lacks, and every unknown time zone of the mapping.
  static tl::expected<ApprovalRows, Issues> bind(const ApprovalMapping& mapping, Row header, const TimeZones& zones,
                                                 Names relations);

  // Nothing: the row says `none`. `imported` is the instant of the import: nothing can have been given later.
  // Precondition: `row` has as many fields as the header.
  tl::expected<std::optional<ApprovalRow>, RowFault> convert(Row row, Instant imported) const;

  // The refusals in a faulty row, one for each account: in any of its readings (csv/reader.hpp), even if cells are
  // missing or too many. In that case its date is used only if cells are missing at the end, or the surplus cells are
  // empty.
  std::vector<ApprovalRow> refusals_in(const std::vector<std::vector<std::string>>& readings, Instant imported) const;

  // Only the account, if the row has a valid one, to name a rejected row; else empty.
  std::string account_of(Row row) const;

 private:
  ApprovalRows() = default;

  enum class Dates { relied_on, doubtful };
  tl::expected<std::optional<ApprovalRow>, RowFault> converted(Row row, Instant imported, Dates dates) const;
  // `opted_out`, `opted_in` or `none`. Sets `guessed` if the mapping does not know the word, but the word refuses.
  tl::expected<std::string_view, RowFault> choice_of(Row row, Names& scratch, bool& guessed) const;
  tl::expected<std::optional<StatedTime>, RowFault> date_of(Row row, Instant imported) const;
  // For an opt-in; `otherwise` if the row leaves it open.
  tl::expected<Coverage, RowFault> coverage_of(const Cell& cell, Row row, Coverage otherwise) const;
  tl::expected<evidence::OptInRecorded, RowFault> opt_in_of(Row row) const;
  std::optional<Coverage> scope_of(Row row) const;
  evidence::OptOutRecorded opt_out_of(Row row, bool& widened) const;
  struct Proof {
    std::string evidence;
    std::string notice;
    evidence::Grade grade = evidence::Grade::unknown;
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

}  // namespace assent::intake
