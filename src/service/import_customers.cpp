#include "service/import_customers.hpp"

#include "csv/reader.hpp"
#include "intake/customers.hpp"
#include "service/first_lines.hpp"
#include "service/header.hpp"
#include "service/rejects.hpp"
#include "service/row_pipeline.hpp"

#include <fmt/format.h>

#include <memory>
#include <utility>
#include <vector>

namespace assent {
namespace {

struct Item {
  CustomerRow row;
  CsvPosition left_out_at;
};
using Batch = RowBatch<Item>;

// The recording side: holds each batch against the ledger and appends what differs.
class Recording {
 public:
  Recording(Ledger& ledger, const Circumstances& circumstances, Instant started, ByteSink& rejects, const Clock& clock,
            bool rehearsal)
      : ledger_(ledger),
        circumstances_(circumstances),
        effective_(circumstances.effective.value_or(started)),
        rejects_(rejects),
        clock_(clock),
        rehearsal_(rehearsal) {}

  Result<void> record(Batch& batch) {
    std::vector<std::string_view> accounts;
    for (const auto& row : batch.rows) {
      if (row.fault.empty()) accounts.push_back(row.item.row.account);
    }
    const auto latest = ledger_.latest(accounts, EntryKind::customer);
    if (!latest) return tl::unexpected(latest.error());

    std::vector<Draft> drafts;
    drafts.reserve(accounts.size());
    auto on_record = latest->begin();
    for (auto& row : batch.rows) {
      ++counts_.rows;
      if (row.fault.empty()) consider(row, *on_record++, drafts);
      if (const auto added = reject(row, batch.raw_of(row)); !added) return added;
    }
    if (rehearsal_ || drafts.empty()) return {};
    const auto receipts = ledger_.append(drafts, clock_.now());
    if (!receipts) return tl::unexpected(receipts.error());
    return {};
  }

  Result<ImportCounts> finish() {
    if (const auto flushed = rejects_.flush(); !flushed) return tl::unexpected(flushed.error());
    return counts_;
  }

 private:
  Result<void> reject(const Batch::Row& row, std::string_view raw) {
    if (!row.fault.empty()) {
      ++counts_.faulty;
      return rejects_.add(row.at, row.fault, raw);
    }
    const auto& left_out = row.item.row.left_out;
    if (!left_out) return {};
    ++counts_.incomplete;
    const std::string_view rest = rehearsal_ ? "" : "; the rest of the row is on record";
    return rejects_.add(row.item.left_out_at, fmt::format("{}{}", left_out->reason, rest), raw);
  }

  void consider(Batch::Row& row, const std::optional<Recorded>& on_record, std::vector<Draft>& drafts) {
    CustomerRow& item = row.item.row;
    Instant effective = effective_;
    if (on_record) {
      const Entry& before = on_record->entry;
      if (std::get<CustomerRecorded>(before.body) == item.customer) {
        ++counts_.unchanged;
        return;
      }
      if (before.effective > effective) {
        // A present that lies before what is on record comes of a clock that was set back: the order is kept.
        if (circumstances_.effective || before.effective > before.recorded) {
          row.fault = fmt::format(
              "a later state of this customer is on record, from `{}`; import it as of that instant "
              "or later",
              to_string(before.effective));
          return;
        }
        effective = before.effective;
      }
    }
    ++(on_record ? counts_.changed : counts_.added);
    Draft& draft = drafts.emplace_back();
    draft.entry.account = std::move(item.account);
    draft.entry.effective = effective;
    draft.entry.actor = circumstances_.actor;
    draft.entry.channel = circumstances_.channel;
    draft.entry.body = std::move(item.customer);
    draft.effective_is_now = !circumstances_.effective;
  }

  Ledger& ledger_;
  const Circumstances& circumstances_;
  const Instant effective_;
  Rejects rejects_;
  const Clock& clock_;
  const bool rehearsal_;
  ImportCounts counts_;
};

struct Import {
  const OpenText& open;
  const CustomerMapping& mapping;
  const TimeZones& zones;
  const Telephones& telephones;
  const Names& services;
  Ledger& ledger;
  const Circumstances& circumstances;
  ByteSink& rejects;
  const Clock& clock;
  const ImportOptions& options;
  const OnProgress& on_progress;

  Result<ImportCounts> run(Instant started, bool rehearsal) const {
    const auto source = open();
    if (!source) return tl::unexpected(source.error());
    CsvOptions csv;
    csv.delimiter = mapping.delimiter;
    CsvReader reader(**source, csv);
    const auto header = read_header(reader);
    if (!header) return tl::unexpected(header.error());
    const auto rows = CustomerRows::bind(mapping, reader.fields(), zones, telephones, services);
    if (!rows) return fail(ErrorCode::invalid, lines_of(rows.error()));

    FirstLines first_lines;
    std::uint64_t repeated = 0;
    const auto convert = [&](const CsvReader& at, Batch::Row& row) {
      auto converted = rows->convert(at.fields());
      if (!converted) {
        row.at = at.position_of(converted.error().field);
        row.fault = std::move(converted.error().reason);
      } else if (const auto earlier = first_lines.earlier(converted->account, at.line())) {
        row.fault = fmt::format("the account is in line {} already, which counts; leave one of them out", *earlier);
        ++repeated;
      } else {
        if (converted->left_out) row.item.left_out_at = at.position_of(converted->left_out->field);
        row.item.row = *std::move(converted);
      }
    };
    Recording recording(ledger, circumstances, started, rejects, clock, rehearsal);
    const auto done = run_rows<Item>(
        reader, options.batch_rows, convert, [&](Batch& batch) { return recording.record(batch); }, on_progress);
    if (!done) return tl::unexpected(done.error());
    auto counts = recording.finish();
    if (counts) counts->repeated = repeated;
    return counts;
  }
};

}  // namespace

Result<ImportCounts> import_customers(const OpenText& open, const CustomerMapping& mapping, const TimeZones& zones,
                                      const Telephones& telephones, const Names& services, Ledger& ledger,
                                      const Circumstances& circumstances, ByteSink& rejects, const Clock& clock,
                                      const ImportOptions& options, const OnProgress& on_progress) {
  const Instant started = clock.now();
  const Import import{open,          mapping, zones, telephones, services,   ledger,
                      circumstances, rejects, clock, options,    on_progress};
  if (options.strict) {
    auto rehearsed = import.run(started, true);
    if (!rehearsed) return rehearsed;
    if (rehearsed->faulty + rehearsed->incomplete > 0) {
      rehearsed->faulty += std::exchange(rehearsed->incomplete, 0);  // not even the rest of them was recorded
      rehearsed->added = rehearsed->changed = rehearsed->unchanged = 0;
      rehearsed->imported = false;
      return rehearsed;
    }
  }
  return import.run(started, false);
}

}  // namespace assent
