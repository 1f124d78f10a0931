// Recording choices: what a customer decided, checked, written, and what it changed.
//
// Thread-safe as far as the ledger is.
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

namespace assent {

class Recorder {
 public:
  // `draw` makes the key under which refusals from unknown numbers are kept, when the first one comes.
  Recorder(Ledger& ledger, const CustomerFile& file, DrawKey draw = {})
      : ledger_(&ledger), file_(&file), draw_(std::move(draw)) {}

  // A refusal (opt-out, withdrawal, an e-mail permission taken back) is never turned away for want of a customer: it is
  // recorded for an account that is unknown, too; nor for what else is given (intake/refusal_law.hpp): a scope that
  // names somebody whom `regime` does not know is everybody, and a reference of evidence that holds the customer's
  // number is left out. One that bears a future instant counts at once; anything else counts from its instant on.
  //
  //   invalid      of a choice that is no refusal: a form, relation, defect or clause that `regime` does not know; an
  //   opt-in, granted consent,
  //                verification or granted permission without evidence; an agreement or call that ends before it
  //                begins; a call of more than a day; an opt-in, consent, verification or permission that bears a
  //                future instant; an opt-in from before its notice was published; evidence that holds the
  //                customer's number. Of any: no actor, channel or account
  //   not_found    the account of a grant is not on record; the notice that an opt-in names was not published
  //   conflict     the key was used for something else
  //   unavailable  nothing was written
  //   damaged      nothing was written
  Result<Acknowledgement> record(std::string_view account, const Choice& choice, const Circumstances& circumstances,
                                 const Regime& regime, Instant now);

  // The same for somebody of whom the telephone number (E.164) is known only: recorded for every account that has it at
  // `now`, all together, or where no active one has it, for those that had it last, and kept for whoever gets it. A key
  // names the refusal of each account by key_for_account(). Precondition: refuses(choice).
  //
  //   unavailable, damaged  also: it cannot be read whose the number is, or no key can be drawn
  Result<RefusalsOfNumber> record_of_number(std::string_view e164, const Choice& choice,
                                            const Circumstances& circumstances, const Regime& regime, Instant now);

 private:
  Acknowledgement acknowledged(const Draft& draft, const Receipt& receipt, const Choice& choice,
                               const Regime& regime) const;

  Ledger* ledger_;
  const CustomerFile* file_;
  DrawKey draw_;
};

}  // namespace assent
