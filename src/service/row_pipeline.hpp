// A text's rows on their way into the ledger: in batches and in order. One batch is read and converted while another is
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

namespace assent::service {

template <class Item>
struct RowBatch {
  struct Row {
    csv::CsvPosition at;
    reasons::RowReasons fault;  // set: the row is not to be recorded
    reasons::RowReasons told;   // if it is recorded: despite which faults; empty: as written
    bool further = false;       // another item of the row before; not a row of its own
    Item item{};
    std::size_t raw_begin = 0;
    std::size_t raw_size = 0;
  };
  std::vector<Row> rows;
  std::string raw;  // the rows as written

  std::string_view raw_of(const Row& row) const { return std::string_view(raw).substr(row.raw_begin, row.raw_size); }
  std::size_t size() const { return rows.size(); }
  void clear() {
    rows.clear();
    raw.clear();
  }
};

// What a faulty row still says, and how it was understood (empty: as written).
template <class Item>
struct Recovered {
  Item item;
  reasons::RowReasons told;
};

// Replaces the batch's last row, which is faulty, by the items.
template <class Item>
void recover(RowBatch<Item>& batch, std::vector<Recovered<Item>> items) {
  if (items.empty()) return;
  const typename RowBatch<Item>::Row faulty = batch.rows.back();
  batch.rows.pop_back();
  for (Recovered<Item>& each : items) {
    auto& row = batch.rows.emplace_back(faulty);
    row.further = &each != &items.front();
    row.fault.clear();
    row.told = {reasons::mended(reasons::Mending::in_spite_of_fault, faulty.fault)};
    reasons::add(row.told, std::move(each.told));
    row.item = std::move(each.item);
  }
}

// `add(reader, step, batch)` adds the reader's current row to the batch, with `step` `row` or `fault`; `record(batch)`
// gives a Result<void>. Each is called by one thread at a time; with one thread, that is the caller's. Stops at the
// first failure of either side. Everything read before a failure or exception of the reader is recorded.
template <class Batch, class Add, class Record>
Result<void> run_batches(csv::CsvReader& reader, std::size_t batch_rows, unsigned threads, const Add& add,
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
        ended = !step || *step == csv::CsvStep::end;
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
// Result<void>. If the reader finds a fault in a row, `rescue(reader)` gives the items that the row still contains
// (intake/refusal_law.hpp), with what to report about each; none: it stays faulty. Otherwise as run_batches().
template <class Item, class Convert, class Record, class Rescue>
Result<void> run_rows(csv::CsvReader& reader, std::size_t batch_rows, Convert convert, Record record,
                      const OnProgress& on_progress, Rescue rescue) {
  constexpr unsigned kThreads = 2;
  const auto add = [&](const csv::CsvReader& read, csv::CsvStep step, RowBatch<Item>& batch) {
    auto& row = batch.rows.emplace_back();
    row.raw_begin = batch.raw.size();
    row.raw_size = read.raw().size();
    batch.raw.append(read.raw());
    row.at = {read.line(), 0};
    if (step == csv::CsvStep::fault) {
      row.at = read.fault().at;
      row.fault = {read.fault().reason};
      recover(batch, rescue(read));
    } else {
      convert(read, row);
    }
  };
  return run_batches<RowBatch<Item>>(reader, batch_rows, kThreads, add, record, on_progress);
}

// The same; a row in which the reader finds a fault stays faulty.
template <class Item, class Convert, class Record>
Result<void> run_rows(csv::CsvReader& reader, std::size_t batch_rows, Convert convert, Record record,
                      const OnProgress& on_progress) {
  return run_rows<Item>(reader, batch_rows, convert, record, on_progress,
                        [](const csv::CsvReader&) { return std::vector<Recovered<Item>>(); });
}

}  // namespace assent::service
