#include "service/answers.hpp"

#include "base/quantity.hpp"
#include "consent/kept_account.hpp"
#include "csv/reader.hpp"
#include "intake/refusal_law.hpp"
#include "service/carried_refusals.hpp"
#include "service/cell_text.hpp"
#include "service/choice.hpp"
#include "service/header.hpp"
#include "service/keyed_append.hpp"
#include "service/latest_grants.hpp"
#include "service/ledger_clock.hpp"
#include "service/number_holders.hpp"
#include "service/rejects.hpp"
#include "service/row_pipeline.hpp"

#include <algorithm>
#include <compare>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assent::service {

using reasons::ListFault;
using reasons::RowReasons;
namespace {

// A reply on its way into the ledger.
struct AnswerItem : ListedAnswer {
  std::string e164;             // if a telephone number names the customer; empty: the account does
  bool number_unknown = false;  // and belongs to no account, or is not a number
  bool by_chance = false;       // its account may be wrong: it counts only if the account is on record
  bool mended = false;          // the row is reported for more than its unknown account
};

using AnswerBatch = RowBatch<AnswerItem>;
using Accounts = std::set<std::string_view>;

// Whether its key includes the account's latest grant.
bool told_apart_by_grants(const ListedAnswer& answer) {
  return answer.key.empty() && !answer.at && refuses(answer.choice);
}

// The same for the same reply, whenever and by any actor it is recorded.
std::string key_of(const ListedAnswer& answer, std::string_view account, const std::optional<Position>& latest_grant) {
  evidence::Entry entry;
  entry.account = std::string(account);
  entry.effective = entry.recorded = answer.at.value_or(kEarliest);
  if (answer.at_unreadable) entry.recorded = kNever;  // undated ones can count from another instant
  entry.channel = answer.channel;
  std::visit([&](const auto& body) { entry.body = body; }, answer.choice);
  return key_of_content("answer", entry, latest_grant);
}

// Reads the telephone number, if no account names the customer.
tl::expected<void, TelephoneFault> name_by_number(AnswerItem& answer, RowReasons& told, const Telephones& telephones,
                                                  std::string_view country) {
  if (!answer.account.empty() || answer.telephone.empty()) return {};
  const std::string number = number_text(answer.telephone);
  if (number != answer.telephone) {
    told.push_back(reasons::mended(reasons::Mending::number_without_fraction, {ListFault::quantity}));
    answer.telephone = number;
  }
  auto e164 = TRY(telephones.e164(number, country));
  answer.e164 = std::move(e164);
  return {};
}

class AnswerRun {
 public:
  AnswerRun(const AnswerColumns& columns, const regime::Regime& regime, const DrawKey& draw, ledger::Ledger& ledger,
            const Circumstances& circumstances, RejectsTo rejects, const Clock& clock, bool refusals_only)
      : columns_(columns),
        regime_(regime),
        draw_(draw),
        ledger_(ledger),
        circumstances_(circumstances),
        rejects_(rejects),
        clock_(clock),
        refusals_only_(refusals_only) {}

  Result<void> record(AnswerBatch& batch) {
    clock_now_ = clock_.now();
    now_ = TRY(recording_instant(ledger_, clock_now_));
    for (const AnswerBatch::Row& row : batch.rows) counts_.rows += row.further ? 0 : 1;
    TRY(look_up(batch));
    for (AnswerBatch::Row& row : batch.rows) {
      if (!row.fault.empty()) continue;
      mend(row, batch.raw_of(row));
      TRY(consider(row, batch.raw_of(row)));
    }
    TRY(append());
    return tell(batch);
  }

  Result<AnswerCounts> finish() {
    TRY(rejects_.flush());
    return counts_;
  }

 private:
  Result<void> tell(const AnswerBatch& batch) {
    for (const AnswerBatch::Row& row : batch.rows) {
      const bool rejected = !row.fault.empty();
      if (row.further || (!rejected && row.told.empty())) continue;
      if (rejected) ++counts_.rejected;
      else if (row.item.mended) ++counts_.mended;
      if (row.item.number_unknown) ++counts_.unknown_telephones;
      TRY(rejects_.add(row.at, rejected ? row.fault : row.told, batch.raw_of(row)));
    }
    return {};
  }

