#include "service/record_document.hpp"

#include "consent/kept_account.hpp"
#include "service/carried_refusals.hpp"
#include "service/draft.hpp"
#include "service/ledger_clock.hpp"
#include "service/mended_refusal.hpp"
#include "service/number_holders.hpp"

#include <algorithm>
#include <utility>

namespace assent::service {
namespace {

Circumstances with_key(const Circumstances& by, std::size_t number, std::optional<Instant> effective) {
  Circumstances own = by;
  own.effective = effective;
  if (!by.key.empty()) own.key = by.key + ":" + std::to_string(number);
  return own;
}

// Why that approval cannot be recorded; nothing: it can.
ChoiceFaults fault_of_approval(const CustomerFile::Entries& entries, const std::string& account, const Choice& choice,
                               const Circumstances& own, const regime::Regime& regime, Instant recording, Instant now) {
  if (auto fault = fault_under(choice, regime)) return fault;
  if (auto fault = fault_in(account, choice, own, now)) return fault;
  const bool on_record = std::ranges::any_of(
      entries.own, [](const ledger::Recorded& each) { return each.entry.kind() == evidence::EntryKind::customer; });
  return fault_against(*entries.carrier_wide, on_record, account, choice, own.effective.value_or(recording));
}

}  // namespace

Result<DocumentReceipt> record_document(ledger::Ledger& ledger, const CustomerFile& file, const std::string& account,
                                        const DocumentVersion& version, const Circumstances& by,
                                        const regime::Regime& regime, Instant now) {
  DocumentReceipt done;
  std::vector<ledger::Draft> drafts;
  drafts.push_back(draft_from_now(by, account, by.key, version.document, now));
  const auto entries = version.approvals.empty() ? Result<CustomerFile::Entries>() : file.entries(account);
  const Instant recording = version.approvals.empty() ? now : recording_instant(ledger, now).value_or(kNever);
  for (std::size_t i = 0; i < version.approvals.size(); ++i) {
    const Choice choice = version.approvals[i].body;
    const Circumstances own = with_key(by, drafts.size(), version.approvals[i].given);
    // If the ledger cannot be read, approvals wait and refusals do not.
    if (!entries || fault_of_approval(*entries, account, choice, own, regime, recording, now)) {
      done.left_out.push_back(i);
      continue;
    }
    drafts.push_back(draft_of(account, choice, own, now));
  }
  for (const Choice& each : version.refusals) {
    Choice refusal = each;
    const std::string told = mend_refusal(refusal, regime);
    if (!told.empty()) done.told = told;
    const Circumstances own = with_key(by, drafts.size(), std::nullopt);
    if (const auto fault = fault_in(account, refusal, own, now)) return tl::unexpected(to_error(*fault));
    drafts.push_back(draft_of(account, refusal, own, now));
  }
  const auto receipts = TRY(ledger::append_all(ledger, drafts, now));
  done.receipt = receipts.front();
  if (!version.refusals.empty()) TRY(carry_over(ledger, {&account, 1}, by, now));
  return done;
}

}  // namespace assent::service
