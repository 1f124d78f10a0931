// A text's rows on their way into the ledger: read and converted in the calling thread, recorded in another, in
// batches, in order.
#pragma once

#include "csv/reader.hpp"
#include "reasons/row_reason.hpp"
#include "service/circumstances.hpp"
#include "service/handover.hpp"

#include <algorithm>
#include <cstdint>
#include <exception>
#include <string>
#include <string_view>
#include <thread>
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

// `convert(reader, row)` fills the row's item or fault from the reader's current row; `record(batch)` gives a
// Result<void>. Where the reader finds fault with a row, `rescue(reader)` gives the items that it says all the same
// (intake/refusal_law.hpp), with what is told of each; none: it stays faulty. Stops at the first failure of either
// side.
template <class Item, class Convert, class Record, class Rescue>
Result<void> run_rows(CsvReader& reader, std::size_t batch_rows, Convert convert, Record record,
                      const OnProgress& on_progress, Rescue rescue) {
  constexpr std::size_t kBatchesWaitingMax = 3;
  Handover<RowBatch<Item>> handover(kBatchesWaitingMax);
  Result<void> recorded;
  std::exception_ptr thrown;
  std::jthread recorder([&] {
    try {
      while (auto batch = handover.take()) {
        recorded = record(*batch);
        if (!recorded) {
          handover.abandon();
          return;
        }
      }
    } catch (...) {
      thrown = std::current_exception();
      handover.abandon();
    }
  });

  // The recorder waits for what is read: it is told that nothing more comes, also where something was thrown.
  struct Finish {
    ~Finish() { handover.finish(); }
    Handover<RowBatch<Item>>& handover;
  } const finish{handover};

  Result<void> read;
  Progress progress;
  for (bool more = true; more;) {
    RowBatch<Item> batch;
    batch.rows.reserve(batch_rows);
    while (more && batch.rows.size() < batch_rows) {
      const auto step = reader.next();
      if (!step) read = tl::unexpected(step.error());
      more = step && *step != CsvStep::end;
      if (!more) break;
      auto& row = batch.rows.emplace_back();
      row.raw_begin = batch.raw.size();
      row.raw_size = reader.raw().size();
      batch.raw.append(reader.raw());
      row.at = {reader.line(), 0};
      if (*step == CsvStep::fault) {
        row.at = reader.fault().at;
        row.fault = {reader.fault().reason};
        recover(batch, rescue(std::as_const(reader)));
      } else {
        convert(std::as_const(reader), row);
      }
    }
    progress.rows += static_cast<std::uint64_t>(
        std::count_if(batch.rows.begin(), batch.rows.end(), [](const auto& row) { return !row.further; }));
    progress.bytes += batch.raw.size() + batch.rows.size();
    if (!batch.rows.empty() && !handover.give(std::move(batch))) break;
    if (on_progress) on_progress(progress);
  }
  handover.finish();
  recorder.join();
  if (thrown) std::rethrow_exception(thrown);
  return recorded ? read : recorded;
}

// Likewise; what the reader finds fault with stays faulty.
template <class Item, class Convert, class Record>
Result<void> run_rows(CsvReader& reader, std::size_t batch_rows, Convert convert, Record record,
                      const OnProgress& on_progress) {
  return run_rows<Item>(reader, batch_rows, convert, record, on_progress,
                        [](const CsvReader&) { return std::vector<Recovered<Item>>(); });
}

}  // namespace assent
