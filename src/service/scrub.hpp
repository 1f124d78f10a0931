// Scrubbing a list: each row of a CSV goes to the permitted or the refused list, with a reason, in the order read.
//
// No row is ever dropped: a row that cannot be read is refused, and a list with a row over the limit is invalid. Memory
// does not grow with the list. docs/scrub.md gives the formats.
//
// The permitted list has the columns and the bytes of the list. The refused list has two more columns, `reason` (the
// code) and `explanation` (in words). The list is read in pieces of whole rows, which several threads judge in
// parallel. The results are written in the order of the list.
#pragma once

#include "base/result.hpp"
#include "consent/reason.hpp"
#include "csv/pieces.hpp"
#include "explanation/language.hpp"
#include "service/circumstances.hpp"
#include "service/hashing_stream.hpp"
#include "service/header.hpp"
#include "service/list_beginning.hpp"
#include "service/scrub_judge.hpp"
#include "service/scrub_summary.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

namespace assent::service {

// Which column names the customer.
struct ListColumns {
  std::string account;    // empty and no telephone either: the first column called `account`, else `telephone`,
  std::string telephone;  //   `phone`, `msisdn` or `number`
  std::string country;    // of telephone numbers written without one (ISO 3166-1 alpha-2)
};

// How far a scrub has come: every row before `place` is in one of the results.
struct ScrubMark {
  csv::CsvPlace place;
  ScrubSummary summary;
  certificate::CertifiedFile list_read;  // the list as far as `place`
};

// What the list's first line says about its columns.
struct ListIdentifier {
  std::string column;
  std::size_t place = 0;
  bool telephone = false;
};
//   invalid  the list has no such column, or more than one, or none that names the customer
Result<ListIdentifier> identifier_in(const Header& header, const ListColumns& columns);

class Scrub {
 public:
  struct Options {
    unsigned threads = 2;
    std::size_t piece_bytes = csv::CsvPieceReader::kPieceBytes;  // of rows that are judged together
    std::uint64_t mark_bytes = std::uint64_t{64} << 20;          // of the list, at least, between marks
  };

  // Reads the list's first line. `list` outlives the scrub.
  //
  //   invalid      the list has no header or no column that names the customer
  //   unavailable  the list cannot be read
  static Result<std::unique_ptr<Scrub>> begin(ByteSource& list, const ListColumns& columns, Options options);
  static Result<std::unique_ptr<Scrub>> begin(ByteSource& list, const ListColumns& columns) {
    return begin(list, columns, Options{});
  }

  // Continues from a mark of an earlier scrub of the same list: rows before it are skipped, and nothing is written for
  // them. Fails as begin(), and
  //
  //   conflict     the list does not begin as it did then
  static Result<std::unique_ptr<Scrub>> resume(ByteSource& list, const ListColumns& columns, Options options,
                                               const ScrubMark& mark);

  const ListIdentifier& identifier() const { return identifier_; }

  // Called now and then from a thread of the scrub, when everything before the mark has gone to the sinks.
  using OnMark = std::function<Result<void>(const ScrubMark&)>;

  // Judges every row and writes it to one of the results, in the order of the list. `language` is the language of the
  // words.
  //
  //   invalid      a row is longer than CsvOptions::row_bytes_max
  //   unavailable  the list cannot be read, a result cannot be written, or `stop` was requested (scrub_stopped())
  //
  // `stop` is checked after each written piece. At a stop, `on_mark` is called once more, so that a later scrub can
  // continue after everything written. After a failure, do not use what was written since the last mark.
  Result<ScrubSummary> run(ScrubJudge& judge, explanation::Language language, HashingSink& permitted,
                           HashingSink& refused, const OnProgress& on_progress = {}, const OnMark& on_mark = {},
                           const std::stop_token& stop = {});

  // The list. Precondition: run() has read it.
  const certificate::CertifiedFile& list_file() const { return list_file_; }

 private:
  explicit Scrub(ByteSource& list, Options options)
      : options_(options), list_(list), reader_(list_, {}, options.piece_bytes) {}

  Result<void> read_first_line(const ListColumns& columns);
  Result<void> hash_beginning();

  class Pipeline;

  Options options_;
  ListBeginning list_;
  csv::CsvPieceReader reader_;
  evidence::Sha256Stream list_hash_;  // of the list as far as its results are written
  certificate::CertifiedFile list_file_;
  Header header_;
  ListIdentifier identifier_;
  std::optional<ScrubMark> resumed_;
};

// The error of a scrub that was stopped.
Error scrub_stopped();

}  // namespace assent::service
