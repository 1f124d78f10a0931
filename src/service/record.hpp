// Recording choices: what a customer decided, checked, written, and what it changed.
//
// Thread-safe as far as the ledger is.
#pragma once

#include "base/result.hpp"
#include "evidence/entry.hpp"
#include "ledger/ledger.hpp"
#include "regime/regime.hpp"
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

// The answer to one use, just before and just after: marketing a communications service that the customer does not
// have, by or with one relation. Asked about are, for each relation of the regime, every party and offer, the
// information, and the channels of contact, that the choice or an approval on record names, and the parties of
// agreements; where none is named, no party, an offer that nobody names, `contact` and `services`, and no channel. Of
// the classes and categories that an approval names the first ones stand for all.
struct StatusChange {
  std::string relation;
  std::string party;  // empty: none is named
  std::string offer;  // likewise
  Names information;
  std::string contact_channel;  // empty: nobody is contacted
  Decision before;
  Decision after;

  bool changed() const { return before.outcome != after.outcome || before.reason != after.reason; }
};

struct Acknowledgement {
  Position position;
  Entry entry;                            // as the ledger holds it, with the recorded instant
  bool repeated = false;                  // the key was known; nothing new was written
  bool account_unknown = false;           // a refusal was recorded for an account that is not on record
  std::string told{};                     // of a refusal: what was made of what could not be recorded as given
  std::uint64_t carried = 0;              // refusals that were recorded for accounts that continue this one
  std::vector<StatusChange> changes;      // for the relations of the regime, in its order; none for an agreement
  std::optional<Error> changes_unread{};  // recorded, but the ledger could not be asked what that changes
};

// What a refusal by telephone number was recorded as: one acknowledgement for each account that has the number, and
// where no active one has it, what is kept for whoever gets it. Never nothing at all.
struct RefusalsOfNumber {
  std::vector<Acknowledgement> all;
  bool former = false;                  // nobody has the number now; they left, and it was their last one
  std::optional<Acknowledgement> kept;  // under a number account (service/kept_refusals.hpp)
  std::uint64_t carried = 0;  // refusals that were recorded for accounts that continue these, or got the number
};

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
