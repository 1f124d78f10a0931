// Choice: what a customer decided, or what the carrier agreed with a party or says of one, and what must hold before it
// is recorded. Pure.
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

namespace assent {

// An agreement, and who a partner is, are the carrier's own: they are recorded with an empty account.
using Choice = std::variant<OptOutRecorded, OptInRecorded, WithdrawalRecorded, OneTimeConsentRecorded,
                            VerificationRecorded, EmailPermissionRecorded, AgreementRecorded, PartnerRecorded>;

// Why a choice cannot be recorded.
struct ChoiceFault {
  ErrorCode code = ErrorCode::invalid;
  std::string_view part;  // what is at fault, as the entry names it: `form`, `scope`, `evidence`, `account`, `at`, …
  std::string word;       // the user's, of which the reason's `subject` speaks; empty: there is none
  RowReason reason;       // holds nothing of the user's

  friend bool operator==(const ChoiceFault&, const ChoiceFault&) = default;
};
using ChoiceFaults = std::optional<ChoiceFault>;  // nothing: there is none

// With the user's word. Lists, which are passed on, tell the reason without it.
Error to_error(const ChoiceFault& fault);

// Whether it can be the name of a channel of contact, a class of offers or a category: 1 to 64 small letters, figures,
// `_` and `-`.
bool is_kind_name(std::string_view name);

// What a choice says that it is about, as an entry has it: sorted, each once; none, or `all` among them, is everything.
Coverage kinds_named(Names names);

// Reads that part of a refusal (of which fault_under() found it faulty) as widely as it can be read, and says so;
// nullopt: of a refusal no such part is ever faulty.
std::optional<Mending> widen(Choice& refusal, std::string_view part);

// Whether it takes something away: an opt-out, a withdrawal, an e-mail permission taken back. Such a choice must reach
// the ledger even where a grant would be turned away.
bool refuses(const Choice& choice);

// What is kept of it as proof; nullptr: choices of its kind have none.
const Evidence* evidence_in(const Choice& choice);
Evidence* evidence_in(Choice& choice);

// A form, relation, defect or clause that `regime` does not know; a channel, class or category of which the name is
// none; a grant without evidence; a permission that is provisional; an agreement that ends before it begins; a partner
// without a name.
ChoiceFaults fault_under(const Choice& choice, const Regime& regime);

// No actor or channel; an account where none belongs, or none where one does; a call that ends before it begins
// or lasts for more than a day; a grant that bears an instant later than `now`; an opt-in that ends before it was
// given, wherever.
ChoiceFaults fault_in(std::string_view account, const Choice& choice, const Circumstances& circumstances, Instant now);

// What a grant presupposes: that the account is on record, and that the notice which an opt-in names was published, by
// the instant `effective` at which it was given. Refusals presuppose nothing.
ChoiceFaults fault_against(std::span<const Recorded> carrier_wide, bool on_record, std::string_view account,
                           const Choice& choice, Instant effective);

// Precondition: no fault.
Draft draft_of(std::string_view account, const Choice& choice, const Circumstances& circumstances, Instant now);

}  // namespace assent
