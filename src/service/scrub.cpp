#include "service/scrub.hpp"

#include "csv/characters.hpp"
#include "csv/piece_rows.hpp"
#include "csv/writer.hpp"
#include "explanation/row_words.hpp"
#include "explanation/words.hpp"
#include "service/in_order.hpp"
#include "service/row_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <deque>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

namespace assent::service {
namespace scrubbing {

// A name for a new column that the list does not have yet.
std::string free_name(const Header& header, std::string name) {
  while (header.find(name)) name = "assent_" + name;
  return name;
}

std::string csv_quoted(std::string_view text) {
  std::string out;
  csv::append_csv_quoted(out, text);
  return out;
}

using Counts = std::array<std::uint64_t, 256>;  // by reason's number

// The end of a row: its line end, and for a refused row also its reason, if the reason says everything.
class Endings {
 public:
  explicit Endings(explanation::Language language) {
    of_permit_ = keep("\n");
    for (const Reason each : all_reasons()) {
      of_reason_[static_cast<std::size_t>(each)] =
          keep(fmt::format(",{},{}\n", to_string(each), csv_quoted(explanation::meaning(each, language))));
    }
  }
  std::string_view of(const Judgement& judgement) const {
    return judgement.outcome == Outcome::permit ? of_permit_ : of_reason_[static_cast<std::size_t>(judgement.reason)];
  }

 private:
  // Stored so that it can be appended in blocks.
  std::string_view keep(std::string ending) {
    const std::size_t size = ending.size();
    ending.resize(size + RowText::kBlock);
    return std::string_view(kept_.emplace_back(std::move(ending))).substr(0, size);
  }

  std::deque<std::string> kept_;
  std::string_view of_permit_;
  std::array<std::string_view, 256> of_reason_;
};

struct Output {
  csv::CsvPiece piece;
  RowText permitted;
  RowText refused;
  Counts counts{};
  std::uint64_t rows = 0;
  std::uint64_t permits = 0;
  std::uint64_t unreadable = 0;
  std::uint64_t unchanged = 0;
  std::optional<Error> failure;  // for a row of which nothing could be written, so that it would be lost
};

// Is it a fault of the list rather than of the row? Such a row is too long for the refused list, or some programs would
// see several rows in it.
bool ends_scrub(const csv::CsvFault& fault, std::string_view raw) {
  return raw.empty() || fault.kind == csv::CsvFaultKind::carriage_return ||
         csv::csv_written_size(csv::csv_storable(raw)) > csv::kCsvFieldBytesMax;
}

Error ended_by(const csv::CsvFault& fault) {
  std::string line = std::to_string(fault.at.line);
  for (std::size_t at = line.size(); at > 3;) line.insert(at -= 3, ",");  // a bare one could be a telephone number
  const bool carriage_return = fault.kind == csv::CsvFaultKind::carriage_return;
  return Error{ErrorCode::invalid,
               fmt::format("line {}: {}", line, explanation::say(fault.reason, explanation::Language::en)),
               carriage_return ? "then scrub the list again"
                               : "mend the list and scrub it again; most often a quote in or before that row is not "
                                 "closed"};
}

}  // namespace scrubbing

using scrubbing::csv_quoted;
using scrubbing::ended_by;
using scrubbing::Endings;
using scrubbing::ends_scrub;
using scrubbing::free_name;
using scrubbing::Output;

Result<ListIdentifier> identifier_in(const Header& header, const ListColumns& columns) {
  const auto called = [&](const std::string& name, bool telephone) {
    return header.needed(name).map([&](std::size_t place) { return ListIdentifier{name, place, telephone}; });
  };
  if (!columns.account.empty()) return called(columns.account, false);
  if (!columns.telephone.empty()) return called(columns.telephone, true);
  if (header.find("account")) return called("account", false);
  for (const char* name : {"telephone", "phone", "msisdn", "number"}) {
    if (header.find(name)) return called(name, true);
  }
  return fail(ErrorCode::invalid, "the list has no column that names the customer",
              header.mend_for("account", "name the column `account` or `telephone`, or say which column it is"));
}

// Judges the list's pieces in parallel, and writes them in the order of the list.
class Scrub::Pipeline {
 public:
  Pipeline(Scrub& scrub, ScrubJudge& judge, explanation::Language language, HashingSink& permitted,
           HashingSink& refused, const OnMark& on_mark, const std::stop_token& stop)
      : scrub_(scrub),
        judge_(judge),
        language_(language),
        endings_(language),
        permitted_(permitted),
        refused_(refused),
        on_mark_(on_mark),
        stop_(stop) {
    if (scrub.resumed_) summary_ = scrub.resumed_->summary;
    rows_written_ = summary_.rows;
    marked_at_ = scrub.reader_.place().offset;
  }

