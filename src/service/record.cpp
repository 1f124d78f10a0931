#include "service/record.hpp"

#include "consent/kept_account.hpp"
#include "explanation/row_words.hpp"
#include "intake/refusal_law.hpp"
#include "ledger/same_content.hpp"
#include "service/carried_refusals.hpp"
#include "service/changes.hpp"
#include "service/ledger_clock.hpp"
#include "service/mended_refusal.hpp"
#include "service/number_holders.hpp"

#include <algorithm>
#include <utility>

namespace assent::service {
namespace {

bool is_customer(const std::vector<ledger::Recorded>& own) {
  return std::any_of(own.begin(), own.end(),
                     [](const ledger::Recorded& each) { return each.entry.kind() == evidence::EntryKind::customer; });
}

bool evidence_holds(const Choice& choice, const std::vector<ledger::Recorded>& entries) {
  const evidence::Evidence* evidence = evidence_in(choice);
  return evidence != nullptr && holds_number_of(entries, evidence->reference);
}

void leave_out_evidence(Choice& refusal, std::string& told) {
  intake::add_told(
      told, "recorded without the reference of its evidence",
      explanation::say(reasons::RowReason(reasons::ListFault::number_in_evidence), explanation::Language::en));
  evidence_in(refusal)->reference.clear();
}

}  // namespace

Result<Acknowledgement> Recorder::record(std::string_view name, const Choice& given, const Circumstances& circumstances,
                                         const regime::Regime& regime, Instant now, Acknowledged as) {
  const std::string account = bare_name(name);
  Choice choice = given;
  std::string told = refuses(choice) ? mend_refusal(choice, regime) : std::string();
  if (const auto fault = fault_under(choice, regime)) return tl::unexpected(to_error(*fault));
  if (const auto fault = fault_in(account, choice, circumstances, now)) return tl::unexpected(to_error(*fault));

  // A refusal goes to the ledger even if nothing in it can be read.
  const evidence::Evidence* evidence = evidence_in(choice);
  const bool needs_entries = !refuses(choice) || (evidence != nullptr && !evidence->reference.empty());
  const auto found = needs_entries ? file_->entries(account) : CustomerFile::Entries{};
  if (!refuses(choice)) {
    if (!found) return tl::unexpected(found.error());
    const auto recording = TRY(recording_instant(*ledger_, now));
    if (const auto fault = fault_against(*found->carrier_wide, is_customer(found->own), account, choice,
                                         circumstances.effective.value_or(recording))) {
      return tl::unexpected(to_error(*fault));
    }
  }
  if (found && evidence_holds(choice, found->own)) {
    if (!refuses(choice))
      return tl::unexpected(explanation::to_error(ErrorCode::invalid, reasons::ListFault::number_in_evidence));
    leave_out_evidence(choice, told);
  }

  ledger::Draft draft = draft_of(account, choice, circumstances, now);
  const auto receipt = TRY(ledger::append_one(*ledger_, draft, now));

  std::uint64_t carried = 0;
  if (refuses(choice)) {
    carried = TRY(carry_over(*ledger_, {&account, 1}, circumstances, now));
  }
  Acknowledgement done = acknowledged(draft, receipt, regime, as);
  done.carried = carried;
  done.told = std::move(told);
  return done;
}

Acknowledgement Recorder::acknowledged(const ledger::Draft& draft, const ledger::Receipt& receipt,
                                       const regime::Regime& regime, Acknowledged as) const {
  Acknowledgement done;
  done.position = receipt.position;
  done.entry = ledger::entry_of(draft, receipt.recorded);
  done.repeated = receipt.repeated;
  done.as = as;
  const std::string_view account = done.entry.account;
  if (as == Acknowledged::as_receipt && !receipt.repeated && !account.empty()) {
    const auto profile = ledger_->latest({&account, 1}, evidence::EntryKind::customer);
    if (profile) done.account_unknown = !profile->front();
    else done.changes_unread = profile.error();
  } else {
    add_changes(done, regime);
  }
  return done;
}

void Recorder::add_changes(Acknowledgement& done, const regime::Regime& regime) const {
  const auto entries = file_->entries(done.entry.account);
  if (!entries) {
    done.changes_unread = entries.error();
    return;
  }
  for (const ledger::Recorded& each : entries->own) {
    if (each.position == done.position) done.entry = each.entry;  // what was repeated is as it was first recorded
  }
  if (done.entry.account.empty()) return;
  done.account_unknown = !is_customer(entries->own);
  if (done.as == Acknowledged::with_changes) {
    done.changes = changes_by(*file_, *entries, {done.position, done.entry}, regime);
  }
}

Result<RefusalsOfNumber> Recorder::record_of_number(std::string_view e164, const Choice& given,
                                                    const Circumstances& circumstances, const regime::Regime& regime,
                                                    Instant now, Acknowledged as) {
  Choice choice = given;
  std::string told = mend_refusal(choice, regime);
  if (const auto fault = fault_under(choice, regime)) return tl::unexpected(to_error(*fault));
  // The holders of the number by everything recorded before, even if the clock has been set back since.
  const auto recording = TRY(recording_instant(*ledger_, now));
  const auto holders = TRY(holders_since(*ledger_, e164, circumstances.effective.value_or(recording), recording));
  std::vector<std::string> accounts = holders.accounts;
  std::optional<evidence::Hash> key;
  if (accounts.empty() || holders.former) {
    key = TRY(number_key_or_new(*ledger_, draw_, circumstances, now));
    accounts.push_back(number_account(*key, e164));
  }
  bool holds = false;
  if (const evidence::Evidence* evidence = evidence_in(choice)) holds = holds_number(evidence->reference, e164);
  for (const std::string& account : holders.accounts) {
    const auto found = file_->entries(account);
    holds = holds || (found && evidence_holds(choice, found->own));
  }
  if (holds) leave_out_evidence(choice, told);
  std::vector<ledger::Draft> drafts;
  for (const std::string& account : accounts) {
    if (const auto fault = fault_in(account, choice, circumstances, now)) return tl::unexpected(to_error(*fault));
    ledger::Draft& draft = drafts.emplace_back(draft_of(account, choice, circumstances, now));
    if (!circumstances.key.empty()) draft.entry.key = key_for_account(circumstances.key, account);
  }
  const auto receipts = TRY(ledger::append_all(*ledger_, drafts, now));
  RefusalsOfNumber done;
  done.former = holders.former;
  if (key) {
    const auto kept_too = TRY(give_to_holders(*ledger_, *key, e164, circumstances, now));
    done.carried += kept_too;
  }
  const auto carried = TRY(carry_over(*ledger_, accounts, circumstances, now));
  done.carried += carried;
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    const bool kept = is_number_account(drafts[i].entry.account);
    Acknowledgement each = acknowledged(drafts[i], receipts[i], regime, as);
    each.told = told;
    if (kept) done.kept = std::move(each);
    else done.all.push_back(std::move(each));
  }
  return done;
}

}  // namespace assent::service
