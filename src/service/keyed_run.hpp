// A list whose rows are recorded under keys made from their content, so that a run can be repeated.
#pragma once

#include "csv/reader.hpp"
#include "reasons/row_reason.hpp"
#include "service/header.hpp"
#include "service/keyed_append.hpp"
#include "service/ledger_clock.hpp"
#include "service/notices.hpp"
#include "service/rejects.hpp"
#include "service/row_pipeline.hpp"

#include <algorithm>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assent::service {

// One row of a list that is being recorded. `Item` is what `take` passes to `fill` about it.
template <class Item>
struct KeyedRow {
  csv::CsvPosition at;
  std::string account;
  std::string raw;
  reasons::RowReasons fault{};          // set: goes to the rejects
  std::vector<ledger::Draft> drafts{};  // if there is no fault: one or more
  reasons::RowReasons mended{};         // the faults despite which it is recorded; empty: none
  Item item{};
  bool further = false;  // another item of the row before; not a row of its own
};

// Reads a CSV in batches, lets `fill` turn the rows into drafts or faults, and records the drafts.
template <class Item>
class KeyedRun {
 public:
  using Row = KeyedRow<Item>;

  KeyedRun(ledger::Ledger& ledger, ByteSource& source, RejectsTo rejects, const Clock& clock,
           const OnProgress& on_progress)
      : ledger_(ledger), reader_(source), rejects_(rejects), clock_(clock), on_progress_(on_progress) {}

  // The first row. Precondition: called once, before run().
  Result<Header> header() { return read_header(reader_); }

  // `take` makes a Row from the reader's current one. `rescue` gives the Rows that a faulty one still contains
  // (intake/refusal_law.hpp). `fill` gives the batch its drafts and faults. `refused` gets the accounts that now have a
  // refusal on record.
  template <class Take, class Rescue, class Fill, class Refused>
  Result<NoticeCounts> run(Take take, Rescue rescue, Fill fill, Refused refused) {
    constexpr std::size_t kBatchRows = 4096;
    const auto add = [&](const csv::CsvReader& reader, csv::CsvStep step, std::vector<Row>& batch) {
      if (step == csv::CsvStep::fault) add_faulty(batch, rescue(reader));
      else batch.push_back(take(reader));
    };
    const auto fill_and_record = [&](std::vector<Row>& batch) -> Result<void> {
      const Instant now = TRY(recording_instant(ledger_, clock_.now()));
      TRY(fill(batch, now));
      TRY(record(batch, now));
      std::vector<std::string> accounts;
      for (const Row& row : batch) {
        const bool refuses = std::any_of(row.drafts.begin(), row.drafts.end(), [](const ledger::Draft& each) {
          return each.entry.kind() == evidence::EntryKind::opt_out;
        });
        if (refuses) accounts.push_back(row.account);
      }
      return accounts.empty() ? Result<void>{} : refused(accounts, now);
    };
    TRY(run_batches<std::vector<Row>>(reader_, kBatchRows, 1, add, fill_and_record, on_progress_));
    TRY(rejects_.flush());
    return counts_;
  }

 private:
  void add_faulty(std::vector<Row>& batch, std::vector<Row> recovered) const {
    const csv::CsvFault& fault = reader_.fault();
    if (recovered.empty()) {
      Row& row = batch.emplace_back();
      row.at = fault.at;
      row.raw = std::string(reader_.raw());
      row.fault = {fault.reason};
    }
    for (Row& each : recovered) {
      Row& row = batch.emplace_back(std::move(each));
      row.further = batch.size() > 1 && &each != &recovered.front();
      row.at = fault.at;
      row.raw = std::string(reader_.raw());
      row.mended.insert(row.mended.begin(), reasons::mended(reasons::Mending::in_spite_of_fault, {fault.reason}));
    }
  }

  Result<void> record(const std::vector<Row>& batch, Instant now) {
    std::vector<ledger::Draft> drafts;
    std::vector<const Row*> rows;  // of each draft
    std::set<std::string_view> keys;
    for (const Row& row : batch) {
      for (const ledger::Draft& draft : row.drafts) {
        if (!keys.insert(draft.entry.key).second) continue;
        drafts.push_back(draft);
        rows.push_back(&row);
      }
    }
    const auto receipts = TRY(append_keyed(ledger_, drafts, now));
    std::set<const Row*> anew;
    for (std::size_t i = 0; i < drafts.size(); ++i) {
      const auto& receipt = (receipts)[i];
      if (receipt && !receipt->repeated) anew.insert(rows[i]);
    }
    for (const Row& row : batch) {
      if (row.further) continue;
      ++counts_.rows;
      if (row.drafts.empty()) ++counts_.rejected;
      else ++(anew.contains(&row) ? counts_.recorded : counts_.already);
      if (!row.drafts.empty() && !row.mended.empty()) ++counts_.mended;
      const reasons::RowReasons& told = row.drafts.empty() ? row.fault : row.mended;
      if (told.empty()) continue;
      TRY(rejects_.add(row.at, told, row.raw));
    }
    return {};
  }

  ledger::Ledger& ledger_;
  csv::CsvReader reader_;
  Rejects rejects_;
  const Clock& clock_;
  const OnProgress& on_progress_;
  NoticeCounts counts_;
};

}  // namespace assent::service