  Result<ScrubSummary> run(const OnProgress& on_progress) {
    if (!scrub_.resumed_) {
      TRY(write_headers());
    }
    const auto read = [&](Output& output, bool by_caller) -> Result<bool> {
      const bool more = TRY(scrub_.reader_.next(output.piece));
      if (more && by_caller && on_progress) on_progress({rows_written_, scrub_.reader_.place().offset});
      return more;
    };
    const auto worker = [&] {
      auto room = std::make_unique<Room>(scrub_.header_.columns.size(), scrub_.identifier_.place);
      return [this, room = std::move(room)](Output& output) { judge_piece(*room, output); };
    };
    const auto write = [&](Output& output) { return write_piece(output); };
    const bool all = TRY(InOrder<Output>(scrub_.options_.threads).run(read, worker, write));
    if (!all) return tl::unexpected(scrub_stopped());
    set_valid_until();
    scrub_.list_file_ = {scrub_.list_hash_.size(), scrub_.list_hash_.so_far()};
    return summary_;
  }

 private:
  // Rows that are judged together.
  struct Batch {
    std::vector<std::string_view> names;
    std::vector<std::string_view> raw;
    std::deque<std::string> unescaped;  // names that are not in the piece unchanged
    Judgements judged;
  };

  // One for each thread, for one piece after the other.
  struct Room {
    Room(std::size_t width, std::size_t column) : rows({}, width, column) {}
    csv::CsvPieceRows rows;
    Batch batch;
  };

  Result<bool> write_piece(const Output& output) {
    if (output.failure) return tl::unexpected(*output.failure);
    TRY(write_both(permitted_, output.permitted.text(), refused_, output.refused.text(), scrub_.list_hash_,
                   output.piece.text()));
    add(output);
    // What a mark says was written, has been written.
    const bool stops = stop_.stop_requested();
    TRY(mark(output.piece.end(), stops));
    return !stops;
  }

  void judge_piece(Room& room, Output& output) {
    csv::CsvPieceRows& rows = room.rows;
    Batch& batch = room.batch;
    const csv::CsvPiece& piece = output.piece;
    output.permitted.clear();
    output.refused.clear();
    output.counts.fill(0);
    output.rows = output.permits = output.unreadable = output.unchanged = 0;
    output.failure.reset();
    const std::string_view text = piece.text();
    const auto in_piece = [&](std::string_view field) {
      return field.data() >= text.data() && field.data() + field.size() <= text.data() + text.size();
    };
    const auto flush = [&] {
      judge_.judge(batch.names, batch.judged);
      if (auto lost = judge_.unavailable()) {
        output.failure = std::move(lost);
        return;
      }
      for (std::size_t i = 0; i < batch.names.size(); ++i) put(batch, i, output);
      batch.names.clear();
      batch.raw.clear();
      batch.unescaped.clear();
    };
    rows.begin(piece);
    for (;;) {
      const csv::CsvStep step = rows.next();
      if (step == csv::CsvStep::end) break;
      if (step == csv::CsvStep::fault) {
        flush();
        if (output.failure) return;
        if (ends_scrub(rows.fault(), rows.raw())) {
          output.failure = ended_by(rows.fault());
          return;
        }
        put_fault(rows, output);
        continue;
      }
      const std::string_view name = rows.field();
      batch.names.push_back(in_piece(name) ? name : batch.unescaped.emplace_back(name));
      batch.raw.push_back(rows.raw());
    }
    flush();
  }

  void put(const Batch& batch, std::size_t place, Output& output) {
    const Judgement& judgement = batch.judged.each[place];
    const std::string_view raw = batch.raw[place];
    ++output.rows;
    ++output.counts[static_cast<std::size_t>(judgement.reason)];
    if (judgement.outcome == Outcome::permit) ++output.permits;
    if (judgement.unchanged) {
      ++output.unchanged;
      return;
    }
    RowText& out = judgement.outcome == Outcome::permit ? output.permitted : output.refused;
    if (!batch.judged.words.empty() && judgement.outcome == Outcome::deny) {
      if (const auto words = batch.judged.words.find(place); words != batch.judged.words.end()) {
        out.append(raw);
        return put_words(judgement.reason, words->second, output);
      }
    }
    const std::string_view ending = endings_.of(judgement);
    out.make_room(raw.size() + ending.size());
    out.append_in_blocks(raw);
    out.append_in_blocks(ending);
  }

