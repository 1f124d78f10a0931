#include "service/import_customers.hpp"

#include "consent/kept_account.hpp"
#include "csv/reader.hpp"
#include "intake/customers.hpp"
#include "service/absent_customers.hpp"
#include "service/first_lines.hpp"
#include "service/header.hpp"
#include "service/kept_refusals.hpp"
#include "service/rejects.hpp"
#include "service/row_pipeline.hpp"
#include "service/suspected_links.hpp"

#include <boost/unordered/unordered_flat_set.hpp>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

namespace assent::service {

using evidence::CustomerRecorded;
namespace {

struct CustomerItem {
  intake::CustomerRow row;
  csv::CsvPosition left_out_at;
  std::uint64_t earlier = 0;  // line of the account's first row; 0: this row
};
using CustomerBatch = RowBatch<CustomerItem>;

// The accounts that the file names.
struct Named {
  FirstLines first_lines;                                // of rows that can be used
  boost::unordered_flat_set<std::uint64_t> unused_rows;  // hashes of the accounts of the other rows

  bool holds(std::uint64_t hash) const { return first_lines.holds(hash) || unused_rows.contains(hash); }
  void add_unused(std::string_view account) {
    if (!account.empty()) unused_rows.insert(index::spread(account));
  }
};

void add_missing(Names& names, const Names& others) {
  for (const std::string& each : others) {
    if (!contains(names, each)) names.push_back(each);
  }
}

// Whether the rows agree in everything except telephone numbers and e-mail addresses.
bool differ_in_contacts_only(CustomerRecorded one, CustomerRecorded other) {
  for (CustomerRecorded* each : {&one, &other}) {
    each->telephones.clear();
    each->email_addresses.clear();
  }
  return one == other;
}

const std::string& first_said(const std::string& one, const std::string& other) {
  return one.empty() || (!other.empty() && other < one) ? other : one;
}

// What counts if two rows name one account, whichever comes first: a customer who is former in any row is former, and
// has only the services that all rows have. If time zones differ, none counts, so that days begin with the last of the
// footprint's zones. An unknown language would match any notice, so one of the two languages counts. A refusal from any
// of the customer's numbers is theirs.
CustomerRecorded stricter(const CustomerRecorded& first, const CustomerRecorded& later) {
  CustomerRecorded result = first;
  if (later.state == CustomerState::former) result.state = CustomerState::former;
  result.kind = std::min(first.kind, later.kind);
  result.language = first_said(first.language, later.language);
  if (first.time_zone != later.time_zone) result.time_zone.clear();
  const auto& [one, other] = std::tie(first.address, later.address);
  if (std::tie(other.lines, other.country) < std::tie(one.lines, one.country)) result.address = other;
  std::erase_if(result.services, [&](const std::string& service) { return !contains(later.services, service); });
  add_missing(result.telephones, later.telephones);
  add_missing(result.email_addresses, later.email_addresses);
  result.source_system = first_said(first.source_system, later.source_system);
  if (later.activated && (!first.activated || *later.activated < *first.activated)) result.activated = later.activated;
  return result;
}

// The same fact in words.
reasons::RowReasons told_of(const CustomerRecorded& first, const CustomerRecorded& later,
                            const CustomerRecorded& made) {
  reasons::RowReasons told{made.state == CustomerState::former ? reasons::RowPhrase::as_former
                                                               : reasons::RowPhrase::as_active};
  if (first.time_zone != later.time_zone) told.emplace_back(reasons::RowPhrase::without_time_zone);
  if (first.language != later.language) {
    told.push_back({reasons::RowPhrase::with_language, {{"language", made.language}}});
  }
  if (first.kind != later.kind) told.emplace_back(reasons::RowPhrase::as_residential);
  if (first.address != later.address) told.emplace_back(reasons::RowPhrase::with_first_address);
  return told;
}

// What cannot be read about a customer who left stays as it is on record.
void keep_unread(intake::CustomerRow& row, const CustomerRecorded& on_record) {
  CustomerRecorded& customer = row.customer;
  if (row.unread.kind) customer.kind = on_record.kind;
  if (row.unread.language) customer.language = on_record.language;
  if (row.unread.time_zone) customer.time_zone = on_record.time_zone;
  if (row.unread.services) customer.services = on_record.services;
  if (!row.unread.contact) return;
  customer.telephones = on_record.telephones;
  customer.email_addresses = on_record.email_addresses;
  customer.address = on_record.address;
  customer.source_system = on_record.source_system;
  customer.activated = on_record.activated;
}

// The recording side: compares each batch with the ledger and appends what differs.
//
// A row that contradicts an earlier one of its account makes another entry, however far apart they are. So when the
// same file comes again, its first row differs from what is on record. Such a row waits for the other rows, or for the
// end of the file.
class RecordingCustomers {
 public:
  RecordingCustomers(ledger::Ledger& ledger, const Circumstances& circumstances, Instant started, RejectsTo rejects,
                     const Clock& clock, bool rehearsal, bool first_import)
      : ledger_(ledger),
        circumstances_(circumstances),
        effective_(circumstances.effective.value_or(started)),
        rejects_(rejects),
        clock_(clock),
        rehearsal_(rehearsal),
        first_import_(first_import),
        suspicion_(ledger) {}

