// FlatQuestion: a decision case in the form that a policy engine gets: its attributes, with no history to read.
//
// Computed beforehand, to the engine's advantage: local dates (as a day number, days since 1970, and as yyyymmdd, where
// the anniversary of a date is an addition), the offer's entry in the catalogue, and that there is at most one event of
// each kind, each of this customer's account.
#pragma once

#include "cases/case.hpp"

#include <boost/json/object.hpp>

#include <optional>
#include <string>

namespace assent::bench {

// One object, its members in the order below. `*` in a list of names is everything. Instants are seconds since 1970.
//
//   id, regime                texts
//   expect                    {decision, reason}
//   now, today, today_ymd     numbers
//   customer                  {former, services, former_services, language}
//   use                       {purpose, recipient, party, information, reviewed,
//                              offer {id, class, category, enhances}}
//   notice (or absent)        {channel, sent, sent_ymd, recipients, information, waiting_days, complete,
//                              email_permission, partly_translated, language, undelivered_from (or absent)}
//   opt_out, withdrawal       {at, scope}
//   opt_in                    {at, recipients, parties, information, offers, by, evidence, after_notice}
//   agreement                 {party, from_ymd, to_ymd, clauses}
//
// Nothing: the case has something that this form cannot say, such as two notices or a one-time consent.
std::optional<boost::json::object> flat_question(const cases::DecisionCase& decision_case);

}  // namespace assent::bench
