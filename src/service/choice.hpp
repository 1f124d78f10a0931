// Choice: what a customer decided, or what the carrier agreed with a party or says about one; and the conditions for
// recording it. Pure.
#pragma once

#include "base/result.hpp"
#include "evidence/entry.hpp"
#include "ledger/ledger.hpp"
#include "reasons/row_reason.hpp"
#include "regime/regime.hpp"
#include "service/circumstances.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

namespace assent::service {

// Agreements and partners are the carrier's own records, with an empty account.
using Choice = std::variant<evidence::OptOutRecorded, evidence::OptInRecorded, evidence::WithdrawalRecorded,
                            evidence::OneTimeConsentRecorded, evidence::VerificationRecorded,
                            evidence::EmailPermissionRecorded, evidence::AgreementRecorded, evidence::PartnerRecorded>;

// Why a choice cannot be recorded.
struct ChoiceFault {
  ErrorCode code = ErrorCode::invalid;
  std::string_view part;  // the faulty part, as the entry names it: `form`, `scope`, `evidence`, `account`, `at`, …
  std::string word;       // the user's word, the reason's `subject`; empty: none
  reasons::RowReason reason;  // contains nothing from the user

  friend bool operator==(const ChoiceFault&, const ChoiceFault&) = default;
};
using ChoiceFaults = std::optional<ChoiceFault>;  // nothing: there is none

// With the user's word. Lists give the reason without it, because they are passed on.
Error to_error(const ChoiceFault& fault);

// Whether it can be the name of a channel of contact, a class of offers or a category: 1 to 64 small letters, digits,
// `_` and `-`.
bool is_kind_name(std::string_view name);

// What a choice is about, in the form of an entry: sorted, each once. No names, or `all` among them, mean everything.
Coverage kinds_named(Names names);

// Reads that part of a refusal, which fault_under() found faulty, as widely as possible, and says so. nullopt: no such
// part of a refusal can be faulty.
std::optional<reasons::Mending> widen(Choice& refusal, std::string_view part);

// Whether it takes something away: an opt-out, a withdrawal, an e-mail permission taken back. Such a choice must reach
// the ledger even if a grant would be rejected.
bool refuses(const Choice& choice);

// Its evidence; nullptr: choices of its kind have none.
const evidence::Evidence* evidence_in(const Choice& choice);
evidence::Evidence* evidence_in(Choice& choice);

// A form, relation, defect or clause that `regime` does not know; an invalid name of a channel, class or category; a
// grant without evidence; a provisional permission; an agreement that ends before it begins; a partner without a name.
ChoiceFaults fault_under(const Choice& choice, const regime::Regime& regime);

// No actor or channel; an account that does not belong there, or a missing one; a call that ends before it begins or
// lasts more than a day; a grant with an instant later than `now`; an opt-in that ends before it was given, in every
// zone.
ChoiceFaults fault_in(std::string_view account, const Choice& choice, const Circumstances& circumstances, Instant now);

// What a grant needs: the account is on record, and the notice that an opt-in names was published by the instant
// `effective`, at which the opt-in was given. Refusals need nothing.
ChoiceFaults fault_against(std::span<const ledger::Recorded> carrier_wide, bool on_record, std::string_view account,
                           const Choice& choice, Instant effective);

// Precondition: no fault.
ledger::Draft draft_of(std::string_view account, const Choice& choice, const Circumstances& circumstances, Instant now);

}  // namespace assent::service