  Result<void> record(CustomerBatch& batch) {
    std::vector<std::string_view> accounts;
    for (const auto& row : batch.rows) {
      if (row.fault.empty()) accounts.push_back(row.item.row.account);
    }
    const auto latest = TRY(ledger_.latest(accounts, evidence::EntryKind::customer));

    drafts_.clear();
    draft_of_.clear();
    owners_.clear();
    moved_.clear();
    auto on_record = latest.begin();
    for (auto& row : batch.rows) {
      if (!row.further) ++counts_.rows;
      if (row.fault.empty()) {
        const auto& before = *on_record++;
        if (row.item.earlier == 0 && before && is_active(before->entry)) ++active_on_record_;
        note_numbers(row, before, batch.raw_of(row));
        if (row.item.earlier == 0) {
          TRY(consider(row, before));
        } else {
          settle(row, before);
        }
      }
      TRY(reject(row, batch.raw_of(row)));
    }
    return append();
  }

  // On record as active, and in the file.
  std::uint64_t active_on_record() const { return active_on_record_; }

  Result<ImportCounts> finish(const Named& named, const std::vector<ledger::LogHead>& heads,
                              const ImportOptions& options) {
    drafts_.clear();
    owners_.clear();
    moved_.clear();
    for (auto& [account, held] : held_) {
      ++counts_.changed;
      draft(account, std::move(held.said), held.effective);
    }
    TRY(append());
    TRY(look_for_absent(named, heads, options));
    TRY(rejects_.flush());
    return counts_;
  }

 private:
  // The first row of an account, if the account was on record in the row's state before its present state on record.
  struct Held {
    CustomerRecorded said;  // by this row, changed by later ones
    CustomerRecorded on_record;
    Instant effective;
  };

  // An account that came, got a number or left with this row.
  struct Moved {
    std::string account;
    std::optional<Instant> since;
    csv::CsvPosition at;
    std::string raw;
  };

  static bool is_active(const evidence::Entry& entry) {
    return std::get<CustomerRecorded>(entry.body).state == CustomerState::active;
  }

  // Precondition: the row has no fault, and nothing was moved out of it.
  void note_numbers(const CustomerBatch::Row& row, const std::optional<ledger::Recorded>& before,
                    std::string_view raw) {
    if (rehearsal_) return;
    const intake::CustomerRow& item = row.item.row;
    if (!item.customer.telephones.empty()) {
      owners_.push_back({item.account, item.customer.telephones, item.telephone_since});
    }
    if (first_import_) return;
    Names known;
    bool left = false;
    if (before) {
      known = std::get<CustomerRecorded>(before->entry.body).telephones;
      left = is_active(before->entry) && item.customer.state == CustomerState::former;
    }
    const auto& numbers = item.customer.telephones;
    const bool got =
        std::any_of(numbers.begin(), numbers.end(), [&](const auto& each) { return !contains(known, each); });
    if (got || left) moved_.push_back({item.account, item.telephone_since, row.at, std::string(raw)});
  }

  // Refusals first: an account on record with a number must have what was said from it.
  Result<void> append() {
    if (rehearsal_) return {};
    TRY(give_kept());
    if (!drafts_.empty()) {
      TRY(ledger::append_all(ledger_, drafts_, clock_.now()));
      TRY(give_kept());  // and what was said meanwhile
    }
    return suspect();
  }

