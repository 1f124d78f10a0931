// A text's rows on their way into the ledger: in batches, in order, one batch read and converted while another is
// recorded.
#pragma once

#include "csv/reader.hpp"
#include "reasons/row_reason.hpp"
#include "service/circumstances.hpp"
#include "service/in_order.hpp"

#include <atomic>
#include <cstdint>
#include <exception>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assent {

template <class Item>
struct RowBatch {
  struct Row {
    CsvPosition at;
    RowReasons fault;      // set: the row is not to be recorded
    RowReasons told;       // where it is recorded: in spite of what; empty: it is as written
    bool further = false;  // what the row before says besides; no row of its own
    Item item{};
    std::size_t raw_begin = 0;
    std::size_t raw_size = 0;
  };
  std::vector<Row> rows;
  std::string raw;  // the rows as they stood

  std::string_view raw_of(const Row& row) const { return std::string_view(raw).substr(row.raw_begin, row.raw_size); }
  std::size_t size() const { return rows.size(); }
  void clear() {
    rows.clear();
    raw.clear();
  }
};

// What a faulty row says all the same, and how that was understood (empty: as it stands).
template <class Item>
struct Recovered {
  Item item;
  RowReasons told;
};

// Puts the items in the place of the batch's last row, which is faulty.
template <class Item>
void recover(RowBatch<Item>& batch, std::vector<Recovered<Item>> items) {
  if (items.empty()) return;
  const typename RowBatch<Item>::Row faulty = batch.rows.back();
  batch.rows.pop_back();
  for (Recovered<Item>& each : items) {
    auto& row = batch.rows.emplace_back(faulty);
    row.further = &each != &items.front();
    row.fault.clear();
    row.told = {mended(Mending::in_spite_of_fault, faulty.fault)};
    add(row.told, std::move(each.told));
    row.item = std::move(each.item);
  }
}

// `add(reader, step, batch)` adds the reader's current row to the batch, with `step` `row` or `fault`; `record(batch)`
// gives a Result<void>. Each is called by one thread at a time; of one thread, that is the caller's. Stops at the first
// failure of either side. What was read before reading failed, or threw, is recorded.
template <class Batch, class Add, class Record>
Result<void> run_batches(CsvReader& reader, std::size_t batch_rows, unsigned threads, const Add& add,
                         const Record& record, const OnProgress& on_progress) {
  std::atomic<std::uint64_t> rows = 0;
  std::atomic<std::uint64_t> bytes = 0;
  bool ended = false;
  Result<void> reading;
  std::exception_ptr thrown;
  const auto read = [&](Batch& batch, bool) -> Result<bool> {
    batch.clear();
    try {
      while (!ended && batch.size() < batch_rows) {
        const auto step = reader.next();
        if (!step) reading = tl::unexpected(step.error());
        ended = !step || *step == CsvStep::end;
        if (ended) break;
        ++rows;
        bytes += reader.raw().size() + 1;
        add(std::as_const(reader), *step, batch);
      }
    } catch (...) {
      ended = true;
      thrown = std::current_exception();
      return false;
    }
    return batch.size() > 0;
  };
  const auto worker = [] { return [](Batch&) {}; };
  const auto write = [&](Batch& batch) -> Result<bool> {
    TRY(record(batch));
    return true;
  };
  const auto on_step = [&] {
    if (on_progress) on_progress({rows, bytes});
  };
  const auto recorded = InOrder<Batch>(threads).run(read, worker, write, on_step);
  if (thrown) std::rethrow_exception(thrown);
  if (!recorded) return tl::unexpected(recorded.error());
  return reading;
}

// `convert(reader, row)` fills the row's item or fault from the reader's current row; `record(batch)` gives a
// Result<void>. Where the reader finds fault with a row, `rescue(reader)` gives the items that it says all the same
// (intake/refusal_law.hpp), with what is told of each; none: it stays faulty. As run_batches().
template <class Item, class Convert, class Record, class Rescue>
Result<void> run_rows(CsvReader& reader, std::size_t batch_rows, Convert convert, Record record,
                      const OnProgress& on_progress, Rescue rescue) {
  constexpr unsigned kThreads = 2;
  const auto add = [&](const CsvReader& read, CsvStep step, RowBatch<Item>& batch) {
    auto& row = batch.rows.emplace_back();
    row.raw_begin = batch.raw.size();
    row.raw_size = read.raw().size();
    batch.raw.append(read.raw());
    row.at = {read.line(), 0};
    if (step == CsvStep::fault) {
      row.at = read.fault().at;
      row.fault = {read.fault().reason};
      recover(batch, rescue(read));
    } else {
      convert(read, row);
    }
  };
  return run_batches<RowBatch<Item>>(reader, batch_rows, kThreads, add, record, on_progress);
}

// Likewise; what the reader finds fault with stays faulty.
template <class Item, class Convert, class Record>
Result<void> run_rows(CsvReader& reader, std::size_t batch_rows, Convert convert, Record record,
                      const OnProgress& on_progress) {
  return run_rows<Item>(reader, batch_rows, convert, record, on_progress,
                        [](const CsvReader&) { return std::vector<Recovered<Item>>(); });
}

}  // namespace assent
