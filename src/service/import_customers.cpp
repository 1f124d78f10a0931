#include "service/import_customers.hpp"

#include "csv/reader.hpp"
#include "intake/customers.hpp"
#include "service/first_lines.hpp"
#include "service/header.hpp"
#include "service/rejects.hpp"
#include "service/row_pipeline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace assent {
namespace {

struct Item {
  CustomerRow row;
  CsvPosition left_out_at;
  std::uint64_t earlier = 0;  // line of the account's first row; 0: this is it
};
using Batch = RowBatch<Item>;

// What holds where two rows speak of one account: who has left according to any has left, and has the services of all.
CustomerRecorded stricter(const CustomerRecorded& first, const CustomerRecorded& later) {
  CustomerRecorded result = first;
  if (later.state == CustomerState::former) result.state = CustomerState::former;
  std::erase_if(result.services, [&](const std::string& service) { return !contains(later.services, service); });
  return result;
}

// What cannot be read of who has left stays as it is on record.
void keep_unread(CustomerRow& row, const CustomerRecorded& on_record) {
  CustomerRecorded& customer = row.customer;
  if (row.unread.kind) customer.kind = on_record.kind;
  if (row.unread.language) customer.language = on_record.language;
  if (row.unread.time_zone) customer.time_zone = on_record.time_zone;
  if (row.unread.services) customer.services = on_record.services;
  if (!row.unread.contact) return;
  customer.telephones = on_record.telephones;
  customer.mails = on_record.mails;
  customer.address = on_record.address;
}

// The recording side: holds each batch against the ledger and appends what differs.
//
// A row that contradicts an earlier one of its account makes a further entry, so that it does not matter how far apart
// they stand. When the same file comes again, its first row therefore differs from what is on record. Such a row is
// held until the others have come, or the end of the file.
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