  Result<void> give_kept() {
    std::vector<NumberOwner> owners;
    for (const Owner& each : owners_) owners.push_back({each.account, each.telephones, each.since});
    const auto given = TRY(give_kept_refusals(ledger_, owners, circumstances_, clock_.now()));
    counts_.kept_refusals += given;
    return {};
  }

  Result<void> suspect() {
    for (Moved& each : moved_) {
      const auto found = TRY(suspicion_.of(each.account, each.since));
      for (const SuspectedLink& link : found.links) {
        TRY(suspect(link, each));
      }
      for (const std::string& other : found.sharing) sharing_.emplace(SuspectedLink{other, each.account}, each);
    }
    return {};
  }

  // The refusals of the one count for the other.
  Result<void> suspect(const SuspectedLink& link, const Moved& by) {
    if (!suspected_.insert(link).second) return {};
    const auto shared = sharing_.find(link);
    const Moved& told = link.to == by.account || shared == sharing_.end() ? by : shared->second;
    const auto since = link.to == told.account ? told.since : std::nullopt;
    const auto carried = TRY(carry_suspected(ledger_, link, since, circumstances_, clock_));
    counts_.carried += carried.from_link + carried.further;
    ++counts_.suspected_links;
    const reasons::RowReason suspected{reasons::ListFault::suspected_link,
                                       {{"account", link.to}, {"former", link.from}, {"count", carried.from_link}}};
    return rejects_.add(told.at, {suspected}, told.raw);
  }

  // The customers who are on record and not in the file.
  Result<void> look_for_absent(const Named& named, const std::vector<ledger::LogHead>& heads,
                               const ImportOptions& options) {
    if (rehearsal_) return {};
    const auto in_file = [&](std::uint64_t hash) { return named.holds(hash); };
    if (options.complete) {
      const auto left = [&](const std::vector<std::string>& accounts) -> Result<void> {
        moved_.clear();
        for (const std::string& each : accounts) moved_.push_back({each, std::nullopt, {0, 0}, {}});
        return suspect();
      };
      counts_.absent = TRY(record_absent(ledger_, heads, in_file, circumstances_, effective_, clock_, left));
      return {};
    }
    std::uint64_t entries = 0;
    for (const ledger::LogHead& each : heads) entries += each.size;
    if (entries < options.count_absent_below) {
      counts_.absent = TRY(count_absent(ledger_, heads, in_file));
    }
    // A customer who has the same number as a newcomer and is not in the file may have left.
    const auto sharing = sharing_;
    for (const auto& [link, moved] : sharing) {
      if (in_file(index::spread(link.from))) continue;
      TRY(suspect(link, moved));
    }
    return {};
  }

  Result<void> reject(const CustomerBatch::Row& row, std::string_view raw) {
    if (row.further) return {};
    if (row.fault.empty() && !row.told.empty()) {
      ++counts_.incomplete;
      reasons::RowReasons told = row.told;
      told.emplace_back(reasons::Mending::former_on_record);
      return rejects_.add(row.at, told, raw);
    }
    if (!row.fault.empty()) {
      ++counts_.faulty;
      return rejects_.add(row.at, row.fault, raw);
    }
    const auto& left_out = row.item.row.left_out;
    if (!left_out) return {};
    ++counts_.incomplete;
    reasons::RowReasons told = left_out->reasons;
    if (!rehearsal_) told.emplace_back(reasons::Mending::rest_on_record);
    return rejects_.add(row.item.left_out_at, told, raw);
  }

  Result<void> consider(CustomerBatch::Row& row, const std::optional<ledger::Recorded>& on_record) {
    intake::CustomerRow& item = row.item.row;
    Instant effective = effective_;
    if (!on_record && item.damaged) {
      row.fault = {reasons::ListFault::damaged};
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
        const auto once = TRY(was_on_record(item));
        if (once) {
          held_.emplace(std::move(item.account), Held{std::move(item.customer), before, effective});
          return {};
        }
      }
    }
    ++(on_record ? counts_.changed : counts_.added);
    draft(std::move(item.account), std::move(item.customer), effective);
    return {};
  }