  // What the ledger says about the accounts of the batch.
  Result<void> look_up(const AnswerBatch& batch) {
    TRY(look_up_numbers(batch));
    Accounts all;
    Accounts refusing;
    bool notices = false;
    for (const AnswerBatch::Row& row : batch.rows) {
      if (!row.fault.empty()) continue;
      const auto accounts = accounts_of(row.item);
      all.insert(accounts.begin(), accounts.end());
      if (told_apart_by_grants(row.item)) refusing.insert(accounts.begin(), accounts.end());
      notices = notices || !refuses(row.item.choice);
    }
    on_record_.clear();
    const std::vector<std::string_view> accounts(all.begin(), all.end());
    const auto customers = TRY(ledger::readable_latest(ledger_, accounts, evidence::EntryKind::customer));
    for (std::size_t i = 0; i < accounts.size(); ++i) {
      const auto& customer = (customers)[i];
      if (customer) on_record_.emplace(accounts[i], std::get<evidence::CustomerRecorded>(customer->entry.body));
    }
    latest_grants_.clear();
    const std::vector<std::string_view> to_tell_apart(refusing.begin(), refusing.end());
    TRY(latest_grants_.look_up(ledger_, to_tell_apart));
    if (!notices) return {};
    carrier_wide_ = TRY(ledger_.entries_of(""));
    return {};
  }

  // The accounts that have the batch's numbers.
  Result<void> look_up_numbers(const AnswerBatch& batch) {
    holders_.clear();
    for (const AnswerBatch::Row& row : batch.rows) {
      if (row.item.e164.empty()) continue;
      const auto asked = asked_of(row.item);
      if (holders_.contains(asked)) continue;
      auto holders = TRY(holders_since(ledger_, asked.e164, asked.said, now_));
      if (asked.refusal && (holders.accounts.empty() || holders.former)) {
        TRY(make_key());
        holders.accounts.push_back(number_account(*key_, asked.e164));
      }
      holders_.emplace(asked, std::move(holders));
    }
    return {};
  }

  // A number, and the instant since which its holders matter: a refusal also belongs to the account that had the number
  // when it was made.
  struct NumberAsked {
    std::string e164;
    Instant said;
    bool refusal = false;  // if no active account has the number, it is also kept

    friend auto operator<=>(const NumberAsked&, const NumberAsked&) = default;
  };
  NumberAsked asked_of(const AnswerItem& answer) const {
    if (!refuses(answer.choice)) return {answer.e164, now_, false};
    return {answer.e164, std::min(answer.at.value_or(circumstances_.effective.value_or(now_)), now_), true};
  }

  Result<void> make_key() {
    if (key_) return {};
    key_ = TRY(number_key_or_new(ledger_, draw_, circumstances_, now_));
    return {};
  }

  // The accounts for which to record the reply. Precondition: look_up_numbers() has seen it.
  std::span<const std::string> accounts_of(const AnswerItem& answer) const {
    if (answer.e164.empty()) return {&answer.account, 1};
    return holders_.find(asked_of(answer))->second.accounts;
  }

  // Why it cannot be recorded for the holders of the number; empty: it can.
  Result<RowReasons> fault_in_number(AnswerItem& answer) const {
    if (answer.e164.empty()) {
      const bool nobody = answer.account.empty() && columns_.field_of(AnswerNames::kTelephone);
      return nobody ? RowReasons{ListFault::nobody_named} : RowReasons();
    }
    const NumberHolders& holders = holders_.find(asked_of(answer))->second;
    if (holders.accounts.empty()) {
      answer.number_unknown = true;
      return RowReasons{ListFault::number_of_nobody};
    }
    if (refuses(answer.choice)) return RowReasons();
    if (holders.former) return RowReasons{ListFault::number_of_nobody_active};
    if (holders.accounts.size() > 1) return RowReasons{ListFault::number_of_several};
    const auto since = answer.at ? answer.at : circumstances_.effective;
    if (!since) return RowReasons();
    const auto another = TRY(had_by_another(ledger_, answer.e164, holders.accounts.front(), *since, now_));
    return another ? RowReasons{ListFault::number_of_another} : RowReasons();
  }

