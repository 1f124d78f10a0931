// Recording choices: checks a customer's choice, writes it, and reports what it changed.
//
// As thread-safe as the ledger.
#pragma once

#include "base/result.hpp"
#include "evidence/entry.hpp"
#include "ledger/ledger.hpp"
#include "regime/regime.hpp"
#include "service/acknowledgement.hpp"
#include "service/choice.hpp"
#include "service/circumstances.hpp"
#include "service/customer_file.hpp"
#include "service/kept_refusals.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assent::service {

class Recorder {
 public:
  // `draw` makes the key under which refusals from unknown numbers are kept, for the first of them.
  Recorder(ledger::Ledger& ledger, const CustomerFile& file, DrawKey draw = {})
      : ledger_(&ledger), file_(&file), draw_(std::move(draw)) {}

  // A refusal (opt-out, withdrawal, an e-mail permission taken back) is never rejected. It is recorded even for an
  // unknown account, and whatever else is given (intake/refusal_law.hpp): a scope with a recipient that `regime` does
  // not know means all recipients, and a reference of evidence that contains the customer's number is left out. A
  // refusal with a future instant counts at once; everything else counts from its instant on.
  //
  //   invalid      for a choice that is not a refusal: a form, relation, defect or clause that `regime` does not know;
  //                an opt-in, granted consent, verification or granted permission without evidence; an agreement or
  //                call that ends before it begins; a call of more than a day; an opt-in, consent, verification or
  //                permission with a future instant; an opt-in from before its notice was published; evidence that
  //                contains the customer's number. For any choice: no actor, channel or account
  //   not_found    the account of a grant is not on record; the notice that an opt-in names was not published
  //   conflict     the key was used for something else
  //   unavailable  nothing was written
  //   damaged      nothing was written
  Result<Acknowledgement> record(std::string_view account, const Choice& choice, const Circumstances& circumstances,
                                 const regime::Regime& regime, Instant now,
                                 Acknowledged as = Acknowledged::with_changes);

  // The same for a customer who is only known by a telephone number (E.164): recorded for every account that has it at
  // `now`, all together. If no active account has it: recorded for those that had it last, and kept for the account
  // that gets it. A key names the refusal of each account by key_for_account(). Precondition: refuses(choice).
  //
  //   unavailable, damaged  also: the holders of the number cannot be read, or no key can be made
  Result<RefusalsOfNumber> record_of_number(std::string_view e164, const Choice& choice,
                                            const Circumstances& circumstances, const regime::Regime& regime,
                                            Instant now, Acknowledged as = Acknowledged::with_changes);

 private:
  Acknowledgement acknowledged(const ledger::Draft& draft, const ledger::Receipt& receipt, const regime::Regime& regime,
                               Acknowledged as) const;
  void add_changes(Acknowledgement& done, const regime::Regime& regime) const;

  ledger::Ledger* ledger_;
  const CustomerFile* file_;
  DrawKey draw_;
};

}  // namespace assent::service