    drafts_.clear();
    draft_of_.clear();
    auto on_record = latest->begin();
    for (auto& row : batch.rows) {
      if (!row.further) ++counts_.rows;
      if (row.fault.empty()) {
        const auto& before = *on_record++;
        if (row.item.earlier == 0) {
          if (const auto considered = consider(row, before); !considered) return considered;
        } else {
          settle(row, before);
        }
      }
      if (const auto added = reject(row, batch.raw_of(row)); !added) return added;
    }
    return append();
  }

  Result<ImportCounts> finish() {
    drafts_.clear();
    for (auto& [account, held] : held_) {
      ++counts_.changed;
      draft(account, std::move(held.said), held.effective);
    }
    if (const auto appended = append(); !appended) return tl::unexpected(appended.error());
    if (const auto flushed = rejects_.flush(); !flushed) return tl::unexpected(flushed.error());
    return counts_;
  }

 private:
  // The first row of an account that was on record with more, as the row says, before what is on record now.
  struct Held {
    CustomerRecorded said;  // by this row, and what later ones make of it
    CustomerRecorded on_record;
    Instant effective;
  };

  Result<void> append() {
    if (rehearsal_ || drafts_.empty()) return {};
    const auto receipts = ledger_.append(drafts_, clock_.now());
    if (!receipts) return tl::unexpected(receipts.error());
    return {};
  }

  Result<void> reject(const Batch::Row& row, std::string_view raw) {
    if (row.further) return {};
    if (row.fault.empty() && !row.told.empty()) {
      ++counts_.incomplete;
      return rejects_.add(row.at, fmt::format("{}; the customer is on record as former", row.told), raw);
    }
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

  Result<void> consider(Batch::Row& row, const std::optional<Recorded>& on_record) {
    CustomerRow& item = row.item.row;
    Instant effective = effective_;
    if (!on_record && item.damaged) {
      row.fault = "the row is damaged, and its account is not on record; mend it";
      return {};
    }
    if (on_record) {
      keep_unread(item, std::get<CustomerRecorded>(on_record->entry.body));
      const auto& before = std::get<CustomerRecorded>(on_record->entry.body);
      if (before == item.customer) {
        ++counts_.unchanged;
        return {};
      }
      const auto after = effective_after(on_record->entry, row);
      if (!after) return {};
      effective = *after;
      if (stricter(item.customer, before) == before) {
        const auto once = was_on_record(item);
        if (!once) return tl::unexpected(once.error());
        if (*once) {
          held_.emplace(std::move(item.account), Held{std::move(item.customer), before, effective});
          return {};
        }
      }
    }
    ++(on_record ? counts_.changed : counts_.added);
    draft(std::move(item.account), std::move(item.customer), effective);
    return {};
  }

  // A later row of an account: nothing that it says loosens anything.
  void settle(Batch::Row& row, const std::optional<Recorded>& on_record) {
    CustomerRow& item = row.item.row;
    ++counts_.repeated;
    row.fault = fmt::format("the account is in line {} already{}; leave one of them out", row.item.earlier,
                            rehearsal_ ? "" : ", which counts");
    if (rehearsal_) return;  // what the earlier row said is not on record
    const auto held = held_.find(item.account);
    const auto drafted = draft_of_.find(item.account);
    const CustomerRecorded* so_far = nullptr;
    Instant effective = effective_;
    if (held != held_.end()) {
      so_far = &held->second.said;
    } else if (drafted != draft_of_.end()) {
      const Entry& entry = drafts_[drafted->second].entry;
      so_far = &std::get<CustomerRecorded>(entry.body);
      effective = entry.effective;
    } else if (on_record) {
      so_far = &std::get<CustomerRecorded>(on_record->entry.body);
      keep_unread(item, *so_far);
      if (*so_far != item.customer) {
        const auto after = effective_after(on_record->entry, row);
        if (!after) return;
        effective = *after;
      }
    }
    if (so_far != nullptr) keep_unread(item, *so_far);
    if (so_far == nullptr || *so_far == item.customer) return;

    ++counts_.contradicting;
    CustomerRecorded made = stricter(*so_far, item.customer);
    row.fault = fmt::format(
        "the account is in line {0} already, and the rows contradict each other; it is on record as {1}, without any "
        "service that one of them lacks, and otherwise as in line {0}; leave the wrong one out",
        row.item.earlier, made.state == CustomerState::former ? "former" : "active");
    if (made == *so_far) return;
    if (held == held_.end()) {
      draft(std::move(item.account), std::move(made), effective);
    } else if (made != held->second.on_record) {
      held->second.said = std::move(made);
    } else {
      ++counts_.unchanged;
      held_.erase(held);
    }
  }

  // From when it counts after what is on record; where nothing may come after that, the row gets a fault.
  std::optional<Instant> effective_after(const Entry& before, Batch::Row& row) const {
    if (before.effective <= effective_) return effective_;
    // A present that lies before what is on record comes of a clock that was set back: the order is kept.
    if (!circumstances_.effective && before.effective <= before.recorded) return before.effective;
    row.fault = fmt::format(
        "a later state of this customer is on record, from `{}`; import it as of that instant "
        "or later",
        to_string(before.effective));
    return std::nullopt;
  }

  Result<bool> was_on_record(const CustomerRow& row) const {
    const auto entries = ledger_.entries_of(row.account);
    if (!entries) return tl::unexpected(entries.error());
    return std::any_of(entries->begin(), entries->end(), [&](const Recorded& each) {
      const auto* customer = std::get_if<CustomerRecorded>(&each.entry.body);
      return customer != nullptr && *customer == row.customer;
    });
  }

  void draft(std::string account, CustomerRecorded customer, Instant effective) {
    draft_of_.insert_or_assign(account, drafts_.size());
    Draft& draft = drafts_.emplace_back();
    draft.entry.account = std::move(account);
    draft.entry.effective = effective;
    draft.entry.actor = circumstances_.actor;
    draft.entry.channel = circumstances_.channel;
    draft.entry.body = std::move(customer);
    draft.entry.run = circumstances_.run;
    draft.effective_is_now = !circumstances_.effective;
  }

  Ledger& ledger_;
  const Circumstances& circumstances_;
  const Instant effective_;
  Rejects rejects_;
  const Clock& clock_;
  const bool rehearsal_;
  ImportCounts counts_;
  std::vector<Draft> drafts_;                              // of this batch
  std::unordered_map<std::string, std::size_t> draft_of_;  // the last of each account
  std::map<std::string, Held> held_;
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
    const auto header = read_header(reader, DelimiterFrom::mapping);
    if (!header) return tl::unexpected(header.error());
    const auto rows = CustomerRows::bind(mapping, reader.fields(), zones, telephones, services);
    if (!rows) return fail(ErrorCode::invalid, lines_of(rows.error()));

    FirstLines first_lines;
    const auto convert = [&](const CsvReader& at, Batch::Row& row) {
      auto converted = rows->convert(at.fields());
      if (!converted) {
        row.at = at.position_of(converted.error().field);
        row.fault = std::move(converted.error().reason);
      } else {
        row.item.earlier = first_lines.earlier(converted->account, at.line()).value_or(0);
        if (converted->left_out) row.item.left_out_at = at.position_of(converted->left_out->field);
        row.item.row = *std::move(converted);
      }
    };
    const auto rescue = [&](const CsvReader& at) {
      std::vector<Recovered<Item>> leavers;
      for (CustomerRow& each : rows->leavers_in(at.readings())) {
        Item item;
        item.earlier = first_lines.earlier(each.account, at.line()).value_or(0);
        item.row = std::move(each);
        leavers.push_back({std::move(item), {}});
      }
      return leavers;
    };
    Recording recording(ledger, circumstances, started, rejects, clock, rehearsal);
    const auto done = run_rows<Item>(
        reader, options.batch_rows, convert, [&](Batch& batch) { return recording.record(batch); }, on_progress,
        rescue);
    if (!done) return tl::unexpected(done.error());
    return recording.finish();
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
  if (options.strict || options.faulty_max) {
    auto rehearsed = import.run(started, true);
    if (!rehearsed) return rehearsed;
    const bool too_many = options.faulty_max && options.faulty_max->exceeded(rehearsed->faulty, rehearsed->rows);
    if (too_many || (options.strict && rehearsed->faulty + rehearsed->incomplete > 0)) {
      rehearsed->faulty += std::exchange(rehearsed->incomplete, 0);  // not even the rest of them was recorded
      rehearsed->added = rehearsed->changed = rehearsed->unchanged = 0;
      rehearsed->imported = false;
      return rehearsed;
    }
  }
  return import.run(started, false);
}

}  // namespace assent
