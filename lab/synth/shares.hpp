// SyntheticShares: how often each thing happens in a synthetic base, in parts of 10,000. The defaults are chosen to
// look like a carrier's base; they come from no real data. docs/synth.md has the fixed distributions (services,
// languages, zones).
#pragma once

#include <cstdint>

namespace assent::synth {

struct SyntheticShares {
  // Who they are. Of all customers:
  std::uint32_t business = 900;            // business customers; the others are residential
  std::uint32_t without_telephone = 200;   // no telephone number on record
  std::uint32_t telephone_recycled = 300;  // have a number in common with another: one who left, one who has it now
  std::uint32_t telephone_doubled = 4;     // share a number though both are active: an error in the carrier's files
  std::uint32_t opened_before = 6'200;     // were customers when the records begin; the others joined since
  std::uint32_t former_before = 200;       // had left when the records begin

  // What becomes of them. Of those who had not left when the records begin:
  std::uint32_t leave = 1'600;            // become former customers, at any time after they joined
  std::uint32_t change_services = 1'200;  // have other services from some day on
  std::uint32_t changes_ahead = 50;       // of the active: a leaving or other services, already on record, lies ahead

  // Notices.
  std::uint32_t never_given = 400;               // a billing fault: never got a notice
  std::uint32_t not_renewed = 300;               // of those whose renewal is due: got none, so that the approval lapsed
  std::uint32_t renewed_late = 200;              // of those renewed: after the two years were over
  std::uint32_t wrong_language = 100;            // of the notices: in another language than the customer's
  std::uint32_t by_sms = 2'500;                  // of all customers: get notices by SMS
  std::uint32_t by_email = 2'000;                // of all customers: get notices by e-mail; the others by mail
  std::uint32_t mail_returned = 200;             // of the letters
  std::uint32_t email_bounced = 500;             // of the e-mails
  std::uint32_t sent_again = 5'000;              // of those that failed: sent again by mail
  std::uint32_t email_permitted = 9'200;         // of those who get notices by e-mail: permitted it
  std::uint32_t email_refused = 200;             // of them: said no; the others were never asked
  std::uint32_t email_permitted_unused = 2'000;  // of the others: permitted it all the same

  // Choices. Of all customers who had not left when the records begin, by what they do first:
  std::uint32_t opt_out = 800;           // refuse everything
  std::uint32_t opt_out_partners = 100;  // refuse joint venture partners only
  std::uint32_t opt_in_carrier = 400;    // approve expressly, for the carrier
  std::uint32_t opt_in_partner = 300;    // for the partner PX
  std::uint32_t opt_in_both = 150;       // for the carrier, then for all joint venture partners
  std::uint32_t opt_in_agent = 50;       // for agents
  std::uint32_t opt_in_unproved = 100;   // an old flag without proof
  std::uint32_t opt_in_pre_ticked = 50;  // by a box that was ticked already
  std::uint32_t opt_in_by_other = 30;    // by a person who is not the account's owner, for the partner PX
  std::uint32_t in_the_wait = 6'000;     // of these first choices: within 30 days of the first notice
  std::uint32_t change_of_mind = 1'200;  // of them: take it back later (a refusal by an opt-in)
  std::uint32_t change_again = 2'000;    // of the opt-ins taken back: opt in once more
  std::uint32_t refusal_ungraded = 500;  // of the first refusals of everything: taken over from old flags
  // In addition, of the same customers:
  std::uint32_t one_time = 60;   // gave a consent for one call; of one in four the call goes on
  std::uint32_t verified = 150;  // had the approval verified in a call (Arizona)
};

}  // namespace assent::synth
