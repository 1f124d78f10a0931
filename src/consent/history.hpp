// History: the events between carrier and customer on which a decision can rest. Plain values.
//
// Each event has the position of its ledger entry, so that a decision can name its evidence. Each vector is in the
// ledger's order; of two events at the same instant, the later in this order is the later. An event with another
// customer's account is ignored; an empty account is this customer. Instants are the *effective* ones. What was
// recorded after the known-at instant is not here.
#pragma once

#include "base/instant.hpp"
#include "consent/about.hpp"
#include "consent/coverage.hpp"
#include "consent/partner.hpp"
#include "consent/position.hpp"

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace assent {

enum class Translation { none, complete, partial };
enum class Delivery { sent, bounced, returned };

// What a notice says and covers: one value for all customers who were given it.
struct NoticeTerms {
  Coverage recipients = Coverage::only({"carrier"});  // relations covered
  Coverage parties = Coverage::everything();          // named parties covered; `any` when it names none
  Coverage information = Coverage::everything();      // types of information covered
  int waiting_days = 30;                              // announced
  Names missing;                                      // disclosures known to be left out
  Names misleading;                                   // parts found misleading
  std::optional<Names> disclosures;  // the disclosures present, if recorded; checked against a regime's list
  Translation translation = Translation::none;
  std::string language = "en";

  friend bool operator==(const NoticeTerms&, const NoticeTerms&) = default;
};

// A notice given to this customer.
struct NoticeGiven {
  std::string account;
  Position entry;
  std::shared_ptr<const NoticeTerms> terms;  // never null
  std::string channel;                       // `mail`, `email`, `sms`, `oral`, `portal`, …
  std::variant<Instant, Date> sent;          // the instant sent, or (letters) the local date of mailing
  bool email_permission = true;              // the customer had permitted notices by e-mail; only for `email`
  Delivery delivery = Delivery::sent;
  std::optional<Instant> delivery_known;   // when the failure became known; none: from the beginning
  std::optional<Position> delivery_entry;  // the entry that recorded it
};

// A refusal of deemed approval. Counts from the instant it was received, for any person on the account.
struct OptOut {
  std::string account;
  Position entry;
  Instant received;
  Coverage scope = Coverage::everything();  // relations refused
  About about{};                            // what it says that it is about
  bool provisional = false;                 // no person has read it yet; it counts all the same
};

// Withdrawal of an approval given before. Counts from its instant.
struct Withdrawal {
  std::string account;
  Position entry;
  Instant at;
  Coverage scope = Coverage::everything();
  About about{};
  bool provisional = false;  // the same
};

// Express approval.
struct OptIn {
  std::string account;
  Position entry;
  Instant at;
  Coverage recipients = Coverage::only({"carrier"});
  Coverage parties = Coverage::everything();
  Coverage information = Coverage::everything();
  Coverage offers = Coverage::everything();
  std::string by = "owner";  // who gave it
  bool evidence = true;      // something proves it
  bool after_notice = true;  // a notice was given before it
  Names defects;             // `pre_ticked`, `bundled`
  About about{};
  std::optional<Date> until{};  // the last local day on which it counts, included; none: it has no end
};

// Consent for the duration of one contact.
struct OneTimeConsent {
  std::string account;
  Position entry;
  Instant from;  // included
  Instant to;    // not included
  std::string channel = "phone";
  bool granted = true;
  bool evidence = true;
  Names missing;  // what its oral notice left out
};

// The carrier checked an opt-out approval with the customer (Arizona).
struct Verification {
  std::string account;
  Position entry;
  Instant at;
  std::string form;       // `oral`, `written`, `electronic`
  bool recorded = false;  // an oral one was recorded
};

// A confidentiality agreement with a party. Carrier-wide, so `account` is usually empty.
struct Agreement {
  std::string account;
  Position entry;
  std::string party;
  Date from;  // first day in force, included
  Date to;    // last day in force, included
  Names clauses;

  friend bool operator==(const Agreement&, const Agreement&) = default;
};

struct History {
  std::vector<NoticeGiven> notices;
  std::vector<OptOut> opt_outs;
  std::vector<Withdrawal> withdrawals;
  std::vector<OptIn> opt_ins;
  std::vector<OneTimeConsent> one_time_consents;
  std::vector<Verification> verifications;
  std::vector<Agreement> agreements;
  std::shared_ptr<const Partners> partners{};  // the carrier's register, shared by all customers; nullptr: empty
};

}  // namespace assent