  void put_words(Reason reason, std::string_view words, Output& output) {
    output.refused.append(fmt::format(",{},{}\n", to_string(reason), csv_quoted(words)));
  }

  // A malformed row goes unchanged into the first column, except for what no field may contain, so that the refused
  // list itself is well-formed.
  void put_fault(const csv::CsvPieceRows& rows, Output& output) {
    ++output.rows;
    ++output.unreadable;
    ++output.counts[static_cast<std::size_t>(Reason::status_unknown)];
    output.refused.append(csv_quoted(csv::csv_storable(rows.raw())) +
                          std::string(scrub_.header_.columns.size() - 1, ','));
    put_words(Reason::status_unknown,
              fmt::format("{} (line {}: {})", explanation::meaning(Reason::status_unknown, language_), rows.line(),
                          explanation::say(rows.fault().reason, language_)),
              output);
  }

  Result<void> write_headers() {
    const Header& header = scrub_.header_;
    TRY(permitted_.write(header.raw + '\n'));
    return refused_.write(
        fmt::format("{},{},{}\n", header.raw, free_name(header, "reason"), free_name(header, "explanation")));
  }

  Result<void> mark(const csv::CsvPlace& reached, bool at_once) {
    const std::uint64_t wait = at_once ? 1 : scrub_.options_.mark_bytes;
    if (!on_mark_ || reached.offset - marked_at_ < wait) return {};
    marked_at_ = reached.offset;
    set_valid_until();
    return on_mark_({reached, summary_, {scrub_.list_hash_.size(), scrub_.list_hash_.so_far()}});
  }

  void add(const Output& output) {
    summary_.rows += output.rows;
    rows_written_ = summary_.rows;
    summary_.permitted += output.permits;
    summary_.refused += output.rows - output.permits;
    summary_.unreadable += output.unreadable;
    summary_.unchanged += output.unchanged;
    for (const Reason each : all_reasons()) {
      const std::uint64_t count = output.counts[static_cast<std::size_t>(each)];
      if (count > 0) summary_.by_reason[each] += count;
    }
  }

  void set_valid_until() {
    const Instant ends = std::min(judge_.permits_end(), summary_.valid_until.value_or(kNever));
    if (ends < kNever) summary_.valid_until = ends;
  }

  Scrub& scrub_;
  ScrubJudge& judge_;
  explanation::Language language_;
  Endings endings_;
  HashingSink& permitted_;
  HashingSink& refused_;
  const OnMark& on_mark_;
  const std::stop_token& stop_;

  // For the thread that writes.
  ScrubSummary summary_;
  std::uint64_t marked_at_ = 0;
  std::atomic<std::uint64_t> rows_written_ = 0;
};

Result<std::unique_ptr<Scrub>> Scrub::begin(ByteSource& list, const ListColumns& columns, Options options) {
  std::unique_ptr<Scrub> scrub(new Scrub(list, options));
  TRY(scrub->read_first_line(columns));
  TRY(scrub->hash_beginning());
  return scrub;
}

Result<std::unique_ptr<Scrub>> Scrub::resume(ByteSource& list, const ListColumns& columns, Options options,
                                             const ScrubMark& mark) {
  std::unique_ptr<Scrub> scrub(new Scrub(list, options));
  if (mark.list_read.bytes != mark.place.offset) {
    return fail(ErrorCode::conflict, "the journal does not describe the list up to where it was scrubbed",
                "begin again without `--resume`");
  }
  scrub->list_.expect(mark.list_read);
  TRY(scrub->read_first_line(columns));
  TRY(scrub->reader_.resume(mark.place));
  TRY(scrub->hash_beginning());
  scrub->resumed_ = mark;
  return scrub;
}

Result<void> Scrub::read_first_line(const ListColumns& columns) {
  header_ = TRY(read_header(reader_));
  identifier_ = TRY(identifier_in(header_, columns));
  return {};
}

Result<void> Scrub::hash_beginning() {
  list_hash_ = TRY(list_.leave(reader_.place().offset));
  return {};
}

Result<ScrubSummary> Scrub::run(ScrubJudge& judge, explanation::Language language, HashingSink& permitted,
                                HashingSink& refused, const OnProgress& on_progress, const OnMark& on_mark,
                                const std::stop_token& stop) {
  return Pipeline(*this, judge, language, permitted, refused, on_mark, stop).run(on_progress);
}

Error scrub_stopped() {
  return {ErrorCode::unavailable, "the scrub was stopped before its end", "continue it, or begin again"};
}

}  // namespace assent::service