  // About the row, or about the customer that it names.
  bool evidence_holds_number(const AnswerItem& answer) const {
    const evidence::Evidence* evidence = evidence_in(answer.choice);
    if (evidence == nullptr || evidence->reference.empty()) return false;
    if (holds_number(evidence->reference, answer.telephone)) return true;
    const auto accounts = accounts_of(answer);
    return std::any_of(accounts.begin(), accounts.end(), [&](const std::string& account) {
      const auto customer = on_record_.find(account);
      return customer != on_record_.end() && holds_number_of(customer->second, evidence->reference);
    });
  }

  // A refusal is recorded whatever else is in its row, as widely as it can be read.
  void mend(AnswerBatch::Row& row, std::string_view raw) const {
    AnswerItem& answer = row.item;
    if (refuses(answer.choice)) {
      const auto tell = [&](std::string_view column, reasons::Mending done, reasons::RowReason why) {
        if (row.told.empty()) row.at = place_of(column, row.at, raw);
        row.told.push_back(reasons::mended(done, {std::move(why)}));
      };
      if (answer.at_unreadable) tell("at", reasons::Mending::as_of_now, ListFault::no_instant);
      if (answer.provisional_unreadable)
        tell("provisional", reasons::Mending::not_provisional, ListFault::no_yes_or_no);
      while (const auto fault = fault_under(answer.choice, regime_)) {
        const auto widened = widen(answer.choice, fault->part);
        if (!widened) break;
        tell(fault->part, *widened, fault->reason);
      }
      if (evidence_holds_number(answer)) {
        tell("evidence", reasons::Mending::without_evidence, ListFault::number_in_evidence);
        evidence_in(answer.choice)->reference.clear();
      }
    }
    answer.mended = !row.told.empty();
  }

  Result<void> consider(AnswerBatch::Row& row, std::string_view raw) {
    AnswerItem& answer = row.item;
    if (answer.by_chance && answer.e164.empty() && !on_record_.contains(answer.account)) return {};
    if (refusals_only_ && !refuses(answer.choice)) {
      reject(row, raw, "choice", {ListFault::clock_ahead_of_approval});
      return {};
    }
    const auto number_fault = TRY(fault_in_number(answer));
    if (!number_fault.empty()) {
      reject(row, raw, answer.e164.empty() ? "account" : "telephone", number_fault);
      return {};
    }
    if (evidence_holds_number(answer)) {
      reject(row, raw, "evidence", {ListFault::number_in_evidence});
      return {};
    }
    Circumstances circumstances = circumstances_;
    if (answer.at || answer.at_unreadable) circumstances.effective = answer.at;
    if (!answer.channel.empty()) circumstances.channel = answer.channel;
    const auto accounts = accounts_of(answer);
    ChoiceFaults fault = fault_under(answer.choice, regime_);
    for (const std::string& account : accounts) {
      if (!fault) fault = fault_in(account, answer.choice, circumstances, clock_now_);
      if (!fault)
        fault = fault_against(carrier_wide_, on_record_.contains(account), account, answer.choice,
                              circumstances.effective.value_or(now_));
    }
    if (fault) {
      reject(row, raw, fault->part, {fault->reason});
      return {};
    }

    if (refuses(answer.choice) && answer.e164.empty() && !on_record_.contains(answer.account)) {
      if (row.told.empty()) row.at = place_of("account", row.at, raw);
      row.told.emplace_back(reasons::Mending::refusal_of_unknown);
    }
    if (told_apart_by_grants(answer)) {
      TRY(know_grants_above(accounts));
    }
    for (const std::string& account : accounts) {
      circumstances.key = key_for(answer, account);
      if (!refuses(answer.choice)) granting_.insert(account);
      drafts_.push_back(draft_of(account, answer.choice, circumstances, now_));
      waiting_.push_back({&row, raw});
    }
    return {};
  }

  // A grant further up in the batch has no position before it is recorded.
  Result<void> know_grants_above(std::span<const std::string> accounts) {
    const bool granted = std::any_of(accounts.begin(), accounts.end(),
                                     [&](const std::string& account) { return granting_.contains(account); });
    if (!granted) return {};
    TRY(append());
    const std::vector<std::string_view> views(accounts.begin(), accounts.end());
    return latest_grants_.look_up(ledger_, views);
  }