  // A later row of an account: it cannot permit anything more.
  void settle(CustomerBatch::Row& row, const std::optional<ledger::Recorded>& on_record) {
    intake::CustomerRow& item = row.item.row;
    ++counts_.repeated;
    row.fault = {{rehearsal_ ? reasons::ListFault::repeated : reasons::ListFault::repeated_after_recorded,
                  {{"line", row.item.earlier}}}};
    if (rehearsal_) return;  // what the earlier row said is not on record
    const auto held = held_.find(item.account);
    const auto drafted = draft_of_.find(item.account);
    const CustomerRecorded* so_far = nullptr;
    Instant effective = effective_;
    if (held != held_.end()) {
      so_far = &held->second.said;
    } else if (drafted != draft_of_.end()) {
      const evidence::Entry& entry = drafts_[drafted->second].entry;
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

    CustomerRecorded made = stricter(*so_far, item.customer);
    const bool contacts_only = differ_in_contacts_only(*so_far, item.customer);
    ++(contacts_only ? counts_.merged : counts_.contradicting);
    if (contacts_only) {
      row.fault = {{reasons::ListFault::merged, {{"line", row.item.earlier}}}};
    } else {
      row.fault = {{reasons::ListFault::contradicted,
                    {{"line", row.item.earlier}, {"made", told_of(*so_far, item.customer, made)}}}};
    }
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

  // From when it counts, after what is on record. If nothing may come after that, the row gets a fault.
  std::optional<Instant> effective_after(const evidence::Entry& before, CustomerBatch::Row& row) const {
    if (before.effective <= effective_) return effective_;
    // If the present is before what is on record, the clock was set back: the order is kept.
    if (!circumstances_.effective && before.effective <= before.recorded) return before.effective;
    row.fault = {{reasons::ListFault::later_state, {{"instant", assent::to_string(before.effective)}}}};
    return std::nullopt;
  }

  Result<bool> was_on_record(const intake::CustomerRow& row) const {
    const auto entries = TRY(ledger_.entries_of(row.account));
    return std::any_of(entries.begin(), entries.end(), [&](const ledger::Recorded& each) {
      const auto* customer = std::get_if<CustomerRecorded>(&each.entry.body);
      return customer != nullptr && *customer == row.customer;
    });
  }

  void draft(std::string account, CustomerRecorded customer, Instant effective) {
    draft_of_.insert_or_assign(account, drafts_.size());
    ledger::Draft& draft = drafts_.emplace_back();
    draft.entry.account = std::move(account);
    draft.entry.effective = effective;
    draft.entry.actor = circumstances_.actor;
    draft.entry.channel = circumstances_.channel;
    draft.entry.body = std::move(customer);
    draft.entry.run = circumstances_.run;
    draft.effective_is_now = !circumstances_.effective;
  }

  struct Owner {
    std::string account;
    Names telephones;
    std::optional<Instant> since;
  };

  ledger::Ledger& ledger_;
  const Circumstances& circumstances_;
  const Instant effective_;
  Rejects rejects_;
  const Clock& clock_;
  const bool rehearsal_;
  ImportCounts counts_;
  std::vector<ledger::Draft> drafts_;                      // of this batch
  std::unordered_map<std::string, std::size_t> draft_of_;  // the last of each account
  std::map<std::string, Held> held_;
  const bool first_import_;  // nothing was on record before: no customer can have left
  std::uint64_t active_on_record_ = 0;
  std::vector<Owner> owners_;  // of this batch: accounts with numbers
  std::vector<Moved> moved_;   // of this batch
  Suspicion suspicion_;
  std::set<SuspectedLink> suspected_;
  std::map<SuspectedLink, Moved> sharing_;  // active accounts with one number; the second has just got it
};

struct ImportOfCustomers {
  const OpenText& open;
  const intake::CustomerMapping& mapping;
  const TimeZones& zones;
  const Telephones& telephones;
  const Names& services;
  ledger::Ledger& ledger;
  const Circumstances& circumstances;
  RejectsTo rejects;
  const Clock& clock;
  const ImportOptions& options;
  const OnProgress& on_progress;

  // The result of a rehearsal.
  struct Found {
    Named named;
    std::uint64_t active_on_record = 0;  // and in the file
  };

  Result<ImportCounts> run(Instant started, bool rehearsal, const std::vector<ledger::LogHead>& heads, RejectsTo told,
                           Found& found) const {
    const auto source = TRY(open());
    csv::CsvOptions csv;
    csv.delimiter = mapping.delimiter;
    csv::CsvReader reader(*source, csv);
    TRY(read_header(reader, DelimiterFrom::mapping));
    const auto rows = intake::CustomerRows::bind(mapping, reader.fields(), zones, telephones, services);
    if (!rows) return fail(ErrorCode::invalid, lines_of(rows.error()));

    Named& named = found.named;
    const auto convert = [&](const csv::CsvReader& at, CustomerBatch::Row& row) {
      auto converted = rows->convert(at.fields());
      if (!converted) {
        row.at = at.position_of(converted.error().field);
        row.fault = std::move(converted.error().reasons);
        named.add_unused(rows->account_of(at.fields()));
      } else {
        row.item.earlier = named.first_lines.earlier(converted->account, at.line()).value_or(0);
        if (converted->left_out) row.item.left_out_at = at.position_of(converted->left_out->field);
        row.item.row = *std::move(converted);
      }
    };
    const auto rescue = [&](const csv::CsvReader& at) {
      std::vector<Recovered<CustomerItem>> leavers;
      for (intake::CustomerRow& each : rows->leavers_in(at.readings())) {
        CustomerItem item;
        item.earlier = named.first_lines.earlier(each.account, at.line()).value_or(0);
        item.row = std::move(each);
        leavers.push_back({std::move(item), {}});
      }
      if (leavers.empty()) named.add_unused(rows->account_of(at.fields()));
      return leavers;
    };
    const bool first_import =
        std::all_of(heads.begin(), heads.end(), [](const ledger::LogHead& each) { return each.size == 0; });
    RecordingCustomers recording(ledger, circumstances, started, told, clock, rehearsal, first_import);
    TRY(run_rows<CustomerItem>(
        reader, options.batch_rows, convert, [&](CustomerBatch& batch) { return recording.record(batch); }, on_progress,
        rescue));
    found.active_on_record = recording.active_on_record();
    return recording.finish(named, heads, options);
  }
};

bool too_many_absent(std::uint64_t absent, std::uint64_t active, const AbsentLimit& limit) {
  if (!limit.in_hundred) return absent > limit.most;
  constexpr std::uint64_t kHundred = 100;
  return absent * kHundred > active * limit.most;
}

}  // namespace

Result<ImportCounts> import_customers(const OpenText& open, const intake::CustomerMapping& mapping,
                                      const TimeZones& zones, const Telephones& telephones, const Names& services,
                                      ledger::Ledger& ledger, const Circumstances& circumstances, RejectsTo rejects,
                                      const Clock& clock, const ImportOptions& options, const OnProgress& on_progress) {
  const Instant started = clock.now();
  const ImportOfCustomers import{open,          mapping, zones, telephones, services,   ledger,
                                 circumstances, rejects, clock, options,    on_progress};
  const auto heads = TRY(ledger.heads());
  if (options.strict || options.faulty_max || options.complete) {
    Nowhere nowhere;
    const RejectsTo told = options.strict ? rejects : RejectsTo(nowhere);  // the real import reports it
    ImportOfCustomers::Found found;
    auto rehearsed = import.run(started, true, heads, told, found);
    if (!rehearsed) return rehearsed;
    const auto nothing_imported = [&] {
      rehearsed->added = rehearsed->changed = rehearsed->unchanged = 0;
      rehearsed->imported = false;
    };
    const bool too_many = options.faulty_max && options.faulty_max->exceeded(rehearsed->faulty, rehearsed->rows);
    if (too_many && !options.strict) {
      ImportOfCustomers::Found again;
      rehearsed = import.run(started, true, heads, rejects, again);
      if (!rehearsed) return rehearsed;
    }
    if (too_many || (options.strict && rehearsed->faulty + rehearsed->incomplete > 0)) {
      rehearsed->faulty += std::exchange(rehearsed->incomplete, 0);  // not even the rest of them was recorded
      nothing_imported();
      return rehearsed;
    }
    if (options.complete) {
      const auto absent = TRY(count_absent(ledger, heads, [&](std::uint64_t hash) { return found.named.holds(hash); }));
      if (too_many_absent(absent, absent + found.active_on_record, options.absent_at_most)) {
        nothing_imported();
        rehearsed->faulty = rehearsed->repeated = rehearsed->contradicting = rehearsed->merged = 0;
        rehearsed->incomplete = 0;  // they were not reported
        rehearsed->absent = absent;
        rehearsed->too_many_absent = true;
        return rehearsed;
      }
    }
  }
  ImportOfCustomers::Found found;
  return import.run(started, false, heads, rejects, found);
}

}  // namespace assent::service