  std::string key_for(const AnswerItem& answer, std::string_view account) const {
    if (answer.key.empty()) {
      return key_of(answer, account, told_apart_by_grants(answer) ? latest_grants_.of(account) : std::nullopt);
    }
    const bool of_number = !answer.e164.empty() || holds_number(answer.key, answer.telephone);
    return of_number ? key_for_account(answer.key, account) : answer.key;
  }

  // The drafts of a row are next to each other.
  Result<void> append() {
    const auto receipts = TRY(append_keyed(ledger_, drafts_, now_));
    for (std::size_t i = 0; i < drafts_.size();) {
      const auto [row, raw] = waiting_[i];
      std::uint64_t anew = 0;
      std::uint64_t anew_accounts = 0;
      bool taken = false;
      for (; i < drafts_.size() && waiting_[i].row == row; ++i) {
        const auto& receipt = (receipts)[i];
        const bool kept = is_number_account(drafts_[i].entry.account);
        if (receipt) {
          if (!receipt->repeated) ++anew;
          if (!receipt->repeated && !kept) ++anew_accounts;
          if (kept) ++counts_.kept_numbers;
          continue;
        }
        const auto before = TRY(was_recorded(drafts_[i].entry, row->item.at.has_value()));
        taken = taken || !before;
      }
      if (taken) reject(*row, raw, "key", {ListFault::key_taken});
      else if (row->further) counts_.further_accounts += anew;
      else count(row->item, anew > 0);
      if (anew_accounts > 1 && !row->further) counts_.further_accounts += anew_accounts - 1;
    }
    TRY(carry());
    drafts_.clear();
    waiting_.clear();
    granting_.clear();
    return {};
  }

  // What the drafts refuse also counts for accounts that continue theirs or got their numbers meanwhile.
  Result<void> carry() {
    std::vector<std::string> refused;
    for (std::size_t i = 0; i < drafts_.size(); ++i) {
      const AnswerItem& answer = waiting_[i].row->item;
      if (!refuses(answer.choice)) continue;
      const std::string& account = drafts_[i].entry.account;
      refused.push_back(account);
      if (!is_number_account(account) || answer.e164.empty() || !key_) continue;
      const auto given = TRY(give_to_holders(ledger_, *key_, answer.e164, circumstances_, now_));
      counts_.carried += given;
    }
    const auto carried = TRY(carry_over(ledger_, refused, circumstances_, now_));
    counts_.carried += carried;
    return {};
  }

  // Whether the key stands for this same choice by another actor, by another channel, or with the instant of another
  // run.
  Result<bool> was_recorded(const evidence::Entry& entry, bool dated) const {
    const auto entries = TRY(ledger_.closed_entries_of(entry.account));
    return std::any_of(entries.begin(), entries.end(), [&](const ledger::Recorded& each) {
      return each.entry.key == entry.key && each.entry.body == entry.body &&
             (!dated || each.entry.effective == entry.effective);
    });
  }

  void count(const AnswerItem& answer, bool newly) {
    if (refuses(answer.choice) && answer.e164.empty() && !on_record_.contains(answer.account))
      ++counts_.unknown_accounts;
    if (!newly) ++counts_.already;
    else if (std::holds_alternative<evidence::OptOutRecorded>(answer.choice)) ++counts_.opt_outs;
    else if (std::holds_alternative<evidence::OptInRecorded>(answer.choice)) ++counts_.opt_ins;
    else if (!refuses(answer.choice)) ++counts_.email_permissions;
    else ++counts_.withdrawals;
  }

  void reject(AnswerBatch::Row& row, std::string_view raw, std::string_view column, RowReasons reasons) const {
    if (column == "account" && (!row.item.e164.empty() || !columns_.field_of(column))) column = "telephone";
    row.fault = std::move(reasons);
    row.at = place_of(column, row.at, raw);
  }

  // The place of that column in the row that begins at `at`; the whole row, if it has no such column.
  csv::CsvPosition place_of(std::string_view column, csv::CsvPosition at, std::string_view raw) const {
    const auto field = columns_.field_of(column);
    if (!field) return at;
    TextSource source(raw);
    csv::CsvReader reader(source);
    const auto step = reader.next();
    if (!step || *step != csv::CsvStep::row || *field >= reader.fields().size()) return at;
    const csv::CsvPosition within = reader.position_of(*field);
    return {at.line + within.line - 1, within.column};
  }

  struct Waiting {
    AnswerBatch::Row* row;
    std::string_view raw;
  };

  const AnswerColumns& columns_;
  const regime::Regime& regime_;
  const DrawKey& draw_;
  ledger::Ledger& ledger_;
  const Circumstances& circumstances_;
  Rejects rejects_;
  const Clock& clock_;
  const bool refusals_only_;
  AnswerCounts counts_;
  std::optional<evidence::Hash> key_;  // of numbers that no account has; none: not needed yet

  // About the batch; the accounts are views into its rows and into holders_.
  Instant now_;        // by the ledger, if that is ahead of the clock
  Instant clock_now_;  // no grant may be later
  std::map<NumberAsked, NumberHolders> holders_;
  std::map<std::string_view, evidence::CustomerRecorded> on_record_;
  LatestGrants latest_grants_;
  std::vector<ledger::Recorded> carrier_wide_;
  std::vector<ledger::Draft> drafts_;  // not appended yet
  std::vector<Waiting> waiting_;
  Accounts granting_;  // by those drafts
};

}  // namespace

Result<AnswerCounts> record_answers(ByteSource& answers, const regime::Regime& regime, const Telephones& telephones,
                                    ledger::Ledger& ledger, const Circumstances& circumstances, RejectsTo rejects,
                                    const Clock& clock, const AnswerOptions& options, const OnProgress& on_progress) {
  if (circumstances.actor.empty()) return fail(ErrorCode::invalid, "the actor is missing", "say who records it");
  if (circumstances.channel.empty()) {
    return fail(ErrorCode::invalid, "the channel is missing", "say how the replies came in");
  }
  csv::CsvReader reader(answers);
  const auto header = TRY(read_header(reader));
  const auto columns = TRY(AnswerColumns::bind(header, options.names));

  const auto convert = [&](const csv::CsvReader& at, AnswerBatch::Row& row) {
    auto answer = columns.read(at.fields());
    if (!answer) {
      row.at = at.position_of(answer.error().field);
      row.fault = {std::move(answer.error().reason)};
      return;
    }
    static_cast<ListedAnswer&>(row.item) = *std::move(answer);
    if (const auto named = name_by_number(row.item, row.told, telephones, options.names.country); !named) {
      row.item.number_unknown = true;
      row.fault = {named.error()};
    }
    if (!row.told.empty() || !row.fault.empty()) row.at = at.position_of(*columns.field_of(AnswerNames::kTelephone));
  };
  const std::vector<std::size_t> who_and_what = columns.who_and_what();
  const auto rescue = [&](const csv::CsvReader& at) {
    std::vector<Recovered<AnswerItem>> refusals;
    intake::for_each_way(
        at.readings(), header.columns.size(), who_and_what, [&](intake::Row fields, intake::RowWay way) {
          auto answer = columns.read(fields, way.in_place);
          if (!answer || !refuses(answer->choice)) return false;
          Recovered<AnswerItem> said;
          static_cast<ListedAnswer&>(said.item) = *std::move(answer);
          if (!name_by_number(said.item, said.told, telephones, options.names.country)) return false;
          if (said.item.account.empty() && said.item.e164.empty()) return false;
          const auto known = std::find_if(refusals.begin(), refusals.end(), [&](const Recovered<AnswerItem>& each) {
            return each.item.account == said.item.account && each.item.e164 == said.item.e164;
          });
          if (known != refusals.end()) {
            known->item.by_chance = known->item.by_chance && !way.sure;
            return true;
          }
          if (!refusals.empty()) said.item.key.clear();  // it names the first
          said.item.by_chance = !way.sure;
          refusals.push_back(std::move(said));
          return true;
        });
    return refusals;
  };
  AnswerRun run(columns, regime, options.draw, ledger, circumstances, rejects, clock, options.refusals_only);
  TRY(run_rows<AnswerItem>(
      reader, options.batch_rows, convert, [&](AnswerBatch& batch) { return run.record(batch); }, on_progress, rescue));
  return run.finish();
}

}  // namespace assent::service
